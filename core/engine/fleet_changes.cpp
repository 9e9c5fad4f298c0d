// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace meridian::engine {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongest = 60; ///< of one value, in bytes

// The file's text is compared and not the values: what the fleet file learns to say is seen here without a word more.
std::string shown(const Json& value) {
  auto text = value.is_string() ? value.get<std::string>() : value.dump();
  if (text.size() <= kLongest) return text.empty() ? "\"\"" : text;
  auto end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end; // not within a letter
  return text.substr(0, end) + "...";
}

bool isPlain(const Json& list) {
  return list.is_array() && std::none_of(list.begin(), list.end(), [](const Json& item) { return item.is_structured(); });
}

class Comparison {
public:
  [[nodiscard]] std::string text(const Json& before, const Json& after) {
    compare({}, before, after);
    return std::move(m_text);
  }

private:
  void say(const std::string& what) { m_text += (m_text.empty() ? "" : ", ") + what; }

  void compare(const std::string& path, const Json& before, const Json& after) {
    if (before == after) return;
    if (before.is_object() && after.is_object()) return members(path, before, after);
    if (isPlain(before) && isPlain(after)) return items(path, before, after);
    say(path + " " + shown(before) + " -> " + shown(after));
  }

  void members(const std::string& path, const Json& before, const Json& after) {
    const auto place = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
    for (const auto& [key, value] : before.items())
      if (!after.contains(key))
        isPlain(value) ? items(place(key), value, Json::array()) : say(place(key) + " " + shown(value) + " -> default");
      else
        compare(place(key), value, after[key]);
    for (const auto& [key, value] : after.items())
      if (!before.contains(key)) isPlain(value) ? items(place(key), Json::array(), value) : say(place(key) + " " + shown(value));
  }

  void items(const std::string& path, const Json& before, const Json& after) {
    std::string text;
    for (const auto& [mark, from, to] : {std::tuple(" +", &after, &before), std::tuple(" -", &before, &after)})
      for (const auto& item : *from)
        if (std::find(to->begin(), to->end(), item) == to->end()) text += mark + shown(item);
    say(path + (text.empty() ? " in another order" : text));
  }

  std::string m_text;
};

const Json* find(const Json& list, const std::string& id) {
  for (const auto& item : list)
    if (item.value("id", "") == id) return &item;
  return nullptr;
}

std::string ofNew(const Json& item) {
  if (item.contains("registry")) return "added: " + item["registry"].value("url", "");
  std::string targets;
  for (const auto& target : item.value("targets", Json::array())) targets += (targets.empty() ? "" : ", ") + shown(target);
  return "added: " + item.value("source", "") + " to " + targets;
}

void compareLists(std::string_view what, const Json& before, const Json& after, std::vector<FleetChange>& out) {
  const auto subject = [&](const Json& item) { return std::string(what) + " " + item.value("id", ""); };
  for (const auto& item : before) {
    const auto* now = find(after, item.value("id", ""));
    if (now == nullptr)
      out.push_back({subject(item), "removed"});
    else if (*now != item)
      out.push_back({subject(item), Comparison().text(item, *now)});
  }
  for (const auto& item : after)
    if (find(before, item.value("id", "")) == nullptr) out.push_back({subject(item), ofNew(item)});
}

} // namespace

std::vector<FleetChange> changes(const Fleet& before, const Fleet& after) {
  const auto old = Json::parse(toJson(before), nullptr, false);
  const auto now = Json::parse(toJson(after), nullptr, false);
  std::vector<FleetChange> out;
  if (!old.is_object() || !now.is_object()) return out;
  for (const auto& [what, list] : {std::pair("region", "regions"), std::pair("rule", "rules")})
    compareLists(what, old.value(list, Json::array()), now.value(list, Json::array()), out);
  const auto none = Json::object();
  if (auto text = Comparison().text(old.value("webhooks", none), now.value("webhooks", none)); !text.empty())
    out.push_back({"webhooks", std::move(text)});
  return out;
}

} // namespace meridian::engine
