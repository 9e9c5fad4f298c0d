// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_text.h"

#include "engine/schedule_words.h"
#include "models/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace meridian::models {

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Words)
};

/// "mon, wed", "day 1, 15 of the month", "24 dec".
QString daysText(const QString& words) {
  static const QRegularExpression month_days(QStringLiteral("^day (.+) of the month$"));
  if (const auto found = month_days.match(words); found.hasMatch())
    return Words::tr("day %1 of the month").arg(found.captured(1));
  static const QStringList days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  static const QStringList months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  QStringList out;
  for (const auto& part : words.split(QStringLiteral(", "))) {
    const auto pieces = part.split(u' ');
    if (pieces.size() == 2 && months.contains(pieces[1])) {
      const QDate day(2000, static_cast<int>(months.indexOf(pieces[1])) + 1, pieces[0].toInt());
      out.append(QLocale().toString(day, QCoreApplication::translate("Text", "d MMM")));
    } else if (days.contains(part)) {
      out.append(QLocale().dayName(static_cast<int>(days.indexOf(part)) + 1, QLocale::ShortFormat));
    } else {
      return words;
    }
  }
  return out.join(QStringLiteral(", "));
}

/// "every 15 minutes", "every hour at :05".
QString oftenText(const QString& words) {
  static const QRegularExpression counted(QStringLiteral("^every (\\d+) (minutes|hours)$"));
  static const QRegularExpression past(QStringLiteral("^every hour at :(\\d\\d)$"));
  if (words == QLatin1String("every minute")) return Words::tr("every minute");
  if (words == QLatin1String("every hour")) return Words::tr("every hour");
  if (const auto found = past.match(words); found.hasMatch())
    return Words::tr("every hour at :%1", "minutes").arg(found.captured(1));
  const auto found = counted.match(words);
  if (!found.hasMatch()) return words;
  return found.captured(2) == QLatin1String("hours") ? Words::tr("every %1 hours").arg(found.captured(1))
                                                     : Words::tr("every %1 minutes").arg(found.captured(1));
}

} // namespace

QString cronText(std::string_view words) {
  static const QRegularExpression at(QStringLiteral("^(?:every day|on (?<days>.+)) at (?<times>[0-9:, ]+)$"));
  static const QRegularExpression often(QStringLiteral(
      "^(?<often>every .+?)(?: from (?<from>\\d\\d:\\d\\d) to (?<to>\\d\\d:\\d\\d))?(?: on (?<days>.+))?$"));
  const auto text = fromStd(words);
  if (const auto found = at.match(text); found.hasMatch()) {
    const auto times = found.captured(QStringLiteral("times")), days = found.captured(QStringLiteral("days"));
    return days.isEmpty() ? Words::tr("every day at %1").arg(times)
                          : Words::tr("%1 at %2", "days, times").arg(daysText(days), times);
  }
  const auto found = often.match(text);
  if (!found.hasMatch()) return text;
  auto out = oftenText(found.captured(QStringLiteral("often")));
  if (const auto from = found.captured(QStringLiteral("from")); !from.isEmpty())
    out = Words::tr("%1 from %2 to %3", "how often, time, time").arg(out, from, found.captured(QStringLiteral("to")));
  const auto days = found.captured(QStringLiteral("days"));
  return days.isEmpty() ? out : Words::tr("%1 on %2", "how often, days").arg(out, daysText(days));
}

QString shownText(base::Timestamp shown) {
  const auto time = QDateTime::fromMSecsSinceEpoch(shown.time_since_epoch().count(), Qt::UTC);
  //: Format of a day in a list of days to come
  return QLocale().toString(time.date(), Words::tr("ddd d MMM")) + time.toString(QStringLiteral(" HH:mm"));
}

std::optional<base::Timestamp> nextRun(const plan::Rule& rule, base::Timestamp now) {
  const auto times = engine::nextTimes(rule.schedule.cron, rule.schedule.zone, now, 1);
  if (!times || times->empty()) return std::nullopt;
  return times->front().at;
}

} // namespace meridian::models
