// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/activity/activity.h"

#include "console/bridge.h"

namespace meridian::console {

Activity::Activity(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {}

} // namespace meridian::console
