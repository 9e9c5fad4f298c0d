// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "adopt/document.h"
#include "adopt/image_name.h"

#include <chrono>
#include <map>
#include <memory>

// The fleet that comes out of a set-up, while it is being read.
namespace meridian::adopt {

struct DraftRegion {
  std::string id;
  std::string name;
  std::string url;
  bool wants_credential = false;
  std::optional<double> requests_per_second;
  std::optional<double> requests_at_once;
};

struct DraftRule {
  std::string name; ///< wish for the id; empty: made from what it mirrors
  std::string source;
  std::vector<std::string> targets;
  std::vector<std::string> repositories;
  std::vector<std::string> include; ///< tags; empty: all
  std::vector<std::string> exclude;
  std::string semver;
  std::vector<std::string> platforms; ///< empty: all
  std::string cron;                   ///< five fields
  std::string zone;                   ///< of them; empty: UTC
  std::optional<std::chrono::seconds> every;
  bool on_push = false;
  bool referrers = false;
  bool deletes = false;
  std::string limit; ///< "40 MB/s"; empty: none
};

/// Collects regions and rules. One thread.
class Draft {
public:
  explicit Draft(Gaps& gaps, const Options& options) : m_gaps(gaps), m_options(options) {}

  /// The region of a registry, made where it is new. `host` as canonicalHost() gives it.
  DraftRegion& region(const std::string& host);
  /// The region of the registry that the file does not name; nullptr, told once, where the option for it is
  /// no URL.
  DraftRegion* unnamed(const std::string& place, const std::string& what);
  /// A file with secrets for this registry: the region names a credential, a Gap says how to store it.
  void credential(DraftRegion& region, const std::string& place);
  /// "Do not verify": plain HTTP for this machine's own registries, otherwise nothing that a fleet can say.
  void insecure(DraftRegion& region, const std::string& place);

  void add(DraftRule rule) { m_rules.push_back(std::move(rule)); }
  [[nodiscard]] bool empty() const { return m_rules.empty(); }

  /// Rules that differ only in their targets or in their repositories become one; regions without a rule go.
  [[nodiscard]] std::string json();

private:
  void fold();
  void nameRules();
  /// The wish, or with a number behind it where it is taken.
  static std::string freeId(std::string wish, std::map<std::string, int, std::less<>>& taken);

  Gaps& m_gaps;
  const Options& m_options;
  std::vector<std::unique_ptr<DraftRegion>> m_regions;
  std::map<std::string, DraftRegion*> m_by_host;
  std::map<std::string, int, std::less<>> m_region_ids;
  std::vector<DraftRule> m_rules;
};

/// What a fleet says instead, in the words of the Gaps.
inline constexpr const char* kNoRename =
    "a rule keeps the repository's name; push it under the same name, or go on renaming with the old tool";

/// A schedule of the usual kind into the rule: five fields, "@daily", and what Go programs take beside:
/// "@every 5m", "CRON_TZ=Europe/Berlin ..." in front. Whether it is one is not checked here.
void setCron(DraftRule& rule, std::string_view text);

/// "1h30m", "90s", "1.5h" as Go writes durations.
[[nodiscard]] std::optional<std::chrono::seconds> parseGoDuration(std::string_view text);

// One per format. `root` is the whole file.
void readRegsync(const Node& root, Draft& draft, Gaps& gaps);
void readSkopeoSync(const Node& root, Draft& draft, Gaps& gaps);
void readImageSyncer(const Node& root, Draft& draft, Gaps& gaps);
void readDregsy(const Node& root, Draft& draft, Gaps& gaps);
void readHarborRules(const Node& root, Draft& draft, Gaps& gaps);

} // namespace meridian::adopt
