// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/result.h"
#include "audit/scope.h"

#include <stop_token>

namespace meridian::audit {

/// Compares all regions of a rule with its source: tag by tag, and below each tag that is equal manifest by manifest and
/// blob by blob. Blocks; asks on `means.workers`. Errors: Cancelled. Whatever a registry answers stands in the result.
///
/// A digest is a hash over all that hangs below it, and a repository's tags are hashed too, so equal parts are compared
/// in one step; and no (region, repository, digest) is asked twice however many tags share it.
[[nodiscard]] base::Result<Result> run(const Scope& scope, const Means& means, std::stop_token stop);

} // namespace meridian::audit
