// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/probe.h"

#include "base/sha256.h"
#include "distribution/probe_reads.h"
#include "distribution/probe_uploads.h"
#include "distribution/upload_way.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <span>

namespace meridian::distribution {

namespace {

using ports::Ability;
using ports::HttpMethod;

/// Blobs that stay are swept by the registry; one refusal tells of all the others.
void cleanUp(ProbeBench& bench, std::stop_token stop) {
  for (const auto& [repository, digest] : bench.stored) {
    Call call;
    call.method = HttpMethod::Delete;
    call.url = bench.exchange.url("/v2/" + repository + "/blobs/" + digest.text());
    call.what = "blob " + repository + "@" + digest.shortText();
    call.subject = Subject::Blob;
    call.scopes = {auth::Scope::repository(repository, {"delete", "pull", "push"})};
    auto answer = bench.exchange.lastWord(call, stop);
    if (!answer && answer.error().http_status != 404) return;
  }
}

} // namespace

Ability ProbeBench::answerOf(std::string_view question, const base::Error& error) {
  using base::Errc;
  if (refusesWay(error) || error.code == Errc::BlobUploadUnknown || error.code == Errc::BlobUploadInvalid ||
      error.code == Errc::DigestInvalid)
    return Ability::No;
  profile.remarks.push_back(std::string(question) + ": " + error.text());
  return Ability::Unknown;
}

std::string randomBytes(std::size_t count) {
  std::mt19937_64 engine{std::random_device{}() ^ (std::uint64_t{std::random_device{}()} << 32)};
  std::string bytes(count, '\0');
  for (std::size_t at = 0; at < count; at += sizeof(std::uint64_t)) {
    const std::uint64_t word = engine();
    std::memcpy(bytes.data() + at, &word, std::min(sizeof word, count - at));
  }
  return bytes;
}

oci::Digest digestOfBytes(std::string_view bytes) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(bytes))));
}

base::Result<ports::RegistryProfile> probeRegistry(Exchange& exchange, const ports::ProbeRequest& request,
                                                   ports::RegistryProfile profile, std::stop_token stop) {
  ProbeBench bench{exchange, request.repository, profile};
  probeRoundTrips(bench, stop);
  UploadProbe(bench).run(stop);
  probeReads(bench, request.readable, stop);
  probeManifests(bench, stop);
  cleanUp(bench, stop);
  if (stop.stop_requested()) return base::fail(base::Errc::Cancelled, "cancelled");
  profile.probed = exchange.clock().now();
  return profile;
}

} // namespace meridian::distribution
