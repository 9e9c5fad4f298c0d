// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/manifests.h"

#include "base/sha256.h"
#include "oci/media_type.h"

#include <charconv>
#include <span>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;
using ports::HttpMethod;

bool isDigest(std::string_view reference) {
  return reference.find(':') != std::string_view::npos;
}

std::string acceptHeader() {
  std::string accept;
  for (const auto& type : oci::acceptedManifests())
    accept += (accept.empty() ? "" : ", ") + type;
  return accept;
}

base::ByteCount lengthOf(const ports::HttpHeaders& headers) {
  const auto text = headers.get("Content-Length");
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return {value};
}

/// Two digests that claim to name the same bytes; only comparable within one algorithm.
bool contradict(const oci::Digest& ours, std::string_view told) {
  const auto other = oci::Digest::parse(told);
  return other && other->algorithm() == ours.algorithm() && *other != ours;
}

base::Unexpected mismatch(std::string_view promised, const oci::Digest& got) {
  return base::fail(Errc::ContentMismatch, "the registry sent bytes with the digest " + got.text() +
                                               " under the name of " + std::string(promised));
}

} // namespace

Call Manifests::call(HttpMethod method, std::string_view repository, std::string_view reference) const {
  Call out;
  out.method = method;
  out.url = m_exchange.url("/v2/" + std::string(repository) + "/manifests/" + std::string(reference));
  out.what = std::string(repository) + (isDigest(reference) ? "@" : ":") + std::string(reference);
  out.subject = Subject::Manifest;
  out.scopes = {auth::Scope::repository(std::string(repository), {"pull"})};
  return out;
}

base::Result<std::optional<ports::ManifestHead>>
Manifests::head(std::string_view repository, std::string_view reference, std::stop_token stop) {
  auto request = call(HttpMethod::Head, repository, reference);
  request.headers.add("Accept", acceptHeader());
  request.accepted = {404, 405};
  auto answer = m_exchange.run(request, stop);
  if (!answer) return base::pass(std::move(answer));
  if (answer->head.status == 404) return std::optional<ports::ManifestHead>();
  const auto& headers = answer->head.headers;
  const auto told = oci::Digest::parse(headers.get("Docker-Content-Digest"));
  if (answer->head.status != 405 && told) {
    if (isDigest(reference) && contradict(*told, reference)) return mismatch(reference, *told);
    return std::optional<ports::ManifestHead>(
        ports::ManifestHead{*told, std::string(headers.get("Content-Type")), lengthOf(headers)});
  }
  // A registry that does not name the digest (or refuses HEAD) makes us read the manifest.
  auto manifest = get(repository, reference, stop);
  if (!manifest) {
    const auto code = manifest.error().code;
    if (code == Errc::ManifestUnknown || code == Errc::NameUnknown)
      return std::optional<ports::ManifestHead>();
    return base::pass(std::move(manifest));
  }
  return std::optional<ports::ManifestHead>(
      ports::ManifestHead{manifest->digest, manifest->media_type, {manifest->bytes.size()}});
}

base::Result<oci::Manifest> Manifests::get(std::string_view repository, std::string_view reference,
                                           std::stop_token stop) {
  auto request = call(HttpMethod::Get, repository, reference);
  request.headers.add("Accept", acceptHeader());
  auto answer = m_exchange.run(request, stop);
  if (!answer) return base::pass(std::move(answer));
  const auto step = "GET " + request.what;
  // Digest before grammar: damaged bytes should be called damaged, not ill-formed.
  const auto digest = oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(answer->text))));
  const auto& headers = answer->head.headers;
  auto checked = [&]() -> base::Result<oci::Manifest> {
    if (isDigest(reference) && contradict(digest, reference)) return mismatch(reference, digest);
    if (const auto told = headers.get("Docker-Content-Digest"); contradict(digest, told))
      return mismatch(told, digest);
    return oci::Manifest::parse(std::move(answer->text), headers.get("Content-Type"));
  }();
  if (!checked) return base::pass(std::move(checked), step);
  return checked;
}

base::Result<bool> Manifests::put(std::string_view repository, std::string_view reference,
                                  const oci::Manifest& manifest, std::stop_token stop) {
  auto request = call(HttpMethod::Put, repository, reference);
  if (isDigest(reference) && contradict(manifest.digest, reference))
    return base::fail(Errc::DigestInvalid, std::string(reference) + " is not the digest of the manifest, " +
                                               manifest.digest.text());
  request.scopes = {auth::Scope::repository(std::string(repository), {"pull", "push"})};
  request.subject = Subject::Repository;
  request.headers.add("Content-Type", manifest.media_type);
  ports::StringSource body(manifest.bytes);
  request.body = &body;
  request.body_size = base::ByteCount{manifest.bytes.size()};
  auto answer = m_exchange.run(request, stop);
  if (!answer) return base::pass(std::move(answer));
  if (const auto told = answer->head.headers.get("Docker-Content-Digest"); contradict(manifest.digest, told))
    return base::fail(Errc::ContentMismatch,
                      "the registry stored " + std::string(told) + " instead of " + manifest.digest.text());
  return !answer->head.headers.get("OCI-Subject").empty();
}

base::Result<void> Manifests::remove(std::string_view repository, std::string_view reference,
                                     std::stop_token stop) {
  auto request = call(HttpMethod::Delete, repository, reference);
  request.scopes = {auth::Scope::repository(std::string(repository), {"delete", "pull"})};
  request.accepted = {404};
  auto answer = m_exchange.run(request, stop);
  if (answer) return {};
  auto error = std::move(answer.error());
  const bool unknown_way = error.code == Errc::Unsupported || error.http_status == 405;
  // distribution 2.8 takes the tag for a digest that is none: 400 DIGEST_INVALID.
  const bool not_by_tag = !isDigest(reference) && (unknown_way || error.http_status == 400);
  if (not_by_tag || unknown_way) {
    const auto status = " (" + std::to_string(error.http_status) + ")";
    const std::string_view cure = "; for distribution set storage.delete.enabled";
    error.code = Errc::Unsupported;
    if (isDigest(reference))
      error.message = "deletes are switched off at this registry" + status + std::string(cure);
    else if (unknown_way)
      error.message = "this registry deletes no tags" + status +
                      ": by digest only, or deletes are switched off" + std::string(cure);
    else
      error.message = "this registry deletes no tags" + status + ": by digest only";
  }
  return base::fail(std::move(error));
}

} // namespace meridian::distribution
