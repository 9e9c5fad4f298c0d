// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_words.h"

#include "models/job_rows.h"
#include "models/rule_rows.h"
#include "models/text.h"

#include <QCoreApplication>

#include <utility>

namespace meridian::models {

namespace {

struct JobWords {
  Q_DECLARE_TR_FUNCTIONS(JobWords)
};

base::Seconds lengthOf(const ports::JobRecord& job) { return base::Seconds(job.finished - job.started); }

QString bytes(base::ByteCount now, base::ByteCount before) {
  if (now.value == before.value) return {};
  return now.value > before.value ? JobWords::tr("%1 more", "bytes").arg(bytesText({now.value - before.value}))
                                  : JobWords::tr("%1 less", "bytes").arg(bytesText({before.value - now.value}));
}

QString seconds(base::Seconds now, base::Seconds before) {
  const auto apart = now - before;
  if (apart.count() > -1 && apart.count() < 1) return JobWords::tr("as fast");
  return apart.count() > 0 ? JobWords::tr("%1 slower", "time").arg(durationText(apart)) : JobWords::tr("%1 faster", "time").arg(durationText(-apart));
}

QString tags(std::uint64_t now, std::uint64_t before) {
  if (now == before) return {};
  return now > before ? JobWords::tr("%1 tags copied more", "number").arg(numberText(now - before))
                      : JobWords::tr("%1 tags copied less", "number").arg(numberText(before - now));
}

} // namespace

QString kindWord(const QString& kind) {
  static const std::pair<const char*, const char*> kWords[] = {
      {"sync", QT_TRANSLATE_NOOP("JobWords", "Sync")},         {"promote", QT_TRANSLATE_NOOP("JobWords", "Promotion")},
      {"rollback", QT_TRANSLATE_NOOP("JobWords", "Rollback")}, {"audit", QT_TRANSLATE_NOOP("JobWords", "Audit")},
      {"restore", QT_TRANSLATE_NOOP("JobWords", "Restore")},   {"prewarm", QT_TRANSLATE_NOOP("JobWords", "Prewarm")}};
  for (const auto& [key, word] : kWords)
    if (kind == QLatin1String(key)) return JobWords::tr(word);
  return kind;
}

QString comparedText(const engine::JobStatus& job, const engine::JobStatus& before, base::Timestamp now) {
  const auto& last = before.record;
  const auto when = clockText(last.finished, now);
  if (isOpen(job.record.state))
    return JobWords::tr("The run before (%1) wrote %2 in %3.", "time, bytes, time").arg(when, bytesText(last.written), durationText(lengthOf(last)));
  QStringList parts{bytes(job.record.written, last.written), seconds(lengthOf(job.record), lengthOf(last)),
                    tags(job.record.tags_copied, last.tags_copied)};
  parts.removeAll(QString());
  return JobWords::tr("Against the run before (%1): %2.", "time, differences").arg(when, parts.join(QStringLiteral(", ")));
}

QString jobCli(const engine::JobStatus& job, const QString& fleet_option) {
  const auto& kind = job.record.kind;
  if (kind == "prewarm") return cliText(QStringLiteral("job"), job.record.id, fleet_option);
  return cliText(kind == "restore" ? QStringLiteral("undelete") : fromStd(kind), job.record.rule, fleet_option);
}

} // namespace meridian::models
