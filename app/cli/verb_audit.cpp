// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit_text.h"
#include "cli/json.h"
#include "cli/verbs.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace meridian::cli {

namespace {

/// Written beside and put in place, so that nobody reads half a report.
base::Result<void> writeReport(const std::filesystem::path& file, const std::string& text) {
  auto beside = file;
  beside += ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) return base::fail(base::Errc::IoFailed, "cannot write " + beside.string());
  }
  std::error_code error;
  std::filesystem::rename(beside, file, error);
  if (error) return base::fail(base::Errc::IoFailed, "cannot write " + file.string() + ": " + error.message());
  return {};
}

/// One rule's audit from its start to its words; what it found goes to `reports`.
int auditRule(Desk& desk, const std::string& rule, std::vector<std::string>& reports) {
  const auto& options = desk.options;
  engine::JobRequest wanted;
  wanted.rule = rule;
  wanted.targets = options.targets;
  wanted.tags = options.tags;
  wanted.kind = engine::JobKind::Audit;
  if (options.deep) wanted.depth = plan::AuditDepth::Deep;
  if (options.sample) {
    wanted.depth = plan::AuditDepth::Sampled;
    wanted.sample = options.sample;
  }
  wanted.repair = options.repair;
  wanted.fresh = options.fresh;
  auto id = desk.engine.start(std::move(wanted));
  if (!id) return complain(options, id.error());
  follow(desk, *id);
  auto summary = desk.engine.job(*id);
  if (!summary) return complain(options, summary.error());

  const auto found = desk.engine.audited(rule);
  if (!found || found->job != *id) {
    // It came to no result: the source cannot be read, or somebody cancelled.
    if (options.json)
      std::fputs(jsonText(*summary).c_str(), stdout);
    else
      std::printf("Audit of rule %s %s%s%s\n", rule.c_str(), std::string(ports::name(summary->record.state)).c_str(),
                  summary->record.error.empty() ? "" : ": ", summary->record.error.c_str());
    return std::max<int>(exitStatus(summary->record.state), kFailures);
  }
  auto report = desk.engine.auditReport(rule, engine::ReportFormat::Json);
  if (!report) return complain(options, report.error());
  reports.push_back(std::move(*report));
  if (!options.report.empty()) {
    auto page = options.report.extension() == ".html" ? desk.engine.auditReport(rule, engine::ReportFormat::Html)
                                                      : base::Result<std::string>(reports.back());
    if (!page) return complain(options, page.error());
    if (auto written = writeReport(options.report, *page); !written) return complain(options, written.error());
  }
  if (!options.json) {
    std::fputs(auditText(*found).c_str(), stdout);
    for (const auto& outcome : summary->outcomes)
      if (outcome.result == "failed") printProblem(outcome.target, outcome.ref, outcome.error_message);
    if (!options.report.empty()) std::printf("\nThe report is in %s\n", options.report.c_str());
  }
  return exitStatus(summary->record.state);
}

} // namespace

int audit(Desk& desk) {
  const auto& options = desk.options;
  std::vector<std::string> rules = options.arguments;
  if (rules.empty())
    for (const auto& rule : desk.engine.fleet()->rules) rules.push_back(rule.id);
  if (!options.report.empty() && rules.size() > 1)
    return complain(options, base::Error{base::Errc::ConfigInvalid, "a report is of one rule: say which", {}, 0, {}, {}, {}});
  int status = kDone;
  std::vector<std::string> reports;
  for (const auto& rule : rules) {
    if (!options.json && rule != rules.front()) std::putchar('\n');
    const auto one = auditRule(desk, rule, reports);
    status = std::max(status, one);
    if (one == kUnusable || one == kCancelled) break;
  }
  if (!options.json || (reports.empty() && status != kDone)) return status;
  std::fputs((options.arguments.empty() ? auditsText(reports) : reports.empty() ? std::string("{}\n") : reports.front()).c_str(), stdout);
  return status;
}

} // namespace meridian::cli
