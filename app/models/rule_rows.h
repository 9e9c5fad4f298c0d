// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

namespace meridian::models {

/// Model `rules`: ruleId, source, sourceName, targets, targetIds, repositories, include, exclude, semver, latest,
/// since, platforms, summary, traits (a list of short words), status, statusText, lastRunText, nextText, promotionText,
/// promotionTone, promotionJob, conflicts, reversible, json, cli.
[[nodiscard]] QList<QByteArray> ruleRoles();
/// `fleet_option` stands in the command line: empty for the default place, else the path.
[[nodiscard]] QList<Row> ruleRows(const engine::Snapshot& snapshot, base::Timestamp now, const QString& fleet_option);

/// "base/*, app/* · >=1.2 <3 · latest 5 · linux/amd64".
[[nodiscard]] QString ruleSummary(const plan::Rule& rule);
/// "meridianctl --fleet '/srv/a fleet.json' sync base", quoted for a shell.
[[nodiscard]] QString cliText(const QString& verb, std::string_view rule, const QString& fleet_option);

} // namespace meridian::models
