// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <filesystem>
#include <string>

namespace meridian::sqlite {

/// Puts a new database with all that can be read in the place of a damaged one, which is kept as
/// "<file>.damaged-<time>" with its logs. Returns what people should know of it; the same is the new database's last
/// event, and the fact ports::kRebuiltFact says when. The database is there before and after, at every moment: where
/// this ends in the middle it is done again. Errors: DiskFull, IoFailed: then the damaged one stays where it is.
[[nodiscard]] base::Result<std::string> rebuild(const std::filesystem::path& file, const std::string& finding, base::Timestamp now);

/// Removes what is left of a rebuild that ended in the middle.
[[nodiscard]] base::Result<void> endRebuild(const std::filesystem::path& file);

} // namespace meridian::sqlite
