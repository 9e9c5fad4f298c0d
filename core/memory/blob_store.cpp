// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/blob_store.h"

#include <algorithm>
#include <vector>

namespace meridian::memory {

using base::Errc;
using base::fail;
using base::Result;

struct BlobStore::Content {
  std::vector<std::byte> bytes;
  ports::SpoolMark mark;
  bool open = false;
};

class BlobStore::Blob final : public ports::SpoolBlob {
public:
  Blob(BlobStore& owner, std::string name, std::shared_ptr<Content> content)
      : m_owner(owner), m_name(std::move(name)), m_content(std::move(content)), m_found(m_content->mark) {}
  ~Blob() override {
    const std::lock_guard lock(m_owner.m_mutex);
    m_content->open = false;
    if (m_discarded) m_owner.m_blobs.erase(m_name);
  }
  const ports::SpoolMark& found() const override { return m_found; }
  Result<void> write(std::uint64_t offset, std::span<const std::byte> data) override {
    const std::lock_guard lock(m_owner.m_mutex);
    if (offset > m_content->bytes.size() || data.size() > m_content->bytes.size() - offset)
      return fail(Errc::IoFailed, "a write behind the blob's end");
    if (m_owner.m_written + data.size() > m_owner.m_full.value) return fail(Errc::DiskFull, "no space left on device");
    m_owner.m_written += data.size();
    std::copy(data.begin(), data.end(), m_content->bytes.begin() + static_cast<std::ptrdiff_t>(offset));
    return {};
  }
  Result<void> read(std::uint64_t offset, std::span<std::byte> buffer) override {
    const std::lock_guard lock(m_owner.m_mutex);
    if (offset > m_content->bytes.size() || buffer.size() > m_content->bytes.size() - offset)
      return fail(Errc::IoFailed, "a read behind the blob's end");
    std::copy_n(m_content->bytes.begin() + static_cast<std::ptrdiff_t>(offset), buffer.size(), buffer.begin());
    return {};
  }
  Result<void> mark(const ports::SpoolMark& mark) override {
    const std::lock_guard lock(m_owner.m_mutex);
    m_content->mark = mark;
    return {};
  }
  void discard() override { m_discarded = true; }

private:
  BlobStore& m_owner;
  const std::string m_name;
  const std::shared_ptr<Content> m_content;
  const ports::SpoolMark m_found;
  bool m_discarded = false;
};

BlobStore::BlobStore(base::ByteCount limit) : m_limit(limit) {}
BlobStore::~BlobStore() = default;

Result<std::unique_ptr<ports::SpoolBlob>> BlobStore::open(const oci::Descriptor& blob) {
  const std::lock_guard lock(m_mutex);
  auto& content = m_blobs[blob.digest.text()];
  if (content && content->open) return fail(Errc::Busy, blob.digest.shortText() + " is being collected already");
  if (!content || content->bytes.size() != blob.size.value) {
    std::uint64_t held = 0;
    for (const auto& [name, other] : m_blobs)
      if (other) held += other->bytes.size();
    if (held + blob.size.value > m_limit.value) {
      m_blobs.erase(blob.digest.text());
      return fail(Errc::DiskFull, "the spool is bounded to " + base::formatBytes(m_limit));
    }
    content = std::make_shared<Content>();
    content->bytes.resize(blob.size.value);
  }
  content->open = true;
  return std::unique_ptr<ports::SpoolBlob>(std::make_unique<Blob>(*this, blob.digest.text(), content));
}

base::ByteCount BlobStore::sweep(base::Seconds age) {
  const std::lock_guard lock(m_mutex);
  base::ByteCount freed;
  if (age > base::Seconds{0}) return freed;
  std::erase_if(m_blobs, [&](const auto& entry) {
    if (entry.second->open) return false;
    freed += {entry.second->bytes.size()};
    return true;
  });
  return freed;
}

ports::BlobStore::Usage BlobStore::usage() {
  const std::lock_guard lock(m_mutex);
  Usage usage{{}, m_limit, m_blobs.size()};
  for (const auto& [name, content] : m_blobs) usage.used += {content->bytes.size()};
  return usage;
}

void BlobStore::fillUp(base::ByteCount at) {
  const std::lock_guard lock(m_mutex);
  m_full = at;
}

} // namespace meridian::memory
