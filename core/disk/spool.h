// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/blob_store.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace meridian::disk {

/// Blobs on their way, in a folder: `<algorithm>-<hex>.part` holds the bytes (sparse, at their place), `<...>.mark`
/// which of them are good and where the hash stands. A mark is renamed into place after the bytes it names were
/// synced, so it never promises more than there is, after a kill or a power cut. Files 0600, folder 0700.
class Spool final : public ports::BlobStore {
public:
  struct Limits {
    base::ByteCount most{std::uint64_t{64} << 30U}; ///< of all blobs together
    base::ByteCount leave_free{std::uint64_t{512} << 20U}; ///< on that disk, for everybody else
  };
  /// Makes the folder where it is missing. One process at a time (the engine's state lock).
  [[nodiscard]] static base::Result<std::unique_ptr<Spool>> open(std::filesystem::path folder, Limits limits);

  base::Result<std::unique_ptr<ports::SpoolBlob>> open(const oci::Descriptor& blob) override;
  base::ByteCount sweep(base::Seconds age) override;
  Usage usage() override;

private:
  friend class SpoolFile;
  Spool(std::filesystem::path folder, Limits limits) : m_folder(std::move(folder)), m_limits(limits) {}
  void closed(const std::string& name);
  base::ByteCount idle() const; ///< bytes on disk of blobs that nobody has open

  const std::filesystem::path m_folder;
  const Limits m_limits;
  std::mutex m_mutex;
  std::map<std::string, std::uint64_t> m_open; ///< by name: size set aside
};

} // namespace meridian::disk
