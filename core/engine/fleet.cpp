// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"

#include "base/quoted.h"
#include "engine/fleet_nodes.h"
#include "engine/fleet_policies.h"
#include "engine/fleet_text.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace meridian::engine {

using base::Errc;

namespace {

using Kind = JsonNode::Kind;

constexpr std::size_t kLargestFile = 16u << 20;
constexpr std::size_t kMostProblems = 50;

/// JSON tree to values.
class FleetReader : public PolicyReader {
public:
  Fleet read(const JsonNode& root) {
    Fleet fleet;
    if (!object(root, "", kFleetKeys)) return fleet;
    const auto* version = root.find("version");
    if (version == nullptr) {
      problem(root.line, "", "the key \"version\" is missing; this program reads version 1");
    } else if (version->kind != Kind::Number || version->number != 1) {
      // Nothing else that we could say about another version would help.
      problems().clear();
      problem(version->line, "version", "this program reads version 1 of the fleet file only");
      m_foreign = true;
      return fleet;
    }
    if (const auto* regions = list(root, "", "regions"))
      for (std::size_t i = 0; i < regions->items.size(); ++i)
        fleet.regions.push_back(region(regions->items[i], "regions[" + std::to_string(i) + "]"));
    if (const auto* rules = list(root, "", "rules"))
      for (std::size_t i = 0; i < rules->items.size(); ++i)
        fleet.rules.push_back(rule(rules->items[i], "rules[" + std::to_string(i) + "]"));
    if (const auto* hooks = member(root, "", "webhooks", Kind::Object, false)) fleet.webhooks = webhooks(*hooks, "webhooks");
    fleet.schema = text(root, "", "$schema", false);
    return fleet;
  }

  [[nodiscard]] bool foreign() const { return m_foreign; }

private:
  Region region(const JsonNode& node, const std::string& path) {
    Region out;
    if (!object(node, path, kRegionKeys)) return out;
    out.id = text(node, path, "id", true);
    out.name = text(node, path, "name", false);
    if (out.name.empty()) out.name = out.id;
    if (const auto* role = member(node, path, "role", Kind::String, false)) {
      if (role->text == "primary")
        out.role = Role::Primary;
      else if (role->text != "replica")
        problem(role->line, path + ".role",
                base::quoted(role->text) + " is no role; it is \"primary\" or \"replica\"");
    }
    out.lat = degrees(node, path, "lat", " (degrees north, -90 to 90)");
    out.lon = degrees(node, path, "lon", " (degrees east, -180 to 180)");
    if (const auto* registry = member(node, path, "registry", Kind::Object, true)) {
      const auto inside = path + ".registry";
      object(*registry, inside, kRegistryKeys);
      out.registry_url = text(*registry, inside, "url", true);
      out.credential = text(*registry, inside, "credential", false);
      out.ca = text(*registry, inside, "ca", false);
    }
    if (const auto* limits = member(node, path, "limits", Kind::Object, false))
      out.limits = requestLimits(*limits, path + ".limits");
    out.bandwidth = bandwidth(node, path);
    if (const auto* node_of = node.find("node"); node_of != nullptr && node_of->kind != Kind::Null)
      problem(node_of->line, path + ".node", "nodes are not supported yet: leave it out or write null");
    return out;
  }

  plan::Rule rule(const JsonNode& node, const std::string& path) {
    plan::Rule out;
    if (!object(node, path, kRuleKeys)) return out;
    out.id = text(node, path, "id", true);
    out.source = text(node, path, "source", true);
    out.targets = texts(node, path, "targets", true);
    out.repositories = texts(node, path, "repositories", true);
    if (const auto* selection = member(node, path, "tags", Kind::Object, false))
      out.tags = tags(*selection, path + ".tags");
    out.platforms = platforms(node, path);
    out.index = static_cast<plan::IndexMode>(word(node, path, "index", kIndexModes, 0));
    out.referrers = referrers(node, path);
    out.bandwidth = bandwidth(node, path);
    out.schedule = schedule(node, path);
    out.promotion = promotion(node, path);
    out.deletes = deletes(node, path);
    out.audit = audit(node, path);
    return out;
  }

  plan::TagSelection tags(const JsonNode& node, const std::string& path) {
    plan::TagSelection out;
    object(node, path, kTagKeys);
    out.include = texts(node, path, "include", false, out.include);
    out.exclude = texts(node, path, "exclude", false);
    out.semver = text(node, path, "semver", false);
    if (const auto* latest = member(node, path, "latest", Kind::Number, false)) {
      if (!latest->whole || latest->number < 1 || latest->number > 1'000'000)
        problem(latest->line, path + ".latest", "must be a whole number from 1 to 1000000");
      else
        out.latest = static_cast<unsigned>(latest->number);
    }
    out.latest_by_created = word(node, path, "latest_by", kLatestBy, 0) == 1;
    out.since = duration(node, path, "since");
    return out;
  }

