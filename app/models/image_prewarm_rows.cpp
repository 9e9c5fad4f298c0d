// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/image_prewarm_rows.h"

#include "models/job_rows.h"
#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace meridian::models {

namespace {

struct Prewarm {
  Q_DECLARE_TR_FUNCTIONS(Prewarm)
};

const engine::Fleet& fleetOf(const PrewarmView& view) {
  static const engine::Fleet kNone;
  return view.snapshot.fleet ? *view.snapshot.fleet : kNone;
}

const plan::TargetPlan* planFor(const PrewarmView& view, const std::string& region) {
  if (!view.plan) return nullptr;
  const auto found = std::ranges::find(view.plan->targets, region, &plan::TargetPlan::id);
  return found == view.plan->targets.end() ? nullptr : &*found;
}

const engine::JobStatus::Share* shareOf(const PrewarmView& view, const std::string& region) {
  const auto found = std::ranges::find(view.job->shares, region, &engine::JobStatus::Share::target);
  return found == view.job->shares.end() ? nullptr : &*found;
}

bool chosen(const PrewarmView& view, const std::string& region) {
  if (view.job) return std::ranges::count(view.targets, region) > 0;
  if (const auto decided = view.chosen.find(region); decided != view.chosen.end()) return decided->second;
  const auto* target = planFor(view, region);
  return target && target->reachable && target->tags_copied > 0;
}

/// The whole run takes as long as its largest target: a smaller one is through in its share of that.
base::Seconds timeOf(const PrewarmView& view, base::ByteCount bytes) {
  std::uint64_t largest = 0;
  for (const auto& target : view.plan->targets) largest = std::max(largest, target.write.value);
  return largest == 0 ? base::Seconds{0} : view.plan->estimate * (static_cast<double>(bytes.value) / static_cast<double>(largest));
}

QString about(base::Seconds time) { return time.count() > 0 ? Prewarm::tr("about %1", "time").arg(durationText(time)) : QString(); }

struct Cells {
  const char* status = "unknown";
  QString text{}, bytes{}, time{}, warning{};
  double progress = 0;
  bool moving = false, can_check = true;
};

Cells planned(const PrewarmView& view, const std::string& region) {
  Cells cells;
  const auto* target = planFor(view, region);
  if (region == view.source) {
    cells = {"insync", Prewarm::tr("The source")};
    cells.can_check = false;
  } else if (!target) {
    cells.text = Prewarm::tr("Not looked at yet");
  } else if (!target->reachable) {
    cells = {"offline", Prewarm::tr("Does not answer"), {}, {}, errorText(target->error)};
  } else if (target->tags_copied == 0) {
    cells = {"insync", Prewarm::tr("Has it all")};
  } else {
    cells = {"copying", Prewarm::tr("Lacks %1").arg(bytesText(target->write)), bytesText(target->write), about(timeOf(view, target->write))};
    if (target->write.value == 0) cells.text = Prewarm::tr("Lacks only the tag");
    if (target->tags_replaced > 0) {
      cells.status = "warning";
      cells.warning = Prewarm::tr("Another image stands under this tag there; it is replaced");
    }
  }
  return cells;
}

QString failure(const PrewarmView& view, const std::string& region) {
  if (view.summary)
    for (const auto& outcome : view.summary->outcomes)
      if (outcome.target == region && outcome.result == "failed") return fromStd(outcome.error_message);
  return fromStd(view.job->record.error);
}

/// After the end: what the engine says of the region, else what became of the whole job.
Cells ended(const PrewarmView& view, const std::string& region) {
  using ports::JobState;
  auto result = view.job->record.state;
  bool copied = true;
  if (view.summary) {
    const auto found = std::ranges::find(view.summary->targets, region, &engine::JobSummary::Target::id);
    if (found != view.summary->targets.end()) {
      result = found->result;
      copied = found->tags_copied > 0;
    }
  }
  const auto* share = shareOf(view, region);
  const auto bytes = share && share->total.value > 0 ? bytesText(share->done) : QString();
  switch (result) {
  case JobState::Succeeded:
    return copied ? Cells{"copied", Prewarm::tr("It is there now"), bytes, {}, {}, 1} : Cells{"insync", Prewarm::tr("Had it already"), {}, {}, {}, 1};
  case JobState::Cancelled:
  case JobState::Interrupted: return {"cancelled", jobWord(result), bytes};
  default: return {"failed", jobWord(result), bytes, {}, failure(view, region)};
  }
}

Cells running(const PrewarmView& view, const std::string& region) {
  const auto* share = shareOf(view, region);
  if (!share) {
    const auto waits = view.job->phase == engine::JobPhase::Waiting ? Prewarm::tr("Waits for its turn") : Prewarm::tr("Comparing");
    return {"waiting", waits, {}, {}, {}, 0, true};
  }
  if (share->total.value == 0 || share->done >= share->total)
    return {"copying", Prewarm::tr("Content is there, the tag follows"), bytesText(share->total), {}, {}, 1, true};
  const double part = static_cast<double>(share->done.value) / static_cast<double>(share->total.value);
  const auto state = std::ranges::find_if(view.snapshot.regions, [&](const auto& entry) { return entry.region.id == region; });
  const auto rate = state == view.snapshot.regions.end() ? base::BytesPerSecond{} : state->in;
  const auto left = base::timeLeft(share->done, share->total, rate);
  Cells cells{"copying", Prewarm::tr("Copying %1").arg(percentText(part)), bytesText(share->done, share->total),
              left.count() > 0 ? Prewarm::tr("%1 left", "time").arg(durationText(left)) : QString(), {}, part, true};
  if (state != view.snapshot.regions.end()) cells.warning = fromStd(state->held);
  return cells;
}

struct In {
  std::string id;
  QString name;
  int number;
  bool checked;
  Cells cells;
};

const std::array<Column<In>, 13> kColumns{{
    {"regionId", [](const In& in) -> QVariant { return fromStd(in.id); }},
    {"name", [](const In& in) -> QVariant { return in.name; }},
    {"seriesIndex", [](const In& in) -> QVariant { return in.number; }},
    {"checked", [](const In& in) -> QVariant { return in.checked; }},
    {"canCheck", [](const In& in) -> QVariant { return in.cells.can_check; }},
    {"status", [](const In& in) -> QVariant { return QLatin1String(in.cells.status); }},
    {"statusText", [](const In& in) -> QVariant { return in.cells.text; }},
    {"bytesText", [](const In& in) -> QVariant { return in.cells.bytes; }},
    {"timeText", [](const In& in) -> QVariant { return in.cells.time; }},
    {"progress", [](const In& in) -> QVariant { return in.cells.progress; }},
    {"moving", [](const In& in) -> QVariant { return in.cells.moving; }},
    {"warning", [](const In& in) -> QVariant { return in.cells.warning; }},
    {"spokenText", [](const In& in) -> QVariant {
       QStringList parts{in.name, in.cells.text, in.cells.bytes, in.cells.time, in.cells.warning};
       parts.removeAll(QString());
       return parts.join(QStringLiteral(", "));
     }},
}};

} // namespace

