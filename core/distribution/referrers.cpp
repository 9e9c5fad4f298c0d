// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/referrers.h"

#include "distribution/link.h"
#include "oci/media_type.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace meridian::distribution {

namespace {

using base::Errc;

constexpr std::size_t kMostPages = 1000;

/// Statuses of registries without the API: the spec's 404, and what is met besides.
bool meansAbsent(int status) {
  return status == 404 || status == 400 || status == 405 || status == 406;
}

} // namespace

std::string referrersTag(const oci::Digest& subject) {
  return std::string(subject.algorithm().substr(0, 32)) + "-" + std::string(subject.encoded().substr(0, 64));
}

base::Result<std::vector<oci::Descriptor>> Referrers::list(std::string_view repository,
                                                           const oci::Digest& subject, std::stop_token stop) {
  if (m_absent) return byTag(repository, subject, stop);
  Call call;
  call.url = m_exchange.url("/v2/" + std::string(repository) + "/referrers/" + subject.text());
  call.what = "referrers of " + std::string(repository) + "@" + subject.shortText();
  call.subject = Subject::Manifest;
  call.scopes = {auth::Scope::repository(std::string(repository), {"pull"})};
  call.headers.add("Accept", std::string(oci::kOciIndex));
  call.accepted = {400, 404, 405, 406};

  std::vector<oci::Descriptor> found;
  std::set<std::string> asked;
  for (std::size_t page = 0; page < kMostPages && asked.insert(call.url).second; ++page) {
    auto answer = m_exchange.run(call, stop);
    if (!answer) return base::pass(std::move(answer));
    if (meansAbsent(answer->head.status)) {
      // A registry's own JSON error may be about this repository only; a bare 404 is about the path.
      if (parseErrorBody(answer->text).code.empty()) m_absent = true;
      return byTag(repository, subject, stop);
    }
    auto index = oci::Manifest::parse(std::move(answer->text), answer->head.headers.get("Content-Type"));
    if (!index || index->kind != oci::ManifestKind::Index) {
      const auto why = index ? std::string() : ": " + index.error().message;
      base::Error error{Errc::BadAnswer, "the list of referrers is no index" + why, {}, 0, {}, {}, {}};
      return base::fail(std::move(error).during("GET " + call.what));
    }
    for (auto& referrer : index->manifests)
      found.push_back(std::move(referrer));
    const auto target = nextTarget(answer->head.headers.all("Link"));
    if (target.empty()) return found;
    call.url = m_exchange.ownUrl(call.url, target);
  }
  return base::fail(Errc::BadAnswer,
                    "the registry's list of referrers has no end: its pages lead in a circle");
}

base::Result<std::vector<oci::Descriptor>>
Referrers::byTag(std::string_view repository, const oci::Digest& subject, std::stop_token stop) {
  auto index = m_manifests.get(repository, referrersTag(subject), stop);
  if (!index) {
    const auto code = index.error().code;
    if (code == Errc::ManifestUnknown || code == Errc::NameUnknown) return std::vector<oci::Descriptor>{};
    // A tag of that name that holds something else is no list of referrers.
    if (code == Errc::ParseFailed || code == Errc::Unsupported) return std::vector<oci::Descriptor>{};
    return base::pass(std::move(index));
  }
  // GitLab resolves this tag to the subject itself (oras-go#1396).
  if (index->kind != oci::ManifestKind::Index || index->digest == subject)
    return std::vector<oci::Descriptor>{};
  return std::move(index->manifests);
}

base::Result<void> Referrers::add(std::string_view repository, const oci::Manifest& manifest, std::stop_token stop) {
  constexpr int kTries = 3;
  const auto tag = referrersTag(manifest.subject->digest);
  const std::lock_guard lock(m_adding);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    nlohmann::ordered_json index{{"schemaVersion", 2}, {"mediaType", oci::kOciIndex}, {"manifests", nlohmann::ordered_json::array()}};
    auto now = m_manifests.get(repository, tag, stop);
    if (now && now->kind == oci::ManifestKind::Index && now->digest != manifest.subject->digest) {
      const auto known = std::any_of(now->manifests.begin(), now->manifests.end(),
                                     [&](const auto& one) { return one.digest == manifest.digest; });
      if (known) return {};
      if (auto parsed = nlohmann::ordered_json::parse(now->bytes, nullptr, false); parsed.is_object()) index = std::move(parsed);
    } else if (!now) {
      const auto code = now.error().code;
      const bool none = code == Errc::ManifestUnknown || code == Errc::NameUnknown || code == Errc::ParseFailed || code == Errc::Unsupported;
      if (!none) return base::pass(std::move(now));
    }
    nlohmann::ordered_json entry{{"mediaType", manifest.media_type}, {"digest", manifest.digest.text()}, {"size", manifest.bytes.size()}};
    // Without a type of its own an image manifest is known by its config's.
    if (!manifest.artifact_type.empty()) entry["artifactType"] = manifest.artifact_type;
    else if (manifest.config) entry["artifactType"] = manifest.config->media_type;
    if (!manifest.annotations.empty()) entry["annotations"] = manifest.annotations;
    index["manifests"].push_back(std::move(entry));
    auto made = oci::Manifest::parse(index.dump(), oci::kOciIndex);
    if (!made) return base::pass(std::move(made), "list the referrers of " + manifest.subject->digest.text());
    if (auto put = m_manifests.put(repository, tag, *made, stop); !put) return base::pass(std::move(put));
    auto seen = byTag(repository, manifest.subject->digest, stop);
    if (!seen) return base::pass(std::move(seen));
    if (std::any_of(seen->begin(), seen->end(), [&](const auto& one) { return one.digest == manifest.digest; })) return {};
  }
  return base::fail(Errc::Busy, "the tag " + tag + " is being changed by somebody else again and again");
}

} // namespace meridian::distribution
