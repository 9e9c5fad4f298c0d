// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/schedule_words.h"
#include "models/schedule_text.h"
#include "models/text.h"

#include <QCoreApplication>

namespace meridian::models {

using plan::Promotion;

namespace {

struct Parts {
  Q_DECLARE_TR_FUNCTIONS(Parts)
};

const QString kDot = QStringLiteral(" · ");

QString joined(const std::vector<std::string>& words) { return fromStd(words).join(QStringLiteral(", ")); }

QString tags(const plan::TagSelection& tags) {
  QStringList parts{tags.include == std::vector<std::string>{"*"} ? Parts::tr("All tags") : joined(tags.include)};
  if (!tags.exclude.empty()) parts.append(Parts::tr("without %1").arg(joined(tags.exclude)));
  if (!tags.semver.empty()) parts.append(fromStd(tags.semver));
  if (tags.latest)
    parts.append(tags.latest_by_created ? Parts::tr("the newest %1").arg(*tags.latest)
                                        : Parts::tr("the highest %1").arg(*tags.latest));
  if (tags.since) parts.append(Parts::tr("not older than %1").arg(durationText(base::Seconds(*tags.since))));
  return parts.join(kDot);
}

QString platforms(const plan::Rule& rule) {
  if (rule.platforms.empty()) return Parts::tr("All platforms, as they are");
  QStringList names;
  for (const auto& platform : rule.platforms) names.append(fromStd(platform.text()));
  return names.join(QStringLiteral(", ")) + kDot +
         (rule.index == plan::IndexMode::Sparse ? Parts::tr("index kept as it is") : Parts::tr("index rewritten"));
}

QString referrers(const plan::ReferrerPolicy& referrers) {
  if (!referrers.copy) return Parts::tr("Not copied");
  QStringList parts{referrers.types.empty() ? Parts::tr("All are copied") : joined(referrers.types)};
  if (!referrers.require.empty()) parts.append(Parts::tr("no tag without %1").arg(joined(referrers.require)));
  return parts.join(kDot);
}

QStringList times(const std::vector<std::string>& cron) {
  QStringList out;
  for (const auto& text : cron) {
    const auto words = engine::cronWords(text);
    out.append(words ? cronText(*words) : fromStd(text));
  }
  return out;
}

QString withZone(const QStringList& times, const std::string& zone) {
  const auto text = times.join(QStringLiteral(", "));
  return zone.empty() || text.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(fromStd(zone));
}

QStringList scheduleParts(const plan::Schedule& schedule) {
  QStringList parts;
  if (!schedule.cron.empty()) parts.append(withZone(times(schedule.cron), schedule.zone));
  if (schedule.on_push) parts.append(Parts::tr("on push"));
  if (schedule.poll) parts.append(Parts::tr("looks every %1", "length of time").arg(durationText(base::Seconds(*schedule.poll))));
  return parts;
}

QString schedule(const plan::Schedule& schedule) {
  auto parts = scheduleParts(schedule);
  if (parts.isEmpty()) parts.append(Parts::tr("By hand only"));
  if (!schedule.windows.empty()) parts.append(Parts::tr("only within windows"));
  return parts.join(kDot);
}

QString promotion(const Promotion& promotion) {
  if (promotion.mode == Promotion::Mode::Each) return Parts::tr("Each tag as soon as it is complete");
  QStringList parts{promotion.group == Promotion::Group::Tag ? Parts::tr("Each tag everywhere or nowhere")
                                                             : Parts::tr("All tags of a run everywhere or nowhere")};
  if (!promotion.waves.empty()) parts.append(Parts::tr("waves: %1", "how many").arg(promotion.waves.size()));
  if (promotion.on_conflict == Promotion::Conflict::Overwrite) parts.append(Parts::tr("overwrites conflicts"));
  if (promotion.on_conflict == Promotion::Conflict::Keep) parts.append(Parts::tr("keeps conflicts"));
  return parts.join(kDot);
}

QString percent(double value) { return Parts::tr("%1 %", "percent").arg(value); }

QString deletes(const plan::Deletes& deletes) {
  if (!deletes.propagate) return Parts::tr("Nothing is deleted at the targets");
  return Parts::tr("After %1; stops above %2", "length of time, percent")
      .arg(durationText(base::Seconds(deletes.quarantine)), percent(deletes.stop_above));
}

QString depth(const plan::AuditPolicy& audit) {
  switch (audit.depth) {
  case plan::AuditDepth::Tags: return Parts::tr("tags");
  case plan::AuditDepth::Content: return Parts::tr("tags and content");
  case plan::AuditDepth::Sampled: return Parts::tr("content, %1 of it read").arg(percent(audit.sample));
  case plan::AuditDepth::Deep: return Parts::tr("content, all of it read");
  }
  return {};
}

QString audit(const plan::AuditPolicy& audit) {
  QStringList parts{audit.cron.empty() ? Parts::tr("On demand") : withZone(times(audit.cron), audit.zone), depth(audit)};
  if (audit.repair) parts.append(Parts::tr("repairs"));
  return parts.join(kDot);
}

QString bandwidth(const base::Bandwidth& bandwidth) {
  QStringList parts{bandwidth.limit ? fromStd(base::formatRateLimit(bandwidth.limit)) : Parts::tr("Unlimited")};
  if (!bandwidth.windows.empty()) parts.append(Parts::tr("windows: %1", "how many").arg(bandwidth.windows.size()));
  return parts.join(kDot);
}

} // namespace

QVariantMap ruleParts(const plan::Rule& rule) {
  return {{QStringLiteral("tags"), tags(rule.tags)},           {QStringLiteral("platforms"), platforms(rule)},
          {QStringLiteral("referrers"), referrers(rule.referrers)}, {QStringLiteral("schedule"), schedule(rule.schedule)},
          {QStringLiteral("promotion"), promotion(rule.promotion)}, {QStringLiteral("deletes"), deletes(rule.deletes)},
          {QStringLiteral("audit"), audit(rule.audit)},        {QStringLiteral("bandwidth"), bandwidth(rule.bandwidth)}};
}

QStringList ruleTraits(const plan::Rule& rule) {
  QStringList traits;
  if (rule.promotion.mode == Promotion::Mode::AllOrNothing) traits.append(Parts::tr("All or nothing"));
  traits += scheduleParts(rule.schedule);
  if (rule.referrers.copy) traits.append(Parts::tr("with signatures"));
  if (!rule.platforms.empty() && rule.index == plan::IndexMode::Rewritten) traits.append(Parts::tr("index rewritten"));
  if (rule.deletes.propagate) traits.append(Parts::tr("deletes after %1").arg(durationText(base::Seconds(rule.deletes.quarantine))));
  if (!rule.audit.cron.empty()) traits.append(Parts::tr("audited %1", "when").arg(times(rule.audit.cron).join(QStringLiteral(", "))));
  return traits;
}

} // namespace meridian::models
