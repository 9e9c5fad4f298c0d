// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

namespace meridian::engine {

using base::Errc;
using base::Result;

Result<void> Job::audit() { return base::fail(Errc::Unsupported, "audits are not built in yet"); }

} // namespace meridian::engine
