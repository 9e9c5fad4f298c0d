// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/limits.h"
#include "engine/fleet.h"
#include "engine/fleet_json.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The words of the fleet file, and how its JSON is read. Private to the fleet parser.
namespace meridian::engine {

using FleetKeys = std::span<const std::string_view>;

inline constexpr std::array<std::string_view, 5> kFleetKeys{"$schema", "version", "regions", "rules", "webhooks"};
inline constexpr std::array<std::string_view, 9> kRegionKeys{"id",       "name", "role",   "lat",      "lon",
                                                             "registry", "node", "limits", "bandwidth"};
inline constexpr std::array<std::string_view, 3> kRegistryKeys{"url", "credential", "ca"};
inline constexpr std::array<std::string_view, 2> kLimitsKeys{"requests_per_second", "requests_at_once"};
inline constexpr std::array<std::string_view, 2> kBandwidthKeys{"limit", "windows"};
inline constexpr std::array<std::string_view, 5> kWindowKeys{"days", "from", "to", "zone", "limit"};
inline constexpr std::array<std::string_view, 13> kRuleKeys{
    "id",        "source",    "targets",  "repositories", "tags",    "platforms", "index",
    "referrers", "bandwidth", "schedule", "promotion",    "deletes", "audit"};
inline constexpr std::array<std::string_view, 6> kTagKeys{"include", "exclude", "semver", "latest", "latest_by", "since"};
inline constexpr std::array<std::string_view, 2> kReferrerKeys{"copy", "require"};
inline constexpr std::array<std::string_view, 5> kScheduleKeys{"cron", "zone", "windows", "poll", "on_push"};
inline constexpr std::array<std::string_view, 4> kTimeWindowKeys{"days", "from", "to", "zone"};
inline constexpr std::array<std::string_view, 7> kPromotionKeys{"mode",  "group",   "on_target_down", "wait",
                                                                "waves", "observe", "on_conflict"};
inline constexpr std::array<std::string_view, 3> kDeletesKeys{"mode", "quarantine", "stop_above"};
inline constexpr std::array<std::string_view, 5> kAuditKeys{"cron", "zone", "depth", "sample", "repair"};
inline constexpr std::array<std::string_view, 4> kWebhooksKeys{"listen", "certificate", "key", "sources"};
inline constexpr std::array<std::string_view, 5> kWebhookSourceKeys{"id", "region", "kind", "auth", "credential"};

// Words, in the order of their enumerations.
inline constexpr std::array<std::string_view, 2> kIndexModes{"sparse", "rewritten"};
inline constexpr std::array<std::string_view, 2> kPromotionModes{"each", "all-or-nothing"};
inline constexpr std::array<std::string_view, 2> kPromotionGroups{"tag", "release"};
inline constexpr std::array<std::string_view, 3> kDownPolicies{"wait", "continue", "rollback"};
inline constexpr std::array<std::string_view, 3> kConflictPolicies{"stop", "overwrite", "keep"};
inline constexpr std::array<std::string_view, 2> kDeleteModes{"off", "propagate"};
inline constexpr std::array<std::string_view, 4> kAuditDepths{"tags", "content", "sampled", "deep"};
inline constexpr std::array<std::string_view, 2> kLatestBy{"version", "created"};

inline constexpr unsigned kMostAtOnce = 1000; ///< requests

/// In the order of BandwidthWindow::days.
inline constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Typed access to a JSON tree. What is missing or of another kind becomes a problem with its line and is
/// noted as spoilt; lines are kept, so that validate()'s findings get theirs. One thread.
class FleetNodes {
public:
  [[nodiscard]] std::vector<FleetProblem>& problems() { return m_problems; }
  /// Line of the value at `path`, or of the nearest one around it.
  [[nodiscard]] int lineOf(std::string path) const;
  /// Whether something at or below `path` could not be read: then its value is a stand-in that nobody wrote.
  [[nodiscard]] bool isSpoilt(const std::string& path) const;

protected:
  void problem(int line, const std::string& path, std::string message);
  void wrongKind(const JsonNode& node, const std::string& path, std::string_view wanted);

  /// Whether `node` is an object; notes keys that are unknown or repeated.
  bool object(const JsonNode& node, const std::string& path, FleetKeys known);
  /// The member as a value of that kind, or null with the reason noted.
  const JsonNode* member(const JsonNode& node, const std::string& path, std::string_view key,
                         JsonNode::Kind kind, bool required, std::string_view hint = {});
  const JsonNode* list(const JsonNode& node, const std::string& path, std::string_view key,
                       bool required = false);
  std::string text(const JsonNode& node, const std::string& path, std::string_view key, bool required);
  double degrees(const JsonNode& node, const std::string& path, std::string_view key, std::string_view hint);
  bool yesOrNo(const JsonNode& node, const std::string& path, std::string_view key, bool otherwise);
  /// Place of the word in `words`.
  std::size_t word(const JsonNode& node, const std::string& path, std::string_view key,
                   std::span<const std::string_view> words, std::size_t otherwise);
  /// "30d", "12h" ...; nullopt where it is missing or no length of time.
  std::optional<std::chrono::seconds> duration(const JsonNode& node, const std::string& path, std::string_view key);
  /// 0 to 100.
  double percent(const JsonNode& node, const std::string& path, std::string_view key, double otherwise);
  std::uint8_t weekdays(const JsonNode& node, const std::string& path);
  std::chrono::minutes time(const JsonNode& node, const std::string& path, std::string_view key,
                            std::chrono::minutes otherwise);
  std::vector<std::string> texts(const JsonNode& node, const std::string& path, std::string_view key,
                                 bool required, std::vector<std::string> otherwise = {});

private:
  std::vector<FleetProblem> m_problems;
  std::map<std::string, int> m_lines;
  std::vector<std::string> m_spoilt;
};

} // namespace meridian::engine
