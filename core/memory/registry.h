// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "memory/fault.h"
#include "memory/generated_blob.h"
#include "memory/pacer.h"
#include "ports/registry.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

namespace meridian::memory {

/// How an in-memory registry behaves.
struct RegistryOptions {
  std::chrono::nanoseconds latency{0}; ///< before each answer
  base::BytesPerSecond read_rate;      ///< 0 = no limit; all readers together
  base::BytesPerSecond write_rate;
  std::size_t page_size = 100; ///< names a page
  bool referrers_api = true;   ///< false: the referrers tag is read, as in distribution 2.8
  bool mounts = true;
  bool deletes = true;    ///< false: every delete is refused (405), as distribution does unless told otherwise
  bool tag_delete = true; ///< false: deletes by digest only, as in distribution 2.8
  bool ranges = true; ///< false: a range request is answered with the whole blob (Unsupported for callers)
  bool check_content = true; ///< a manifest needs its blobs and children (MANIFEST_BLOB_UNKNOWN)
  /// Remember digest and size of pushed blobs only; reading such a blob fails with Unsupported. For replicas
  /// of generated content.
  bool keep_blobs = true;
};

/// A complete registry in this process, with the semantics of a real one: blobs belong to repositories,
/// content goes before manifests, digests are checked. Faults stand for the error that remains after a
/// client's own retries, so nothing is retried here. Every method may be called by any thread; waits wake on
/// stop.
class Registry final : public ports::Registry {
public:
  explicit Registry(base::Clock& clock, RegistryOptions options = {});
  ~Registry() override;

  // Setting the stage. Not counted as traffic, not slowed, no faults.
  oci::Digest addBlob(std::string_view repository, std::string bytes);
  oci::Digest addBlob(std::string_view repository, const GeneratedBlob& blob);
  /// Stores and returns the manifest; `tag` may be empty. Fails as parse() does; content is not checked.
  base::Result<oci::Manifest> addManifest(std::string_view repository, std::string_view tag,
                                          std::string bytes, std::string_view media_type);
  void removeTag(std::string_view repository, std::string_view tag);
  void removeBlob(std::string_view repository, const oci::Digest& digest);
  void addFault(Fault fault) { m_faults.add(std::move(fault)); }
  void clearFaults() { m_faults.clear(); }
  void setLatency(std::chrono::nanoseconds latency);
  /// To be changed before anybody asks the registry; what only takes effect when it is made (rates, latency) stays.
  [[nodiscard]] RegistryOptions& options() { return m_options; }
  void setRates(base::BytesPerSecond read, base::BytesPerSecond write);
  /// Bytes of a blob that was pushed or added; nullopt where it is not there or its bytes were not kept.
  [[nodiscard]] std::optional<std::string> blobBytes(std::string_view repository,
                                                     const oci::Digest& digest) const;

  base::Result<ports::PingAnswer> ping(std::stop_token stop) override;
  base::Result<std::optional<ports::ManifestHead>>
  headManifest(std::string_view repository, std::string_view reference, std::stop_token stop) override;
  base::Result<oci::Manifest> getManifest(std::string_view repository, std::string_view reference,
                                          std::stop_token stop) override;
  base::Result<void> putManifest(std::string_view repository, std::string_view reference,
                                 const oci::Manifest& manifest, std::stop_token stop) override;
  base::Result<void> deleteManifest(std::string_view repository, std::string_view reference,
                                    std::stop_token stop) override;
  base::Result<std::optional<ports::BlobHead>>
  headBlob(std::string_view repository, const oci::Digest& digest, std::stop_token stop) override;
  base::Result<void> getBlob(std::string_view repository, const oci::Digest& digest, base::ByteCount offset,
                             ports::BodySink& sink, std::stop_token stop) override;
  base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest,
                                  ports::ByteRange range, ports::BodySink& sink,
                                  std::stop_token stop) override;
  base::Result<void> putBlob(std::string_view repository, const oci::Descriptor& blob,
                             ports::BodySource& source, ports::UploadJournal* journal,
                             std::stop_token stop) override;
  base::Result<bool> mountBlob(std::string_view repository, const oci::Digest& digest,
                               std::string_view from_repository, std::stop_token stop) override;
  base::Result<ports::NamePage> listTags(std::string_view repository, std::string_view next,
                                         std::stop_token stop) override;
  base::Result<ports::NamePage> listRepositories(std::string_view next, std::stop_token stop) override;
  base::Result<std::vector<oci::Descriptor>>
  listReferrers(std::string_view repository, const oci::Digest& subject, std::stop_token stop) override;
  /// What the options say.
  base::Result<ports::RegistryProfile> probe(const ports::ProbeRequest& request,
                                             std::stop_token stop) override;
  const ports::Traffic& traffic() const override { return m_traffic; }

private:
  base::Result<void> read(std::string_view repository, const oci::Digest& digest, ports::ByteRange range,
                          ports::BodySink& sink, std::stop_token stop);
  struct Forgotten { ///< content that was checked and thrown away
    base::ByteCount size;
  };
  using Blob = std::variant<std::string, GeneratedBlob, Forgotten>;
  using Manifest = std::shared_ptr<const oci::Manifest>;
  struct Repository {
    std::set<std::string> blobs; ///< digest texts
    std::map<std::string, Manifest> manifests;
    std::map<std::string, std::string, std::less<>> tags; ///< tag -> digest text
  };

  struct Begun {
    std::optional<Fault> fault; ///< one that strikes later, in the middle of a body
  };
  base::Result<Begun> begin(Operation operation, std::string_view repository, std::string_view reference,
                            std::stop_token stop);
  std::shared_ptr<const Blob> findBlob(std::string_view repository, const std::string& digest) const;
  void storeBlob(std::string_view repository, const oci::Digest& digest, Blob blob);
  Manifest findManifest(std::string_view repository, std::string_view reference) const;
  std::string missingContent(const Repository& repository, const oci::Manifest& manifest) const;
  static void store(Repository& repository, std::string_view tag, Manifest manifest);
  static void addToReferrersTag(Repository& repository, const oci::Manifest& manifest);
  static std::uint64_t sizeOf(const Blob& blob);

  base::Clock& m_clock;
  RegistryOptions m_options;
  Faults m_faults;
  Pacer m_read_line, m_write_line;
  ports::Traffic m_traffic;

  mutable std::mutex m_mutex;
  std::chrono::nanoseconds m_latency;
  std::map<std::string, Repository, std::less<>> m_repositories;
  std::map<std::string, std::shared_ptr<const Blob>>
      m_blobs; ///< all repositories share content, as a real one does
};

} // namespace meridian::memory
