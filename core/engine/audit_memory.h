// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/result.h"
#include "engine/findings.h"
#include "ports/state_store.h"

#include <optional>
#include <string_view>
#include <vector>

namespace meridian::engine {

/// Keeps an audit's result as the newest of its rule, and where it looked at the `whole` rule its pass rate in the rule's
/// history (the last 90); returns what snapshots show of it. Facts "audit/RULE" and "audit-history/RULE".
AuditStatus saveAudit(ports::StateStore& state, const audit::Result& result, bool whole);
/// The newest of a rule; nullopt: there is none that can be read.
[[nodiscard]] std::optional<AuditStatus> loadAudit(ports::StateStore& state, std::string_view rule);
/// The same with all that was found.
[[nodiscard]] base::Result<audit::Result> loadAuditResult(ports::StateStore& state, std::string_view rule);

} // namespace meridian::engine
