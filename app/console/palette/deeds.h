// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace meridian::console {

class Bridge;
class FleetLink;

/// Does what a key says, where that is the console's business: "page:rules", "region:tyo", "rule:base", "job:2026...",
/// "repository:app/web", "image:app/web:1.2", "sync:base", "plan:base", "audit:base", "deepaudit:base", "promote:base",
/// "pause:JOB", "resume:JOB", "top:JOB", "retry:JOB", "syncall", "slow:on", "slow:off", "copy:TEXT". False: it is
/// something else.
bool perform(const QString& key, Bridge& bridge, FleetLink& link);

} // namespace meridian::console
