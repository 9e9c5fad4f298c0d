// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory/registry.h"

#include "oci/reference.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace meridian::memory {

using base::Errc;

namespace {

base::Unexpected refuse(Errc code, std::string message, int status) {
  return base::fail(base::Error{code, std::move(message), {}, status, std::string(base::name(code)), {}, {}});
}

base::Result<void> checkNames(std::string_view repository, std::string_view reference) {
  if (auto name = oci::parseRepository(repository); !name) return base::pass(std::move(name));
  if (reference.find(':') != std::string_view::npos) {
    if (auto digest = oci::Digest::parse(reference); !digest) return base::pass(std::move(digest));
  } else if (!reference.empty()) {
    if (auto tag = oci::parseTag(reference); !tag) return base::pass(std::move(tag));
  }
  return {};
}

/// One page of sorted names behind `last`.
template <class Names, class NameOf>
ports::NamePage page(const Names& names, std::string_view last, std::size_t size, NameOf name_of) {
  ports::NamePage out;
  for (const auto& entry : names) {
    const std::string& name = name_of(entry);
    if (!last.empty() && name <= last) continue;
    if (out.names.size() == size) {
      out.next = out.names.back();
      return out;
    }
    out.names.push_back(name);
  }
  return out;
}

} // namespace

Registry::Registry(base::Clock& clock, RegistryOptions options)
    : m_clock(clock), m_options(options), m_read_line(clock), m_write_line(clock),
      m_latency(options.latency) {
  setRates(options.read_rate, options.write_rate);
}
Registry::~Registry() = default;

void Registry::setLatency(std::chrono::nanoseconds latency) {
  const std::lock_guard lock(m_mutex);
  m_latency = latency;
}

void Registry::setRates(base::BytesPerSecond read, base::BytesPerSecond write) {
  m_read_line.limit(read);
  m_write_line.limit(write);
}

base::Result<Registry::Begun> Registry::begin(Operation operation, std::string_view repository,
                                              std::string_view reference, std::stop_token stop) {
  if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  if (!repository.empty())
    if (auto valid = checkNames(repository, reference); !valid) return base::pass(std::move(valid));
  m_traffic.requests += 1;
  std::chrono::nanoseconds latency{0};
  {
    const std::lock_guard lock(m_mutex);
    latency = m_latency;
  }
  if (latency.count() > 0 && !m_clock.sleep(latency, stop)) return base::fail(Errc::Cancelled, "cancelled");
  m_traffic.sawRoundTrip(std::chrono::duration_cast<std::chrono::microseconds>(latency));
  auto fault = m_faults.take(operation, repository, reference);
  if (fault && !fault->after && !fault->corrupt) return base::fail(std::move(fault->error));
  return Begun{std::move(fault)};
}

base::Result<ports::PingAnswer> Registry::ping(std::stop_token stop) {
  const auto before = m_clock.steady();
  if (auto begun = begin(Operation::Ping, {}, {}, stop); !begun) return base::pass(std::move(begun));
  ports::PingAnswer answer;
  answer.auth = "none";
  answer.server = "in memory";
  answer.round_trip = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.steady() - before);
  return answer;
}

base::Result<ports::RegistryProfile> Registry::probe(const ports::ProbeRequest&, std::stop_token stop) {
  auto answer = ping(stop);
  if (!answer) return base::pass(std::move(answer));
  const auto yes = [](bool can) { return can ? ports::Ability::Yes : ports::Ability::No; };
  ports::RegistryProfile profile;
  profile.probed = m_clock.now();
  profile.server = answer->server;
  profile.auth = answer->auth;
  profile.streaming = ports::Ability::Yes;
  profile.chunked = ports::Ability::No;
  profile.monolithic = ports::Ability::Yes;
  profile.single_post = ports::Ability::No;
  profile.resume = ports::Ability::No;
  profile.mount = yes(m_options.mounts);
  profile.mount_anonymous = ports::Ability::No;
  profile.range = yes(m_options.ranges);
  profile.referrers = yes(m_options.referrers_api);
  profile.tag_delete = yes(m_options.deletes && m_options.tag_delete);
  profile.sparse_index = yes(!m_options.check_content);
  profile.http_versions = {11};
  profile.http_version = 11;
  profile.round_trip = answer->round_trip;
  return profile;
}

// --- manifests

base::Result<oci::Manifest> Registry::addManifest(std::string_view repository, std::string_view tag,
                                                  std::string bytes, std::string_view media_type) {
  auto manifest = oci::Manifest::parse(std::move(bytes), media_type);
  if (!manifest) return manifest;
  const std::lock_guard lock(m_mutex);
  store(m_repositories[std::string(repository)], tag, std::make_shared<const oci::Manifest>(*manifest));
  return manifest;
}

