// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "plan/rule.h"

#include <QString>
#include <QVariantMap>

#include <optional>
#include <string_view>

/// What a rule asks for beside its selection, in words of the language that is installed. Pure.
namespace meridian::models {

/// The engine's words of a cron expression ("every day at 02:00"); an expression comes back as it is.
[[nodiscard]] QString cronText(std::string_view words);
/// "Mon 23 Nov 02:00" of a time that is given as the clocks of its zone show it.
[[nodiscard]] QString shownText(base::Timestamp shown);
/// The next run of a rule that anybody can foretell, by its cron expressions; nullopt: none.
[[nodiscard]] std::optional<base::Timestamp> nextRun(const plan::Rule& rule, base::Timestamp now);

/// One line for each part of a rule: tags, platforms, referrers, schedule, promotion, deletes, audit, bandwidth.
[[nodiscard]] QVariantMap ruleParts(const plan::Rule& rule);
/// Short names of what a rule does beyond the defaults: "All or nothing", "On push", "every day at 02:00".
[[nodiscard]] QStringList ruleTraits(const plan::Rule& rule);

} // namespace meridian::models
