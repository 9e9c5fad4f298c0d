// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace meridian::disk {

/// The error behind `errno` as ours: DiskFull for ENOSPC, EDQUOT and EFBIG, NotFound for ENOENT, IoFailed for
/// the rest. `what` says what was tried ("cannot write /home/x/fleet.json").
[[nodiscard]] base::Unexpected failErrno(int error, std::string what);

/// The whole file, of at most `limit` bytes. NotFound with the path when there is none; IoFailed when it is
/// larger, a folder, or cannot be read. Any thread.
[[nodiscard]] base::Result<std::string> readFile(const std::filesystem::path& file, std::size_t limit);

/// Writes a neighbour of the file, syncs it, renames it over the file and syncs the folder: after a crash
/// there is the old content or the new, nothing between. A symbolic link is followed, missing folders are
/// made (mode 0700), and `mode` is the file's mode from its first byte on. Any thread.
[[nodiscard]] base::Result<void> writeFileAtomically(const std::filesystem::path& file,
                                                     std::string_view content, mode_t mode);

/// Makes the folder and its parents; one that is made gets mode 0700. Any thread.
[[nodiscard]] base::Result<void> makePrivateFolder(const std::filesystem::path& folder);

} // namespace meridian::disk
