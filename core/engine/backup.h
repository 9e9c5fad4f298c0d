// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// What an operator cannot ask registries for again, in one file: fleet, state, trusted certificates. Never a secret.
namespace meridian::engine {

/// Where a fleet and what is remembered of it are.
struct Places {
  std::filesystem::path fleet_file;
  std::filesystem::path state_dir;
};

/// What stands in a backup.
struct Backup {
  struct Entry {
    std::string name; ///< "fleet.json", "state.db", "trust/fra.pem"
    base::ByteCount size;
    std::string sha256;
  };
  std::filesystem::path file;
  base::ByteCount size;
  std::string program, host; ///< that made it: a version, a machine's name
  base::Timestamp time{};
  std::int64_t schema = 0; ///< of the state; 0: there was none
  std::uint64_t jobs = 0;
  std::vector<Entry> entries;
  std::vector<std::string> credentials; ///< names that the fleet file uses; they have to be set again
  std::vector<std::string> not_in_it;   ///< what else a person has to bring, in words
};

/// Makes one, beside a running engine too, and reads it to check it. Errors: AlreadyExists (it is never overwritten);
/// NotFound (no fleet file); ConfigInvalid (it has errors); ContentMismatch (the state is damaged); DiskFull, IoFailed:
/// then there is no file.
[[nodiscard]] base::Result<Backup> backUp(const Places& places, const std::filesystem::path& file, std::string_view program,
                                          base::Timestamp now, std::stop_token stop);

/// What a restore did.
struct Restored {
  Backup backup;
  std::vector<std::filesystem::path> kept; ///< what was there before, under its new names
  std::vector<std::string> remarks;        ///< what is different from what was backed up, in words
};

/// Puts a backup in the place of what is there, which is kept as "<file>.before-restore-<time>". Everything is read and
/// checked first. What may not be believed any more stays out: uploads, audits, promotions that were under way; the next
/// engine that keeps running compares every rule. Errors: Busy (an engine runs on that state, with its name); NotFound,
/// ContentMismatch (no such backup, or damaged); ConfigInvalid (a newer Meridian wrote it); DiskFull, IoFailed.
[[nodiscard]] base::Result<Restored> restore(const Places& places, const std::filesystem::path& file, base::Timestamp now,
                                             std::string_view actor, std::stop_token stop);

} // namespace meridian::engine
