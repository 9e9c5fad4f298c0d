// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/upload_note.h"

#include "base/log.h"

#include <charconv>
#include <sstream>

namespace meridian::transfer {

namespace {
/// Registries sweep sessions after some days; an older one is not worth a round trip.
constexpr std::chrono::hours kOldest{7 * 24};
} // namespace

UploadNote::UploadNote(ports::StateStore& state, base::Clock& clock, std::string_view region,
                       std::string_view repository, const oci::Digest& digest,
                       std::function<void(base::ByteCount)> resumed)
    : m_state(state), m_clock(clock),
      m_key("upload/" + std::string(region) + "/" + std::string(repository) + "@" + digest.text()),
      m_resumed(std::move(resumed)) {}

// "<ms since 1970> <offset> <location>": no part but the last can hold a blank.
ports::UploadMark UploadNote::load() {
  const auto text = m_state.fact(m_key);
  if (!text || !*text || (*text)->empty()) return {};
  m_kept = true;
  std::istringstream words(**text);
  std::int64_t time = 0;
  ports::UploadMark mark;
  if (!(words >> time >> mark.offset.value >> mark.location)) return {};
  if (m_clock.now() - base::Timestamp{std::chrono::milliseconds{time}} > kOldest) return {};
  return mark;
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
