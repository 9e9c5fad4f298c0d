// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "sqlite/connection.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::sqlite {

/// Several files in one, with the SHA-256 of each and notes on the whole: an SQLite database of its own, which any
/// sqlite3 can open. One thread at a time.
class Archive {
public:
  struct Entry {
    std::string name;
    base::ByteCount size;
    std::string sha256;
  };
  using Notes = std::map<std::string, std::string, std::less<>>;

  /// A new one of mode 0600; nothing is in it before finish(). AlreadyExists; DiskFull, IoFailed.
  [[nodiscard]] static base::Result<Archive> create(const std::filesystem::path& file);
  [[nodiscard]] base::Result<void> addText(std::string_view name, std::string_view bytes);
  [[nodiscard]] base::Result<void> addFile(std::string_view name, const std::filesystem::path& file);
  [[nodiscard]] base::Result<void> finish(const Notes& notes);

  /// NotFound; ContentMismatch: it is none, or damaged; ConfigInvalid: a newer program wrote it.
  [[nodiscard]] static base::Result<Archive> open(const std::filesystem::path& file);
  [[nodiscard]] base::Result<Notes> notes();
  [[nodiscard]] base::Result<std::vector<Entry>> entries();
  /// Reads everything. ContentMismatch where the file is damaged or an entry is not what was put in.
  [[nodiscard]] base::Result<void> verify(std::stop_token stop);
  /// NotFound: no such entry. IoFailed: larger than 16 MiB.
  [[nodiscard]] base::Result<std::string> text(std::string_view name);
  /// Into a new file of mode 0600, on the disk when this returns. AlreadyExists.
  [[nodiscard]] base::Result<void> extract(std::string_view name, const std::filesystem::path& file);

private:
  explicit Archive(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
  template <class Take>
  [[nodiscard]] base::Result<void> read(std::string_view name, Take take, const std::stop_token& stop);

  std::unique_ptr<Connection> m_connection;
};

} // namespace meridian::sqlite
