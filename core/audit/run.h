// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "audit/belief.h"
#include "audit/content_tree.h"
#include "audit/questions.h"
#include "audit/result.h"
#include "audit/tag_tree.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace meridian::audit {

/// One audit, stage after stage: reach the regions, ask for tags, read manifests, ask for content, judge. Stages are
/// driven by one thread, questions are asked on the pool.
class Run {
public:
  Run(const Scope& scope, const Means& means, std::stop_token stop);
  [[nodiscard]] base::Result<Result> go();

private:
  enum class Seen : char { Not, Equal, Other, Absent, Failed };
  struct Region {
    Region(const Site& at, bool is_source, std::stop_token stop)
        : site(at), source(is_source), by_user(std::move(stop), [this] { give_up.request_stop(); }) {}
    const Site& site;
    const bool source;
    std::stop_source give_up; ///< it cannot be reached, so nobody needs its answers; or the user stops
    std::stop_callback<std::function<void()>> by_user;
    std::mutex mutex; ///< of what follows
    bool down = false;
    base::Error error;
    std::optional<std::chrono::steady_clock::time_point> pinged;
    std::vector<Seen> seen; ///< by tag
    std::set<std::string> believed; ///< repositories
    TagTree tags;
    std::uint64_t requests_before = 0, read_before = 0;
    [[nodiscard]] bool isDown() {
      const std::lock_guard lock(mutex);
      return down;
    }
  };
  struct Finding {
    std::optional<base::Error> error;
    oci::Digest found;
    std::string detail;
  };

  // run.cpp: regions and tags
  void reach();
  void askTags();
  void askExtra();
  void compareTags();
  /// True: the whole region is lost, and this error with it.
  bool failed(Region& region, const base::Error& error);
  void stage(Progress::Stage stage, std::size_t total);
  void stepDone();
  void add(Drift drift);
  void unreadable(const Region& region, What what, std::string repository, std::string ref, const base::Error& error);

  // run_content.cpp: manifests and blobs
  [[nodiscard]] Item* rootOf(std::size_t region, std::size_t tag) const;
  [[nodiscard]] std::string believedAs(const std::string& repository) const;
  void plantRoots();
  void loadManifests();
  void loadManifest(Item& item);
  void askManifests();
  void askBlobs();
  [[nodiscard]] bool isRead(const Item& item) const;
  [[nodiscard]] bool isBelieved(const Region& region, const Item& item) const;
  [[nodiscard]] base::Result<std::shared_ptr<const oci::Manifest>> readManifest(std::size_t region, Item& item);
  void headManifest(std::size_t region, Item& item);
  void headBlob(std::size_t region, Item& item);
  void readBlob(std::size_t region, Item& item);
  void settle(std::size_t region, Item& item, State state, Finding finding = {});
  void settle(std::size_t region, Item& item, const base::Error& error);
  /// All items below the tags that are equal in a region, each once; `below` false: not further down.
  void walk(std::size_t region, const std::function<bool(Item& item)>& visit);

  // verdict.cpp
  void judge(Result& result);
  void judgeContent(std::size_t region, RegionResult& figures);
  void remember(const Result& result);

  const Scope& m_scope;
  const Means& m_means;
  const std::stop_token m_stop;
  const base::Timestamp m_started;
  Belief m_belief;
  std::vector<std::unique_ptr<Region>> m_regions; ///< the source first
  TagTree m_wanted;
  ContentTree m_tree;
  std::vector<Item*> m_roots; ///< by tag; null: nobody asks for its content
  std::map<std::size_t, Item*> m_originals; ///< the source's, where targets have another one
  std::mutex m_mutex;         ///< of the tree while it grows, findings and drifts
  std::map<std::pair<std::size_t, const Item*>, Finding> m_findings;
  std::vector<Drift> m_drifts;
  std::map<std::string, std::size_t> m_unreadable; ///< place among the drifts
  Questions m_questions;
};

/// What is to be done about the drifts of `result`, which are told what it is.
[[nodiscard]] Repair plan(const Scope& scope, Result& result, ContentTree& tree);

} // namespace meridian::audit
