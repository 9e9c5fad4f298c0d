// SPDX-License-Identifier: GPL-3.0-or-later
#include "offline/world.h"

#include "base/sha256.h"

#include <algorithm>
#include <array>
#include <span>

namespace meridian::offline {

namespace {

constexpr std::string_view kManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr std::string_view kConfig = "application/vnd.oci.image.config.v1+json";
constexpr std::string_view kLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

struct Place {
  const char *id, *name;
  double lat, lon;
  double read, write; ///< bytes per second
  int latency_ms;
};
// Latencies are half the way to Frankfurt and back; rates are what a home computer can hash beside everything else.
constexpr std::array kPlaces{Place{"fra", "Frankfurt", 50.11, 8.68, 60e6, 60e6, 2},
                             Place{"tyo", "Tokyo", 35.68, 139.69, 40e6, 13e6, 24},
                             Place{"sjc", "Silicon Valley", 37.37, -121.93, 40e6, 9.5e6, 16},
                             Place{"sin", "Singapore", 1.35, 103.82, 40e6, 6e6, 20},
                             Place{"gru", "São Paulo", -23.55, -46.63, 30e6, 3.1e6, 26}};

std::string hexOf(std::string_view text) { return base::Sha256::hex(std::as_bytes(std::span(text))); }

std::string descriptor(std::string_view type, const std::string& digest, std::uint64_t size) {
  std::string text = "{\"mediaType\":\"";
  text.append(type).append("\",\"digest\":\"").append(digest).append("\",\"size\":").append(std::to_string(size));
  return text + "}";
}

std::string manifestOf(const std::string& config, const std::vector<std::string>& layers) {
  std::string text = "{\"schemaVersion\":2,\"mediaType\":\"";
  text.append(kManifest).append("\",\"config\":").append(config).append(",\"layers\":[");
  for (std::size_t i = 0; i < layers.size(); ++i) text.append(i == 0 ? "" : ",").append(layers[i]);
  return text + "]}";
}

std::string configText(std::uint64_t number) {
  return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Labels\":{\"build\":\"" + std::to_string(number) +
         "\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
}

plan::Rule rule(std::string id, std::vector<std::string> targets, std::vector<std::string> repositories) {
  plan::Rule made;
  made.id = std::move(id);
  made.source = "fra";
  made.targets = std::move(targets);
  made.repositories = std::move(repositories);
  return made;
}

} // namespace

engine::Fleet scriptedFleet() {
  engine::Fleet fleet;
  for (const auto& place : kPlaces) {
    engine::Region region;
    region.id = place.id;
    region.name = place.name;
    region.role = region.id == "fra" ? engine::Role::Primary : engine::Role::Replica;
    region.lat = place.lat;
    region.lon = place.lon;
    region.registry_url = std::string("https://registry.") + place.id + ".example.com";
    region.credential = place.id;
    fleet.regions.push_back(std::move(region));
  }
  fleet.rules = {rule("platform", {"tyo", "sjc"}, {"platform/*"}), rule("payments", {"tyo"}, {"payments/*"}),
                 rule("ml", {"sin"}, {"ml/*", "!ml/scratch"}), rule("legacy", {"gru"}, {"legacy/*"}),
                 rule("models", {"sjc"}, {"models/*"})};
  fleet.rules[0].tags.exclude = {"*-rc*"};
  fleet.rules[1].tags.semver = ">=4.0 <6";
  fleet.rules[3].tags.latest = 40;
  // What rules can ask for, each somewhere.
  fleet.rules[0].schedule.on_push = true;
  fleet.rules[0].schedule.poll = std::chrono::hours(6);
  fleet.rules[1].schedule.cron = {"30 1 * * 1-5"};
  fleet.rules[1].schedule.zone = "Europe/Berlin";
  fleet.rules[2].audit.cron = {"0 4 * * *"};
  auto release = rule("release", {"tyo", "sjc", "sin"}, {"release/*"});
  release.promotion.mode = plan::Promotion::Mode::AllOrNothing;
  release.promotion.group = plan::Promotion::Group::Release;
  release.promotion.waves = {{"tyo"}};
  release.promotion.observe = std::chrono::minutes(1);
  auto storefront = rule("storefront", {"tyo", "sjc"}, {"storefront/*"});
  storefront.promotion.mode = plan::Promotion::Mode::AllOrNothing;
  fleet.rules.push_back(std::move(release));
  fleet.rules.push_back(std::move(storefront));
  // Images that were there before have no blobs here: audits look at tags.
  for (auto& made : fleet.rules) made.audit.depth = plan::AuditDepth::Tags;
  return fleet;
}

World::World(base::Clock& clock, std::uint64_t seed) : m_clock(clock), m_dice(seed) {
  for (const auto& place : kPlaces) {
    memory::RegistryOptions options;
    options.latency = std::chrono::milliseconds{place.latency_ms};
    options.read_rate = {place.read};
    options.write_rate = {place.write};
    options.keep_blobs = false;
    options.page_size = 500;
    m_registries[place.id] = std::make_shared<memory::Registry>(clock, options);
  }
}

std::shared_ptr<memory::Registry> World::open(const std::string& region) {
  if (const auto found = m_registries.find(region); found != m_registries.end()) return found->second;
  const std::lock_guard lock(m_added_mutex);
  auto& added = m_added[region];
  if (!added) {
    memory::RegistryOptions options;
    options.latency = std::chrono::milliseconds{12};
    options.write_rate = {8e6};
    options.keep_blobs = false;
    added = std::make_shared<memory::Registry>(m_clock, options);
  }
  return added;
}

void World::fill(const std::string& repository, int tags, const std::vector<std::string>& regions) {
  for (int i = 0; i < tags; ++i) {
    const auto config = configText(m_dice.number());
    const auto layer = std::to_string(m_dice.number());
    const auto bytes = manifestOf(descriptor(kConfig, "sha256:" + hexOf(config), config.size()),
                                  {descriptor(kLayer, "sha256:" + hexOf(layer), 1'000'000 + m_dice.below(60'000'000))});
    const auto tag = "4." + std::to_string(i / 10) + "." + std::to_string(i % 10);
    for (const auto& region : regions) (void)at(region)->addManifest(repository, tag, bytes, kManifest);
  }
  m_builds[repository] = tags;
}

std::string World::image(const std::string& repository, const std::vector<std::uint64_t>& layer_sizes) {
  auto& primary = *at("fra");
  const auto config = configText(m_dice.number());
  const auto config_digest = primary.addBlob(repository, config);
  std::vector<std::string> layers;
  for (const auto size : layer_sizes) {
    const memory::GeneratedBlob blob{{size}, m_dice.number()};
    layers.push_back(descriptor(kLayer, primary.addBlob(repository, blob).text(), size));
  }
  return manifestOf(descriptor(kConfig, config_digest.text(), config.size()), layers);
}

std::string World::push(const std::string& repository, int layers, int megabytes) {
  std::vector<std::uint64_t> sizes;
  for (int i = 0; i < layers; ++i)
    sizes.push_back(static_cast<std::uint64_t>(megabytes) * 500'000 + m_dice.below(static_cast<std::uint64_t>(megabytes) * 1'000'000));
  const int build = m_builds[repository]++;
  const auto tag = "4." + std::to_string(build / 10) + "." + std::to_string(build % 10);
  (void)at("fra")->addManifest(repository, tag, image(repository, sizes), kManifest);
  // The oldest go, everywhere: a fleet that is left open over night stays the size that it had.
  constexpr int kKept = 90;
  if (build >= kKept) {
    const int old = build - kKept;
    for (const auto& [region, registry] : m_registries)
      registry->removeTag(repository, "4." + std::to_string(old / 10) + "." + std::to_string(old % 10));
  }
  return tag;
}

void World::retag(const std::string& repository, const std::string& tag, int kilobytes) {
  const auto size = static_cast<std::uint64_t>(kilobytes) * 1000 + m_dice.below(50'000);
  (void)at("fra")->addManifest(repository, tag, image(repository, {size}), kManifest);
}

void World::intrude(const std::string& region, const std::string& repository, const std::string& tag) {
  const auto config = configText(m_dice.number());
  const auto bytes = manifestOf(descriptor(kConfig, at(region)->addBlob(repository, config).text(), config.size()), {});
  (void)at(region)->addManifest(repository, tag, bytes, kManifest);
}

} // namespace meridian::offline
