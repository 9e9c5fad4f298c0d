// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/error_fix.h"
#include "models/job_list.h"
#include "models/job_words.h"
#include "support/console/fake_link.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using namespace meridian::models;
using namespace std::chrono_literals;
using ports::JobState;

class JobListTest : public QObject {
  Q_OBJECT
  base::Timestamp m_now{std::chrono::hours(400'000)};

  ports::JobRecord record(const char* id, const char* rule, JobState state, std::chrono::minutes ago, std::chrono::seconds length = 60s) {
    ports::JobRecord job;
    job.id = id;
    job.rule = rule;
    job.state = state;
    job.created = job.started = m_now - ago;
    if (!isOpen(state)) job.finished = job.started + length;
    return job;
  }
  std::vector<ports::JobRecord> past() {
    auto first = record("j1", "base", JobState::Succeeded, 50h, 200s);
    first.written = {500};
    auto second = record("j2", "app", JobState::Failed, 30h, 20s);
    second.error = "429 Too Many Requests";
    auto third = record("j3", "base", JobState::Partial, 20h, 900s);
    third.written = {2000};
    auto fourth = record("j4", "base", JobState::Succeeded, 2h, 30s);
    fourth.kind = "audit";
    return {fourth, third, second, first};
  }
  std::shared_ptr<const engine::Snapshot> snapshot(std::vector<ports::JobRecord> records) {
    auto made = std::make_shared<engine::Snapshot>();
    made->time = m_now;
    for (auto& entry : records) {
      engine::JobStatus job;
      job.record = std::move(entry);
      job.phase = isOpen(job.record.state) ? engine::JobPhase::Copying : engine::JobPhase::Done;
      made->jobs.push_back(std::move(job));
    }
    return made;
  }
  static QString ids(const JobList& list) {
    QStringList out;
    for (int row = 0; row < list.count(); ++row) out.append(list.get(row).value(QStringLiteral("jobId")).toString());
    return out.join(u' ');
  }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void filtersAndSorts_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* name, const char* what, const QVariant& value, const char* found) {
      QTest::newRow(name) << QString::fromLatin1(what) << value << QString::fromLatin1(found);
    };
    row("what runs first, then the queue as it waits", "order", "newest", "r1 q1 q2 j4 j3 j2 j1");
    row("oldest", "order", "oldest", "j1 j2 j3 j4 q1 q2 r1");
    row("longest", "order", "longest", "j3 q1 q2 j1 r1 j4 j2");
    row("largest", "order", "largest", "j3 j1 r1 q2 q1 j4 j2");
    row("by rule", "order", "rule", "q2 q1 j2 r1 j4 j3 j1");
    row("queue", "status", "open", "r1 q1 q2");
    row("with failures", "status", "bad", "j3 j2");
    row("one status", "status", "succeeded", "j4 j1");
    row("one rule", "rule", "app", "q1 q2 j2");
    row("one kind", "kind", "audit", "j4");
    row("today", "hours", 24, "r1 q1 q2 j4 j3");
    row("an error", "text", "429", "j2");
    row("an id", "text", "J3", "j3");
    row("nothing", "text", "nowhere", "");
  }
  void filtersAndSorts() {
    QFETCH(QString, what);
    QFETCH(QVariant, value);
    QFETCH(QString, found);
    JobList list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    list.show(snapshot({record("r1", "base", JobState::Running, 1min), record("q1", "app", JobState::Queued, 9min), record("q2", "app", JobState::Queued, 5min)}), m_now);
    list.remember(past());
    QVERIFY(list.setProperty(what.toLatin1().constData(), value));
    QCOMPARE(ids(list), found);
    QCOMPARE(list.total(), 7);
    list.clearFilter();
    QCOMPARE(list.count(), 7);
  }

