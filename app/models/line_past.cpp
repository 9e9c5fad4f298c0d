// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/line_past.h"

#include "models/text.h"

#include <QCoreApplication>

namespace meridian::models {

namespace {

struct LinePast {
  Q_DECLARE_TR_FUNCTIONS(LinePast)
};

QString imagesText(std::size_t images) {
  return images == 1 ? LinePast::tr("1 image") : LinePast::tr("%1 images").arg(numberText(images));
}

QString failedText(std::size_t failed) { return LinePast::tr("%1 failed", "images").arg(numberText(failed)); }

QString hourText(const engine::LineHistory::Hour& hour, base::Timestamp now) {
  QStringList parts{bytesText(hour.bytes), imagesText(hour.copied)};
  if (hour.failed > 0) parts.append(failedText(hour.failed));
  //: hour of the day, what happened in it
  return LinePast::tr("%1: %2").arg(clockText(hour.start, now), parts.join(QStringLiteral(", ")));
}

QVariantList failures(const engine::LineHistory& history, base::Timestamp now) {
  QVariantList list;
  for (const auto& failure : history.failures)
    list.append(QVariantMap{{QStringLiteral("timeText"), clockText(failure.time, now)},
                            {QStringLiteral("jobId"), fromStd(failure.job)},
                            {QStringLiteral("ref"), fromStd(failure.ref)},
                            {QStringLiteral("text"), fromStd(failure.text)}});
  return list;
}

QString spoken(const engine::LineHistory& history, base::Timestamp now) {
  QStringList parts{bytesText(history.bytes), imagesText(history.copied), failedText(history.failed)};
  const engine::LineHistory::Hour* busiest = nullptr;
  for (const auto& hour : history.hours)
    if (hour.bytes.value > 0 && (!busiest || hour.bytes.value > busiest->bytes.value)) busiest = &hour;
  auto text = LinePast::tr("Last 24 hours: %1").arg(parts.join(QStringLiteral(", ")));
  if (busiest) text += u' ' + LinePast::tr("(most at %1)").arg(clockText(busiest->start, now));
  return text;
}

} // namespace

QVariantMap linePast(const engine::LineHistory& history, base::Timestamp now) {
  QVariantList values, marks;
  QStringList hours;
  for (const auto& hour : history.hours) {
    values.append(static_cast<double>(hour.bytes.value));
    marks.append(static_cast<double>(hour.failed));
    hours.append(hourText(hour, now));
  }
  const auto all = history.copied + history.failed;
  const auto ratio = all == 0 ? 0.0 : static_cast<double>(history.copied) / static_cast<double>(all);
  return {{QStringLiteral("bytesText"), bytesText(history.bytes)},
          {QStringLiteral("copiedText"), imagesText(history.copied)},
          {QStringLiteral("failed"), static_cast<int>(history.failed)},
          {QStringLiteral("failedText"), numberText(history.failed)},
          {QStringLiteral("successText"), all == 0 ? QStringLiteral("–") : percentText(ratio, 1)},
          {QStringLiteral("p95Text"), history.p95 ? durationText(base::Seconds(*history.p95)) : QStringLiteral("–")},
          {QStringLiteral("values"), values},
          {QStringLiteral("marks"), marks},
          {QStringLiteral("hourTexts"), hours},
          {QStringLiteral("fromText"), history.hours.empty() ? QString() : clockText(history.hours.front().start, now)},
          {QStringLiteral("untilText"), clockText(now, now)},
          {QStringLiteral("spoken"), spoken(history, now)},
          {QStringLiteral("nothing"), all == 0 && history.bytes.value == 0},
          {QStringLiteral("failures"), failures(history, now)}};
}

} // namespace meridian::models
