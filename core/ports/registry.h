// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/units.h"
#include "oci/descriptor.h"
#include "oci/digest.h"
#include "oci/manifest.h"
#include "ports/body.h"
#include "ports/registry_profile.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace meridian::ports {

/// What a manifest is without reading it.
struct ManifestHead {
  oci::Digest digest;
  std::string media_type;
  base::ByteCount size; ///< 0 where the registry does not say
};

struct BlobHead {
  base::ByteCount size;
};

/// What GET /v2/ told.
struct PingAnswer {
  std::string auth;    ///< "none", "basic", "bearer"
  std::string server;  ///< Server or Docker-Distribution-Api-Version header, for people
  int http_version = 11;
  std::chrono::microseconds round_trip{0};
};

/// A span of a blob's bytes.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  [[nodiscard]] std::uint64_t end() const { return first + length; }
};

/// An upload under way at a registry: enough for another process to go on with it.
struct UploadMark {
  std::string location; ///< absolute URL of the session, always the latest; empty: there is none
  base::ByteCount offset; ///< bytes that the registry has confirmed
};

/// Remembers an upload session over cuts and restarts. Called from the thread that uploads.
class UploadJournal {
public:
  virtual ~UploadJournal() = default;
  /// What an earlier try left; without a location: nothing.
  [[nodiscard]] virtual UploadMark load() = 0;
  /// Where the session stands now; without a location: it is over, committed or lost.
  virtual void save(const UploadMark& mark) = 0;
  /// The upload goes on at `offset`: so many bytes need not be sent again.
  virtual void resumed(base::ByteCount offset) = 0;
};

/// One page of names; `next` is opaque, empty at the end.
struct NamePage {
  std::vector<std::string> names;
  std::string next;
};

/// Counters of one registry since it was made; any thread may read.
struct Traffic {
  std::atomic<std::uint64_t> requests{0};
  std::atomic<std::uint64_t> read{0};     ///< body bytes received
  std::atomic<std::uint64_t> written{0};  ///< body bytes sent, including those sent again
  /// Microseconds from a request to the first byte of its answer, the shortest seen; 0: none seen yet.
  std::atomic<std::int64_t> round_trip{0};

  void sawRoundTrip(std::chrono::microseconds time) {
    auto known = round_trip.load();
    const auto seen = std::max<std::int64_t>(1, time.count());
    while ((known == 0 || seen < known) && !round_trip.compare_exchange_weak(known, seen)) {
    }
  }
};

/// One registry seen with one identity: the OCI distribution protocol as operations (distribution-spec v1.1.1).
/// Every method blocks, may be called from any number of threads at once, retries transient errors by itself
/// (except where a one-way body has begun to flow), and takes a stop token. `reference` = tag or digest text.
class Registry {
public:
  virtual ~Registry() = default;

  /// Checks that something there speaks the protocol and that the credential is taken. Errors: Unauthorized,
  /// HostUnknown, ConnectionRefused, TlsUntrusted, BadAnswer (no registry) ...
  [[nodiscard]] virtual base::Result<PingAnswer> ping(std::stop_token stop) = 0;

  /// nullopt: no such manifest or repository (404).
  [[nodiscard]] virtual base::Result<std::optional<ManifestHead>>
  headManifest(std::string_view repository, std::string_view reference, std::stop_token stop) = 0;
  /// The digest is checked against `reference` where that is one, and against Docker-Content-Digest.
  [[nodiscard]] virtual base::Result<oci::Manifest>
  getManifest(std::string_view repository, std::string_view reference, std::stop_token stop) = 0;
  /// Sends the exact bytes; the answer's digest must be that of the bytes. Where the registry does not list a manifest
  /// with a subject by itself, it is added to the referrers tag (distribution-spec v1.1.1 "Pushing Manifests with Subject").
  [[nodiscard]] virtual base::Result<void> putManifest(std::string_view repository, std::string_view reference,
                                                       const oci::Manifest& manifest, std::stop_token stop) = 0;

  /// A tag takes only that name away; a digest takes the manifest and every tag that points to it. Already
  /// gone (404) is success. Unsupported, with what to change: the registry takes no deletes, or none by tag:
  /// then the same request with a digest may work. Blobs stay until the registry's own sweep
  /// (distribution-spec v1.1.1 "Content Management").
  [[nodiscard]] virtual base::Result<void>
  deleteManifest(std::string_view repository, std::string_view reference, std::stop_token stop) = 0;

  /// nullopt: no such blob in that repository.
  [[nodiscard]] virtual base::Result<std::optional<BlobHead>>
  headBlob(std::string_view repository, const oci::Digest& digest, std::stop_token stop) = 0;
  /// Reads from `offset` to the end into `sink`. A cut in the middle is resumed with Range from the byte that the
  /// sink took last; the sink sees each byte once. The digest is the caller's to check.
  [[nodiscard]] virtual base::Result<void> getBlob(std::string_view repository, const oci::Digest& digest,
                                                   base::ByteCount offset, BodySink& sink, std::stop_token stop) = 0;
  /// One try at one span, on a connection of its own: exactly `range` goes to the sink, or an error after a part of it
  /// (the sink knows how much; the caller asks for the rest). Unsupported, before the first byte: the registry answers
  /// a Range request with the whole blob. Redirects to storage are asked for anew each time: they expire.
  [[nodiscard]] virtual base::Result<void> getBlobRange(std::string_view repository, const oci::Digest& digest,
                                                        ByteRange range, BodySink& sink, std::stop_token stop) = 0;
  /// Uploads in the way that suits the registry's profile; without one, a streaming PATCH and a PUT. source.verify()
  /// is asked before the commit. After a cut it goes on at the byte that the registry confirms, where the registry can
  /// and source.seek() works, else from the start, else the error is returned. `journal` (may be null) keeps the
  /// session for the next process.
  [[nodiscard]] virtual base::Result<void> putBlob(std::string_view repository, const oci::Descriptor& blob,
                                                   BodySource& source, UploadJournal* journal, std::stop_token stop) = 0;
  /// True: mounted. False: the registry did not (the upload session that it opened is cancelled).
  [[nodiscard]] virtual base::Result<bool> mountBlob(std::string_view repository, const oci::Digest& digest,
                                                     std::string_view from_repository, std::stop_token stop) = 0;

  /// `next` = empty for the first page, else what the page before gave. NameUnknown: no such repository.
  [[nodiscard]] virtual base::Result<NamePage> listTags(std::string_view repository, std::string_view next,
                                                        std::stop_token stop) = 0;
  [[nodiscard]] virtual base::Result<NamePage> listRepositories(std::string_view next, std::stop_token stop) = 0;
  /// Referrers API, else the fallback tag; empty where there is neither (distribution-spec v1.1.1 "Listing referrers").
  [[nodiscard]] virtual base::Result<std::vector<oci::Descriptor>>
  listReferrers(std::string_view repository, const oci::Digest& subject, std::stop_token stop) = 0;

  /// Finds out what the registry can do, by trying: writes only into `request.repository`, and cleans up what the
  /// registry lets it clean up. Errors: as ping(); a probe that a registry refuses is a "no", not an error.
  [[nodiscard]] virtual base::Result<RegistryProfile> probe(const ProbeRequest& request, std::stop_token stop) = 0;

  [[nodiscard]] virtual const Traffic& traffic() const = 0;
};

/// Follows all pages.
[[nodiscard]] base::Result<std::vector<std::string>> allTags(Registry& registry, std::string_view repository,
                                                             std::stop_token stop);
[[nodiscard]] base::Result<std::vector<std::string>> allRepositories(Registry& registry, std::stop_token stop);

} // namespace meridian::ports
