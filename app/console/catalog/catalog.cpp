// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/catalog/catalog.h"

#include "console/bridge.h"

namespace meridian::console {

Catalog::Catalog(FleetLink& link, Bridge& bridge, QObject* parent) : QObject(parent), m_link(link), m_bridge(bridge) {}

} // namespace meridian::console
