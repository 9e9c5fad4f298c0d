// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "models/row_model.h"
#include "plan/plan.h"

namespace meridian::models {

/// What a run does to each tag: ref, targetName, doing ("copy"|"replace"|"delete"|"waits"|"held"|"stays"|"unreadable"),
/// doingText, bytesText, size, digestText (what it comes to), detail (why, or what it was).
[[nodiscard]] QList<QByteArray> planTagRoles();
/// At most `most`; tags that are equal already are not among them.
[[nodiscard]] QList<Row> planTagRows(const plan::Plan& plan, const engine::Fleet& fleet, qsizetype most);
/// Rows that there would be.
[[nodiscard]] std::size_t planTagCount(const plan::Plan& plan);

} // namespace meridian::models
