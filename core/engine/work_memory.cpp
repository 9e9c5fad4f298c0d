// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/work_memory.h"

#include <algorithm>

namespace meridian::engine {

using std::chrono::hours;

namespace {

constexpr std::size_t kMostWork = 200'000; ///< about 6 MB
constexpr std::size_t kMostFailed = 2'000;
constexpr std::size_t kFailuresTold = 20;
constexpr std::size_t kLongestText = 400;

std::optional<double> p95(std::vector<double> seconds) {
  if (seconds.empty()) return std::nullopt;
  return percentile(std::move(seconds), 0.95);
}

} // namespace

std::uint32_t WorkMemory::lineOf(Ends ends) {
  const auto [entry, first] = m_lines.try_emplace(ends, static_cast<std::uint32_t>(m_ends.size()));
  if (first) m_ends.push_back(std::move(ends));
  return entry->second;
}

void WorkMemory::add(std::string_view from, const ports::OutcomeRecord& outcome) {
  auto work = workOf(outcome);
  if (!work) return;
  const std::lock_guard lock(m_mutex);
  ++m_revision;
  work->line = lineOf({std::string(from), outcome.target});
  m_work.push_back(*work);
  if (work->copied) return;
  m_failed.push_back({work->line, {outcome.finished, outcome.job, outcome.ref, outcome.error_message.substr(0, kLongestText)}});
  if (m_failed.size() > kMostFailed) m_failed.pop_front();
}

void WorkMemory::forget(base::Timestamp now) {
  const std::lock_guard lock(m_mutex);
  const auto old = [&](base::Timestamp time) { return now - time >= kSpan; };
  std::erase_if(m_work, [&](const Work& work) { return old(work.finished); });
  if (m_work.size() > kMostWork) m_work.erase(m_work.begin(), m_work.end() - static_cast<std::ptrdiff_t>(kMostWork));
  std::erase_if(m_failed, [&](const Failed& failed) { return old(failed.what.time); });
}

std::uint64_t WorkMemory::revision() const {
  const std::lock_guard lock(m_mutex);
  return m_revision;
}

WorkFigures WorkMemory::figures(base::Timestamp now) const {
  const std::lock_guard lock(m_mutex);
  return workFigures(m_work, now);
}

std::map<WorkMemory::Ends, WorkMemory::Line> WorkMemory::lines(base::Timestamp now) const {
  const std::lock_guard lock(m_mutex);
  std::vector<Line> lines(m_ends.size());
  std::vector<std::vector<double>> seconds(m_ends.size());
  for (const auto& work : m_work) {
    if (const auto age = now - work.finished; age < hours{0} || age >= hours{24}) continue;
    if (!work.copied) {
      ++lines[work.line].failed;
      continue;
    }
    ++lines[work.line].copied;
    seconds[work.line].push_back(work.seconds);
  }
  std::map<Ends, Line> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].p95 = p95(std::move(seconds[i]));
    if (lines[i].copied + lines[i].failed > 0) out.emplace(m_ends[i], lines[i]);
  }
  return out;
}

LineHistory WorkMemory::history(std::string_view from, std::string_view to, base::Timestamp now) const {
  LineHistory out;
  out.from = from;
  out.to = to;
  out.hours.resize(24);
  for (std::size_t i = 0; i < 24; ++i) out.hours[i].start = now - hours{24 - static_cast<int>(i)};
  std::vector<std::vector<double>> by_hour(24);
  std::vector<double> all;
  const std::lock_guard lock(m_mutex);
  const auto meant = [&](std::uint32_t line) { return m_ends[line].second == to && (from.empty() || m_ends[line].first == from); };
  for (const auto& work : m_work) {
    const auto age = now - work.finished;
    if (age < hours{0} || age >= hours{24} || !meant(work.line)) continue;
    const auto at = 23 - static_cast<std::size_t>(age / hours{1});
    auto& hour = out.hours[at];
    hour.bytes += work.bytes;
    ++(work.copied ? hour.copied : hour.failed);
    if (work.copied) by_hour[at].push_back(work.seconds), all.push_back(work.seconds);
  }
  for (std::size_t i = 0; i < 24; ++i) {
    auto& hour = out.hours[i];
    hour.p95 = p95(std::move(by_hour[i]));
    out.bytes += hour.bytes;
    out.copied += hour.copied;
    out.failed += hour.failed;
  }
  out.p95 = p95(std::move(all));
  // Where the source itself failed there is no target to name: all its lines stand still for that.
  const auto of_source = [&](std::uint32_t line) { return !from.empty() && m_ends[line].second.empty() && m_ends[line].first == from; };
  for (const auto& failed : m_failed)
    if ((meant(failed.line) || of_source(failed.line)) && now - failed.what.time < hours{24}) out.failures.push_back(failed.what);
  std::stable_sort(out.failures.begin(), out.failures.end(), [](const auto& a, const auto& b) { return a.time > b.time; });
  if (out.failures.size() > kFailuresTold) out.failures.resize(kFailuresTold);
  return out;
}

} // namespace meridian::engine
