// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/deletes.h"

#include "plan/filter.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace meridian::plan {

namespace {

/// "12", "12.5".
std::string number(double value) {
  std::ostringstream out;
  out << std::round(value * 10) / 10;
  return out.str();
}

std::string tagCount(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " tag" : " tags");
}

/// Why nothing of a repository goes; empty: it may.
std::string whyKept(const SourceTags* source, const Rule& rule) {
  const bool everything = rule.deletes.stop_above >= 100;
  if (source != nullptr && source->error && source->error->code != base::Errc::NameUnknown)
    return "the source's tags could not be listed: " + source->error->text();
  if (everything) return {};
  constexpr std::string_view cure =
      "gone or hidden from us, so its tags are kept (stop_above 100 lets them go)";
  if (source == nullptr || source->error)
    return "the source does not have the repository: " + std::string(cure);
  if (source->tags.empty()) return "the source shows no tag in the repository: " + std::string(cure);
  return {};
}

} // namespace

bool isReferrersTag(std::string_view tag) {
  constexpr std::string_view prefix = "sha256-";
  return tag.size() == prefix.size() + 64 && tag.starts_with(prefix) &&
         tag.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

base::Result<DeleteDecision> decideDeletes(const Rule& rule, const DeleteQuestion& question) {
  DeleteDecision decision;
  if (!rule.deletes.propagate) return decision;
  auto by_name = rule.tags;
  by_name.latest.reset();
  by_name.since.reset();
  const auto filter = TagFilter::compile(by_name);
  if (!filter) return base::fail(filter.error());
  std::map<std::string, const SourceTags*> source;
  for (const auto& entry : question.source)
    source[entry.repository] = &entry;
  const bool empty_source = std::all_of(question.source.begin(), question.source.end(),
                                        [](const auto& entry) { return entry.tags.empty(); });

  for (const auto& [repository, held] : question.tags) {
    const auto covered = filter->select({held.begin(), held.end()});
    decision.total += covered.size();
    const auto found = source.find(repository);
    const auto* has = found == source.end() ? nullptr : found->second;
    const auto kept = whyKept(has, rule);
    const bool unreadable = has != nullptr && has->error && has->error->code != base::Errc::NameUnknown;
    std::size_t missing = 0;
    for (const auto& tag : covered) {
      if ((has != nullptr && has->tags.contains(tag)) || isReferrersTag(tag)) continue;
      Deletion deletion;
      deletion.target = question.target;
      deletion.repository = repository;
      deletion.tag = tag;
      if (!question.seen.contains(deletion.ref())) {
        decision.foreign += unreadable ? 0 : 1;
        continue;
      }
      ++missing;
      const auto stone = question.tombstones.find(deletion.ref());
      if (stone != question.tombstones.end()) decision.tombstones.insert(*stone);
      if (unreadable) continue; // nobody knows whether it is missing
      deletion.missed = stone == question.tombstones.end() ? question.now : stone->second;
      deletion.until = deletion.missed + rule.deletes.quarantine;
      deletion.state = question.now < deletion.until ? DeleteState::Quarantined : DeleteState::Due;
      if (!kept.empty() || empty_source) {
        deletion.state = DeleteState::HeldBack;
        deletion.reason = empty_source ? "the source shows no tag at all: nothing is deleted" : kept;
      } else {
        decision.tombstones.emplace(deletion.ref(), deletion.missed);
      }
      decision.tags.push_back(std::move(deletion));
    }
    if (missing > 0 && (unreadable || !empty_source) && !kept.empty())
      decision.remarks.push_back(repository + ": " + kept);
  }
  if (empty_source && !decision.tags.empty())
    decision.remarks.push_back("the source shows no tag at all: nothing is deleted");

  const auto due = static_cast<std::size_t>(
      std::count_if(decision.tags.begin(), decision.tags.end(),
                    [](const auto& deletion) { return deletion.state == DeleteState::Due; }));
  const auto share =
      decision.total == 0 ? 0.0 : 100.0 * static_cast<double>(due) / static_cast<double>(decision.total);
  if (due > 0 && share > rule.deletes.stop_above) {
    const auto why = std::to_string(due) + " of " + tagCount(decision.total) + " = " + number(share) +
                     " %, more than " + number(rule.deletes.stop_above) + " %: nothing is deleted";
    decision.remarks.push_back(why);
    for (auto& deletion : decision.tags)
      if (deletion.state == DeleteState::Due) deletion.state = DeleteState::HeldBack, deletion.reason = why;
  }
  return decision;
}

BlastRadius blastRadius(const std::string& tag, const std::map<std::string, oci::Digest>& tags,
                        const std::map<oci::Digest, std::shared_ptr<const oci::Manifest>>& manifests,
                        std::vector<oci::Digest> referrers) {
  BlastRadius radius;
  radius.referrers = std::move(referrers);
  const auto own = tags.find(tag);
  if (own == tags.end()) return radius;
  const auto& root = own->second;

  // Everything below a manifest, itself left out; a registry may hold indexes of indexes.
  const auto below = [&](const oci::Digest& top) {
    std::set<oci::Digest> found;
    std::vector<oci::Digest> open{top};
    while (!open.empty()) {
      const auto known = manifests.find(open.back());
      open.pop_back();
      if (known == manifests.end()) continue;
      for (const auto& child : known->second->manifests)
        if (found.insert(child.digest).second) open.push_back(child.digest);
    }
    return found;
  };
  std::set<oci::Digest> needed;
  for (const auto& [other, digest] : tags) {
    if (other == tag) continue;
    if (digest == root) {
      radius.shared.push_back(other);
      continue;
    }
    auto theirs = below(digest);
    if (theirs.contains(root)) radius.parents.push_back(other);
    needed.insert(digest);
    needed.merge(theirs);
  }
  for (const auto& child : below(root))
    (needed.contains(child) || !radius.shared.empty() ? radius.shared_children : radius.own_children)
        .push_back(child);
  return radius;
}

} // namespace meridian::plan
