// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/promotion_rows.h"

#include "models/region_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace meridian::models {

using engine::PromotionStatus;
using Phase = PromotionStatus::Phase;

namespace {

struct Promotions {
  Q_DECLARE_TR_FUNCTIONS(Promotions)
};

bool isOver(Phase phase) { return phase >= Phase::Done; }

QString phaseText(Phase phase) {
  switch (phase) {
  case Phase::Staging: return Promotions::tr("Staging");
  case Phase::Checking: return Promotions::tr("Checking");
  case Phase::Waiting: return Promotions::tr("Waiting");
  case Phase::Flipping: return Promotions::tr("Flipping");
  case Phase::Observing: return Promotions::tr("Observing");
  case Phase::Done: return Promotions::tr("Done");
  case Phase::RolledBack: return Promotions::tr("Rolled back");
  case Phase::Conflict: return Promotions::tr("Conflict");
  case Phase::GivenUp: return Promotions::tr("Given up");
  case Phase::Mixed: return Promotions::tr("Mixed");
  }
  return {};
}

bool lags(const PromotionStatus& status) { return std::ranges::any_of(status.regions, &PromotionStatus::Region::lagging); }

QString tone(const PromotionStatus& status) {
  switch (status.phase) {
  case Phase::Done: return lags(status) ? QStringLiteral("warn") : QStringLiteral("ok");
  case Phase::Waiting:
  case Phase::RolledBack:
  case Phase::GivenUp: return QStringLiteral("warn");
  case Phase::Conflict:
  case Phase::Mixed: return QStringLiteral("bad");
  default: return QStringLiteral("accent");
  }
}

QString laggingNames(const PromotionStatus& status, const engine::Fleet& fleet) {
  QStringList names;
  for (const auto& region : status.regions)
    if (region.lagging) names.append(regionName(fleet, region.id));
  return names.join(QStringLiteral(", "));
}

/// What is the matter, in a sentence.
QString headline(const PromotionStatus& status, const engine::Fleet& fleet) {
  switch (status.phase) {
  case Phase::Staging: return Promotions::tr("Images go to all regions by digest; no tag has changed.");
  case Phase::Checking: return Promotions::tr("Every region is checked for completeness; no tag has changed.");
  case Phase::Waiting: return Promotions::tr("A region does not answer. Its turn is waited for.");
  case Phase::Flipping: return Promotions::tr("Tags are being set.");
  case Phase::Observing: return Promotions::tr("The wave has the new images; the others follow.");
  case Phase::Done:
    return lags(status) ? Promotions::tr("New everywhere but in %1, which lags behind.").arg(laggingNames(status, fleet))
                        : Promotions::tr("The new images are in all regions.");
  case Phase::RolledBack: return Promotions::tr("All tags are what they were before.");
  case Phase::Conflict: return Promotions::tr("Somebody else has set tags in a region. No tag was changed; decide what happens.");
  case Phase::GivenUp: return Promotions::tr("It was given up before any tag was set.");
  case Phase::Mixed: return Promotions::tr("Regions are not the same: some tags are new in some regions only.");
  }
  return {};
}

QVariantList steps(const PromotionStatus& status) {
  static constexpr Phase kWay[] = {Phase::Staging, Phase::Checking, Phase::Waiting, Phase::Flipping, Phase::Observing, Phase::Done};
  // Where those that ended otherwise came from is not told; a conflict is found by the check, a mix while flipping.
  const auto reached = status.phase == Phase::Conflict || status.phase == Phase::GivenUp ? Phase::Checking
                       : status.phase == Phase::Mixed || status.phase == Phase::RolledBack ? Phase::Flipping
                                                                                          : status.phase;
  QVariantList list;
  for (const auto step : kWay) {
    // Waiting and observing are stations of few promotions.
    if ((step == Phase::Waiting || step == Phase::Observing) && step != status.phase) continue;
    const bool otherwise = status.phase > Phase::Done && step == reached;
    const char* state = otherwise ? "failed" : step < reached || status.phase == Phase::Done ? "done" : step == reached ? "current" : "todo";
    list.append(QVariantMap{{QStringLiteral("label"), phaseText(otherwise ? status.phase : step)}, {QStringLiteral("status"), QLatin1String(state)}});
  }
  return list;
}

QString regionStatus(const PromotionStatus& status, const PromotionStatus::Region& region) {
  if (region.lagging) return QStringLiteral("offline");
  if (std::ranges::any_of(status.conflicts, [&](const auto& conflict) { return conflict.target == region.id; }) && status.phase == Phase::Conflict)
    return QStringLiteral("failed");
  if (region.total > 0 && region.flipped == region.total) return QStringLiteral("succeeded");
  if (status.phase == Phase::Mixed) return QStringLiteral("failed");
  if (isOver(status.phase)) return QStringLiteral("idle");
  return region.staged < region.total ? QStringLiteral("running") : QStringLiteral("waiting");
}

QVariantMap regionMap(const PromotionStatus& status, const PromotionStatus::Region& region, const engine::Fleet& fleet) {
  const bool several = std::ranges::any_of(status.regions, [](const auto& other) { return other.wave > 0; });
  const auto of = [&](std::size_t count) { return Promotions::tr("%1 of %2").arg(numberText(count), numberText(region.total)); };
  const double whole = 2.0 * static_cast<double>(region.total);
  return {{QStringLiteral("regionId"), fromStd(region.id)},
          {QStringLiteral("name"), regionName(fleet, region.id)},
          {QStringLiteral("waveText"), several ? Promotions::tr("Wave %1").arg(region.wave + 1) : QString()},
          {QStringLiteral("stagedText"), Promotions::tr("staged %1", "3 of 4").arg(of(region.staged))},
          {QStringLiteral("flippedText"), Promotions::tr("set %1", "3 of 4").arg(of(region.flipped))},
          {QStringLiteral("progress"), whole > 0 ? static_cast<double>(region.staged + region.flipped) / whole : 0.0},
          {QStringLiteral("status"), regionStatus(status, region)},
          {QStringLiteral("text"), region.lagging && region.text.empty() ? Promotions::tr("Left out because it was down") : fromStd(region.text)}};
}

QVariantMap conflictMap(const engine::TagConflict& conflict, const engine::Fleet& fleet) {
  return {{QStringLiteral("regionName"), regionName(fleet, conflict.target)}, {QStringLiteral("ref"), fromStd(conflict.ref)},
          {QStringLiteral("recorded"), fromStd(conflict.recorded)}, {QStringLiteral("recordedText"), shortDigest(conflict.recorded)},
          {QStringLiteral("found"), fromStd(conflict.found)},       {QStringLiteral("foundText"), shortDigest(conflict.found)},
          {QStringLiteral("wanted"), fromStd(conflict.wanted)},     {QStringLiteral("wantedText"), shortDigest(conflict.wanted)}};
}

} // namespace

