// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/history/history.h"

#include "console/bridge.h"

namespace meridian::console {

History::History(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {}

} // namespace meridian::console