void Registry::removeTag(std::string_view repository, std::string_view tag) {
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it != m_repositories.end()) it->second.tags.erase(std::string(tag));
}

void Registry::store(Repository& repository, std::string_view tag, Manifest manifest) {
  const auto digest = manifest->digest.text();
  repository.manifests[digest] = std::move(manifest);
  if (!tag.empty()) repository.tags[std::string(tag)] = digest;
}

void Registry::addToReferrersTag(Repository& repository, const oci::Manifest& manifest) {
  const auto& subject = manifest.subject->digest;
  const auto tag = std::string(subject.algorithm()) + "-" + std::string(subject.encoded());
  nlohmann::ordered_json index{{"schemaVersion", 2}, {"mediaType", oci::kOciIndex}, {"manifests", nlohmann::ordered_json::array()}};
  if (const auto known = repository.tags.find(tag); known != repository.tags.end())
    if (const auto now = repository.manifests.find(known->second); now != repository.manifests.end())
      index = nlohmann::ordered_json::parse(now->second->bytes, nullptr, false);
  for (const auto& one : index["manifests"])
    if (one.value("digest", std::string()) == manifest.digest.text()) return;
  index["manifests"].push_back({{"mediaType", manifest.media_type}, {"digest", manifest.digest.text()},
                                {"size", manifest.bytes.size()}, {"artifactType", manifest.artifact_type}});
  if (auto made = oci::Manifest::parse(index.dump(), oci::kOciIndex))
    store(repository, tag, std::make_shared<const oci::Manifest>(std::move(*made)));
}

Registry::Manifest Registry::findManifest(std::string_view repository, std::string_view reference) const {
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it == m_repositories.end()) return nullptr;
  std::string digest(reference);
  if (reference.find(':') == std::string_view::npos) {
    const auto tag = it->second.tags.find(reference);
    if (tag == it->second.tags.end()) return nullptr;
    digest = tag->second;
  }
  const auto manifest = it->second.manifests.find(digest);
  return manifest == it->second.manifests.end() ? nullptr : manifest->second;
}

base::Result<std::optional<ports::ManifestHead>>
Registry::headManifest(std::string_view repository, std::string_view reference, std::stop_token stop) {
  if (auto begun = begin(Operation::HeadManifest, repository, reference, stop); !begun)
    return base::pass(std::move(begun));
  const auto manifest = findManifest(repository, reference);
  if (!manifest) return std::optional<ports::ManifestHead>();
  return std::optional<ports::ManifestHead>(
      ports::ManifestHead{manifest->digest, manifest->media_type, {manifest->bytes.size()}});
}

base::Result<oci::Manifest> Registry::getManifest(std::string_view repository, std::string_view reference,
                                                  std::stop_token stop) {
  if (auto begun = begin(Operation::GetManifest, repository, reference, stop); !begun)
    return base::pass(std::move(begun));
  const auto manifest = findManifest(repository, reference);
  if (!manifest) return refuse(Errc::ManifestUnknown, "manifest unknown", 404);
  if (!m_read_line.pass(manifest->bytes.size(), stop)) return base::fail(Errc::Cancelled, "cancelled");
  m_traffic.read += manifest->bytes.size();
  return *manifest;
}

/// What the manifest names and the repository lacks; empty = complete. The subject may be missing
/// (distribution-spec v1.1.1 "Pushing Manifests with Subject").
std::string Registry::missingContent(const Repository& repository, const oci::Manifest& manifest) const {
  for (const auto& blob : manifest.blobs())
    if (!repository.blobs.contains(blob.digest.text()))
      return "blob unknown to registry: " + blob.digest.text();
  for (const auto& child : manifest.manifests)
    if (!repository.manifests.contains(child.digest.text()) &&
        !repository.blobs.contains(child.digest.text()))
      return "manifest unknown to registry: " + child.digest.text();
  return {};
}

