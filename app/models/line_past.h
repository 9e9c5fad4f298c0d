// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/line_history.h"

#include <QVariantMap>

namespace meridian::models {

/// The last 24 hours of a link as they are shown: bytesText, copiedText, failed, failedText, successText, p95Text,
/// values (bytes by hour), marks (failures by hour), hourTexts ("14:00: 1.2 GB, 12 images, 1 failed"), fromText,
/// untilText, spoken (the whole in one sentence), nothing (nothing happened), failures ([{timeText, jobId, ref, text}]).
[[nodiscard]] QVariantMap linePast(const engine::LineHistory& history, base::Timestamp now);

} // namespace meridian::models
