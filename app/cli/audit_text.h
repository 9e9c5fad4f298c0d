// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <string>

namespace meridian::cli {

/// What an audit found, for people: figures, a line per region, the findings.
[[nodiscard]] std::string auditText(const engine::AuditStatus& audit);

} // namespace meridian::cli
