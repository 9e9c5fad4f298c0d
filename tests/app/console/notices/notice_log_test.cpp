// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/notices/notice_log.h"

using namespace meridian::console;

namespace {

Notice failure(const char* rule = "base", const char* text = "Sync base: Failed") {
  return {0, meridian::base::Timestamp(std::chrono::seconds(1'700'000'000)), "bad", "failure", QStringLiteral("rule ") + rule, text,
          "denied", "job:1", "retry:1", 1, false};
}

} // namespace

class NoticeLogTest : public QObject {
  Q_OBJECT

private slots:
  void countsWhatHappensAgain() {
    NoticeLog log;
    log.add(failure());
    log.add(failure("app", "Sync app: Failed"));
    QCOMPARE(log.add(failure()).times, 2);
    QCOMPARE(log.notices().size(), 2);
    QCOMPARE(log.notices().first().source, QStringLiteral("rule base")); // the newest stands first
    QCOMPARE(log.unread(), 2);
    log.readAll();
    QCOMPARE(log.add(failure()).times, 1); // what was read is told anew
    QCOMPARE(log.notices().size(), 3);
  }

  void isBounded() {
    NoticeLog log;
    for (int i = 0; i < 500; ++i) log.add(failure("base", qPrintable(QString::number(i))));
    QCOMPARE(log.notices().size(), NoticeLog::kMost);
    QCOMPARE(log.notices().first().text, QStringLiteral("499"));
    auto long_one = failure();
    long_one.detail = QString(5000, 'x');
    QVERIFY(log.add(long_one).detail.size() <= 500);
  }

  void mutesASource() {
    NoticeLog log;
    log.add(failure());
    log.mute("rule base", true);
    QCOMPARE(log.unread(), 0);
    log.add(failure());
    log.add(failure("app"));
    QCOMPARE(log.unread(), 1);
    QVERIFY(log.muted("rule base"));
    log.mute("rule base", false);
    QVERIFY(log.muted().isEmpty());
    log.mute("", true); // the console itself cannot be muted
    QVERIFY(log.muted().isEmpty());
  }

  void isKept() {
    NoticeLog log;
    log.add(failure());
    const auto first = log.add(failure()).id;
    log.add(failure("app"));
    log.read(first);
    log.mute("region tyo", true);
    NoticeLog again;
    again.fromJson(log.toJson());
    QCOMPARE(again.notices().size(), 2);
    QCOMPARE(again.notices()[1].times, 2);
    QVERIFY(again.notices()[1].read);
    QCOMPARE(again.notices()[0].time, log.notices()[0].time);
    QCOMPARE(again.unread(), 1);
    QVERIFY(again.muted("region tyo"));
    const auto next = again.add(failure("web", "Sync web: Failed")).id;
    for (int i = 1; i < again.notices().size(); ++i) QVERIFY(again.notices()[i].id != next);
  }

  void readsOnlyItsOwn_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("{{{");
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("no notices in it") << QByteArray(R"({"notices": [1, {"tone": "bad"}]})");
  }
  void readsOnlyItsOwn() {
    QFETCH(QByteArray, json);
    NoticeLog log;
    log.add(failure());
    log.fromJson(json);
    QVERIFY(log.notices().isEmpty());
  }
};

QTEST_GUILESS_MAIN(NoticeLogTest)
#include "notice_log_test.moc"
