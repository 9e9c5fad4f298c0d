// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"
#include "models/row_model.h"

namespace meridian::models {

/// Model `audits`, a row for each rule, audited or not: ruleId, status ("insync"|"drift"|"running"|"unknown"), statusText,
/// passText ("99.98 %", "–"), history, lastText, costText, findings, findingsText, planText (when it is audited), regions
/// (a list of {regionId, name, text, status, problem}), running, jobId (of the audit that runs), fixable.
[[nodiscard]] QList<QByteArray> auditRoles();
[[nodiscard]] QList<Row> auditRows(const engine::Snapshot& snapshot, base::Timestamp now);

/// Model `findings`: region, regionName, ref, cause, causeText, wanted, wantedText, found, foundText, detail, repairable,
/// repairText. Digests as text are their first twelve digits.
[[nodiscard]] QList<QByteArray> findingRoles();
[[nodiscard]] QList<Row> findingRows(const engine::AuditStatus& audit, const engine::Fleet& fleet);

/// Model `deleted`: region, regionName, ref, digest, digestText, agoText.
[[nodiscard]] QList<QByteArray> deletedRoles();
[[nodiscard]] QList<Row> deletedRows(const std::vector<engine::DeletedTag>& tags, const engine::Fleet& fleet, base::Timestamp now);

/// The newest audit of a rule; null: never audited.
[[nodiscard]] const engine::AuditStatus* auditOf(const engine::Snapshot& snapshot, std::string_view rule);

} // namespace meridian::models
