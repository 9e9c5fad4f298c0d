// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// The page Images: the catalogue, one repository by tag and region, one image. QML singleton `Catalog`; made by Desk. GUI thread.
class Catalog final : public QObject, public Lone<Catalog> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Catalog(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
