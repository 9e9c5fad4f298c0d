// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace meridian::sqlite {

/// What a state database is like, without what is in it.
struct Inspection {
  std::int64_t schema = 0;
  std::string integrity; ///< "ok", or the first finding of the full check
  std::vector<std::pair<std::string, std::uint64_t>> tables; ///< rows
  std::vector<std::pair<std::string, std::uint64_t>> facts;  ///< by what stands in front of the first "/"
  std::string sqlite;    ///< the library's version
};

/// Beside a running engine too. Errors: NotFound, ContentMismatch, IoFailed.
[[nodiscard]] base::Result<Inspection> inspect(const std::filesystem::path& file);

/// A copy of a state database as of one moment, checked in full; beside a running engine too. `to` must not exist.
/// Errors: AlreadyExists, DiskFull, IoFailed; ContentMismatch: it is damaged.
[[nodiscard]] base::Result<void> copyChecked(const std::filesystem::path& from, const std::filesystem::path& to);

/// What was deleted leaves the file too, and there is no log beside it. For a database that nobody else has open.
[[nodiscard]] base::Result<void> compact(const std::filesystem::path& file);

} // namespace meridian::sqlite
