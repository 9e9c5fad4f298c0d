// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audit_memory.h"

#include "audit/report.h"
#include "base/log.h"

#include <algorithm>
#include <sstream>

namespace meridian::engine {

namespace {

constexpr std::size_t kMostRates = 90;
constexpr std::size_t kMostFindings = 1000;

std::string resultKey(std::string_view rule) { return "audit/" + std::string(rule); }
std::string historyKey(std::string_view rule) { return "audit-history/" + std::string(rule); }

std::vector<float> rates(ports::StateStore& state, std::string_view rule) {
  std::vector<float> out;
  const auto text = state.fact(historyKey(rule));
  if (!text || !*text) return out;
  std::istringstream words(**text);
  for (float rate = 0; words >> rate;) out.push_back(rate);
  return out;
}

AuditStatus statusOf(const audit::Result& result, std::vector<float> history) {
  AuditStatus out;
  out.rule = result.rule;
  out.job = result.job;
  out.finished = result.started + std::chrono::duration_cast<std::chrono::milliseconds>(result.seconds);
  out.depth = static_cast<plan::AuditDepth>(result.depth);
  out.pass_rate = result.passRate();
  out.history = std::move(history);
  out.seconds = result.seconds;
  out.findings_total = result.drifts.size();
  for (const auto& mended : result.mended) out.mended += mended.done ? 1U : 0U;
  for (const auto& region : result.regions) {
    AuditStatus::Region row{region.id, region.wanted, region.passed, 0, std::nullopt};
    for (const auto& drift : result.drifts) {
      if (drift.region != region.id) continue;
      ++row.findings;
      if (drift.what == audit::What::Region) row.problem = drift.error;
    }
    out.requests += region.requests;
    out.read += region.read;
    out.regions.push_back(std::move(row));
  }
  for (const auto& drift : result.drifts) {
    if (out.findings.size() == kMostFindings) break;
    DriftFinding finding;
    finding.region = drift.region;
    finding.ref = drift.refs.empty() ? drift.repository : drift.refs.front();
    finding.cause = static_cast<DriftFinding::Cause>(drift.cause);
    finding.wanted = drift.wanted.text();
    finding.found = drift.found.text();
    finding.detail = drift.detail;
    if (drift.refs.size() > 1)
      finding.detail += "; so have " + std::to_string(drift.refs.size() - 1) + " more tags";
    finding.repairable = drift.repairable;
    finding.repair = drift.remedy;
    out.findings.push_back(std::move(finding));
  }
  return out;
}

} // namespace

AuditStatus saveAudit(ports::StateStore& state, const audit::Result& result, bool whole) {
  auto history = rates(state, result.rule);
  if (whole) history.push_back(static_cast<float>(result.passRate()));
  if (history.size() > kMostRates) history.erase(history.begin(), history.end() - static_cast<std::ptrdiff_t>(kMostRates));
  std::ostringstream words;
  for (const auto rate : history) words << rate << ' ';
  if (auto put = state.putFacts({{resultKey(result.rule), audit::toJson(result)}, {historyKey(result.rule), words.str()}}); !put)
    base::log("engine", base::LogLevel::Warning, "the audit is not remembered: " + put.error().text());
  return statusOf(result, std::move(history));
}

base::Result<audit::Result> loadAuditResult(ports::StateStore& state, std::string_view rule) {
  auto text = state.fact(resultKey(rule));
  if (!text) return base::pass(std::move(text));
  if (!*text) return base::fail(base::Errc::NotFound, "rule \"" + std::string(rule) + "\" was never audited");
  return audit::fromJson(**text);
}

std::optional<AuditStatus> loadAudit(ports::StateStore& state, std::string_view rule) {
  const auto result = loadAuditResult(state, rule);
  if (!result) return std::nullopt;
  return statusOf(*result, rates(state, rule));
}

} // namespace meridian::engine
