// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"
#include "memory/registry.h"
#include "oci/reference.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace meridian::memory {

using base::Errc;

namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr auto kToTheEnd = ~std::uint64_t{0};

base::Unexpected refuse(Errc code, std::string message, int status) {
  return base::fail(base::Error{code, std::move(message), {}, status, std::string(base::name(code)), {}, {}});
}
base::Unexpected cancelled() {
  return base::fail(Errc::Cancelled, "cancelled");
}

} // namespace

std::uint64_t Registry::sizeOf(const Blob& blob) {
  if (const auto* bytes = std::get_if<std::string>(&blob)) return bytes->size();
  if (const auto* made = std::get_if<GeneratedBlob>(&blob)) return made->size.value;
  return std::get<Forgotten>(blob).size.value;
}

void Registry::storeBlob(std::string_view repository, const oci::Digest& digest, Blob blob) {
  const std::lock_guard lock(m_mutex);
  m_repositories[std::string(repository)].blobs.insert(digest.text());
  auto& slot = m_blobs[digest.text()];
  if (!slot || std::holds_alternative<Forgotten>(*slot)) slot = std::make_shared<const Blob>(std::move(blob));
}

oci::Digest Registry::addBlob(std::string_view repository, std::string bytes) {
  const auto digest = oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(bytes))));
  storeBlob(repository, digest, std::move(bytes));
  return digest;
}

oci::Digest Registry::addBlob(std::string_view repository, const GeneratedBlob& blob) {
  const auto digest = blob.digest();
  storeBlob(repository, digest, blob);
  return digest;
}

void Registry::removeBlob(std::string_view repository, const oci::Digest& digest) {
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it != m_repositories.end()) it->second.blobs.erase(digest.text());
}

std::shared_ptr<const Registry::Blob> Registry::findBlob(std::string_view repository,
                                                         const std::string& digest) const {
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it == m_repositories.end() || !it->second.blobs.contains(digest)) return nullptr;
  const auto blob = m_blobs.find(digest);
  return blob == m_blobs.end() ? nullptr : blob->second;
}

std::optional<std::string> Registry::blobBytes(std::string_view repository, const oci::Digest& digest) const {
  const auto blob = findBlob(repository, digest.text());
  if (!blob || std::holds_alternative<Forgotten>(*blob)) return std::nullopt;
  if (const auto* bytes = std::get_if<std::string>(blob.get())) return *bytes;
  std::string out(sizeOf(*blob), '\0');
  std::get<GeneratedBlob>(*blob).fill(0, std::as_writable_bytes(std::span(out)));
  return out;
}

base::Result<std::optional<ports::BlobHead>>
Registry::headBlob(std::string_view repository, const oci::Digest& digest, std::stop_token stop) {
  if (auto begun = begin(Operation::HeadBlob, repository, digest.text(), stop); !begun)
    return base::pass(std::move(begun));
  const auto blob = findBlob(repository, digest.text());
  if (!blob) return std::optional<ports::BlobHead>();
  return std::optional<ports::BlobHead>(ports::BlobHead{{sizeOf(*blob)}});
}

base::Result<void> Registry::getBlob(std::string_view repository, const oci::Digest& digest,
                                     base::ByteCount offset, ports::BodySink& sink, std::stop_token stop) {
  return read(repository, digest, {offset.value, kToTheEnd}, sink, stop);
}

base::Result<void> Registry::getBlobRange(std::string_view repository, const oci::Digest& digest,
                                          ports::ByteRange range, ports::BodySink& sink,
                                          std::stop_token stop) {
  if (!m_options.ranges)
    return base::fail(Errc::Unsupported, "the registry answers a range request with the whole blob");
  return read(repository, digest, range, sink, stop);
}

