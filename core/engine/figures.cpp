// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/figures.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace meridian::engine {

namespace {

struct Period {
  std::size_t copied = 0, failed = 0;
  std::vector<double> seconds;

  void add(const Work& work) {
    if (!work.copied) return void(++failed);
    ++copied;
    seconds.push_back(work.seconds);
  }
  [[nodiscard]] std::optional<double> success() const {
    if (copied + failed == 0) return std::nullopt;
    return static_cast<double>(copied) / static_cast<double>(copied + failed);
  }
  [[nodiscard]] std::optional<double> p95() const {
    if (seconds.empty()) return std::nullopt;
    return percentile(seconds, 0.95);
  }
};

Figure figure(std::optional<double> today, std::optional<double> yesterday, const std::array<Period, 24>& hours,
              std::optional<double> (Period::*read)() const) {
  Figure out;
  out.value = today;
  if (today && yesterday) out.change = *today - *yesterday;
  std::optional<double> last;
  for (const auto& hour : hours) {
    if (const auto value = (hour.*read)()) last = value;
    if (last) out.history.push_back(static_cast<float>(*last));
  }
  return out;
}

} // namespace

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

std::optional<Work> workOf(const ports::OutcomeRecord& outcome) {
  const bool copied = outcome.result == "copied";
  if (!copied && outcome.result != "failed") return std::nullopt;
  return Work{outcome.finished, static_cast<float>(outcome.seconds.count()), 0, copied ? outcome.bytes : base::ByteCount{}, copied};
}

WorkFigures workFigures(const std::vector<Work>& work, base::Timestamp now) {
  using std::chrono::hours;
  Period today;
  Period yesterday;
  std::array<Period, 24> by_hour;
  for (const auto& piece : work) {
    const auto age = now - piece.finished;
    if (age < hours{0} || age >= hours{48}) continue;
    (age < hours{24} ? today : yesterday).add(piece);
    if (age < hours{24}) by_hour[23 - static_cast<std::size_t>(age / hours{1})].add(piece);
  }
  return {figure(today.success(), yesterday.success(), by_hour, &Period::success),
          figure(today.p95(), yesterday.p95(), by_hour, &Period::p95)};
}

} // namespace meridian::engine
