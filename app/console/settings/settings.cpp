// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/settings/settings.h"

#include "console/bridge.h"

namespace meridian::console {

Settings::Settings(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {}

} // namespace meridian::console
