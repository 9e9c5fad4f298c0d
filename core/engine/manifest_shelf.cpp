// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/manifest_shelf.h"

#include "base/log.h"

#include <string>
#include <utility>

namespace meridian::engine {

namespace {
constexpr std::string_view kPrefix = "manifest/";
/// Per run, and in all: a few megabytes of text.
constexpr std::size_t kMostFresh = 1'000;
constexpr std::size_t kMost = 5'000;

std::string key(const oci::Digest& digest) { return std::string(kPrefix) + digest.text(); }
} // namespace

plan::ManifestPtr ManifestShelf::find(const oci::Digest& digest) {
  const auto text = m_state.fact(key(digest));
  if (!text || !*text) return nullptr;
  const auto line = (*text)->find('\n');
  if (line == std::string::npos) return nullptr;
  auto manifest = oci::Manifest::parse((*text)->substr(line + 1), (*text)->substr(0, line));
  if (!manifest || manifest->digest != digest) return nullptr;
  return std::make_shared<const oci::Manifest>(std::move(*manifest));
}

void ManifestShelf::add(plan::ManifestPtr manifest) {
  const std::lock_guard lock(m_mutex);
  if (m_fresh.size() < kMostFresh) m_fresh.push_back(std::move(manifest));
}

void ManifestShelf::keep() {
  std::vector<std::pair<std::string, std::string>> facts;
  {
    const std::lock_guard lock(m_mutex);
    for (const auto& manifest : std::exchange(m_fresh, {}))
      facts.emplace_back(key(manifest->digest), manifest->media_type + "\n" + manifest->bytes);
  }
  if (auto put = m_state.putFacts(facts); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

void sweepManifests(ports::StateStore& state) {
  auto known = state.facts(kPrefix);
  if (!known || known->size() <= kMost) return;
  for (auto& [name, value] : *known) value.clear();
  if (auto put = state.putFacts(*known); !put) base::log("engine", base::LogLevel::Warning, put.error().text());
}

} // namespace meridian::engine
