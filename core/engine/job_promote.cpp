// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

namespace meridian::engine {

using base::Errc;
using base::Result;

Result<void> Job::promote(const Prepared&) { return base::fail(Errc::Unsupported, "promotion is not built in yet"); }

Result<void> Job::rollback() { return base::fail(Errc::Unsupported, "rollback is not built in yet"); }

} // namespace meridian::engine
