// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// One-click prewarm: images, regions and platforms; what each region lacks; the job that brings it. QML singleton `Prewarm`; made by Desk. GUI thread.
class Prewarm final : public QObject, public Lone<Prewarm> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Prewarm(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
