// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

namespace meridian::engine {

using base::Errc;
using base::Result;

Result<void> Job::propagateDeletes() { return {}; }

Result<void> Job::restore() { return base::fail(Errc::Unsupported, "restoring is not built in yet"); }

} // namespace meridian::engine
