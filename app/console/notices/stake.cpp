// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/notices/stake.h"

#include "models/job_rows.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace meridian::console {

using models::fromStd;

namespace {

struct Stake {
  Q_DECLARE_TR_FUNCTIONS(Stake)
};

constexpr int kManyTags = 1000, kManyRules = 3; ///< from here on the name has to be typed

bool uses(const plan::Rule& rule, const std::string& region) {
  return rule.source == region || std::ranges::find(rule.targets, region) != rule.targets.end();
}

bool concerns(const engine::JobStatus& job, const engine::Fleet& fleet, bool region, const std::string& id) {
  if (!models::isOpen(job.record.state)) return false;
  const auto* rule = fleet.rule(job.record.rule);
  return region ? std::ranges::find(job.targets, id) != job.targets.end() || (rule && uses(*rule, id)) : job.record.rule == id;
}

} // namespace

QVariantMap stakeOf(const engine::Snapshot& snapshot, const QString& kind, const QString& name) {
  static const engine::Fleet kNone;
  const auto& fleet = snapshot.fleet ? *snapshot.fleet : kNone;
  const bool region = kind == QLatin1String("region");
  const auto id = name.toStdString();
  QStringList rules, lines;
  int jobs = 0;
  qulonglong tags = 0;
  if (region)
    for (const auto& rule : fleet.rules)
      if (uses(rule, id)) rules.append(fromStd(rule.id));
  for (const auto& job : snapshot.jobs) jobs += concerns(job, fleet, region, id) ? 1 : 0;
  for (const auto& status : snapshot.regions) {
    const auto* rule = fleet.rule(id);
    const bool target = region ? status.region.id == id
                               : rule && std::ranges::find(rule->targets, status.region.id) != rule->targets.end();
    if (target) tags += status.tags_total;
  }
  if (rules.size() == 1) lines.append(Stake::tr("1 rule copies from it or to it"));
  if (rules.size() > 1) lines.append(Stake::tr("%1 rules copy from it or to it").arg(rules.size()));
  if (region && tags > 0) lines.append(Stake::tr("%1 tags are no longer kept equal there").arg(models::numberText(tags)));
  if (jobs == 1) lines.append(Stake::tr("1 job runs or waits; it goes on with what it began with"));
  if (jobs > 1) lines.append(Stake::tr("%1 jobs run or wait; they go on with what they began with").arg(jobs));
  const bool much = region && (tags >= kManyTags || rules.size() >= kManyRules);
  return {{QStringLiteral("lines"), lines}, {QStringLiteral("rules"), rules}, {QStringLiteral("jobs"), jobs},
          {QStringLiteral("tags"), tags}, {QStringLiteral("typed"), much ? name : QString()}};
}

} // namespace meridian::console
