// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rule_rows.h"

#include "models/promotion_rows.h"
#include "models/region_rows.h"
#include "models/schedule_text.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace meridian::models {

using ports::JobState;

namespace {

struct Rules {
  Q_DECLARE_TR_FUNCTIONS(Rules)
};

struct In {
  const plan::Rule& rule;
  const engine::Fleet& fleet;
  const engine::JobStatus* last; ///< the newest job of the rule, if any
  const engine::PromotionStatus* promotion; ///< the newest, if any
  base::Timestamp now;
  const QString& fleet_option;
};

QString status(const In& in) {
  if (!in.last) return QStringLiteral("idle");
  switch (in.last->record.state) {
  case JobState::Queued:
  case JobState::Running: return QStringLiteral("running");
  case JobState::Succeeded: return QStringLiteral("ok");
  case JobState::Partial:
  case JobState::Failed: return QStringLiteral("failed");
  case JobState::Cancelled:
  case JobState::Interrupted: break;
  }
  return QStringLiteral("idle");
}

QString statusText(const In& in) { return in.last ? jobWord(in.last->record.state) : Rules::tr("Never run"); }

QString lastRun(const In& in) {
  if (!in.last) return Rules::tr("never");
  const auto& record = in.last->record;
  if (record.finished == base::Timestamp{}) return Rules::tr("now");
  return agoText(record.finished, in.now);
}

QStringList names(const In& in) {
  QStringList list;
  for (const auto& id : in.rule.targets) list.append(regionName(in.fleet, id));
  return list;
}

QStringList platforms(const plan::Rule& rule) {
  QStringList list;
  for (const auto& platform : rule.platforms) list.append(fromStd(platform.text()));
  return list;
}

/// "next 02:00"; with the day when that is another one.
QString nextText(const In& in) {
  const auto next = nextRun(in.rule, in.now);
  return next ? Rules::tr("next %1", "time").arg(clockText(*next, in.now)) : QString();
}

QVariant ofPromotion(const In& in, const char* part) {
  if (!in.promotion) return QString();
  return promotionMap(*in.promotion, in.fleet, in.now).value(QLatin1String(part));
}

const std::array<Column<In>, 25> kColumns{{
    {"ruleId", [](const In& in) -> QVariant { return fromStd(in.rule.id); }},
    {"source", [](const In& in) -> QVariant { return fromStd(in.rule.source); }},
    {"sourceName", [](const In& in) -> QVariant { return regionName(in.fleet, in.rule.source); }},
    {"targets", [](const In& in) -> QVariant { return names(in); }},
    {"targetIds", [](const In& in) -> QVariant { return fromStd(in.rule.targets); }},
    {"repositories", [](const In& in) -> QVariant { return fromStd(in.rule.repositories); }},
    {"include", [](const In& in) -> QVariant { return fromStd(in.rule.tags.include); }},
    {"exclude", [](const In& in) -> QVariant { return fromStd(in.rule.tags.exclude); }},
    {"semver", [](const In& in) -> QVariant { return fromStd(in.rule.tags.semver); }},
    {"latest", [](const In& in) -> QVariant { return in.rule.tags.latest.value_or(0); }},
    {"since", [](const In& in) -> QVariant {
       return in.rule.tags.since ? sinceText(*in.rule.tags.since) : QString();
     }},
    {"platforms", [](const In& in) -> QVariant { return platforms(in.rule); }},
    {"summary", [](const In& in) -> QVariant { return ruleSummary(in.rule); }},
    {"traits", [](const In& in) -> QVariant { return ruleTraits(in.rule); }},
    {"status", [](const In& in) -> QVariant { return status(in); }},
    {"statusText", [](const In& in) -> QVariant { return statusText(in); }},
    {"lastRunText", [](const In& in) -> QVariant { return lastRun(in); }},
    {"nextText", [](const In& in) -> QVariant { return nextText(in); }},
    {"promotionText", [](const In& in) -> QVariant { return ofPromotion(in, "phaseText"); }},
    {"promotionTone", [](const In& in) -> QVariant { return ofPromotion(in, "tone"); }},
    {"promotionJob", [](const In& in) -> QVariant { return ofPromotion(in, "jobId"); }},
    {"conflicts", [](const In& in) -> QVariant {
       return in.promotion && in.promotion->phase == engine::PromotionStatus::Phase::Conflict ? static_cast<int>(in.promotion->conflicts.size()) : 0;
     }},
    {"reversible", [](const In& in) -> QVariant { return in.promotion && in.promotion->reversible; }},
    {"json", [](const In& in) -> QVariant { return fromStd(engine::toJson(in.rule)); }},
    {"cli", [](const In& in) -> QVariant {
       return cliText(QStringLiteral("sync"), in.rule.id, in.fleet_option);
     }},
}};

QString quoted(const QString& word) {
  static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:@%+=-]+$"));
  if (plain.match(word).hasMatch()) return word;
  auto inner = word;
  return u'\'' + inner.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

QList<QByteArray> ruleRoles() { return rolesOf<In>(kColumns); }

QList<Row> ruleRows(const engine::Snapshot& snapshot, base::Timestamp now, const QString& fleet_option) {
  QList<Row> rows;
  if (!snapshot.fleet) return rows;
  for (const auto& rule : snapshot.fleet->rules) {
    const engine::JobStatus* last = nullptr;
    for (const auto& job : snapshot.jobs)
      if (job.record.rule == rule.id && (!last || job.record.created > last->record.created)) last = &job;
    rows.append(rowOf<In>(kColumns, fromStd(rule.id), In{rule, *snapshot.fleet, last, promotionOfRule(snapshot, rule.id), now, fleet_option}));
  }
  return rows;
}

QString ruleSummary(const plan::Rule& rule) {
  QStringList parts{fromStd(rule.repositories).join(QStringLiteral(", "))};
  const auto& tags = rule.tags;
  if (tags.include != std::vector<std::string>{"*"})
    parts.append(Rules::tr("tags %1").arg(fromStd(tags.include).join(QStringLiteral(", "))));
  if (!tags.exclude.empty())
    parts.append(Rules::tr("without %1").arg(fromStd(tags.exclude).join(QStringLiteral(", "))));
  if (!tags.semver.empty()) parts.append(fromStd(tags.semver));
  if (tags.latest) parts.append(Rules::tr("latest %1").arg(*tags.latest));
  if (tags.since) parts.append(Rules::tr("newer than %1").arg(durationText(base::Seconds(*tags.since))));
  if (!rule.platforms.empty()) parts.append(platforms(rule).join(QStringLiteral(", ")));
  return parts.join(QStringLiteral(" · "));
}

QString cliText(const QString& verb, std::string_view rule, const QString& fleet_option) {
  QStringList words{QStringLiteral("meridianctl")};
  if (!fleet_option.isEmpty()) words << QStringLiteral("--fleet") << quoted(fleet_option);
  words << verb << quoted(fromStd(rule));
  return words.join(u' ');
}

} // namespace meridian::models
