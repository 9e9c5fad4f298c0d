// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/schedule_text.h"

#include <QLocale>

using namespace meridian;
using namespace meridian::models;

class ScheduleTextTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void cron_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("text");
    for (const char* same : {"every day at 02:00", "every minute", "every 15 minutes", "every 6 hours", "every hour at :05",
                             "every 10 minutes from 08:00 to 17:50", "0 0 1-7 * 1"})
      QTest::newRow(same) << same << same;
    QTest::newRow("days of the week") << "on mon, wed at 08:30" << "Mon, Wed at 08:30";
    QTest::newRow("day of the month") << "on day 1, 15 of the month at 04:00" << "day 1, 15 of the month at 04:00";
    QTest::newRow("date") << "on 24 dec at 18:00" << "24 Dec at 18:00";
    QTest::newRow("often on days") << "every hour from 08:00 to 17:00 on sat" << "every hour from 08:00 to 17:00 on Sat";
  }
  void cron() {
    QFETCH(QString, words);
    QTEST(cronText(words.toStdString()), "text");
  }
  void shown() {
    const base::Timestamp time{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2)};
    QCOMPARE(shownText(time), QStringLiteral("Mon 23 Nov 02:00"));
  }
  void parts_data() {
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("simple");
    QTest::addColumn<QString>("full");
    QTest::newRow("tags") << "tags" << "All tags" << "v* · the newest 5";
    QTest::newRow("platforms") << "platforms" << "All platforms, as they are" << "linux/amd64 · index kept as it is";
    QTest::newRow("referrers") << "referrers" << "Not copied" << "All are copied · no tag without signature";
    QTest::newRow("schedule") << "schedule" << "By hand only" << "every day at 02:00 (Asia/Tokyo) · on push";
    QTest::newRow("promotion") << "promotion" << "Each tag as soon as it is complete"
                               << "Each tag everywhere or nowhere · waves: 1";
    QTest::newRow("deletes") << "deletes" << "Nothing is deleted at the targets" << "After 7 d; stops above 5 %";
    QTest::newRow("audit") << "audit" << "On demand · tags and content" << "On demand · tags and content · repairs";
    QTest::newRow("bandwidth") << "bandwidth" << "Unlimited" << "8 Mbit/s";
  }
  void parts() {
    QFETCH(QString, part);
    QTEST(ruleParts({})[part].toString(), "simple");
    plan::Rule rule;
    rule.tags.include = {"v*"};
    rule.tags.latest = 5;
    rule.tags.latest_by_created = true;
    rule.platforms = {*oci::Platform::parse("linux/amd64")};
    rule.referrers = {true, {}, {"signature"}};
    rule.schedule.cron = {"0 2 * * *"};
    rule.schedule.zone = "Asia/Tokyo";
    rule.schedule.on_push = true;
    rule.promotion.mode = plan::Promotion::Mode::AllOrNothing;
    rule.promotion.waves = {{"tyo"}};
    rule.deletes.propagate = true;
    rule.audit.repair = true;
    rule.bandwidth.limit = base::BytesPerSecond{1e6};
    QTEST(ruleParts(rule)[part].toString(), "full");
    QCOMPARE(ruleTraits({}), QStringList());
    QCOMPARE(ruleTraits(rule).first(), QStringLiteral("All or nothing"));
  }
};

QTEST_GUILESS_MAIN(ScheduleTextTest)
#include "schedule_text_test.moc"
