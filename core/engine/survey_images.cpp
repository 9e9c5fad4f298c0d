// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/survey.h"

#include <algorithm>

namespace meridian::engine {

using base::Errc;

void Survey::drop(const std::set<std::string>& refs) {
  std::erase_if(m_listing.tags, [&](const auto& tag) { return refs.contains(tag.ref()); });
}

namespace {

base::Error noPlatform(const oci::Manifest& index) {
  return {Errc::ManifestUnknown, "none of the rule's platforms is in it: it has " + plan::platformsOf(index), {}, 0, {}, {}, {}};
}

/// Buildkit puts attestations into the index itself.
bool holdsAttestation(const oci::Manifest& index) {
  return std::any_of(index.manifests.begin(), index.manifests.end(), [](const auto& child) {
    const auto type = child.annotations.find("vnd.docker.reference.type");
    return type != child.annotations.end() && type->second == "attestation-manifest";
  });
}

} // namespace

// The digest that targets shall have is not known before the index is: it is read even where nothing has to be copied.
void Survey::rewriteIndexes(std::stop_token stop) {
  {
    base::TaskGroup tasks(m_workers);
    for (const auto& tag : m_listing.tags) readManifest(tag.repository, tag.digest, tag.ref(), tasks, stop);
  }
  std::set<std::string> out;
  const auto find = [this](const oci::Digest& digest) {
    const auto found = m_listing.manifests.find(digest);
    return found == m_listing.manifests.end() ? plan::ManifestPtr() : found->second;
  };
  for (auto& tag : m_listing.tags) {
    const auto root = find(tag.digest);
    if (!root) {
      out.insert(tag.ref()); // why has been said
      continue;
    }
    if (root->kind != oci::ManifestKind::Index) continue;
    if (!plan::offersAny(*root, m_rule.platforms)) {
      unreadable("", tag.ref(), noPlatform(*root));
      out.insert(tag.ref());
      continue;
    }
    std::vector<plan::ManifestPtr> made;
    auto rewritten = plan::rewriteIndex(root, m_rule.platforms, find, made);
    if (!rewritten) {
      unreadable("", tag.ref(), std::move(rewritten).error().during("rewrite " + tag.ref()));
      out.insert(tag.ref());
      continue;
    }
    for (auto& manifest : made) {
      m_asked.insert(manifest->digest);
      m_listing.manifests[manifest->digest] = std::move(manifest);
    }
    if (*rewritten == root) continue;
    tag.original = tag.digest;
    tag.digest = (*rewritten)->digest;
    tag.media_type = (*rewritten)->media_type;
  }
  drop(out);
}

void Survey::dropUnoffered() {
  std::set<std::string> out;
  for (const auto& tag : m_listing.tags) {
    const auto root = m_listing.manifests.find(tag.digest);
    if (root == m_listing.manifests.end() || root->second->kind != oci::ManifestKind::Index) continue;
    if (plan::offersAny(*root->second, m_rule.platforms)) continue;
    unreadable("", tag.ref(), noPlatform(*root->second));
    out.insert(tag.ref());
  }
  drop(out);
}

void Survey::findReferrers(std::stop_token stop) {
  std::set<std::pair<std::string, oci::Digest>> subjects;
  for (const auto& tag : m_listing.tags) {
    const auto visit = [&](const auto& self, const oci::Digest& digest) -> void {
      const auto found = m_listing.manifests.find(digest);
      if (found == m_listing.manifests.end() || !subjects.insert({tag.repository, digest}).second) return;
      for (const auto& child : plan::keptChildren(*found->second, m_listing.platforms))
        if (oci::isManifest(child.media_type)) self(self, child.digest);
    };
    visit(visit, tag.digest);
  }
  // A signature may itself be referred to; what refers to that is not met in practice.
  for (int depth = 0; depth < 2 && !subjects.empty() && !stop.stop_requested(); ++depth) {
    findReferrersOf(subjects, stop);
    std::set<std::pair<std::string, oci::Digest>> next;
    for (const auto& subject : subjects)
      if (const auto found = m_listing.referrers.find(subject); found != m_listing.referrers.end())
        for (const auto& one : found->second) next.insert({subject.first, one.digest});
    subjects = std::move(next);
  }
  // A tag of cosign's goes with its image, whether or not the rule's own selection would have taken it.
  std::set<std::string> taken;
  for (const auto& [subject, all] : m_listing.referrers) {
    // The tag that lists referrers is each registry's own: a target that needs one gets it with the referrers.
    taken.insert(subject.first + ":" + std::string(subject.second.algorithm()) + "-" + std::string(subject.second.encoded()));
    for (const auto& one : all)
      if (!one.tag.empty()) taken.insert(subject.first + ":" + one.tag);
  }
  drop(taken);
}

void Survey::findReferrersOf(const std::set<std::pair<std::string, oci::Digest>>& subjects, std::stop_token stop) {
  struct Candidate {
    plan::Referrer referrer;
    std::string type;
    std::map<std::string, std::string> annotations;
  };
  std::map<std::pair<std::string, oci::Digest>, std::vector<Candidate>> found;
  {
    base::TaskGroup tasks(m_workers);
    for (const auto& subject : subjects) {
      tasks.run([&, subject] {
        const auto& [repository, digest] = subject;
        const auto ref = repository + "@" + digest.text();
        auto listed = m_source.listReferrers(repository, digest, stop);
        if (!listed) return unreadable("", ref, std::move(listed).error().during("list what refers to " + ref));
        for (auto& one : *listed) {
          if (!one.artifact_type.empty() && !m_referrers.wants(one.artifact_type)) continue;
          readManifest(repository, one.digest, ref, tasks, stop);
          const std::lock_guard lock(m_mutex);
          found[subject].push_back({{one.digest, {}}, one.artifact_type, one.annotations});
        }
      });
      for (auto& tag : plan::cosignTags(subject.second)) {
        const auto names = m_names.find(subject.first);
        if (names == m_names.end() || !names->second.contains(tag) || !m_referrers.wants(std::string(plan::cosignType(tag))))
          continue;
        tasks.run([&, subject, tag] {
          const auto ref = subject.first + ":" + tag;
          auto head = m_source.headManifest(subject.first, tag, stop);
          if (!head) return unreadable("", ref, std::move(head).error().during("look at " + ref));
          if (!*head) return;
          readManifest(subject.first, (*head)->digest, ref, tasks, stop);
          const std::lock_guard lock(m_mutex);
          found[subject].push_back({{(*head)->digest, tag}, std::string(plan::cosignType(tag)), {}});
        });
      }
    }
  }
  for (auto& [subject, candidates] : found)
    for (auto& candidate : candidates) {
      const auto manifest = m_listing.manifests.find(candidate.referrer.digest);
      if (manifest == m_listing.manifests.end()) continue; // could not be read, which has been said
      if (candidate.type.empty()) candidate.type = plan::artifactType(*manifest->second);
      if (candidate.annotations.empty()) candidate.annotations = manifest->second->annotations;
      if (!m_referrers.wants(candidate.type)) continue;
      m_listing.referrers[subject].push_back(candidate.referrer);
      auto& types = m_found[subject.second];
      types.insert(candidate.type);
      if (const auto kind = plan::kindOf(candidate.type, candidate.annotations); !kind.empty()) types.emplace(kind);
    }
}

void Survey::holdBackIncomplete() {
  std::set<std::string> out;
  for (const auto& tag : m_listing.tags) {
    auto found = m_found[tag.digest];
    const auto root = m_listing.manifests.find(tag.digest);
    if (root == m_listing.manifests.end()) continue; // could not be read, which has been said
    if (holdsAttestation(*root->second)) found.emplace(plan::kAttestation);
    const auto missing = m_referrers.missing(found);
    if (missing.empty()) continue;
    std::string words;
    for (const auto& one : missing) words += (words.empty() ? "" : ", ") + one;
    unreadable("", tag.ref(), {Errc::ClosureIncomplete, "held back: " + m_rule.source + " has no " + words + " of it, which rule \"" +
                                                            m_rule.id + "\" asks for", {}, 0, {}, {}, {}});
    out.insert(tag.ref());
  }
  drop(out);
}

void Survey::askReferrers(std::stop_token stop) {
  base::TaskGroup tasks(m_workers);
  for (std::size_t t = 0; t < m_targets.size(); ++t) {
    if (!m_listing.targets[t].reachable) continue;
    auto* registry = m_targets[t].registry;
    for (const auto& [subject, all] : m_listing.referrers) {
      const auto& repository = subject.first;
      if (std::any_of(all.begin(), all.end(), [](const auto& one) { return one.tag.empty(); }))
        tasks.run([this, t, registry, &repository, digest = subject.second, stop] {
          const auto listed = registry->listReferrers(repository, digest, stop);
          if (!listed) return; // then they are sent again
          const std::lock_guard lock(m_mutex);
          for (const auto& one : *listed) m_listing.targets[t].content.insert({repository, one.digest});
        });
      for (const auto& one : all) {
        if (one.tag.empty()) continue;
        tasks.run([this, t, registry, &repository, &one, stop] {
          const auto head = registry->headManifest(repository, one.tag, stop);
          if (!head || !*head) return;
          const std::lock_guard lock(m_mutex);
          m_listing.targets[t].tags.insert_or_assign(repository + ":" + one.tag, (*head)->digest);
          m_listing.targets[t].content.insert({repository, (*head)->digest});
        });
      }
    }
  }
}

} // namespace meridian::engine
