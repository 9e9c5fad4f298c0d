// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/blob_store.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace meridian::memory {

/// A spool whose blobs live in this process; what is not discarded stays until the object goes, with its last mark.
/// Any thread.
class BlobStore final : public ports::BlobStore {
public:
  explicit BlobStore(base::ByteCount limit = {~std::uint64_t{0}});
  ~BlobStore() override;

  base::Result<std::unique_ptr<ports::SpoolBlob>> open(const oci::Descriptor& blob) override;
  base::ByteCount sweep(base::Seconds age) override; ///< age 0: all that nobody has open; else nothing is old here
  Usage usage() override;

  /// Writes fail with DiskFull once so many bytes are held together, whatever was promised by open().
  void fillUp(base::ByteCount at);

private:
  class Blob;
  struct Content;
  const base::ByteCount m_limit;
  std::mutex m_mutex;
  base::ByteCount m_full{~std::uint64_t{0}};
  std::uint64_t m_written = 0;
  std::map<std::string, std::shared_ptr<Content>> m_blobs;
};

} // namespace meridian::memory
