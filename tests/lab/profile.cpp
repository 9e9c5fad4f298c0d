// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/profile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace meridian::lab {

using Json = nlohmann::json;

namespace {

void apply(const Json& from, Settings& settings) {
  for (const auto& [key, value] : from.items()) {
    if (key == "between" || key == "forward" || key == "backward" || key == "about") continue;
    if (!value.is_number()) throw Failure(key + " is not a number");
    if (const auto wrong = settings.set(key, value.get<double>())) throw Failure(*wrong);
  }
}

Site site(const Json& from) {
  if (from.is_string()) return {from.get<std::string>()};
  Site result{from.at("id").get<std::string>()};
  for (const auto& [key, value] : from.items())
    if (key != "id" && key != "congestion") throw Failure("a site has no " + key + " (id, congestion)");
  result.congestion = from.value("congestion", result.congestion);
  return result;
}

Profile read(const Json& json) {
  Profile profile;
  std::set<std::string> known;
  for (const auto& [key, value] : json.items())
    if (key != "sites" && key != "links" && key != "about")
      throw Failure("a profile has no " + key + " (sites, links, about)");
  for (const auto& entry : json.at("sites")) {
    profile.sites.push_back(site(entry));
    const auto& id = profile.sites.back().id;
    const bool plain = std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isalnum(c); });
    if (id.empty() || id.size() > 16 || !plain || id == "to")
      throw Failure("site id \"" + id + "\": 1 to 16 letters and digits, and not \"to\"");
    if (!known.insert(id).second) throw Failure("site " + id + " is there twice");
  }
  if (profile.sites.size() < 2 || profile.sites.size() > 200) throw Failure("2 to 200 sites are needed");
  for (const auto& entry : json.at("links")) {
    const auto ends = entry.at("between").get<std::vector<std::string>>();
    if (ends.size() != 2 || ends[0] == ends[1]) throw Failure("a link is between two sites");
    Path path{profile.indexOf(ends[0]), profile.indexOf(ends[1]), {}, {}};
    apply(entry, path.forward);
    path.backward = path.forward;
    if (entry.contains("forward")) apply(entry["forward"], path.forward);
    if (entry.contains("backward")) apply(entry["backward"], path.backward);
    profile.paths.push_back(path);
  }
  return profile;
}

} // namespace

std::size_t Profile::indexOf(const std::string& id) const {
  for (std::size_t i = 0; i < sites.size(); ++i)
    if (sites[i].id == id) return i;
  throw Failure("no site " + id);
}

std::string addressOf(std::size_t index) {
  return "10.77.0." + std::to_string(index + 1);
}

Profile parseProfile(const std::string& text) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
    throw Failure(error.what());
  }
}

Profile readProfile(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw Failure(file.string() + ": cannot be read");
  std::stringstream text;
  text << stream.rdbuf();
  try {
    return parseProfile(text.str());
  } catch (const Failure& error) {
    throw Failure(file.string() + ": " + error.what());
  }
}

} // namespace meridian::lab
