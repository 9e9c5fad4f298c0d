// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// One link or one region in depth: for the panel beside the map and the page of a region. QML singleton `Lines`; made by Desk. GUI thread.
class Lines final : public QObject, public Lone<Lines> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Lines(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
