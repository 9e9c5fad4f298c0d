// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/activity/activity.h"
#include "console/activity/activity_export.h"
#include "console/bridge.h"
#include "models/showing.h"
#include "support/console/fake_link.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace meridian;
using namespace meridian::console;

namespace {

const base::Timestamp kTime(std::chrono::milliseconds(1'795'338'727'045)); // 2026-11-22 09:12:07.045 UTC

ports::ActionRecord action(std::uint64_t seq, const char* actor, const char* verb, const char* subject, const char* problem = "") {
  return {seq, kTime + std::chrono::seconds(seq), actor, verb, subject, "targets tyo", problem};
}

std::vector<ports::ActionRecord> someActions(int count) {
  std::vector<ports::ActionRecord> list;
  for (int i = count; i > 0; --i)
    list.push_back(action(static_cast<std::uint64_t>(i), i % 2 == 0 ? "anna@desk with meridian" : "schedule", i % 10 == 0 ? "job.cancel" : "job.start",
                          "rule base", i % 100 == 0 ? "another job runs" : ""));
  return list;
}

} // namespace

class ActivityTest : public QObject {
  Q_OBJECT
  std::unique_ptr<support::FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Activity> m_activity;

  [[nodiscard]] int count() const { return m_activity->rows()->rowCount(); }
  [[nodiscard]] QString cell(int row, const char* role) const {
    return qobject_cast<ActivityRows*>(m_activity->rows())->text(row, QString::fromLatin1(role));
  }

private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
    models::setDisplayZone(QTimeZone::utc());
  }
  void init() {
    m_link = std::make_unique<support::FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_activity = std::make_unique<Activity>(*m_link, *m_bridge);
  }
  void cleanup() {
    m_activity.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void showsWhoDidWhat() {
    m_link->action_answer = {action(2, "schedule", "job.start", "region tyo", "another job runs"), action(1, "anna", "made.up", "rule base")};
    m_bridge->open("activity");
    QTRY_COMPARE(count(), 2);
    QCOMPARE(cell(0, "who"), QStringLiteral("schedule"));
    QCOMPARE(cell(0, "what"), QStringLiteral("Started a job"));
    QCOMPARE(cell(0, "subject"), QStringLiteral("Tokyo"));
    QCOMPARE(cell(0, "refused"), QStringLiteral("true"));
    QCOMPARE(cell(0, "tone"), QStringLiteral("bad"));
    QCOMPARE(cell(1, "what"), QStringLiteral("made.up"));
    QCOMPARE(cell(1, "exactText"), QStringLiteral("22 Nov 2026 09:12:08.045 UTC"));
    m_activity->follow(0);
    QCOMPARE(m_bridge->page(), QStringLiteral("region"));
    QCOMPARE(m_bridge->subject(), QStringLiteral("tyo"));
  }

  void loadsPageByPage() {
    m_link->action_answer = someActions(1200);
    const QAbstractItemModelTester tester(m_activity->rows());
    m_activity->refresh();
    QTRY_VERIFY(!m_activity->busy());
    QTRY_VERIFY(count() >= 500);
    while (m_activity->rows()->canFetchMore({})) {
      m_activity->rows()->fetchMore({});
      QTRY_VERIFY(!m_activity->busy());
    }
    QCOMPARE(count(), 1200);
    m_link->action_answer.insert(m_link->action_answer.begin(), action(1201, "bob", "slow_mode", ""));
    m_activity->refresh();
    QTRY_COMPARE(count(), 1201);
    QCOMPARE(cell(0, "who"), QStringLiteral("bob"));
  }

  void filters_data() {
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("actor");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<bool>("refused");
    QTest::addColumn<int>("left");
    QTest::newRow("all") << "" << "" << "" << false << 1200;
    QTest::newRow("an actor") << "" << "schedule" << "" << false << 600;
    QTest::newRow("a verb") << "" << "" << "job.cancel" << false << 120;
    QTest::newRow("refused") << "" << "" << "" << true << 12;
    QTest::newRow("words in any order") << "CANCELLED anna" << "" << "" << false << 120;
    QTest::newRow("a problem's words") << "another runs" << "" << "" << false << 12;
    QTest::newRow("nothing") << "zebra" << "" << "" << false << 0;
    QTest::newRow("both") << "" << "schedule" << "job.cancel" << false << 0;
  }
  void filters() {
    QFETCH(QString, search);
    QFETCH(QString, actor);
    QFETCH(QString, verb);
    QFETCH(bool, refused);
    m_link->action_answer = someActions(1200);
    m_activity->setSearch(search);
    m_activity->setActor(actor);
    m_activity->setVerb(verb);
    m_activity->setRefusedOnly(refused);
    m_activity->refresh();
    QTRY_VERIFY((m_activity->rows()->fetchMore({}), !m_activity->rows()->canFetchMore({}) && !m_activity->busy()));
    QTEST(count(), "left");
    QCOMPARE(m_activity->actors().size(), 3);
    QCOMPARE(m_activity->verbs().size(), 3);
    m_activity->clearFilter();
    QCOMPARE(count(), 1200);
  }

  void tellsTheEnginesStory() {
    auto snapshot = *m_link->snapshot();
    snapshot.last_event = 3;
    m_link->show(snapshot);
    m_link->event_answer = {{1, "j1", kTime, "info", "planned"}, {2, "j1", kTime, "warning", "slow"}, {3, "", kTime, "error", "disk full"}};
    m_activity->setView("events");
    QTRY_COMPARE(count(), 3);
    QCOMPARE(cell(0, "detail"), QStringLiteral("disk full"));
    QCOMPARE(cell(2, "subject"), QStringLiteral("Job j1"));
    m_activity->setRefusedOnly(true);
    QCOMPARE(count(), 1);
    m_activity->clearFilter();
    m_activity->setView("actions");
    QCOMPARE(count(), 0);
  }

  void csv_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << "targets tyo" << QByteArray("targets tyo");
    QTest::newRow("comma") << "tyo, sjc" << QByteArray("\"tyo, sjc\"");
    QTest::newRow("quotes") << "say \"no\"" << QByteArray("\"say \"\"no\"\"\"");
    QTest::newRow("line break") << "a\nb" << QByteArray("\"a\nb\"");
    QTest::newRow("a formula") << "=HYPERLINK(1)" << QByteArray("'=HYPERLINK(1)");
    QTest::newRow("another formula") << "@SUM(1,2)" << QByteArray("\"'@SUM(1,2)\"");
    QTest::newRow("a sign") << "-1" << QByteArray("'-1");
    QTest::newRow("Chinese") << "镜像" << QByteArray("镜像");
  }
  void csv() {
    QFETCH(QString, text);
    QFETCH(QByteArray, cell);
    const auto table = toCsv({{7, kTime, "anna", "job.start", "rule base", text, {}}});
    QCOMPARE(table, QByteArray("\xEF\xBB\xBFtime,actor,verb,subject,detail,problem\r\n"
                               "2026-11-22T09:12:07.045Z,anna,job.start,rule base,") + cell + ",\r\n");
  }

  void exportsAllThatFits() {
    const QTemporaryDir home;
    m_link->action_answer = someActions(1200);
    m_activity->refresh();
    QTRY_VERIFY(!m_activity->busy());
    m_activity->setVerb("job.cancel");
    QSignalSpy told(m_bridge.get(), &Bridge::toast);
    m_activity->exportTo(QUrl::fromLocalFile(home.filePath("trail.json")), "json"); // 700 lines are not loaded yet
    QTRY_COMPARE(told.count(), 1);
    QFile file(home.filePath("trail.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto list = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(list.size(), 120);
    QCOMPARE(list[0].toObject()["verb"].toString(), QStringLiteral("job.cancel"));
    m_activity->exportTo(QUrl::fromLocalFile(home.filePath("no/such/folder.csv")), "csv");
    QTRY_COMPARE(told.count(), 2);
    QCOMPARE(told[1][1].toString(), QStringLiteral("bad"));
  }
};

QTEST_MAIN(ActivityTest)
#include "activity_test.moc"