QVariantMap promotionMap(const PromotionStatus& status, const engine::Fleet& fleet, base::Timestamp now) {
  QVariantList regions, conflicts;
  for (const auto& region : status.regions) regions.append(regionMap(status, region, fleet));
  for (const auto& conflict : status.conflicts) conflicts.append(conflictMap(conflict, fleet));
  const bool waits = !isOver(status.phase) && status.until > now;
  return {{QStringLiteral("jobId"), fromStd(status.job)},
          {QStringLiteral("ruleId"), fromStd(status.rule)},
          {QStringLiteral("phase"), fromStd(engine::name(status.phase))},
          {QStringLiteral("phaseText"), phaseText(status.phase)},
          {QStringLiteral("tone"), tone(status)},
          {QStringLiteral("headline"), headline(status, fleet)},
          {QStringLiteral("untilText"), waits ? Promotions::tr("until %1, %2 left", "time, length of time")
                                                    .arg(clockText(status.until, now), durationText(base::Seconds(status.until - now)))
                                              : QString()},
          {QStringLiteral("skewText"), status.skew.count() > 0 ? Promotions::tr("%1 ms", "milliseconds").arg(numberText(static_cast<std::uint64_t>(status.skew.count()))) : QString()},
          {QStringLiteral("reversible"), status.reversible},
          {QStringLiteral("open"), !isOver(status.phase)},
          {QStringLiteral("steps"), steps(status)},
          {QStringLiteral("regions"), regions},
          {QStringLiteral("conflicts"), conflicts}};
}

const PromotionStatus* promotionOfJob(const engine::Snapshot& snapshot, std::string_view job) {
  const auto found = std::ranges::find(snapshot.promotions, job, &PromotionStatus::job);
  return job.empty() || found == snapshot.promotions.end() ? nullptr : &*found;
}

const PromotionStatus* promotionOfRule(const engine::Snapshot& snapshot, std::string_view rule) {
  const PromotionStatus* newest = nullptr;
  for (const auto& status : snapshot.promotions)
    if (status.rule == rule && (!newest || status.time > newest->time)) newest = &status;
  return newest;
}

static QString conflictText(const QString& rule, std::size_t tags) {
  if (tags == 1) return Promotions::tr("%1: somebody else has set a tag. Nothing was changed; decide what happens.").arg(rule);
  return Promotions::tr("%1: somebody else has set %2 tags. Nothing was changed; decide what happens.").arg(rule, numberText(tags));
}

QVariantList alerts(const engine::Snapshot& snapshot) {
  static const engine::Fleet kNone;
  const auto& fleet = snapshot.fleet ? *snapshot.fleet : kNone;
  std::map<std::string_view, const PromotionStatus*> newest;
  for (const auto& status : snapshot.promotions) newest[status.rule] = promotionOfRule(snapshot, status.rule);
  std::multimap<int, QVariantMap> worst;
  for (const auto& [rule, status] : newest) {
    if (!fleet.rule(rule)) continue;
    const int rank = status->phase == Phase::Mixed ? 0 : status->phase == Phase::Conflict ? 1 : lags(*status) ? 2 : 3;
    if (rank == 3) continue;
    static constexpr const char* kKinds[] = {"mixed", "conflict", "lagging"};
    const auto name = fromStd(rule);
    const auto text = rank == 0   ? Promotions::tr("%1: regions are not the same. Some tags are new in some regions only.").arg(name)
                      : rank == 1 ? conflictText(name, status->conflicts.size())
                                  : Promotions::tr("%1: %2 lags behind the other regions.").arg(name, laggingNames(*status, fleet));
    worst.emplace(rank, QVariantMap{{QStringLiteral("kind"), QLatin1String(kKinds[rank])},
                                    {QStringLiteral("tone"), QLatin1String(rank == 2 ? "warn" : "bad")},
                                    {QStringLiteral("text"), text},
                                    {QStringLiteral("ruleId"), name},
                                    {QStringLiteral("jobId"), fromStd(status->job)}});
  }
  QVariantList list;
  for (const auto& [rank, alert] : worst) list.append(alert);
  return list;
}

} // namespace meridian::models