  /// A tick of a running job touches its row and no other, however many there are.
  void touchesOnlyWhatChanges() {
    JobList list;
    std::vector<ports::JobRecord> many;
    for (int i = 0; i < 10'000; ++i)
      many.push_back(record(("h" + std::to_string(i)).c_str(), "base", JobState::Succeeded, std::chrono::minutes(100 + i)));
    list.remember(many);
    list.show(snapshot({record("r1", "base", JobState::Running, 1min)}), m_now);
    QCOMPARE(list.count(), 10'001);
    QSignalSpy reset(&list, &QAbstractItemModel::modelReset), data(&list, &QAbstractItemModel::dataChanged), in(&list, &QAbstractItemModel::rowsInserted);
    list.show(snapshot({record("r1", "base", JobState::Running, 1min)}), m_now + 1s);
    QCOMPARE(data.size(), 1);
    QCOMPARE(data[0][0].value<QModelIndex>().row(), 0);
    QCOMPARE(data[0][1].value<QModelIndex>().row(), 0);
    // Its end: it leaves the running ones; nothing else moves.
    list.show(snapshot({record("r1", "base", JobState::Succeeded, 1min)}), m_now + 2s);
    QCOMPARE(list.get(0).value(QStringLiteral("status")).toString(), QStringLiteral("succeeded"));
    data.clear();
    list.show(snapshot({record("r1", "base", JobState::Succeeded, 1min)}), m_now + 3s);
    QCOMPARE(data.size(), 0);
    QVERIFY(reset.isEmpty() && in.isEmpty());
    list.setStatus(QStringLiteral("bad"));
    list.show(snapshot({record("r2", "base", JobState::Failed, 1min), record("r1", "base", JobState::Succeeded, 1min)}), m_now + 4s);
    QCOMPARE(ids(list), QStringLiteral("r2"));
  }

  void comparesWithTheRunBefore() {
    JobList list;
    auto jobs = past();
    auto later = record("j5", "base", JobState::Succeeded, 10min, 100s);
    later.written = {3500};
    later.tags_copied = 2;
    jobs.push_back(later);
    auto cancelled = record("j6", "base", JobState::Cancelled, 15min);
    jobs.push_back(cancelled);
    list.remember(jobs);
    const auto* job = list.job(QStringLiteral("j5"));
    const auto* before = list.before(*job);
    QVERIFY(before);
    QCOMPARE(before->record.id, std::string("j3")); // not the audit, not what was stopped
    const auto text = comparedText(*job, *before, m_now);
    QVERIFY2(text.endsWith(QStringLiteral("1.5 kB more, 13 min faster, 2 tags copied more.")), qPrintable(text));
    QVERIFY(!list.before(*list.job(QStringLiteral("j1"))));
  }

  void words() {
    QCOMPARE(kindWord(QStringLiteral("rollback")), QStringLiteral("Rollback"));
    QCOMPARE(kindWord(QStringLiteral("new kind")), QStringLiteral("new kind"));
    engine::JobStatus job;
    job.record.id = "id1";
    job.record.rule = "base";
    QCOMPARE(jobCli(job, {}), QStringLiteral("meridianctl sync base"));
    job.record.kind = "restore";
    QCOMPARE(jobCli(job, QStringLiteral("/f.json")), QStringLiteral("meridianctl --fleet /f.json undelete base"));
    job.record.kind = "prewarm";
    QCOMPARE(jobCli(job, {}), QStringLiteral("meridianctl job id1"));
    QVERIFY(fixOf("DISK_FULL").contains(QStringLiteral("room")));
    QVERIFY(fixOf("CANCELLED").isEmpty());
    QVERIFY(fixOf("no such code").isEmpty());
  }

  void phases_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("words");
    using engine::JobPhase;
    const auto row = [](const char* name, const char* kind, JobPhase phase, const char* title, const char* right, const char* words) {
      QTest::newRow(name) << QString::fromLatin1(kind) << static_cast<int>(phase) << QString::fromLatin1(title) << QString::fromLatin1(right) << QString::fromLatin1(words);
    };
    row("a plan is made", "sync", JobPhase::Planning, "Sync base", "Comparing", "Compares source and targets");
    row("an audit looks", "audit", JobPhase::Comparing, "Audit base", "Comparing", "Compares the regions");
    row("an audit repairs", "audit", JobPhase::Copying, "Audit base", "Running", "Copies");
    row("a prewarm", "prewarm", JobPhase::Copying, "Prewarm base", "Running", "Copies");
    row("a restore", "restore", JobPhase::Copying, "Restore tags of base", "Running", "Sets tags");
    row("a promotion", "promote", JobPhase::Copying, "Promote base", "Running", "Copies");
  }
  void phases() {
    QFETCH(QString, kind);
    QFETCH(int, phase);
    QFETCH(QString, title);
    QFETCH(QString, right);
    QFETCH(QString, words);
    auto job = record("r1", "base", JobState::Running, 1min);
    job.kind = kind.toStdString();
    auto made = *snapshot({job});
    made.jobs[0].phase = static_cast<engine::JobPhase>(phase);
    made.jobs[0].tags_done = 3;
    made.jobs[0].tags_total = 9;
    JobList list;
    list.show(std::make_shared<const engine::Snapshot>(made), m_now);
    const auto row = list.get(0);
    QCOMPARE(row.value(QStringLiteral("title")).toString(), title);
    QCOMPARE(row.value(QStringLiteral("rightText")).toString(), right);
    QCOMPARE(row.value(QStringLiteral("phaseText")).toString(), words);
    QCOMPARE(row.value(QStringLiteral("tagsText")).toString(), QStringLiteral("3 of 9 tags"));
  }
};

QTEST_GUILESS_MAIN(JobListTest)
#include "job_list_test.moc"
