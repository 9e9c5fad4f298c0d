// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/delete_run.h"

#include "base/sha256.h"
#include "oci/media_type.h"

#include <algorithm>
#include <span>
#include <utility>

namespace meridian::engine {

using base::Errc;
using base::Result;
using ports::Ability;

namespace {

base::Error error(Errc code, std::string message) { return {code, std::move(message), {}, 0, {}, {}, {}}; }

/// Deleting what never was tells whether deletes are switched on: 404 where they are, 405 where not.
std::string neverThere() {
  constexpr std::string_view text = "meridian asks whether deletes are switched on";
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(text)))).text();
}

std::string placeOf(const plan::Deletion& deletion) {
  return deletion.repository + "@" + deletion.digest->text();
}

bool isUnknown(const base::Error& error) {
  return error.code == Errc::ManifestUnknown || error.code == Errc::NameUnknown;
}

} // namespace

Result<std::vector<oci::Manifest>> readTree(ports::Registry& registry, const std::string& repository,
                                            const oci::Digest& root, std::stop_token stop) {
  std::vector<oci::Manifest> out;
  std::set<oci::Digest> seen;
  const auto visit = [&](const auto& self, const oci::Digest& digest) -> Result<void> {
    if (!seen.insert(digest).second) return {};
    auto manifest = registry.getManifest(repository, digest.text(), stop);
    if (!manifest) {
      if (digest != root && isUnknown(manifest.error())) return {};
      return base::pass(std::move(manifest));
    }
    for (const auto& child : manifest->manifests)
      if (oci::isManifest(child.media_type))
        if (auto read = self(self, child.digest); !read) return read;
    out.push_back(std::move(*manifest));
    return {};
  };
  if (auto read = visit(visit, root); !read) return base::pass(std::move(read));
  return out;
}

Result<void> DeleteRun::run(std::vector<plan::Deletion> due, std::stop_token stop) {
  if (due.empty()) return {};
  if (m_ends.tag_delete != Ability::Yes) {
    auto asked = m_ends.registry.deleteManifest(due.front().repository, neverThere(), stop);
    if (!asked && asked.error().code == Errc::Unsupported) return base::pass(std::move(asked));
  }
  // All are saved before the first goes: a delete by digest takes several at once.
  std::erase_if(due, [&](const auto& deletion) { return stop.stop_requested() || !save(deletion, stop); });
  for (const auto& deletion : due) m_ready.insert(deletion.ref());
  // An index before what it holds: nobody may find it with a child missing.
  std::stable_sort(due.begin(), due.end(), [](const auto& a, const auto& b) {
    return a.radius.own_children.size() + a.radius.shared_children.size() >
           b.radius.own_children.size() + b.radius.shared_children.size();
  });
  for (const auto& deletion : due) {
    if (stop.stop_requested() && !m_gone_digests.contains(placeOf(deletion)))
      forgetTag(m_state, m_ends.target, deletion.ref());
    else
      remove(deletion, stop);
  }
  return {};
}

bool DeleteRun::save(const plan::Deletion& deletion, std::stop_token stop) {
  const auto keep = [&](Fate fate, base::Error why) {
    tell(deletion, fate, std::move(why));
    return false;
  };
  // The truth is read again: it may be back at the source, or another by now.
  auto at_source = m_ends.source.headManifest(deletion.repository, deletion.tag, stop);
  if (!at_source) return keep(Fate::Failed, std::move(at_source).error().during("look whether it is back at the source"));
  if (*at_source) return keep(Fate::Kept, error(Errc::TagMoved, "the source has it again"));
  auto here = m_ends.registry.headManifest(deletion.repository, deletion.tag, stop);
  if (!here) return keep(Fate::Failed, std::move(here).error());
  if (!*here) return keep(Fate::Kept, error(Errc::ManifestUnknown, "it is gone already"));
  if (deletion.digest != (*here)->digest)
    return keep(Fate::Kept, error(Errc::TagMoved, "somebody has moved it meanwhile"));
  SavedTag saved;
  saved.tag = {m_ends.rule, m_ends.target, deletion.ref(), (*here)->digest.text(), m_clock.now(), 0};
  auto manifests = readTree(m_ends.registry, deletion.repository, (*here)->digest, stop);
  if (!manifests)
    return keep(Fate::Failed, std::move(manifests).error().during("save it, so that it can be brought back"));
  saved.manifests = std::move(*manifests);
  if (auto put = saveTag(m_state, saved); !put) return keep(Fate::Failed, std::move(put).error());
  return true;
}

std::vector<std::string> DeleteRun::wouldBreak(const plan::Deletion& deletion) const {
  std::vector<std::string> out;
  for (const auto& tag : deletion.radius.shared)
    if (!m_ready.contains(deletion.repository + ":" + tag)) out.push_back(tag);
  for (const auto& tag : deletion.radius.parents)
    if (!m_gone.contains(deletion.repository + ":" + tag)) out.push_back(tag);
  return out;
}

void DeleteRun::remove(const plan::Deletion& deletion, std::stop_token stop) {
  const auto place = placeOf(deletion);
  const auto deleted = [&] {
    m_gone.insert(deletion.ref());
    tell(deletion, Fate::Deleted, {});
  };
  const auto failed = [&](base::Error why) {
    forgetTag(m_state, m_ends.target, deletion.ref());
    tell(deletion, Fate::Failed, std::move(why));
  };
  if (m_gone_digests.contains(place)) return deleted();
  if (m_ends.tag_delete != Ability::No) {
    auto done = m_ends.registry.deleteManifest(deletion.repository, deletion.tag, stop);
    if (done) return deleted();
    if (done.error().code != Errc::Unsupported) return failed(std::move(done).error());
    m_ends.tag_delete = Ability::No;
  }
  if (const auto others = wouldBreak(deletion); !others.empty()) {
    std::string names;
    for (const auto& tag : others) names += (names.empty() ? "" : ", ") + tag;
    return failed(error(Errc::Unsupported, "this registry deletes by digest only, and that would take or break " + names +
                                               ": it stays"));
  }
  auto done = m_ends.registry.deleteManifest(deletion.repository, deletion.digest->text(), stop);
  if (!done) return failed(std::move(done).error());
  m_gone_digests.insert(place);
  deleted();
}

void DeleteRun::tell(const plan::Deletion& deletion, Fate fate, base::Error why) {
  m_told(deletion, fate, why);
}

} // namespace meridian::engine
