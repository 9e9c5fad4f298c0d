// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/history/history.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::History;
using support::FakeLink;

class HistoryTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<History> m_history;

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    ports::JobRecord old;
    old.id = "20260101T000000Z-aaaa";
    old.rule = "base";
    old.state = ports::JobState::Partial;
    old.created = old.started = base::Timestamp(std::chrono::hours(400'000));
    old.finished = old.started + std::chrono::minutes(1);
    old.tags_failed = 2;
    old.error = "507 Insufficient Storage";
    m_link->jobs_answer = std::vector{old};
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_history = std::make_unique<History>(*m_link, *m_bridge);
  }
  void cleanup() {
    m_history.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void asksForThePastOnceSomebodyLooks() {
    QCOMPARE(m_history->jobs()->total(), 4);
    QVERIFY(!m_history->job().value(QStringLiteral("any")).toBool());
    m_bridge->open("jobs");
    QVERIFY(m_history->busy());
    QTRY_COMPARE(m_history->jobs()->total(), 5);
    QVERIFY(!m_history->busy());
    QCOMPARE(m_bridge->selectedJob(), QStringLiteral("20261122T091200Z-0001")); // one is on show
    QCOMPARE(m_history->row(), 0);
    QCOMPARE(m_history->rules().size(), 3);
    m_bridge->open("rules");
    m_bridge->open("jobs", "20260101T000000Z-aaaa");
    QCOMPARE(m_bridge->selectedJob(), QStringLiteral("20260101T000000Z-aaaa"));
    QVERIFY(!m_history->busy());
  }

  void saysWhatHelps() {
    m_link->image_answer = {{"gru", "base/a:1", {}, engine::ImageStatus::State::Failed, {}, {}, "DISK_FULL", "507"},
                            {"gru", "base/b:1", {}, engine::ImageStatus::State::Failed, {}, {}, "DISK_FULL", "507"},
                            {"tyo", "base/a:1", {}, engine::ImageStatus::State::Failed, {}, {}, "UNAUTHORIZED", "401"}};
    m_bridge->open("jobs", "20260101T000000Z-aaaa");
    QTRY_VERIFY(m_history->job().value(QStringLiteral("retryable")).toBool());
    QTRY_VERIFY(m_history->job().value(QStringLiteral("fixText")).toString().contains(QStringLiteral("disk")));
    QCOMPARE(m_history->job().value(QStringLiteral("cli")).toString(), QStringLiteral("meridianctl sync base"));
    QCOMPARE(m_history->images()->count(), 3);
  }

  void triesAgain() {
    QSignalSpy toast(m_bridge.get(), &Bridge::toast);
    m_history->retryFailed("20260101T000000Z-aaaa");
    QCOMPARE(m_link->retried, std::vector<std::string>{"20260101T000000Z-aaaa"});
    QCOMPARE(toast.size(), 1);
    QVERIFY(!m_bridge->selectedJob().isEmpty());
    m_link->refusal = base::Error{base::Errc::NotFound, "nothing in it failed", {}, 0, {}, {}, {}};
    m_history->retryFailed("x");
    QCOMPARE(toast[1][1].toString(), QStringLiteral("bad"));
  }

  void keepsTheJobThatAFilterHides() {
    m_bridge->open("jobs");
    QSignalSpy rows(m_history.get(), &History::rowChanged);
    m_history->jobs()->setText("app");
    QCOMPARE(m_history->row(), -1);
    QVERIFY(m_history->job().value(QStringLiteral("any")).toBool());
    QVERIFY(m_history->filtered());
    m_history->clearFilter();
    QCOMPARE(m_history->row(), 0);
    QCOMPARE(rows.size(), 2); // away and back
  }
};

QTEST_MAIN(HistoryTest)
#include "history_test.moc"