  base::RequestLimits requestLimits(const JsonNode& node, const std::string& path) {
    base::RequestLimits out;
    object(node, path, kLimitsKeys);
    if (const auto* rate = member(node, path, "requests_per_second", Kind::Number, false))
      out.per_second = rate->number;
    if (const auto* most = member(node, path, "requests_at_once", Kind::Number, false)) {
      if (!most->whole || most->number < 1 || most->number > kMostAtOnce)
        problem(most->line, path + ".requests_at_once",
                "must be a whole number from 1 to " + std::to_string(kMostAtOnce));
      else
        out.at_once = static_cast<unsigned>(most->number);
    }
    return out;
  }

  /// The key "bandwidth" of a region or a rule.
  base::Bandwidth bandwidth(const JsonNode& owner, const std::string& path) {
    base::Bandwidth out;
    const auto* node = member(owner, path, "bandwidth", Kind::Object, false);
    if (node == nullptr) return out;
    const auto place = path + ".bandwidth";
    object(*node, place, kBandwidthKeys);
    out.limit = rate(*node, place, false);
    if (const auto* windows = list(*node, place, "windows"))
      for (std::size_t i = 0; i < windows->items.size(); ++i)
        out.windows.push_back(window(windows->items[i], place + ".windows[" + std::to_string(i) + "]"));
    return out;
  }

  base::RateLimit rate(const JsonNode& node, const std::string& path, bool required) {
    const auto place = path + ".limit";
    const auto* found = node.find("limit");
    if (found != nullptr && found->kind == Kind::Number && found->number == 0) return base::BytesPerSecond{0};
    if (found != nullptr && found->kind == Kind::Number) {
      problem(found->line, place, "write a rate with its unit, such as \"40 Mbit/s\"");
      return {};
    }
    found = member(node, path, "limit", Kind::String, required,
                   R"( ("off": nothing may move; "unlimited": no cap; or such as "40 Mbit/s"))");
    if (found == nullptr) return {};
    const auto limit = base::parseRateLimit(found->text);
    if (limit) return *limit;
    problem(found->line, place, limit.error().message);
    return {};
  }

  base::BandwidthWindow window(const JsonNode& node, const std::string& path) {
    base::BandwidthWindow out;
    if (!object(node, path, kWindowKeys)) return out;
    if (node.find("days") != nullptr) out.days = weekdays(node, path);
    out.from = time(node, path, "from", out.from);
    out.to = time(node, path, "to", out.to);
    out.zone = text(node, path, "zone", false);
    out.limit = rate(node, path, true);
    return out;
  }

  bool m_foreign = false;
};

std::string formatted(const FleetProblem& problem, std::string_view file) {
  std::string out(file);
  if (problem.line > 0) out += ":" + std::to_string(problem.line);
  out += ": ";
  if (!problem.path.empty()) out += problem.path + ": ";
  return out + problem.message;
}

base::Unexpected refuse(std::vector<FleetProblem> problems, std::string_view file) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const FleetProblem& a, const FleetProblem& b) { return a.line < b.line; });
  std::string message;
  for (std::size_t i = 0; i < std::min(problems.size(), kMostProblems); ++i)
    message += (i == 0 ? "" : "\n") + formatted(problems[i], file);
  if (problems.size() > kMostProblems)
    message +=
        "\n" + std::string(file) + ": and " + std::to_string(problems.size() - kMostProblems) + " more";
  return base::fail(Errc::ConfigInvalid, std::move(message));
}

} // namespace

const Region* Fleet::region(std::string_view id) const {
  const auto found =
      std::find_if(regions.begin(), regions.end(), [id](const Region& r) { return r.id == id; });
  return found == regions.end() ? nullptr : &*found;
}

const plan::Rule* Fleet::rule(std::string_view id) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [id](const plan::Rule& r) { return r.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

base::Result<Fleet> parseFleet(std::string_view json, std::string_view file) {
  if (json.size() > kLargestFile) return refuse({{0, "", "the file is larger than 16 MiB"}}, file);
  JsonNode root;
  JsonFault fault;
  if (!parseJson(json, root, fault)) return refuse({{fault.line, "", fault.message}}, file);
  FleetReader reader;
  auto fleet = reader.read(root);
  auto problems = std::move(reader.problems());
  if (!reader.foreign()) {
    for (auto& found : validate(fleet)) {
      if (reader.isSpoilt(found.path)) continue;
      found.line = reader.lineOf(found.path);
      problems.push_back(std::move(found));
    }
  }
  if (!problems.empty()) return refuse(std::move(problems), file);
  return fleet;
}

} // namespace meridian::engine
