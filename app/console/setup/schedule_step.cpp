// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/setup/schedule_step.h"

#include "console/forms.h"
#include "console/policy_forms.h"
#include "engine/fleet_text.h"
#include "engine/schedule_words.h"
#include "models/text.h"

#include <QTimeZone>

namespace meridian::console {

using namespace Qt::StringLiterals;

namespace {

constexpr int kEveryDay = 127;

/// As those who run schedules see it, not as Qt does.
bool isZone(const QString& zone) { return engine::nextTimes({"0 0 * * *"}, zone.toStdString(), base::Timestamp{}, 1).has_value(); }

/// The zone of this machine, where it has a name.
QString ownZone() {
  const auto zone = QString::fromUtf8(QTimeZone::systemTimeZoneId());
  return zone.contains(u'/') && !zone.startsWith("Etc/"_L1) && isZone(zone) ? zone : u"UTC"_s;
}

} // namespace

SetupSchedule::SetupSchedule(QObject* parent) : QObject(parent) { clear(); }

void SetupSchedule::clear() {
  m_form = {{u"mode"_s, u"daily"_s},     {u"time"_s, u"02:00"_s},   {u"minutes"_s, u"15"_s},    {u"cron"_s, u"0 2 * * *"_s},
            {u"zone"_s, ownZone()},      {u"windowed"_s, false},    {u"windowFrom"_s, u"22:00"_s}, {u"windowTo"_s, u"06:00"_s},
            {u"bandwidth"_s, QString()}, {u"promotion"_s, u"each"_s}, {u"group"_s, u"tag"_s}};
  work();
}

void SetupSchedule::restore(const QVariantMap& map) {
  clear();
  for (auto it = map.cbegin(); it != map.cend(); ++it) m_form.insert(it.key(), it.value());
  work();
}

void SetupSchedule::put(const QString& field, const QVariant& value) {
  if (m_form.value(field) == value) return;
  m_form.insert(field, value);
  work();
}

QString SetupSchedule::cron() const {
  if (text("mode") == "cron"_L1) return text("cron");
  const auto time = engine::parseDayTime(text("time").toStdString());
  if (text("mode") != "daily"_L1 || !time) return {};
  return u"%1 %2 * * *"_s.arg(time->count() % 60).arg(time->count() / 60 % 24);
}

QVariantMap SetupSchedule::ruleFields() const {
  QVariantMap fields{{u"cron"_s, QStringList()},    {u"zone"_s, QString()},
                     {u"poll"_s, QString()},        {u"runWindows"_s, QVariantList()},
                     {u"windows"_s, QVariantList()}, {u"bandwidth"_s, text("bandwidth")},
                     {u"promotion"_s, text("promotion")}, {u"group"_s, text("group")}};
  const auto mode = text("mode");
  if (mode == "demand"_L1) return fields;
  const auto zone = text("zone") == "UTC"_L1 ? QString() : text("zone");
  fields[u"zone"_s] = zone;
  if (mode == "every"_L1)
    fields[u"poll"_s] = text("minutes") + u'm';
  else
    fields[u"cron"_s] = QStringList{cron()};
  if (m_form[u"windowed"_s].toBool())
    fields[u"runWindows"_s] = QVariantList{QVariantMap{{u"days"_s, kEveryDay}, {u"from"_s, text("windowFrom")}, {u"to"_s, text("windowTo")}, {u"zone"_s, zone}}};
  return fields;
}

/// Reads the form as the rule's parser does: what that refuses stands under the field that it is about.
void SetupSchedule::work() {
  m_problems.clear();
  m_cron_words.clear();
  m_next.clear();
  const auto mode = text("mode");
  const auto wrong = [&](const char* field, const QString& problem) { m_problems.insert(QString::fromLatin1(field), problem); };
  if (mode == "daily"_L1 && !engine::parseDayTime(text("time").toStdString())) wrong("time", tr("A time of the day, such as 02:00"));
  bool number = false;
  if (mode == "every"_L1 && (text("minutes").toInt(&number) < 1 || !number)) wrong("minutes", tr("A number of minutes from 1 on"));
  if (mode != "demand"_L1 && !isZone(text("zone")))
    wrong("zone", tr("\"%1\" is no time zone; write Europe/Berlin or UTC").arg(text("zone")));
  if (m_problems.isEmpty()) {
    QStringList errors;
    QVariantMap told;
    auto fields = ruleFields();
    const auto rule = ruleOf(fields, errors);
    auto read = rule;
    readPolicies(fields, read, told);
    for (auto it = told.cbegin(); it != told.cend(); ++it)
      m_problems.insert(it.key().startsWith("runWindows"_L1) ? u"window"_s : it.key(), it.value());
    if (m_problems.isEmpty() && !errors.isEmpty()) m_problems.insert(u"bandwidth"_s, errors.first());
    const auto said = scheduleWords(rule, m_now);
    m_next = said[u"nextRuns"_s].toStringList();
    m_cron_words = said[u"cronWords"_s].toStringList().value(0);
    if (mode == "cron"_L1 && m_cron_words.isEmpty())
      wrong("cron", tr("Five fields: minute, hour, day, month, weekday; such as 0 2 * * *"));
  }
  emit changed();
}

QString SetupSchedule::words() const {
  const auto mode = text("mode");
  if (!m_problems.isEmpty()) return {};
  if (mode == "demand"_L1) return tr("Only when somebody starts it, by hand or from the command line.");
  const auto what = mode != "every"_L1 ? tr("Runs %1, by the clocks of %2.", "every day at 02:00, zone").arg(m_cron_words, text("zone"))
                    : text("minutes") == "1"_L1 ? tr("Looks for changes every minute.")
                                                : tr("Looks for changes every %1 minutes.").arg(text("minutes"));
  if (!m_form[u"windowed"_s].toBool()) return what;
  return what + u' ' + tr("It moves bytes only from %1 to %2.").arg(text("windowFrom"), text("windowTo"));
}

} // namespace meridian::console
