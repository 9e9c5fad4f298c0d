// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/upload_note.h"

#include "base/log.h"

#include <charconv>
#include <sstream>

namespace meridian::transfer {

namespace {
/// Registries sweep sessions after some days; an older one is not worth a round trip.
constexpr std::chrono::hours kOldest{7 * 24};
constexpr std::string_view kPrefix = "upload/";

/// "<ms since 1970> <offset> <location>": no part but the last can hold a blank. Without a location: nothing usable.
ports::UploadMark read(const std::string& text, base::Timestamp now) {
  std::istringstream words(text);
  std::int64_t time = 0;
  ports::UploadMark mark;
  if (!(words >> time >> mark.offset.value >> mark.location)) return {};
  if (now - base::Timestamp{std::chrono::milliseconds{time}} > kOldest) return {};
  return mark;
}
} // namespace

UploadNote::UploadNote(ports::StateStore& state, base::Clock& clock, std::string_view region,
                       std::string_view repository, const oci::Digest& digest,
                       std::function<void(base::ByteCount)> resumed)
    : m_state(state), m_clock(clock),
      m_key(std::string(kPrefix) + std::string(region) + "/" + std::string(repository) + "@" + digest.text()),
      m_resumed(std::move(resumed)) {}

void UploadNote::sweep(ports::StateStore& state, base::Timestamp now) {
  auto known = state.facts(kPrefix);
  if (!known) return;
  std::erase_if(*known, [&](const auto& fact) { return !read(fact.second, now).location.empty(); });
  for (auto& [name, value] : *known) value.clear();
  if (auto put = state.putFacts(*known); !put) base::log("transfer", base::LogLevel::Warning, put.error().text());
}

ports::UploadMark UploadNote::load() {
  const auto text = m_state.fact(m_key);
  if (!text || !*text || (*text)->empty()) return {};
  m_kept = true;
  return read(**text, m_clock.now());
}

void UploadNote::save(const ports::UploadMark& mark) {
  if (mark.location.empty() && !m_kept) return;
  m_kept = !mark.location.empty();
  const auto text = m_kept ? std::to_string(m_clock.now().time_since_epoch().count()) + " " +
                                 std::to_string(mark.offset.value) + " " + mark.location
                           : std::string();
  if (auto put = m_state.putFact(m_key, text); !put)
    base::log("transfer", base::LogLevel::Warning, "an upload session is not remembered: " + put.error().text());
}

} // namespace meridian::transfer
