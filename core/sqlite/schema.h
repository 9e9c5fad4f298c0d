// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite/connection.h"

namespace meridian::sqlite {

/// Brings the database to this program's version, one transaction per step; `PRAGMA user_version` counts the
/// steps that were made. ConfigInvalid when a newer program wrote it: then nothing is touched.
[[nodiscard]] base::Result<void> migrate(Connection& connection);
/// For a connection that may not write: ConfigInvalid unless the version is exactly ours.
[[nodiscard]] base::Result<void> checkVersion(Connection& connection);
/// How many steps were made; 0: nothing yet.
[[nodiscard]] base::Result<std::int64_t> schemaVersion(Connection& connection);
/// What this program writes.
[[nodiscard]] std::int64_t newestSchema();
/// ContentMismatch where the tables are not those of a state database of its version: another program's file.
[[nodiscard]] base::Result<void> checkTables(Connection& connection);
/// PRAGMA quick_check; ContentMismatch with the first finding.
[[nodiscard]] base::Result<void> checkIntegrity(Connection& connection);

} // namespace meridian::sqlite