base::Result<void> Registry::putManifest(std::string_view repository, std::string_view reference,
                                         const oci::Manifest& manifest, std::stop_token stop) {
  if (auto begun = begin(Operation::PutManifest, repository, reference, stop); !begun)
    return base::pass(std::move(begun));
  if (!m_write_line.pass(manifest.bytes.size(), stop)) return base::fail(Errc::Cancelled, "cancelled");
  m_traffic.written += manifest.bytes.size();
  auto parsed = oci::Manifest::parse(manifest.bytes, manifest.media_type);
  if (!parsed) return refuse(Errc::ManifestInvalid, "manifest invalid: " + parsed.error().message, 400);
  const bool by_digest = reference.find(':') != std::string_view::npos;
  if (by_digest && parsed->digest.text() != reference)
    return refuse(Errc::DigestInvalid, "provided digest did not match uploaded content", 400);
  const std::lock_guard lock(m_mutex);
  const auto existing = m_repositories.find(repository);
  static const Repository kEmpty;
  if (m_options.check_content)
    if (auto lacks = missingContent(existing == m_repositories.end() ? kEmpty : existing->second, *parsed);
        !lacks.empty())
      return refuse(Errc::ManifestBlobUnknown, std::move(lacks), 400);
  auto& place = m_repositories[std::string(repository)];
  if (!m_options.referrers_api && parsed->subject) addToReferrersTag(place, *parsed);
  store(place, by_digest ? std::string_view() : reference, std::make_shared<const oci::Manifest>(std::move(*parsed)));
  return {};
}

base::Result<void> Registry::deleteManifest(std::string_view repository, std::string_view reference,
                                            std::stop_token stop) {
  if (auto begun = begin(Operation::DeleteManifest, repository, reference, stop); !begun)
    return base::pass(std::move(begun));
  const bool by_digest = reference.find(':') != std::string_view::npos;
  if (!m_options.deletes)
    return refuse(Errc::Unsupported, "deletes are switched off at this registry (405)", 405);
  if (!by_digest && !m_options.tag_delete)
    return refuse(Errc::Unsupported, "this registry deletes no tags (400): by digest only", 400);
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it == m_repositories.end()) return {};
  auto& [blobs, manifests, tags] = it->second;
  if (by_digest) {
    manifests.erase(std::string(reference));
    std::erase_if(tags, [&](const auto& tag) { return tag.second == reference; });
  } else if (const auto tag = tags.find(reference); tag != tags.end()) {
    tags.erase(tag);
  }
  return {};
}

// --- lists

base::Result<ports::NamePage> Registry::listTags(std::string_view repository, std::string_view next,
                                                 std::stop_token stop) {
  if (auto begun = begin(Operation::ListTags, repository, {}, stop); !begun)
    return base::pass(std::move(begun));
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it == m_repositories.end() || it->second.manifests.empty())
    return refuse(Errc::NameUnknown, "repository name not known to registry", 404);
  return page(
      it->second.tags, next, m_options.page_size, [](const auto& tag) -> auto& { return tag.first; });
}

base::Result<ports::NamePage> Registry::listRepositories(std::string_view next, std::stop_token stop) {
  if (auto begun = begin(Operation::ListRepositories, {}, {}, stop); !begun)
    return base::pass(std::move(begun));
  const std::lock_guard lock(m_mutex);
  std::set<std::string> names;
  for (const auto& [name, repository] : m_repositories)
    if (!repository.manifests.empty()) names.insert(name);
  return page(
      names, next, m_options.page_size, [](const auto& name) -> auto& { return name; });
}

base::Result<std::vector<oci::Descriptor>>
Registry::listReferrers(std::string_view repository, const oci::Digest& subject, std::stop_token stop) {
  if (auto begun = begin(Operation::ListReferrers, repository, subject.text(), stop); !begun)
    return base::pass(std::move(begun));
  std::vector<oci::Descriptor> found;
  if (!m_options.referrers_api) {
    const auto tag = std::string(subject.algorithm()) + "-" + std::string(subject.encoded());
    const auto index = findManifest(repository, tag);
    if (index && index->kind == oci::ManifestKind::Index && index->digest != subject)
      found = index->manifests;
    return found;
  }
  const std::lock_guard lock(m_mutex);
  const auto it = m_repositories.find(repository);
  if (it == m_repositories.end()) return found;
  for (const auto& [digest, manifest] : it->second.manifests) {
    if (!manifest->subject || manifest->subject->digest != subject) continue;
    oci::Descriptor referrer;
    referrer.media_type = manifest->media_type;
    referrer.digest = manifest->digest;
    referrer.size = {manifest->bytes.size()};
    referrer.annotations = manifest->annotations;
    // An image without artifactType is named by its config's type (distribution-spec v1.1.1 "Listing
    // Referrers").
    referrer.artifact_type = manifest->artifact_type;
    if (referrer.artifact_type.empty() && manifest->config)
      referrer.artifact_type = manifest->config->media_type;
    found.push_back(std::move(referrer));
  }
  return found;
}

} // namespace meridian::memory
