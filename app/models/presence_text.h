// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/presence.h"

#include <QVariantList>

namespace meridian::models {

/// An alert as alerts() has them, of kind "engine", where the engine does not answer; empty where it does.
[[nodiscard]] QVariantList engineAlerts(const engine::Presence& presence);

} // namespace meridian::models
