// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "engine/delete_memory.h"
#include "oci/media_type.h"

#include <algorithm>
#include <utility>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

namespace {

std::pair<std::string, std::string> split(const std::string& ref) {
  const auto colon = ref.rfind(':');
  return {ref.substr(0, colon), ref.substr(colon + 1)};
}

bool asked(const JobRequest& request, const std::string& ref) {
  const auto& tags = request.tags;
  return tags.empty() || std::find(tags.begin(), tags.end(), ref) != tags.end() ||
         std::find(tags.begin(), tags.end(), split(ref).first) != tags.end();
}

/// Blobs of a manifest that the repository no longer has.
Result<std::vector<oci::Digest>> missingBlobs(ports::Registry& registry, const std::string& repository,
                                              const oci::Manifest& manifest, std::stop_token stop) {
  auto blobs = manifest.blobs();
  for (const auto& child : manifest.manifests)
    if (!oci::isManifest(child.media_type)) blobs.push_back(child);
  std::vector<oci::Digest> missing;
  for (const auto& blob : blobs) {
    auto head = registry.headBlob(repository, blob.digest, stop);
    if (!head) return base::pass(std::move(head));
    if (!*head) missing.push_back(blob.digest);
  }
  return missing;
}

/// True: it is there again. False: it was never gone. BlobUnknown: the registry has swept what it consists of.
Result<bool> bringBack(ports::Registry& registry, const SavedTag& saved, std::stop_token stop) {
  const auto [repository, tag] = split(saved.tag.ref);
  auto today = registry.headManifest(repository, tag, stop);
  if (!today) return base::pass(std::move(today));
  if (*today) {
    if ((*today)->digest.text() == saved.tag.digest) return false;
    return fail(Errc::AlreadyExists, "the tag is there again, as " + (*today)->digest.shortText() + ": it stays as it is");
  }
  std::vector<const oci::Manifest*> to_put;
  std::vector<oci::Digest> gone;
  for (const auto& manifest : saved.manifests) {
    auto there = registry.headManifest(repository, manifest.digest.text(), stop);
    if (!there) return base::pass(std::move(there));
    const bool root = &manifest == &saved.manifests.back();
    if (!*there || root) to_put.push_back(&manifest);
    if (*there) continue;
    auto missing = missingBlobs(registry, repository, manifest, stop);
    if (!missing) return base::pass(std::move(missing));
    gone.insert(gone.end(), missing->begin(), missing->end());
  }
  if (!gone.empty())
    return fail(Errc::BlobUnknown, "the registry has swept " + std::to_string(gone.size()) +
                                       (gone.size() == 1 ? " blob" : " blobs") + " of it already, such as " +
                                       gone.front().shortText());
  for (const auto* manifest : to_put) {
    const bool root = manifest == &saved.manifests.back();
    if (auto put = registry.putManifest(repository, root ? tag : manifest->digest.text(), *manifest, stop); !put)
      return base::pass(std::move(put));
  }
  return true;
}

/// What is left to do where the target cannot help itself.
std::string elsewhere(ports::Registry& source, const std::string& id, const SavedTag& saved, std::stop_token stop) {
  const auto [repository, tag] = split(saved.tag.ref);
  const auto by_tag = source.headManifest(repository, tag, stop);
  if (by_tag && *by_tag) return id + " has the tag: a sync of the rule brings it back";
  const auto by_digest = source.headManifest(repository, saved.tag.digest, stop);
  if (by_digest && *by_digest) return id + " still has it by digest: tag it there again, and a sync brings it back";
  return id + " does not have it either";
}

} // namespace

Result<void> Job::restore() {
  const auto* rule = m_fleet->rule(m_request.rule);
  if (rule == nullptr) return fail(Errc::NotFound, "the fleet has no rule \"" + m_request.rule + "\"");
  auto& state = *m_workshop.parts.state;
  const auto stop = m_stop.get_token();
  auto saved = savedTags(state);
  if (!saved) return base::pass(std::move(saved));
  std::erase_if(*saved, [&](const auto& one) {
    return one.tag.rule != m_request.rule || !asked(m_request, one.tag.ref) ||
           std::find(m_targets.begin(), m_targets.end(), one.tag.target) == m_targets.end();
  });
  if (saved->empty())
    return fail(Errc::NotFound, "nothing that was deleted by rule \"" + m_request.rule + "\" can be brought back" +
                                    (m_request.tags.empty() ? "" : " under such names"));
  {
    const std::lock_guard lock(m_mutex);
    m_record.tags_matched = saved->size();
  }
  const auto source = m_workshop.connect(*m_fleet->region(rule->source));
  std::map<std::string, std::unique_ptr<ports::Registry>> targets;
  std::set<std::string> restored;
  for (const auto& one : *saved) {
    if (stop.stop_requested()) break;
    auto& target = targets[one.tag.target];
    if (!target) target = m_workshop.connect(*m_fleet->region(one.tag.target));
    auto back = bringBack(*target, one, stop);
    if (!back && back.error().code == Errc::Cancelled) break;
    if (!back && back.error().code == Errc::BlobUnknown)
      back.error().message += "; " + elsewhere(*source, rule->source, one, stop);
    ports::OutcomeRecord outcome;
    outcome.target = one.tag.target;
    outcome.ref = one.tag.ref;
    outcome.digest = one.tag.digest;
    outcome.result = !back ? "failed" : *back ? "restored" : "unchanged";
    {
      const std::lock_guard lock(m_mutex);
      ++(!back ? m_record.tags_failed : *back ? m_record.tags_copied : m_record.tags_unchanged);
      if (back) m_copied.insert(one.tag.ref);
    }
    if (back) {
      restored.insert(one.tag.ref);
      forgetTag(state, one.tag.target, one.tag.ref);
    }
    if (back && *back) m_workshop.tell(m_id, "info", one.tag.ref + " is back at " + one.tag.target);
    addOutcome(std::move(outcome), back ? nullptr : &back.error());
  }
  {
    const std::lock_guard lock(m_mutex);
    m_record.source_requests += source->traffic().requests.load();
    for (const auto& [id, client] : targets) {
      m_record.target_requests += client->traffic().requests.load();
      m_record.written += base::ByteCount{client->traffic().written.load()};
    }
  }
  // Somebody wants them here: they stay until the source has had them again.
  if (const auto before = loadSourceMemory(state, *rule); before && !restored.empty()) {
    auto after = *before;
    for (const auto& ref : restored) after.seen.erase(ref), after.tombstones.erase(ref);
    if (auto put = saveSourceMemory(state, *rule, *before, after); !put) return put;
    m_workshop.tell(m_id, "info", "what was brought back stays, whatever " + rule->source + " has, until it has been there again");
  }
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  return {};
}

} // namespace meridian::engine
