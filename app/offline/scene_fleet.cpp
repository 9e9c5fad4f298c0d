// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/scene_fleet.h"

#include "offline/world.h"

#include <algorithm>
#include <array>

namespace meridian::offline {

namespace {

struct Place {
  const char *id, *name;
  double lat, lon;
};
constexpr std::array kForty{
    Place{"fra", "Frankfurt", 50.11, 8.68},        Place{"ams", "Amsterdam", 52.37, 4.90},
    Place{"lon", "London", 51.51, -0.13},          Place{"par", "Paris", 48.86, 2.35},
    Place{"dub", "Dublin", 53.35, -6.26},          Place{"sto", "Stockholm", 59.33, 18.07},
    Place{"waw", "Warsaw", 52.23, 21.01},          Place{"mil", "Milan", 45.46, 9.19},
    Place{"mad", "Madrid", 40.42, -3.70},          Place{"zrh", "Zurich", 47.38, 8.54},
    Place{"ist", "Istanbul", 41.01, 28.98},        Place{"tlv", "Tel Aviv", 32.09, 34.78},
    Place{"dxb", "Dubai", 25.20, 55.27},           Place{"bah", "Bahrain", 26.07, 50.56},
    Place{"bom", "Mumbai", 19.08, 72.88},          Place{"del", "Delhi", 28.61, 77.21},
    Place{"hyd", "Hyderabad", 17.39, 78.49},       Place{"sin", "Singapore", 1.35, 103.82},
    Place{"cgk", "Jakarta", -6.21, 106.85},        Place{"kul", "Kuala Lumpur", 3.14, 101.69},
    Place{"hkg", "Hong Kong", 22.32, 114.17},      Place{"tpe", "Taipei", 25.03, 121.57},
    Place{"sha", "Shanghai", 31.23, 121.47},       Place{"bjs", "Beijing", 39.90, 116.41},
    Place{"sel", "Seoul", 37.57, 126.98},          Place{"tyo", "Tokyo", 35.68, 139.69},
    Place{"osa", "Osaka", 34.69, 135.50},          Place{"syd", "Sydney", -33.87, 151.21},
    Place{"mel", "Melbourne", -37.81, 144.96},     Place{"akl", "Auckland", -36.85, 174.76},
    Place{"jnb", "Johannesburg", -26.20, 28.05},   Place{"nbo", "Nairobi", -1.29, 36.82},
    Place{"los", "Lagos", 6.52, 3.38},             Place{"gru", "São Paulo", -23.55, -46.63},
    Place{"scl", "Santiago", -33.45, -70.67},      Place{"bog", "Bogotá", 4.71, -74.07},
    Place{"qro", "Querétaro", 20.59, -100.39},     Place{"sjc", "Silicon Valley", 37.37, -121.93},
    Place{"iad", "Northern Virginia", 38.95, -77.45}, Place{"yul", "Montréal", 45.50, -73.57}};

constexpr std::array kRules{"base", "platform", "payments", "ml", "release", "edge"};

std::uint64_t mix(std::uint64_t x) { // splitmix64's last steps
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

} // namespace

std::uint64_t numberOf(std::string_view text) {
  std::uint64_t x = 0x9e3779b97f4a7c15ULL;
  for (const char c : text) x = mix(x ^ static_cast<unsigned char>(c));
  return x;
}

std::string digestOf(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digest = "sha256:";
  auto x = numberOf(text);
  for (int word = 0; word < 4; ++word, x = mix(x + 0x9e3779b97f4a7c15ULL))
    for (int shift = 0; shift < 64; shift += 4) digest += kDigits[(x >> shift) & 15U];
  return digest;
}

std::string tagOf(std::size_t number) { return "4." + std::to_string(number / 10) + "." + std::to_string(number % 10); }

std::vector<std::string> repositoriesOf(const engine::Fleet& fleet) {
  std::vector<std::string> names;
  for (const auto& rule : fleet.rules)
    for (const char* part : {"api", "web", "worker"}) names.push_back(rule.id + "/" + part);
  return names;
}

engine::Fleet threeRegions() {
  auto fleet = scriptedFleet();
  fleet.regions.resize(3);
  for (auto& rule : fleet.rules) {
    std::erase_if(rule.targets, [&](const std::string& target) { return !fleet.region(target); });
    std::erase_if(rule.promotion.waves, [](const auto& wave) { return wave.empty(); });
  }
  std::erase_if(fleet.rules, [](const plan::Rule& rule) { return rule.targets.empty(); });
  return fleet;
}

engine::Fleet fortyRegions() {
  engine::Fleet fleet;
  for (const auto& place : kForty) {
    engine::Region region;
    region.id = place.id;
    region.name = place.name;
    region.role = fleet.regions.empty() ? engine::Role::Primary : engine::Role::Replica;
    region.lat = place.lat;
    region.lon = place.lon;
    region.registry_url = std::string("https://registry.") + place.id + ".example.com";
    region.credential = place.id;
    fleet.regions.push_back(std::move(region));
  }
  std::size_t turn = 0;
  for (const char* id : kRules) {
    plan::Rule rule;
    rule.id = id;
    rule.source = "fra";
    rule.repositories = {rule.id + "/*"};
    for (std::size_t i = 1; i < fleet.regions.size(); ++i)
      if (turn == 0 || i % kRules.size() == turn || i % 4 == turn % 4) rule.targets.push_back(fleet.regions[i].id);
    rule.audit.depth = plan::AuditDepth::Tags;
    if (turn % 2 == 0) rule.schedule.poll = std::chrono::hours(6);
    if (turn % 2 == 1) rule.schedule.cron = {"15 2 * * *"};
    ++turn;
    fleet.rules.push_back(std::move(rule));
  }
  return fleet;
}

} // namespace meridian::offline
