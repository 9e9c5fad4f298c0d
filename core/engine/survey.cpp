// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/survey.h"

#include "plan/filter.h"
#include "ports/body.h"

#include <algorithm>
#include <functional>

namespace meridian::engine {

using base::Errc;
using base::fail;
using base::Result;

base::Result<plan::Listing> Survey::run(std::stop_token stop) {
  m_listing.targets.resize(m_targets.size());
  for (std::size_t t = 0; t < m_targets.size(); ++t) {
    m_listing.targets[t].id = m_targets[t].id;
    m_listing.targets[t].mount_sources = m_targets[t].mount_sources;
    m_listing.targets[t].takes_sparse = m_targets[t].takes_sparse;
  }
  m_give_up.resize(m_targets.size());
  m_listing.platforms = m_rule.platforms;
  auto referrers = plan::ReferrerFilter::compile(m_rule.referrers);
  if (!referrers) return base::pass(std::move(referrers));
  m_referrers = std::move(*referrers);
  auto names = repositories(stop);
  if (!names) return base::pass(std::move(names), "list repositories at " + m_rule.source);
  if (auto looked = lookAtTags(*names, stop); !looked) return base::pass(std::move(looked));
  if (m_rule.tags.since || (m_rule.tags.latest && m_rule.tags.latest_by_created)) keepRecent(stop);
  const bool rewritten = !m_rule.platforms.empty() && m_rule.index == plan::IndexMode::Rewritten;
  if (rewritten) rewriteIndexes(stop);
  readManifests(stop);
  if (!m_rule.platforms.empty() && !rewritten) dropUnoffered();
  if (m_referrers.copies()) {
    findReferrers(stop);
    holdBackIncomplete();
    askReferrers(stop);
  }
  askContent(stop);
  if (stop.stop_requested()) return fail(Errc::Cancelled, "cancelled");
  return std::move(m_listing);
}

Result<std::vector<std::string>> Survey::repositories(std::stop_token stop) {
  auto filter = plan::RepositoryFilter::compile(m_rule.repositories);
  if (!filter) return base::pass(std::move(filter));
  if (auto names = filter->literalNames()) return *names;
  auto all = ports::allRepositories(m_source, stop);
  if (!all) return base::pass(std::move(all));
  m_from_catalogue = true;
  return filter->select(*all);
}

bool Survey::wanted(const std::string& repository, const std::string& tag) const {
  const auto& only = m_request.tags;
  return only.empty() || std::find(only.begin(), only.end(), repository) != only.end() ||
         std::find(only.begin(), only.end(), repository + ":" + tag) != only.end();
}

Result<void> Survey::lookAtTags(const std::vector<std::string>& repositories, std::stop_token stop) {
  auto filter = plan::TagFilter::compile(m_rule.tags);
  if (!filter) return base::pass(std::move(filter));
  // Targets are tried while the source lists its tags, and tags are looked at while others are listed still.
  std::deque<Look> looks; // addresses stay
  std::optional<base::Error> fatal;
  {
    base::TaskGroup tasks(m_workers);
    for (std::size_t t = 0; t < m_targets.size(); ++t) tasks.run([&, t] { pingTarget(t, stop); });
    for (const auto& repository : repositories)
      tasks.run([&] {
        auto tags = ports::allTags(m_source, repository, stop);
        std::vector<Look*> fresh;
        {
          const std::lock_guard lock(m_mutex);
          if (!tags) {
            // A catalogue goes on listing repositories whose last tag is gone: there is nothing to mirror in them.
            if (tags.error().code == Errc::NameUnknown && m_from_catalogue) return;
            // One repository that is not there must not hide the others; a source that is not there ends it all.
            if (tags.error().code == Errc::NameUnknown || tags.error().code == Errc::Denied)
              m_listing.unreadable.push_back({"", repository, std::move(tags).error()});
            else if (!fatal)
              fatal = std::move(tags).error().during("list tags of " + repository + " at " + m_rule.source);
            return;
          }
          if (m_referrers.copies()) m_names[repository] = {tags->begin(), tags->end()};
          for (const auto& tag : filter->select(*tags))
            if (wanted(repository, tag)) fresh.push_back(&looks.emplace_back(Look{{repository, tag, {}, {}}, false, false, {}}));
        }
        for (auto* look : fresh) lookAt(*look, tasks, stop);
      });
  }
  if (fatal) return fail(*fatal);
  for (const auto& asked : m_request.tags) {
    const bool found = std::any_of(looks.begin(), looks.end(), [&](const auto& look) {
      return look.tag.ref() == asked || look.tag.repository == asked;
    });
    if (!found)
      m_listing.unreadable.push_back(
          {"", asked,
           base::Error{Errc::ManifestUnknown, "rule \"" + m_rule.id + "\" selects no such tag at " + m_rule.source,
                       {}, 0, {}, {}, {}}});
  }
  gather(looks);
  return {};
}

void Survey::lookAt(Look& look, base::TaskGroup& tasks, std::stop_token stop) {
  look.at.resize(m_targets.size());
  const bool targets_first = targetsAreNear();
  const auto ask_source = [this, &look, stop] {
    auto& tag = look.tag;
    // Where every target has answered that it lacks the tag, its manifest is wanted and not only its digest.
    const bool lacking = !look.at.empty() && std::all_of(look.at.begin(), look.at.end(), [](const auto& digest) { return digest.empty(); });
    if (lacking && look.answered) {
      auto manifest = m_source.getManifest(tag.repository, tag.tag, stop);
      if (manifest) {
        tag.digest = manifest->digest;
        tag.media_type = manifest->media_type;
        auto kept = std::make_shared<const oci::Manifest>(std::move(*manifest));
        m_shelf.add(kept);
        const std::lock_guard lock(m_mutex);
        m_listing.manifests[tag.digest] = std::move(kept);
        return;
      }
    }
    auto head = m_source.headManifest(tag.repository, tag.tag, stop);
    if (head && *head) {
      tag.digest = (*head)->digest;
      tag.media_type = (*head)->media_type;
      return;
    }
    look.gone = true;
    // Listed a moment ago and no longer there: deleted meanwhile, which is no error.
    if (!head) unreadable("", tag.ref(), std::move(head).error().during("look at " + tag.ref() + " at " + m_rule.source));
  };
  const auto ask_target = [this, &look, stop](std::size_t t) {
    const auto given_up = m_give_up[t].get_token();
    if (given_up.stop_requested()) return;
    std::stop_source either;
    const std::stop_callback by_user(stop, [&either] { either.request_stop(); });
    const std::stop_callback by_ping(given_up, [&either] { either.request_stop(); });
    auto head = m_targets[t].registry->headManifest(look.tag.repository, look.tag.tag, either.get_token());
    if (!head && given_up.stop_requested()) return;
    if (!head)
      return unreadable(m_targets[t].id, look.tag.ref(),
                        std::move(head).error().during("look at " + look.tag.ref() + " at " + m_targets[t].id));
    if (*head) look.at[t] = (*head)->digest;
  };
  if (targets_first) {
    tasks.run([this, &look, ask_source, ask_target] {
      for (std::size_t t = 0; t < m_targets.size(); ++t) ask_target(t);
      look.answered = true;
      ask_source();
    });
    return;
  }
  tasks.run(ask_source);
  for (std::size_t t = 0; t < m_targets.size(); ++t) tasks.run([ask_target, t] { ask_target(t); });
}

bool Survey::targetsAreNear() const {
  const auto trip = [](const ports::Registry& registry) { return std::chrono::microseconds(registry.traffic().round_trip.load()); };
  return trip(m_source) >= base::kFarRoundTrip && std::all_of(m_targets.begin(), m_targets.end(), [&](const auto& target) {
           return trip(*target.registry).count() > 0 && trip(*target.registry) < base::kFarRoundTrip;
         });
}

void Survey::gather(std::deque<Look>& looks) {
  std::sort(looks.begin(), looks.end(), [](const auto& a, const auto& b) {
    return std::tie(a.tag.repository, a.tag.tag) < std::tie(b.tag.repository, b.tag.tag);
  });
  for (auto& look : looks) {
    if (look.gone) continue;
    for (std::size_t t = 0; t < m_targets.size(); ++t) {
      if (look.at[t].empty() || !m_listing.targets[t].reachable) continue;
      auto& target = m_listing.targets[t];
      target.content.insert({look.tag.repository, look.at[t]});
      target.tags.emplace(look.tag.ref(), std::move(look.at[t]));
    }
    m_listing.tags.push_back(std::move(look.tag));
  }
}

void Survey::pingTarget(std::size_t t, std::stop_token stop) {
  auto answer = m_targets[t].registry->ping(stop);
  if (answer) return;
  {
    const std::lock_guard lock(m_mutex);
    m_listing.targets[t].reachable = false;
    m_listing.targets[t].error = std::move(answer).error().during("reach " + m_targets[t].id);
    std::erase_if(m_listing.unreadable, [&](const auto& entry) { return entry.target == m_targets[t].id; });
  }
  m_give_up[t].request_stop();
}

void Survey::keepRecent(std::stop_token stop) {
  // No date: a failure to read it, or an artifact without one.
  std::vector<std::optional<base::Timestamp>> dates(m_listing.tags.size());
  {
    base::TaskGroup tasks(m_workers);
    for (std::size_t i = 0; i < m_listing.tags.size(); ++i)
      tasks.run([&, i] {
        const auto& tag = m_listing.tags[i];
        // The date stands in the image config; of an index, in that of its first image.
        auto image = manifest(tag.repository, tag.digest, stop);
        for (int depth = 0; image && !(*image)->config && !(*image)->manifests.empty() && depth < 4; ++depth)
          image = manifest(tag.repository, (*image)->manifests.front().digest, stop);
        if (!image) return unreadable("", tag.ref(), std::move(image).error().during("read the date of " + tag.ref()));
        if (!(*image)->config) return;
        ports::StringSink sink(4U << 20U);
        auto read = m_source.getBlob(tag.repository, (*image)->config->digest, {0}, sink, stop);
        if (!read) return unreadable("", tag.ref(), std::move(read).error().during("read the date of " + tag.ref()));
        const auto config = oci::ImageConfig::parse(sink.text());
        if (config && config->created != base::Timestamp{}) dates[i] = config->created;
      });
  }
  std::vector<char> out(m_listing.tags.size(), 0);
  // An artifact without a date is kept: leaving it out silently would lose it.
  if (m_rule.tags.since)
    for (std::size_t i = 0; i < out.size(); ++i)
      if (dates[i] && *dates[i] < m_clock.now() - *m_rule.tags.since) out[i] = 1;
  if (m_rule.tags.latest && m_rule.tags.latest_by_created) {
    std::map<std::string_view, std::vector<std::size_t>> by_repository;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (out[i] == 0) by_repository[m_listing.tags[i].repository].push_back(i);
    for (auto& [repository, tags] : by_repository) {
      std::stable_sort(tags.begin(), tags.end(), [&](std::size_t a, std::size_t b) { return dates[a] > dates[b]; });
      for (std::size_t n = *m_rule.tags.latest; n < tags.size(); ++n) out[tags[n]] = 1;
    }
  }
  std::size_t i = 0;
  std::erase_if(m_listing.tags, [&](const auto&) { return out[i++] != 0; });
}

Result<plan::ManifestPtr> Survey::manifest(const std::string& repository, const oci::Digest& digest, std::stop_token stop) {
  if (auto kept = m_shelf.find(digest)) return kept;
  auto read = m_source.getManifest(repository, digest.text(), stop);
  if (!read) return base::pass(std::move(read), "read manifest " + repository + "@" + digest.text());
  auto made = std::make_shared<const oci::Manifest>(std::move(*read));
  m_shelf.add(made);
  return plan::ManifestPtr(std::move(made));
}

bool Survey::differsSomewhere(const plan::SourceTag& tag) const {
  return std::any_of(m_listing.targets.begin(), m_listing.targets.end(), [&](const auto& target) {
    if (!target.reachable) return false;
    const auto found = target.tags.find(tag.ref());
    return found == target.tags.end() || found->second != tag.digest;
  });
}

void Survey::readManifests(std::stop_token stop) {
  base::TaskGroup tasks(m_workers);
  for (const auto& tag : m_listing.tags)
    if (m_referrers.copies() || (m_targets.empty() && !m_rule.platforms.empty()) || differsSomewhere(tag)) readManifest(tag.repository, tag.digest, tag.ref(), tasks, stop);
  tasks.wait();
}

void Survey::readManifest(const std::string& repository, const oci::Digest& digest, const std::string& ref,
                          base::TaskGroup& tasks, std::stop_token stop) {
  plan::ManifestPtr known;
  {
    const std::lock_guard lock(m_mutex);
    if (!m_asked.insert(digest).second) return;
    if (const auto read = m_listing.manifests.find(digest); read != m_listing.manifests.end()) {
      known = read->second;
    }
  }
  if (known) {
    for (const auto& child : plan::keptChildren(*known, m_rule.platforms))
      if (oci::isManifest(child.media_type)) readManifest(repository, child.digest, ref, tasks, stop);
    return;
  }
  tasks.run([this, repository, digest, ref, &tasks, stop] {
    auto read = manifest(repository, digest, stop);
    if (!read) return unreadable("", ref, std::move(read).error());
    const auto kept = std::move(*read);
    {
      const std::lock_guard lock(m_mutex);
      m_listing.manifests[digest] = kept;
    }
    for (const auto& child : plan::keptChildren(*kept, m_rule.platforms))
      if (oci::isManifest(child.media_type)) readManifest(repository, child.digest, ref, tasks, stop);
  });
}

void Survey::askContent(std::stop_token stop) {
  std::set<std::tuple<std::size_t, std::string, oci::Digest>> asked;
  base::TaskGroup tasks(m_workers);
  const auto have = [this](std::size_t t, const std::string& repository, const oci::Digest& digest) {
    const std::lock_guard lock(m_mutex);
    m_listing.targets[t].content.insert({repository, digest});
  };
  for (std::size_t t = 0; t < m_targets.size(); ++t) {
    auto& target = m_listing.targets[t];
    if (!target.reachable) continue;
    const auto known = target.content; // before the answers come in
    for (const auto& tag : m_listing.tags) {
      const auto today = target.tags.find(tag.ref());
      const bool same = today != target.tags.end() && today->second == tag.digest;
      if (same && m_listing.referrers.empty()) continue;
      const auto visit = [&](const auto& self, const oci::Digest& digest, bool ask) -> void {
        const auto found = m_listing.manifests.find(digest);
        if (found == m_listing.manifests.end() || !asked.insert({t, tag.repository, digest}).second) return;
        auto* registry = m_targets[t].registry;
        // Asked even where the repository has none of the tags: an interrupted run leaves content without tags.
        const auto manifest = found->second;
        if (ask) tasks.run([&have, t, repository = tag.repository, digest, registry, stop] {
          const auto head = registry->headManifest(repository, digest.text(), stop);
          if (head && *head) have(t, repository, digest);
        });
        auto blobs = manifest->blobs();
        for (const auto& child : manifest->manifests)
          if (!oci::isManifest(child.media_type)) blobs.push_back(child);
        for (const auto& blob : blobs) {
          if (!ask || !asked.insert({t, tag.repository, blob.digest}).second) continue;
          tasks.run([&have, t, repository = tag.repository, digest = blob.digest, registry, stop] {
            const auto head = registry->headBlob(repository, digest, stop);
            if (head && *head) have(t, repository, digest);
          });
        }
        for (const auto& child : plan::keptChildren(*manifest, m_listing.platforms))
          if (oci::isManifest(child.media_type)) self(self, child.digest, ask);
        const auto referrers = m_listing.referrers.find({tag.repository, digest});
        if (referrers == m_listing.referrers.end()) return;
        for (const auto& one : referrers->second) self(self, one.digest, !known.contains({tag.repository, one.digest}));
      };
      visit(visit, tag.digest, !same);
    }
  }
  tasks.wait();
}

void Survey::unreadable(std::string target, std::string ref, base::Error error) {
  if (error.code == Errc::Cancelled) return;
  const std::lock_guard lock(m_mutex);
  for (const auto& at : m_listing.targets)
    if (!target.empty() && at.id == target && !at.reachable) return; // said once, for the whole target
  m_listing.unreadable.push_back({std::move(target), std::move(ref), std::move(error)});
}

} // namespace meridian::engine
