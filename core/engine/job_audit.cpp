// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/job.h"

#include "audit/audit.h"
#include "engine/audit_memory.h"
#include "plan/filter.h"
#include "plan/platforms.h"

#include <algorithm>
#include <cstdio>

namespace meridian::engine {

using base::Errc;
using base::Result;

namespace {

/// Findings told one by one in the job's story; the report has all of them.
constexpr std::size_t kMostTold = 50;

std::string percent(double rate) {
  std::array<char, 16> text{};
  // Never "100 %" for less than all.
  std::snprintf(text.data(), text.size(), "%.2f %%", rate >= 1 ? 100.0 : std::min(rate * 100, 99.99));
  return text.data();
}

/// Tags that stand for referrers and signatures of an image: they come with it.
bool belongsToImage(const std::string& tag) { return tag.starts_with("sha256-") && tag.size() >= 71; }

} // namespace

Result<void> Job::audit() {
  auto found = look(m_request, {});
  if (!found) return base::pass(std::move(found));
  const auto repairs = m_request.repair || m_fleet->rule(m_request.rule)->audit.repair;
  m_workshop.tell(m_id, "info",
                  percent(found->result.passRate()) + " of " + std::to_string(found->result.wanted()) + " tags in " +
                      std::to_string(found->result.regions.size()) + " regions are right; " +
                      std::to_string(found->result.drifts.size()) + " findings");
  if (repairs && !found->result.repair.empty())
    if (auto done = repair(*found); !done) return done;
  settleAudit(found->result);
  return {};
}

Result<Job::Look> Job::look(const JobRequest& request, const std::set<oci::Digest>& suspects) {
  const auto& rule = *m_fleet->rule(request.rule);
  const auto stop = m_stop.get_token();
  auto& parts = m_workshop.parts;
  // A second look is part of a repair: it believes nothing and looks for nothing new.
  const bool again = &request != &m_request;
  {
    const std::lock_guard lock(m_mutex);
    m_phase = JobPhase::Planning;
  }
  const auto connect = [&](const std::string& id) {
    return m_workshop.connect(*m_fleet->region(id), {}, [this, id](const base::Error& error, std::chrono::milliseconds pause, int attempt) {
      waits(id + " is asked again in " + base::formatDuration(pause) + " (try " + std::to_string(attempt) + "): " + error.text());
    });
  };
  const auto source = connect(rule.source);
  ManifestShelf shelf(*parts.state);
  Survey survey(rule, request, *source, {}, m_workshop.ask, *parts.clock, shelf);
  auto listing = survey.run(stop);
  if (!listing) {
    if (listing.error().code != Errc::Cancelled) m_noted({rule.id, rule.source, 0, 0, parts.clock->now(), listing.error()});
    return base::pass(std::move(listing));
  }

  Look out;
  audit::Scope scope;
  scope.rule = rule.id;
  std::vector<std::unique_ptr<ports::Registry>> clients;
  std::vector<std::shared_ptr<ports::ByteGate>> gates;
  const auto site = [&](const std::string& id, ports::Registry& registry) {
    gates.push_back(m_workshop.roads.reading(rule.id, id, m_pause));
    return audit::Site{id, &registry, gates.back().get()};
  };
  scope.source = site(rule.source, *source);
  for (const auto& id : m_targets) {
    clients.push_back(connect(id));
    scope.targets.push_back(site(id, *clients.back()));
  }
  for (auto& tag : listing->tags) {
    out.tags.emplace(tag.ref(), tag.digest);
    if (!tag.original.empty()) out.originals.emplace(tag.ref(), tag.original);
    scope.tags.push_back({std::move(tag.repository), std::move(tag.tag), std::move(tag.digest), std::move(tag.original)});
  }
  if (!out.originals.empty()) out.made = listing->manifests; // perhaps no region has an index that was rewritten
  for (const auto& [subject, referrers] : listing->referrers)
    for (const auto& one : referrers) scope.referrers[subject].push_back(one.digest);
  if (!rule.platforms.empty())
    scope.kept = [&](const oci::Manifest& index) { return plan::keptChildren(index, rule.platforms); };
  for (const auto& platform : rule.platforms) scope.selection += platform.text() + (rule.index == plan::IndexMode::Sparse ? " sparse," : " rewritten,");
  for (auto& entry : listing->unreadable) scope.unreadable.emplace_back(std::move(entry.ref), std::move(entry.error));
  scope.depth = static_cast<audit::Depth>(request.depth.value_or(rule.audit.depth));
  scope.percent = request.sample.value_or(rule.audit.sample);
  scope.night = std::chrono::floor<std::chrono::days>(parts.clock->now()).time_since_epoch().count();
  scope.suspects = suspects;
  if (again || request.fresh) scope.trust = {};

  auto names = rule.tags;
  names.latest.reset(); // what is no longer among the newest is not too many
  const auto filter = plan::TagFilter::compile(names);
  if (!filter) return base::fail(filter.error());
  if (!again && request.tags.empty())
    scope.extra = [&](const std::string& repository, const std::string& tag) {
      if (belongsToImage(tag) || filter->select({tag}).empty()) return false;
      // Pushed since the source was asked, too old for the rule ...: only what the source does not have is too many.
      const auto there = source->headManifest(repository, tag, stop);
      return there && !*there;
    };

  const auto progress = std::make_shared<audit::Progress>();
  {
    const std::lock_guard lock(m_mutex);
    m_phase = JobPhase::Comparing;
    m_waiting.clear();
    m_look = progress;
    m_looked_tags = scope.tags.size() * (scope.targets.size() + 1);
    if (!again) m_record.tags_matched = scope.tags.size() + scope.unreadable.size();
  }
  audit::Means means{m_workshop.ask, *parts.clock};
  if (!again && request.tags.empty()) means.state = parts.state.get(); // a part of a repository says nothing of the whole
  means.pause = m_pause.get();
  means.progress = progress.get();
  means.known = [&](const oci::Digest& digest) {
    const auto read = listing->manifests.find(digest);
    return read != listing->manifests.end() ? read->second : shelf.find(digest);
  };
  means.learned = [&](std::shared_ptr<const oci::Manifest> manifest) { shelf.add(std::move(manifest)); };
  auto result = audit::run(scope, means, stop);

  const std::lock_guard lock(m_mutex);
  m_record.source_requests += source->traffic().requests.load();
  m_record.read += base::ByteCount{source->traffic().read.load()};
  for (const auto& client : clients) {
    m_record.target_requests += client->traffic().requests.load();
    m_record.read += base::ByteCount{client->traffic().read.load()};
  }
  if (!result) return base::pass(std::move(result));
  out.result = std::move(*result);
  out.result.job = m_id;
  out.result.regions.front().requests = source->traffic().requests.load(); // the listing was part of it
  out.result.regions.front().read = {source->traffic().read.load()};
  return out;
}

void Job::settleAudit(const audit::Result& result) {
  std::set<std::string> failed;
  bool all_failed = false;
  for (const auto& region : result.regions) {
    failed.insert(region.failed.begin(), region.failed.end());
    all_failed = all_failed || !region.reachable;
  }
  std::size_t mended = 0;
  for (const auto& entry : result.mended) mended += entry.done ? 1U : 0U;
  std::size_t told = 0;
  for (const auto& drift : result.drifts) {
    if (++told > kMostTold) break;
    m_workshop.tell(m_id, "warning", drift.region + ": " + std::string(audit::name(drift.cause)) + ": " + drift.detail +
                                         (drift.remedy.empty() ? "" : " (" + drift.remedy + ")"));
  }
  {
    const std::lock_guard lock(m_mutex);
    m_record.tags_failed = all_failed ? m_record.tags_matched : std::min<std::uint64_t>(failed.size(), m_record.tags_matched);
    m_record.tags_copied = std::min<std::uint64_t>(mended, m_record.tags_matched - m_record.tags_failed);
    m_record.tags_unchanged = m_record.tags_matched - m_record.tags_failed - m_record.tags_copied;
    m_some_right = result.passed() > 0;
    m_problems += result.drifts.size();
    if (!result.drifts.empty() && m_record.error.empty())
      m_record.error = result.drifts.front().region + ": " + result.drifts.front().detail;
  }
  const bool whole = m_request.tags.empty() && m_request.targets.empty();
  auto status = saveAudit(*m_workshop.parts.state, result, whole);
  if (m_workshop.audited) m_workshop.audited(std::move(status));
  if (!m_request.tags.empty()) return; // some tags say nothing about a region as a whole
  const auto now = m_workshop.parts.clock->now();
  for (const auto& region : result.regions) {
    if (region.source) continue;
    CheckNote note{result.rule, region.id, region.wanted, region.passed, now, std::nullopt};
    for (const auto& drift : result.drifts)
      if (drift.region == region.id && drift.what == audit::What::Region) note.problem = drift.error;
    m_noted(note);
  }
}

void Job::addLook(JobStatus& status) const {
  if (!m_look) return;
  using Stage = audit::Progress::Stage;
  const auto stage = m_look->stage.load();
  const auto total = m_look->total.load();
  const auto done = std::min(m_look->done.load(), total);
  status.done = {std::min(m_look->bytes.load(), m_look->bytes_total.load())};
  status.total = {m_look->bytes_total.load()};
  status.tags_total = m_looked_tags;
  if (stage == Stage::Tags) status.tags_done = done;
  if (stage > Stage::Tags) status.tags_done = m_looked_tags;
  if (stage == Stage::Manifests || stage == Stage::Content) {
    status.blobs_done = done;
    status.blobs_total = total;
  }
}

} // namespace meridian::engine
