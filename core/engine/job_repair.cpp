// SPDX-License-Identifier: GPL-3.0-or-later
// What an audit found is mended: tags are copied as in any sync, content under a tag that is right is pushed once more.
#include "engine/job.h"

#include <algorithm>

namespace meridian::engine {

using base::Errc;
using base::Result;

namespace {

/// Where a distribution registry keeps a blob, for people who can go there.
std::string storagePath(const oci::Digest& digest) {
  const std::string hex(digest.encoded());
  return "docker/registry/v2/blobs/" + std::string(digest.algorithm()) + "/" + hex.substr(0, 2) + "/" + hex + "/data";
}

/// The push was taken, and the bytes are what they were.
std::string keepsDamage(const oci::Digest& digest) {
  return "the registry took the bytes and still hands out damaged ones; a distribution registry never writes over a file that it "
         "has: remove " + storagePath(digest) + " from its storage, restart it if it caches, and repair again";
}

} // namespace

Result<void> Job::repair(Look& found) {
  const auto todo = found.result.repair;
  m_workshop.tell(m_id, "info", "repair: " + std::to_string(todo.copies.size()) + " tags to copy, " +
                                    std::to_string(todo.pushes.size()) + " manifests and blobs to push again");
  Reasons reasons;
  auto request = m_request;
  std::set<std::string> refs;
  std::set<std::string> regions;
  for (const auto& copy : todo.copies) {
    refs.insert(copy.ref);
    regions.insert(copy.region);
  }
  if (!refs.empty()) {
    request.tags.assign(refs.begin(), refs.end());
    request.targets.assign(regions.begin(), regions.end());
    if (auto done = round(request, true); !done) return done;
    noteReasons(reasons);
  }
  if (m_stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  if (!todo.pushes.empty())
    if (auto done = pushAgain(found, reasons); !done) return done;
  if (m_stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");

  // Nothing counts as mended because somebody said 201: it is looked at once more, and what was pushed is read.
  std::set<oci::Digest> suspects;
  for (const auto& push : todo.pushes) {
    suspects.insert(push.digest);
    refs.insert(push.refs.begin(), push.refs.end());
  }
  request.tags.assign(refs.begin(), refs.end());
  request.targets.clear();
  auto again = look(request, suspects);
  if (!again) return base::pass(std::move(again));
  const auto hopeless = found.result.repair.hopeless;
  auto result = audit::merge(std::move(found.result), refs, std::move(again->result));

  result.repair = {{}, {}, hopeless};
  const auto still = [&](const std::string& region, const std::string& ref, const oci::Digest* digest) {
    return std::find_if(result.drifts.begin(), result.drifts.end(), [&](const auto& drift) {
      if (drift.region != region || drift.cause == audit::Cause::Extra) return false;
      if (drift.what == audit::What::Region) return true;
      if (digest != nullptr) return drift.wanted == *digest && drift.what != audit::What::Tag;
      return std::binary_search(drift.refs.begin(), drift.refs.end(), ref);
    });
  };
  const auto settle = [&](const std::string& region, const std::string& ref, const std::string& what, const oci::Digest* digest) {
    const auto drift = still(region, ref, digest);
    audit::Mended mended{region, what, drift == result.drifts.end(), {}};
    if (!mended.done) {
      const auto reason = reasons.find({region, ref});
      mended.why = reason != reasons.end()                                            ? reason->second
                   : digest != nullptr && drift->cause == audit::Cause::Corrupt ? keepsDamage(*digest)
                                                                                      : drift->detail;
      drift->repairable = false;
      drift->remedy = mended.why;
      result.repair.hopeless.push_back({region, what, mended.why});
    }
    result.mended.push_back(std::move(mended));
  };
  for (const auto& copy : todo.copies) settle(copy.region, copy.ref, copy.ref, nullptr);
  for (const auto& push : todo.pushes)
    settle(push.region, push.refs.front(), push.repository + "@" + push.digest.text(), &push.digest);
  found.result = std::move(result);
  return {};
}

// The plan thinks that the content is there, and so does the registry; so this one is made by hand: blobs are not asked
// for, and the root goes up under its tag once more, which is what the steps of an executor end with.
Result<void> Job::pushAgain(const Look& found, Reasons& reasons) {
  std::map<std::string, std::vector<const audit::Repair::Push*>> by_giver;
  for (const auto& push : found.result.repair.pushes) by_giver[push.from].push_back(&push);
  const auto stop = m_stop.get_token();
  for (const auto& [giver, pushes] : by_giver) {
    Prepared prepared;
    prepared.source = m_workshop.connect(*m_fleet->region(giver));
    prepared.plan.rule = m_request.rule;
    prepared.plan.source = giver;
    auto& plan = prepared.plan;
    std::map<std::string, std::size_t> places;
    std::map<std::pair<std::size_t, std::string>, std::size_t> steps;
    std::map<std::pair<std::string, oci::Digest>, std::size_t> blobs;
    const auto manifest = [&](const std::string& repository, const oci::Digest& digest) -> Result<plan::ManifestPtr> {
      if (const auto made = found.made.find(digest); made != found.made.end()) return made->second;
      auto read = prepared.source->getManifest(repository, digest.text(), stop);
      if (!read) return base::pass(std::move(read), "read manifest " + repository + "@" + digest.text() + " at " + giver);
      return std::make_shared<const oci::Manifest>(std::move(*read));
    };
    for (const auto* push : pushes) {
      const auto& ref = push->refs.front();
      const auto [place, new_region] = places.try_emplace(push->region, plan.targets.size());
      const auto t = place->second;
      if (new_region) {
        plan.targets.emplace_back().id = push->region;
        prepared.targets.push_back(m_workshop.connect(*m_fleet->region(push->region)));
      }
      const auto [at, new_step] = steps.try_emplace({t, ref}, plan.tags.size());
      if (new_step) {
        auto root = manifest(push->repository, found.tags.at(ref));
        if (!root) {
          reasons[{push->region, ref}] = root.error().text();
          steps.erase(at);
          continue;
        }
        plan::TagStep step;
        step.target = t;
        step.repository = push->repository;
        step.tag = ref.substr(push->repository.size() + 1);
        step.manifests = {std::move(*root)};
        if (const auto original = found.originals.find(ref); original != found.originals.end()) step.source_digest = original->second;
        plan.tags.push_back(std::move(step));
        ++plan.targets[t].tags_copied;
      }
      auto& step = plan.tags[at->second];
      if (push->manifest) {
        if (push->digest == step.manifests.back()->digest) continue; // the root goes up in any case
        auto child = manifest(push->repository, push->digest);
        if (!child) {
          reasons[{push->region, ref}] = child.error().text();
          continue;
        }
        // Images before the indexes that name them.
        const auto before = (*child)->kind == oci::ManifestKind::Index ? step.manifests.end() - 1 : step.manifests.begin();
        step.manifests.insert(before, std::move(*child));
        continue;
      }
      const auto [blob, new_blob] = blobs.try_emplace({push->repository, push->digest}, plan.blobs.size());
      if (new_blob) {
        plan::BlobTransfer transfer;
        transfer.blob.digest = push->digest;
        transfer.blob.size = push->size;
        transfer.source_repository = push->repository;
        plan.blobs.push_back(std::move(transfer));
        plan.read += push->size;
      }
      plan.blobs[blob->second].deliveries.push_back({t, push->repository, std::nullopt, {}});
      step.blobs.push_back(push->digest);
      step.bytes += push->size;
      plan.targets[t].write += push->size;
      ++plan.targets[t].blobs;
    }
    if (plan.tags.empty()) continue;
    const auto kept = std::make_shared<const Prepared>(std::move(prepared));
    begin(kept, true);
    execute(*kept);
    noteReasons(reasons);
    countTraffic(*kept);
    if (stop.stop_requested()) return base::fail(Errc::Cancelled, "cancelled");
  }
  return {};
}

void Job::noteReasons(Reasons& reasons) const {
  const std::lock_guard lock(m_mutex);
  const auto& plan = m_prepared->plan;
  for (std::size_t i = 0; i < plan.tags.size(); ++i)
    if (const auto error = m_progress->step(i).error)
      reasons[{plan.targets[plan.tags[i].target].id, plan.tags[i].ref()}] = error->text();
  for (const auto& entry : plan.unreadable)
    for (const auto& target : plan.targets)
      if (entry.target.empty() || entry.target == target.id) reasons[{target.id, entry.ref}] = entry.error.text();
}

} // namespace meridian::engine
