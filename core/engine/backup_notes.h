// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backup.h"
#include "ports/state_store.h"

#include <map>
#include <string>
#include <vector>

// What making and restoring a backup share.
namespace meridian::engine {

/// What a backup says of itself, as notes of its file.
using BackupNotes = std::map<std::string, std::string, std::less<>>;
/// `trust`: by region, the certificate file of the backup that it trusts.
[[nodiscard]] BackupNotes notesOf(const Backup& backup, const std::filesystem::path& fleet_file,
                                  const std::map<std::string, std::string>& trust);
/// ContentMismatch where the notes are none of a backup. Sets program, host, time, schema, jobs, names.
[[nodiscard]] base::Result<void> readNotes(const BackupNotes& notes, Backup& backup, std::string& fleet_file,
                                           std::map<std::string, std::string>& trust);

/// Facts whose names begin so are forgotten.
[[nodiscard]] base::Result<void> forgetFacts(ports::StateStore& store, const std::vector<std::string>& prefixes);

/// What bringing a copy of a database up to date has kept of it.
void removeKeptVersions(const std::filesystem::path& database);

/// This machine's; empty where it has none.
[[nodiscard]] std::string hostName();

} // namespace meridian::engine
