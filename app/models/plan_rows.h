// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "models/row_model.h"
#include "plan/plan.h"

namespace meridian::models {

/// Model `planTargets`: targetId, name, reachable, tagsText, tagsCopied, tagsUnchanged, tagsReplaced, writeText,
/// mountedText, skippedText, blobsText, requestsText, warning, share, deletions (a list of {ref, status ("due"|"waiting"|
/// "held"), text, harm}), deletionsText.
[[nodiscard]] QList<QByteArray> planRoles();
[[nodiscard]] QList<Row> planRows(const plan::Plan& plan, const engine::Fleet& fleet);

/// "24 tags to copy, 3 of them replaced".
[[nodiscard]] QString planTags(const plan::Plan& plan);
/// What a rewritten index means for digests and signatures; empty where the rule has none.
[[nodiscard]] QString rewriteText(const plan::Rule* rule);
/// Tags that a run would delete now.
[[nodiscard]] std::size_t dueDeletions(const plan::Plan& plan);
/// "about 6 min"; empty when nothing is known yet.
[[nodiscard]] QString planTime(const plan::Plan& plan);

} // namespace meridian::models
