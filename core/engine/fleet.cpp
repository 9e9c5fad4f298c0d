// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"

#include "base/quoted.h"
#include "engine/fleet_json.h"
#include "engine/fleet_text.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <span>

namespace meridian::engine {

using base::Errc;

namespace {

using Keys = std::span<const std::string_view>;
using Kind = JsonNode::Kind;

constexpr std::size_t kLargestFile = 16u << 20;
constexpr std::size_t kMostProblems = 50;

constexpr std::array<std::string_view, 3> kFleetKeys{"version", "regions", "rules"};
constexpr std::array<std::string_view, 7> kRegionKeys{"id", "name", "role", "lat", "lon", "registry", "node"};
constexpr std::array<std::string_view, 3> kRegistryKeys{"url", "credential", "ca"};
constexpr std::array<std::string_view, 6> kRuleKeys{"id",           "source", "targets",
                                                    "repositories", "tags",   "platforms"};
constexpr std::array<std::string_view, 5> kTagKeys{"include", "exclude", "semver", "latest", "since"};

/// Where a key belongs that stands one level too high or too low.
std::string_view homeOf(std::string_view key) {
  const auto in = [key](Keys keys) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  if (in(kTagKeys)) return "in \"tags\" of a rule";
  if (in(kRegistryKeys)) return "in \"registry\" of a region";
  if (in(kRuleKeys) && key != "id") return "in a rule";
  if (in(kRegionKeys) && key != "id") return "in a region";
  if (in(kFleetKeys)) return "at the top of the file";
  return {};
}

/// JSON tree to values. Notes the line of each value, so that validate()'s findings get theirs.
class FleetReader {
public:
  Fleet read(const JsonNode& root) {
    Fleet fleet;
    if (!object(root, "", kFleetKeys)) return fleet;
    const auto* version = root.find("version");
    if (version == nullptr) {
      problem(root.line, "", "the key \"version\" is missing; this program reads version 1");
    } else if (version->kind != Kind::Number || version->number != 1) {
      // Nothing else that we could say about another version would help.
      m_problems.clear();
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
    return fleet;
  }

  [[nodiscard]] std::vector<FleetProblem>& problems() { return m_problems; }
  [[nodiscard]] bool foreign() const { return m_foreign; }

  /// Line of the value at `path`, or of the nearest one around it.
  [[nodiscard]] int lineOf(std::string path) const {
    while (!path.empty()) {
      if (const auto found = m_lines.find(path); found != m_lines.end()) return found->second;
      const auto cut = path.find_last_of(".[");
      path.resize(cut == std::string::npos ? 0 : cut);
    }
    return 1;
  }
  /// Whether something at or below `path` could not be read: then its value is a stand-in that nobody wrote.
  [[nodiscard]] bool isSpoilt(const std::string& path) const {
    return std::any_of(m_spoilt.begin(), m_spoilt.end(), [&](const std::string& bad) {
      return path == bad || (path.starts_with(bad) && (path[bad.size()] == '.' || path[bad.size()] == '['));
    });
  }

private:
  static std::string below(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }

  void problem(int line, const std::string& path, std::string message) {
    m_problems.push_back({line, path, std::move(message)});
  }
  void wrongKind(const JsonNode& node, const std::string& path, std::string_view wanted) {
    problem(node.line, path, "must be " + std::string(wanted) + ", not " + std::string(name(node.kind)));
    m_spoilt.push_back(path);
  }

  bool object(const JsonNode& node, const std::string& path, Keys known) {
    m_lines[path] = node.line;
    if (node.kind != Kind::Object) return wrongKind(node, path, "an object"), false;
    std::map<std::string_view, int> seen;
    for (const auto& member : node.members) {
      const auto [before, first] = seen.emplace(member.key, member.line);
      if (!first)
        problem(member.line, path,
                "the key " + base::quoted(member.key) + " is already there, in line " +
                    std::to_string(before->second));
      else if (std::find(known.begin(), known.end(), member.key) == known.end())
        problem(member.line, path, aboutUnknown(member.key, known));
    }
    return true;
  }

  static std::string aboutUnknown(const std::string& key, Keys known) {
    const auto start = "unknown key " + base::quoted(key);
    if (isSecretKey(key))
      return start +
             "; a plain secret does not belong in the fleet file: store it with \"meridianctl credential set "
             "NAME\" and name it under \"credential\"";
    if (const auto home = homeOf(key); !home.empty()) return start + " here; it belongs " + std::string(home);
    if (const auto near = nearestKey(key, known); !near.empty())
      return start + "; did you mean \"" + std::string(near) + "\"?";
    std::string all;
    for (const auto name : known)
      all += (all.empty() ? "" : ", ") + std::string(name);
    return start + "; known here: " + all;
  }

  /// The member as a value of that kind, or null with the reason noted.
  const JsonNode* member(const JsonNode& node, const std::string& path, std::string_view key, Kind kind,
                         bool required, std::string_view hint = {}) {
    const auto place = below(path, key);
    const auto* found = node.find(key);
    if (found == nullptr) {
      if (!required) return nullptr;
      problem(node.line, path, "the key \"" + std::string(key) + "\" is missing" + std::string(hint));
      m_spoilt.push_back(place);
      return nullptr;
    }
    m_lines[place] = found->line;
    if (found->kind == kind) return found;
    wrongKind(*found, place, name(kind));
    return nullptr;
  }
  const JsonNode* list(const JsonNode& node, const std::string& path, std::string_view key,
                       bool required = false) {
    return member(node, path, key, Kind::Array, required);
  }
  std::string text(const JsonNode& node, const std::string& path, std::string_view key, bool required) {
    const auto* found = member(node, path, key, Kind::String, required);
    if (found != nullptr && found->text.empty() && required) {
      problem(found->line, below(path, key), "must not be empty");
      m_spoilt.push_back(below(path, key));
    }
    return found != nullptr ? found->text : std::string();
  }
  double degrees(const JsonNode& node, const std::string& path, std::string_view key, std::string_view hint) {
    const auto* found = member(node, path, key, Kind::Number, true, hint);
    return found != nullptr ? found->number : 0;
  }
  std::vector<std::string> texts(const JsonNode& node, const std::string& path, std::string_view key,
                                 bool required, std::vector<std::string> otherwise = {}) {
    const auto* found = list(node, path, key, required);
    if (found == nullptr) return otherwise;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < found->items.size(); ++i) {
      const auto& item = found->items[i];
      const auto place = below(path, key) + "[" + std::to_string(i) + "]";
      m_lines[place] = item.line;
      if (item.kind != Kind::String) wrongKind(item, place, "text");
      out.push_back(item.text);
    }
    return out;
  }

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
    const auto platforms = texts(node, path, "platforms", false, {"all"});
    if (platforms != std::vector<std::string>{"all"} && !isSpoilt(path + ".platforms"))
      problem(lineOf(path + ".platforms"), path + ".platforms",
              "choosing platforms is not supported yet: leave it out or write [\"all\"]");
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
    if (const auto* since = member(node, path, "since", Kind::String, false)) {
      out.since = parseSince(since->text);
      if (!out.since)
        problem(since->line, path + ".since",
                base::quoted(since->text) +
                    " is no length of time; write \"90m\", \"12h\", \"30d\" or \"2w\"");
    }
    return out;
  }

  std::vector<FleetProblem> m_problems;
  std::map<std::string, int> m_lines;
  std::vector<std::string> m_spoilt;
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