base::Result<void> Registry::read(std::string_view repository, const oci::Digest& digest,
                                  ports::ByteRange range, ports::BodySink& sink, std::stop_token stop) {
  auto begun = begin(Operation::GetBlob, repository, digest.text(), stop);
  if (!begun) return base::pass(std::move(begun));
  const auto blob = findBlob(repository, digest.text());
  if (!blob) return refuse(Errc::BlobUnknown, "blob unknown to registry", 404);
  if (std::holds_alternative<Forgotten>(*blob))
    return base::fail(Errc::Unsupported, "this registry keeps no bytes of " + digest.shortText());
  const auto whole = sizeOf(*blob);
  const auto size = range.length > whole - std::min(whole, range.first) ? whole : range.end();
  if (range.first > whole) return refuse(Errc::RangeInvalid, "the range starts behind the end", 416);

  const auto& fault = begun->fault;
  const auto* bytes = std::get_if<std::string>(blob.get());
  std::vector<std::byte> piece(kPiece);
  for (std::uint64_t at = range.first, passed = 0; at < size;) {
    auto count = std::min<std::uint64_t>(kPiece, size - at);
    if (fault && fault->after) {
      if (passed >= fault->after->value && !fault->corrupt) return base::fail(fault->error);
      if (!fault->corrupt) count = std::min(count, fault->after->value - passed);
    }
    const auto part = std::span(piece).first(count);
    if (bytes != nullptr)
      std::copy_n(std::as_bytes(std::span(*bytes)).begin() + static_cast<std::ptrdiff_t>(at), count,
                  part.begin());
    else
      std::get<GeneratedBlob>(*blob).fill(at, part);
    if (fault && fault->corrupt && passed == 0) part[0] ^= std::byte{1};
    if (!m_read_line.pass(count, stop)) return cancelled();
    m_traffic.read += count;
    if (auto taken = sink.write(part, stop); !taken) return taken;
    at += count;
    passed += count;
  }
  if (fault && fault->after && !fault->corrupt) return base::fail(fault->error);
  return {};
}

base::Result<void> Registry::putBlob(std::string_view repository, const oci::Descriptor& blob,
                                     ports::BodySource& source, ports::UploadJournal* journal,
                                     std::stop_token stop) {
  auto begun = begin(Operation::PutBlob, repository, blob.digest.text(), stop);
  if (!begun) return base::pass(std::move(begun));
  const auto& fault = begun->fault;
  base::Sha256 hash;
  std::string kept;
  std::uint64_t size = 0;
  std::vector<std::byte> piece(kPiece);
  while (true) {
    auto room = piece.size();
    if (fault && fault->after) {
      if (size >= fault->after->value) return base::fail(fault->error);
      room = std::min<std::uint64_t>(room, fault->after->value - size);
    }
    auto count = source.read(std::span(piece).first(room), stop);
    if (!count) return base::pass(std::move(count));
    if (*count == 0) break;
    const auto part = std::span(piece).first(*count);
    if (!m_write_line.pass(part.size(), stop)) return cancelled();
    m_traffic.written += part.size();
    size += part.size();
    hash.update(part);
    if (m_options.keep_blobs) kept.append(reinterpret_cast<const char*>(part.data()), part.size());
  }
  if (blob.size.value > 0 && size != blob.size.value)
    return base::fail(Errc::ContentMismatch, "blob " + blob.digest.shortText() + " has " +
                                                 std::to_string(size) + " bytes where " +
                                                 std::to_string(blob.size.value) + " were promised");
  if (auto verified = source.verify(stop); !verified) return verified;
  if (stop.stop_requested()) return cancelled();
  if (blob.digest.isVerifiable() && oci::Digest::sha256(hash.finishHex()) != blob.digest)
    return refuse(Errc::DigestInvalid, "provided digest did not match uploaded content", 400);
  storeBlob(repository, blob.digest, m_options.keep_blobs ? Blob(std::move(kept)) : Blob(Forgotten{{size}}));
  if (journal != nullptr) journal->save({}); // there are no sessions here: nothing goes on later
  return {};
}

base::Result<bool> Registry::mountBlob(std::string_view repository, const oci::Digest& digest,
                                       std::string_view from_repository, std::stop_token stop) {
  if (auto begun = begin(Operation::MountBlob, repository, digest.text(), stop); !begun)
    return base::pass(std::move(begun));
  if (auto from = oci::parseRepository(from_repository); !from) return base::pass(std::move(from));
  if (!m_options.mounts || !findBlob(from_repository, digest.text())) return false;
  const std::lock_guard lock(m_mutex);
  m_repositories[std::string(repository)].blobs.insert(digest.text());
  return true;
}

} // namespace meridian::memory
