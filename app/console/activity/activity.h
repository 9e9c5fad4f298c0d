// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// The page Activity: who did what, when. QML singleton `Activity`; made by Desk. GUI thread.
class Activity final : public QObject, public Lone<Activity> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Activity(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
