// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <QString>

/// Jobs in words, beside what their rows say. Pure.
namespace meridian::models {

/// "Sync", "Audit" ...; an unknown kind as it is.
[[nodiscard]] QString kindWord(const QString& kind);
/// How a job compares with the one of its rule before it: "The run before (21 Nov 09:12): 1.2 GB less, 40 s faster, 3 tags
/// more." While it runs, what that one came to.
[[nodiscard]] QString comparedText(const engine::JobStatus& job, const engine::JobStatus& before, base::Timestamp now);
/// The command that does the same; a prewarm has none but the one that shows it.
[[nodiscard]] QString jobCli(const engine::JobStatus& job, const QString& fleet_option);

} // namespace meridian::models
