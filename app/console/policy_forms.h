// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plan/rule.h"

#include <QVariantMap>

/// What a rule asks for beside its selection, as fields of its form. Pure.
///
/// index ("sparse"|"rewritten"); referrers ("none"|"all"|"types"), referrerTypes, referrerRequire (lists); cron (list),
/// zone, runWindows (as windows of limit_forms.h, without a limit), poll, onPush; promotion ("each"|"all-or-nothing"),
/// group ("tag"|"release"), targetDown ("wait"|"continue"|"rollback"), wait, waves (list of lists), observe, onConflict
/// ("stop"|"overwrite"|"keep"); deletes, quarantine, stopAbove; auditCron (list), auditZone, auditDepth
/// ("tags"|"content"|"sampled"|"deep"), auditSample, auditRepair. Lengths of time are text ("30m"), percents text ("5").
namespace meridian::console {

/// Fields that the form does not have leave the rule as it is. What does not parse is told in `problems` by field.
void readPolicies(const QVariantMap& form, plan::Rule& rule, QVariantMap& problems);
void putPolicies(QVariantMap& form, const plan::Rule& rule);

/// The form's field that a path inside a rule (".schedule.cron[0]") is about; empty for what the form has no place for.
[[nodiscard]] QString policyField(const QString& path);

/// What the cron expressions of a form come to: cronWords and auditCronWords (a list, "" where one does not parse), nextRuns
/// and nextAudits (at most five texts, by the clocks of the zone).
[[nodiscard]] QVariantMap scheduleWords(const plan::Rule& rule, base::Timestamp now);

} // namespace meridian::console
