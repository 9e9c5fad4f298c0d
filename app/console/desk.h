// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/bridge.h"
#include "console/activity/activity.h"
#include "console/catalog/catalog.h"
#include "console/catalog/prewarm.h"
#include "console/guide/guide.h"
#include "console/history/history.h"
#include "console/lines/lines.h"
#include "console/notices/notices.h"
#include "console/palette/palette.h"
#include "console/rules/rule_draft.h"
#include "console/settings/settings.h"
#include "console/setup/setup.h"

namespace meridian::console {

/// What QML talks to beside Bridge, one object per subject. Made before the first QML file is loaded; link and bridge
/// outlive it. GUI thread.
struct Desk {
  Desk(FleetLink& fleet_link, Bridge& its_bridge) : link(fleet_link), bridge(its_bridge) {}

  FleetLink& link;
  Bridge& bridge;
  Setup setup{link, bridge};
  Catalog catalog{link, bridge};
  Prewarm prewarm{link, bridge, catalog};
  Palette palette{link, bridge};
  Notices notices{link, bridge};
  Activity activity{link, bridge};
  Settings settings{link, bridge};
  Lines lines{link, bridge};
  History history{link, bridge};
  Guide guide{bridge};
  RuleDraft rule_draft{link, bridge};
};

} // namespace meridian::console
