// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/notices/notices.h"
#include "console/settings/kept.h"
#include "support/console/fake_link.h"

#include <QFile>
#include <QLocale>
#include <QTemporaryDir>

using namespace meridian;
using console::Bridge;
using console::DesktopNote;
using console::Notices;
using ports::JobState;
using support::FakeLink;

class NoticesTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Notices> m_notices;
  QList<DesktopNote> m_notes;
  bool m_watched = false;

  [[nodiscard]] QString toast(int row, const char* role = "text") const { return m_notices->toasts()->value(row, role).toString(); }
  [[nodiscard]] QString row(int row, const char* role = "text") const { return m_notices->rows()->value(row, role).toString(); }

  /// The running job of the sample ends.
  void end(JobState state, std::chrono::seconds after = std::chrono::seconds(30)) {
    auto snapshot = *m_link->snapshot();
    for (auto& job : snapshot.jobs) {
      if (job.record.state != JobState::Running) continue;
      job.record.state = state;
      job.record.finished = job.record.started + after;
      if (state == JobState::Failed) {
        job.record.error = "denied";
        job.record.tags_failed = 2;
      }
    }
    ++snapshot.revision;
    m_link->show(std::move(snapshot));
  }
  void turn(engine::RegionState state) {
    auto snapshot = *m_link->snapshot();
    snapshot.regions[1].state = state;
    ++snapshot.revision;
    m_link->show(std::move(snapshot));
  }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    console::kept::useSettings(false);
    m_notes.clear();
    m_watched = false;
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_notices = std::make_unique<Notices>(*m_link, *m_bridge);
    m_notices->tellDesktop([this](const DesktopNote& note) { m_notes.append(note); });
    m_notices->watchedBy([this] { return m_watched; });
  }
  void cleanup() {
    m_notices.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void theStartIsNoNews() {
    QCOMPARE(m_notices->rows()->count(), 0);
    QCOMPARE(m_notices->unread(), 0);
  }

  void tellsOfAJobThatFails() {
    end(JobState::Failed);
    QCOMPARE(m_notices->unread(), 1);
    QVERIFY2(row(0).endsWith(": Failed"), qPrintable(row(0)));
    QCOMPARE(row(0, "detail"), QStringLiteral("denied"));
    QCOMPARE(row(0, "actionText"), QStringLiteral("Show job"));
    QCOMPARE(row(0, "secondText"), QStringLiteral("Retry"));
    QCOMPARE(m_notices->toasts()->count(), 1); // whoever started it
    QCOMPARE(m_notes.size(), 1);
    QVERIFY(m_notes[0].bad);
    end(JobState::Failed);
    QCOMPARE(m_notices->unread(), 1); // once
    m_notices->follow(row(0, "noticeId"), true);
    QCOMPARE(m_link->retried.size(), std::size_t{1});
    QCOMPARE(m_notices->unread(), 0);
    QCOMPARE(m_bridge->page(), QStringLiteral("jobs"));
  }

  void aScheduledSuccessIsQuiet() {
    end(JobState::Succeeded);
    QCOMPARE(m_notices->rows()->count(), 1);
    QCOMPARE(m_notices->toasts()->count(), 0);
    QVERIFY(m_notes.isEmpty()); // it was short
  }

  void aJobFromHereIsAnswered() {
    m_bridge->syncNow("base"); // FakeLink calls it job-base
    QTRY_COMPARE(m_notices->toasts()->count(), 1);
    auto snapshot = *m_link->snapshot();
    engine::JobStatus job;
    job.record.id = "job-base";
    job.record.rule = "base";
    job.record.state = JobState::Succeeded;
    job.record.started = snapshot.time;
    job.record.finished = snapshot.time + std::chrono::seconds(1); // too quick to be seen running
    snapshot.jobs.push_back(job);
    ++snapshot.revision;
    m_link->show(snapshot);
    QCOMPARE(toast(1), QStringLiteral("Sync base: Succeeded"));
    QCOMPARE(toast(1, "actionText"), QStringLiteral("Show job"));
    m_notices->act(toast(1, "toastId"));
    QCOMPARE(m_bridge->selectedJob(), QStringLiteral("job-base"));
    QCOMPARE(m_notices->toasts()->count(), 1);
  }

  void theDesktopHears_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("watched");
    QTest::addColumn<QString>("off");
    QTest::addColumn<int>("notes");
    QTest::newRow("a failure") << int(JobState::Failed) << 5 << false << "" << 1;
    QTest::newRow("a part that failed") << int(JobState::Partial) << 5 << false << "" << 1;
    QTest::newRow("not while somebody looks") << int(JobState::Failed) << 5 << true << "" << 0;
    QTest::newRow("a long job") << int(JobState::Succeeded) << 61 << false << "" << 1;
    QTest::newRow("a short job") << int(JobState::Succeeded) << 59 << false << "" << 0;
    QTest::newRow("cancelled by somebody") << int(JobState::Cancelled) << 600 << false << "" << 0;
    QTest::newRow("failures switched off") << int(JobState::Failed) << 5 << false << "failure" << 0;
    QTest::newRow("long jobs switched off") << int(JobState::Succeeded) << 600 << false << "long" << 0;
    QTest::newRow("all switched off") << int(JobState::Failed) << 5 << false << "desktop" << 0;
  }
  void theDesktopHears() {
    QFETCH(int, state);
    QFETCH(int, seconds);
    QFETCH(QString, off);
    QFETCH(bool, watched);
    m_watched = watched;
    if (!off.isEmpty()) console::kept::put("notify/" + off, false);
    end(static_cast<JobState>(state), std::chrono::seconds(seconds));
    QTEST(static_cast<int>(m_notes.size()), "notes");
  }

  void regionsComeAndGo() {
    turn(engine::RegionState::Offline);
    const auto name = m_bridge->regions()->value(1, "name").toString();
    QCOMPARE(row(0), name + " is offline");
    turn(engine::RegionState::Unknown); // nobody looked: nothing new
    QCOMPARE(m_notices->rows()->count(), 1);
    turn(engine::RegionState::InSync);
    QCOMPARE(row(0), name + " is back");
    QCOMPARE(m_notes.size(), 1); // the desktop hears of the trouble only
    m_notices->mute(row(0, "source"), true);
    QCOMPARE(m_notices->unread(), 0);
    const int shown = m_notices->toasts()->count();
    turn(engine::RegionState::Offline);
    QCOMPARE(m_notices->toasts()->count(), shown);
    QCOMPARE(m_notes.size(), 1);
    QCOMPARE(m_notices->muted().first().toMap()["text"].toString(), name);
    m_notices->follow(row(0, "noticeId"), false);
    QCOMPARE(m_bridge->page(), QStringLiteral("region"));
  }

  void messagesQueue() {
    for (const char* text : {"a", "b", "c", "d"}) emit m_bridge->toast(text, "info", {});
    emit m_bridge->toast("a", "info", {});
    QCOMPARE(m_notices->toasts()->count(), 3);
    QCOMPARE(m_notices->toasts()->value(0, "times").toInt(), 2);
    m_notices->dismissNewest();
    QCOMPARE(toast(2), QStringLiteral("d"));
    m_notices->dismiss(toast(0, "toastId"));
    QCOMPARE(m_notices->toasts()->count(), 2);
    QCOMPARE(m_notices->rows()->count(), 0); // small talk is not kept
    emit m_bridge->toast("It did not work", "bad", "why");
    QCOMPARE(m_notices->rows()->count(), 1);
  }

  void bringsBackWhatWasRemoved() {
    const auto before = engine::toJson(*m_link->snapshot()->fleet);
    QCOMPARE(m_bridge->removeRule("app"), QString());
    QVERIFY(engine::toJson(*m_link->snapshot()->fleet) != before);
    QCOMPARE(toast(0, "actionText"), QStringLiteral("Undo"));
    QCOMPARE(toast(0, "seconds"), QStringLiteral("10"));
    m_notices->act(toast(0, "toastId"));
    QCOMPARE(engine::toJson(*m_link->snapshot()->fleet), before);
    m_notices->undo(); // once
    QCOMPARE(m_link->saved.size(), std::size_t{2});
  }

  void doesNotUndoOverNewerChanges() {
    QCOMPARE(m_bridge->removeRegion("tyo"), QString());
    auto fleet = *m_link->snapshot()->fleet;
    fleet.regions[0].name = "Francfort";
    QVERIFY(m_link->replaceFleet(fleet));
    m_notices->undo();
    QCOMPARE(toast(0), QStringLiteral("It cannot be undone"));
    QCOMPARE(m_link->snapshot()->fleet->regions[0].name, std::string("Francfort"));
  }

  void saysWhatIsAtStake() {
    const auto region = m_notices->stake("region", "tyo");
    QVERIFY(!region["rules"].toStringList().isEmpty());
    QVERIFY(!region["lines"].toStringList().isEmpty());
    auto snapshot = *m_link->snapshot();
    for (auto& status : snapshot.regions) status.tags_total = 5000;
    m_link->show(snapshot);
    QCOMPARE(m_notices->stake("region", "tyo")["typed"].toString(), QStringLiteral("tyo"));
    QCOMPARE(m_notices->stake("rule", "base")["typed"].toString(), QString());
    QVERIFY(m_notices->stake("region", "nowhere")["lines"].toStringList().isEmpty());
  }

  void isKeptOverRestarts() {
    const QTemporaryDir home;
    const auto file = home.filePath("notices.json");
    m_notices->keepIn(file);
    end(JobState::Failed);
    QTRY_VERIFY(QFile::exists(file));
    QCOMPARE(QFile(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    m_notices->markRead();
    m_notices.reset(); // saves what is not saved yet
    m_notices = std::make_unique<Notices>(*m_link, *m_bridge);
    m_notices->keepIn(file);
    QCOMPARE(m_notices->rows()->count(), 1);
    QCOMPARE(m_notices->unread(), 0);
    m_notices->clear();
    QCOMPARE(m_notices->rows()->count(), 0);
  }
};

QTEST_MAIN(NoticesTest)
#include "notices_test.moc"
