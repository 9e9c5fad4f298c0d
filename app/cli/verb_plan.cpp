// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "engine/job_words.h"

#include <cstdio>

namespace meridian::cli {

namespace {

/// What else a delete would touch, in a few words.
std::string radius(const plan::BlastRadius& radius) {
  std::string out;
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : "; ") + words; };
  const auto names = [](const std::vector<std::string>& tags) {
    std::string text;
    for (std::size_t i = 0; i < tags.size() && i < 3; ++i) text += (i == 0 ? "" : ", ") + tags[i];
    return text + (tags.size() > 3 ? " and " + std::to_string(tags.size() - 3) + " more" : "");
  };
  if (!radius.shared.empty()) add("same manifest as " + names(radius.shared));
  if (!radius.parents.empty()) add("part of " + names(radius.parents));
  if (!radius.own_children.empty()) add(std::to_string(radius.own_children.size()) + " children of its own");
  if (!radius.shared_children.empty()) add(std::to_string(radius.shared_children.size()) + " children that others need");
  if (!radius.referrers.empty()) add(std::to_string(radius.referrers.size()) + " referrers");
  return out;
}

void printDeletions(const plan::Plan& plan) {
  if (!plan.deletions.empty()) {
    Table table({"", "NO LONGER AT " + plan.source, "TARGET", "DIGEST", "WHEN", "TOUCHES"});
    for (const auto& tag : plan.deletions) {
      const bool held = tag.state == plan::DeleteState::HeldBack;
      const auto when = held                                             ? tinted("held back", Tone::Warn)
                        : tag.state == plan::DeleteState::Due ? tinted("next run", Tone::Bad)
                                                              : base::formatTimestamp(tag.until);
      table.add({held ? " " : tinted("-", Tone::Bad), tag.ref(), tag.target, tag.digest ? tag.digest->shortText() : "?", when,
                 radius(tag.radius)});
    }
    std::printf("\n%s", table.text().c_str());
  }
  if (!plan.deletion_remarks.empty()) std::puts("");
  for (const auto& line : plan.deletion_remarks) std::printf("%s\n", line.c_str());
}

} // namespace

int plan(Desk& desk) { return showPlan(desk, request(desk.options)); }

int showPlan(Desk& desk, const engine::JobRequest& wanted) {
  const auto plan = desk.engine.plan(wanted, desk.interrupt.token());
  if (!plan) return complain(desk.options, plan.error());
  bool failures = !plan->unreadable.empty();
  for (const auto& target : plan->targets) failures = failures || !target.reachable;
  if (desk.options.json) {
    std::fputs(jsonText(*plan).c_str(), stdout);
    return failures ? kFailures : kDone;
  }
  std::printf("%s from %s: %zu tags match, %s to read from the source\n\n",
              wanted.once ? engine::title(wanted).c_str() : ("Rule " + plan->rule).c_str(),
              plan->source.c_str(), plan->tags_matched, base::formatBytes(plan->read).c_str());
  Table table({"TARGET", "COPY", "REPLACE", "UNCHANGED", "BLOBS", "WRITE", "MOUNTED", "SKIPPED", "REQUESTS"},
              {false, true, true, true, true, true, true, true, true});
  for (const auto& target : plan->targets) {
    if (!target.reachable) {
      table.add({target.id, tinted("unreachable", Tone::Bad)});
      continue;
    }
    table.add({target.id, std::to_string(target.tags_copied), std::to_string(target.tags_replaced),
               std::to_string(target.tags_unchanged), std::to_string(target.blobs), base::formatBytes(target.write),
               base::formatBytes(target.mounted), base::formatBytes(target.skipped), std::to_string(target.requests)});
  }
  std::fputs(table.text().c_str(), stdout);
  if (plan->referrers > 0)
    std::printf("\n%zu signatures, SBOMs and other referrers belong to these tags\n", plan->referrers);
  if (!plan->advice.empty()) std::puts("");
  for (const auto& advice : plan->advice) std::printf("%s\n", advice.c_str());
  if (!plan->tags.empty()) {
    Table copies({"", "TAG", "TARGET", "DIGEST", "BYTES"}, {false, false, false, false, true});
    for (const auto& step : plan->tags)
      copies.add({step.replaces ? tinted("~", Tone::Warn) : tinted("+", Tone::Good), step.ref(),
                  plan->targets[step.target].id, step.manifests.back()->digest.shortText(), base::formatBytes(step.bytes)});
    std::printf("\n%s", copies.text().c_str());
  }
  printDeletions(*plan);
  if (plan->estimate.count() > 0) std::printf("\nabout %s\n", base::formatDuration(plan->estimate).c_str());
  if (plan->empty() && !failures) std::printf("\n%s\n", tinted("Nothing to do: every target has every tag.", Tone::Good).c_str());
  if (failures) std::puts("");
  for (const auto& target : plan->targets)
    if (!target.reachable) printProblem(target.id, {}, target.error.text());
  for (const auto& entry : plan->unreadable) printProblem(entry.target, entry.ref, entry.error.text());
  return failures ? kFailures : kDone;
}

} // namespace meridian::cli
