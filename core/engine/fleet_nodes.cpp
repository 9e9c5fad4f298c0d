// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_nodes.h"

#include "base/quoted.h"
#include "engine/fleet_text.h"

#include <algorithm>

namespace meridian::engine {

using Kind = JsonNode::Kind;

namespace {

/// Where a key belongs that stands one level too high or too low.
std::string_view homeOf(std::string_view key) {
  const auto in = [key](FleetKeys keys) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  if (key == "bandwidth") return "in a region or a rule";
  if (in(kTagKeys)) return "in \"tags\" of a rule";
  if (in(kRegistryKeys)) return "in \"registry\" of a region";
  if (in(kLimitsKeys)) return "in \"limits\" of a region";
  if (key == "windows") return "in \"bandwidth\"";
  if (in(kWindowKeys) && key != "limit") return "in a window of \"bandwidth\"";
  if (in(kRuleKeys) && key != "id") return "in a rule";
  if (in(kRegionKeys) && key != "id") return "in a region";
  if (in(kFleetKeys)) return "at the top of the file";
  return {};
}

std::string below(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string aboutUnknown(const std::string& key, FleetKeys known) {
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

} // namespace

int FleetNodes::lineOf(std::string path) const {
  while (!path.empty()) {
    if (const auto found = m_lines.find(path); found != m_lines.end()) return found->second;
    const auto cut = path.find_last_of(".[");
    path.resize(cut == std::string::npos ? 0 : cut);
  }
  return 1;
}

bool FleetNodes::isSpoilt(const std::string& path) const {
  return std::any_of(m_spoilt.begin(), m_spoilt.end(), [&](const std::string& bad) {
    return path == bad || (path.starts_with(bad) && (path[bad.size()] == '.' || path[bad.size()] == '['));
  });
}

void FleetNodes::problem(int line, const std::string& path, std::string message) {
  m_problems.push_back({line, path, std::move(message)});
}

void FleetNodes::wrongKind(const JsonNode& node, const std::string& path, std::string_view wanted) {
  problem(node.line, path, "must be " + std::string(wanted) + ", not " + std::string(name(node.kind)));
  m_spoilt.push_back(path);
}

bool FleetNodes::object(const JsonNode& node, const std::string& path, FleetKeys known) {
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

const JsonNode* FleetNodes::member(const JsonNode& node, const std::string& path, std::string_view key,
                                   Kind kind, bool required, std::string_view hint) {
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

const JsonNode* FleetNodes::list(const JsonNode& node, const std::string& path, std::string_view key,
                                 bool required) {
  return member(node, path, key, Kind::Array, required);
}

std::string FleetNodes::text(const JsonNode& node, const std::string& path, std::string_view key,
                             bool required) {
  const auto* found = member(node, path, key, Kind::String, required);
  if (found != nullptr && found->text.empty() && required) {
    problem(found->line, below(path, key), "must not be empty");
    m_spoilt.push_back(below(path, key));
  }
  return found != nullptr ? found->text : std::string();
}

double FleetNodes::degrees(const JsonNode& node, const std::string& path, std::string_view key,
                           std::string_view hint) {
  const auto* found = member(node, path, key, Kind::Number, true, hint);
  return found != nullptr ? found->number : 0;
}

std::vector<std::string> FleetNodes::texts(const JsonNode& node, const std::string& path,
                                           std::string_view key, bool required,
                                           std::vector<std::string> otherwise) {
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

bool FleetNodes::yesOrNo(const JsonNode& node, const std::string& path, std::string_view key, bool otherwise) {
  const auto* found = member(node, path, key, Kind::Boolean, false);
  return found != nullptr ? found->boolean : otherwise;
}

std::size_t FleetNodes::word(const JsonNode& node, const std::string& path, std::string_view key,
                             std::span<const std::string_view> words, std::size_t otherwise) {
  const auto* found = member(node, path, key, Kind::String, false);
  if (found == nullptr) return otherwise;
  const auto place = std::find(words.begin(), words.end(), found->text);
  if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
  std::string all;
  for (const auto& one : words)
    all += (all.empty() ? "\"" : one == words.back() ? "\" or \"" : "\", \"") + std::string(one);
  problem(found->line, below(path, key), base::quoted(found->text) + " means nothing here; it is " + all + "\"");
  return otherwise;
}

std::optional<std::chrono::seconds> FleetNodes::duration(const JsonNode& node, const std::string& path,
                                                         std::string_view key) {
  const auto* found = member(node, path, key, Kind::String, false);
  if (found == nullptr) return std::nullopt;
  auto length = parseSince(found->text);
  if (!length)
    problem(found->line, below(path, key),
            base::quoted(found->text) + " is no length of time; write \"90m\", \"12h\", \"30d\" or \"2w\"");
  return length;
}

double FleetNodes::percent(const JsonNode& node, const std::string& path, std::string_view key, double otherwise) {
  const auto* found = member(node, path, key, Kind::Number, false);
  if (found == nullptr) return otherwise;
  if (found->number >= 0 && found->number <= 100) return found->number;
  problem(found->line, below(path, key), "must be a number from 0 to 100 (percent)");
  return otherwise;
}

std::uint8_t FleetNodes::weekdays(const JsonNode& node, const std::string& path) {
  std::uint8_t days = 0;
  const auto names = texts(node, path, "days", true);
  const auto place = path + ".days";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto day = std::find(kWeekdays.begin(), kWeekdays.end(), names[i]);
    const auto here = place + "[" + std::to_string(i) + "]";
    if (day != kWeekdays.end())
      days |= static_cast<std::uint8_t>(1u << (day - kWeekdays.begin()));
    else if (!isSpoilt(here))
      problem(lineOf(here), here, base::quoted(names[i]) + " is no day; days are mon, tue, wed, thu, fri, sat, sun");
  }
  return days == 0 && !names.empty() ? base::BandwidthWindow::kEveryDay : days;
}

std::chrono::minutes FleetNodes::time(const JsonNode& node, const std::string& path, std::string_view key,
                                      std::chrono::minutes otherwise) {
  const auto* found = member(node, path, key, Kind::String, false);
  if (found == nullptr) return otherwise;
  const auto minutes = parseDayTime(found->text);
  if (minutes) return *minutes;
  problem(found->line, path + "." + std::string(key),
          base::quoted(found->text) + " is no time of day; write \"08:00\"");
  return otherwise;
}

} // namespace meridian::engine
