// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/seat.h"

namespace meridian::offline {

using base::Result;

namespace {

class CountingSink final : public ports::BodySink {
public:
  CountingSink(ports::BodySink& next, std::atomic<std::uint64_t>& count) : m_next(next), m_count(count) {}
  Result<void> write(std::span<const std::byte> data, std::stop_token stop) override {
    m_count += data.size();
    return m_next.write(data, stop);
  }

private:
  ports::BodySink& m_next;
  std::atomic<std::uint64_t>& m_count;
};

class CountingSource final : public ports::BodySource {
public:
  CountingSource(ports::BodySource& next, std::atomic<std::uint64_t>& count) : m_next(next), m_count(count) {}
  Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    auto count = m_next.read(buffer, stop);
    if (count) m_count += *count;
    return count;
  }
  Result<void> verify(std::stop_token stop) override { return m_next.verify(stop); }
  Result<void> rewind() override { return m_next.rewind(); }
  Result<void> seek(base::ByteCount offset) override { return m_next.seek(offset); }

private:
  ports::BodySource& m_next;
  std::atomic<std::uint64_t>& m_count;
};

} // namespace

Result<ports::PingAnswer> Seat::ping(std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->ping(stop);
}

Result<std::optional<ports::ManifestHead>> Seat::headManifest(std::string_view repository, std::string_view reference,
                                                              std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->headManifest(repository, reference, stop);
}

Result<oci::Manifest> Seat::getManifest(std::string_view repository, std::string_view reference,
                                        std::stop_token stop) {
  m_traffic.requests += 1;
  auto manifest = m_registry->getManifest(repository, reference, stop);
  if (manifest) m_traffic.read += manifest->bytes.size();
  return manifest;
}

Result<void> Seat::putManifest(std::string_view repository, std::string_view reference, const oci::Manifest& manifest,
                               std::stop_token stop) {
  m_traffic.requests += 1;
  m_traffic.written += manifest.bytes.size();
  return m_registry->putManifest(repository, reference, manifest, stop);
}

Result<void> Seat::deleteManifest(std::string_view repository, std::string_view reference,
                                  std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->deleteManifest(repository, reference, stop);
}

Result<std::optional<ports::BlobHead>> Seat::headBlob(std::string_view repository, const oci::Digest& digest,
                                                      std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->headBlob(repository, digest, stop);
}

Result<void> Seat::getBlob(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                           ports::BodySink& sink, std::stop_token stop) {
  m_traffic.requests += 1;
  CountingSink counting(sink, m_traffic.read);
  return m_registry->getBlob(repository, digest, offset, counting, stop);
}

Result<void> Seat::getBlobRange(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                                ports::BodySink& sink, std::stop_token stop) {
  m_traffic.requests += 1;
  CountingSink counting(sink, m_traffic.read);
  return m_registry->getBlobRange(repository, digest, range, counting, stop);
}

Result<void> Seat::putBlob(std::string_view repository, const oci::Descriptor& blob, ports::BodySource& source,
                           ports::UploadJournal* journal, std::stop_token stop) {
  m_traffic.requests += 3; // open, bytes, commit
  CountingSource counting(source, m_traffic.written);
  return m_registry->putBlob(repository, blob, counting, journal, stop);
}

Result<bool> Seat::mountBlob(std::string_view repository, const oci::Digest& digest, std::string_view from_repository,
                             std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->mountBlob(repository, digest, from_repository, stop);
}

Result<ports::NamePage> Seat::listTags(std::string_view repository, std::string_view next, std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->listTags(repository, next, stop);
}

Result<ports::NamePage> Seat::listRepositories(std::string_view next, std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->listRepositories(next, stop);
}

Result<std::vector<oci::Descriptor>> Seat::listReferrers(std::string_view repository, const oci::Digest& subject,
                                                         std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->listReferrers(repository, subject, stop);
}

Result<ports::RegistryProfile> Seat::probe(const ports::ProbeRequest& request, std::stop_token stop) {
  m_traffic.requests += 1;
  return m_registry->probe(request, stop);
}

} // namespace meridian::offline