QList<QByteArray> prewarmRoles() { return rolesOf<In>(kColumns); }

QList<Row> prewarmRows(const PrewarmView& view) {
  QList<Row> rows;
  int number = -1;
  for (const auto& region : fleetOf(view).regions) {
    ++number;
    const bool in = chosen(view, region.id);
    if (view.job && !in) continue;
    auto cells = !view.job ? planned(view, region.id) : isOpen(view.job->record.state) ? running(view, region.id) : ended(view, region.id);
    rows.append(rowOf<In>(kColumns, fromStd(region.id), In{region.id, regionName(fleetOf(view), region.id), number, in, std::move(cells)}));
  }
  return rows;
}

std::vector<std::string> prewarmTargets(const PrewarmView& view) {
  std::vector<std::string> targets;
  for (const auto& region : fleetOf(view).regions)
    if (region.id != view.source && chosen(view, region.id)) targets.push_back(region.id);
  return targets;
}

QString prewarmTotal(const PrewarmView& view) {
  if (!view.plan) return {};
  const auto targets = prewarmTargets(view);
  base::ByteCount sum, largest;
  for (const auto& id : targets)
    if (const auto* target = planFor(view, id)) {
      sum += target->write;
      largest = std::max(largest, target->write);
    }
  if (targets.empty()) return view.plan->empty() ? Prewarm::tr("Every region that answers has it all.") : Prewarm::tr("Choose a region.");
  const auto regions = targets.size() == 1 ? Prewarm::tr("1 region") : Prewarm::tr("%1 regions").arg(targets.size());
  const auto text = Prewarm::tr("%1 to %2", "bytes, regions").arg(bytesText(sum), regions);
  const auto time = about(timeOf(view, largest));
  return time.isEmpty() ? text : text + QStringLiteral(", ") + time;
}

QString prewarmResult(const engine::JobStatus& job) {
  using ports::JobState;
  switch (job.record.state) {
  case JobState::Succeeded: return Prewarm::tr("Everything is in place.");
  case JobState::Partial: return Prewarm::tr("Some regions have it, others do not.");
  case JobState::Failed: return Prewarm::tr("It did not work.");
  case JobState::Cancelled: return Prewarm::tr("Cancelled. What was copied stays, so that another try goes on from there.");
  case JobState::Interrupted: return Prewarm::tr("Interrupted. It goes on when the engine starts again.");
  default: return {};
  }
}

} // namespace meridian::models
