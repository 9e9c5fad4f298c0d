// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "console/bridge.h"
#include "console/setup/setup.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>

// The guided set-up over a link without an engine.
namespace meridian::test {

using namespace meridian::console;
using support::FakeLink;

/// What is kept, shared by the runs of a test.
class Paper final : public DraftShelf {
public:
  explicit Paper(std::shared_ptr<QByteArray> text) : m_text(std::move(text)) {}
  [[nodiscard]] QByteArray read() const override { return *m_text; }
  void write(const QByteArray& json) override { *m_text = json; }

private:
  std::shared_ptr<QByteArray> m_text;
};

inline engine::RegionCheck passed(const char* auth = "none") {
  engine::RegionCheck check;
  check.passed = true;
  check.auth = auth;
  check.product_text = "Harbor";
  check.round_trip = base::Seconds(0.04);
  return check;
}

inline engine::RegionCheck failed(base::Errc code, const char* words, const char* advice) {
  engine::RegionCheck check;
  check.error = base::Error{code, words, {}, 0, {}, {}, {}};
  check.steps = {{engine::CheckStep::Kind::Address, true, "there", {}}, {engine::CheckStep::Kind::Connection, false, words, advice}};
  return check;
}

/// A set-up at its beginning: an empty fleet, registries that answer.
class SetupDesk : public QObject {
  Q_OBJECT

protected:
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Setup> m_setup;
  std::shared_ptr<QByteArray> m_paper;

  void run() {
    m_setup.reset();
    m_setup = std::make_unique<Setup>(*m_link, *m_bridge, std::make_unique<Paper>(m_paper));
  }
  [[nodiscard]] SetupRegion& region() const { return *m_setup->region(); }
  [[nodiscard]] const engine::Fleet& fleet() const { return m_link->saved.back(); }
  void describe(const QString& url) {
    region().put("url", url);
    region().look();
    QTRY_VERIFY(region().phase() != "looking");
  }
  /// From nothing to the step "what".
  void passRegions() {
    describe("registry.fra.example.com");
    m_setup->next();
    QTRY_COMPARE(m_setup->step(), QString("regions"));
    describe("registry.tyo.example.com");
    m_setup->next();
    QTRY_VERIFY(!m_setup->describing());
    m_setup->next();
    QCOMPARE(m_setup->step(), QString("what"));
  }
  void passToPlan() {
    passRegions();
    m_setup->selection()->setPatterns({"base/*"});
    m_setup->next();
    QCOMPARE(m_setup->step(), QString("when"));
    QCOMPARE(m_setup->missing(), QString());
    m_setup->next();
    QCOMPARE(m_setup->step(), QString("plan"));
    QTRY_VERIFY(m_setup->plan()->ready());
  }
  void showJob(ports::JobState state, engine::JobPhase phase = engine::JobPhase::Copying) {
    auto snapshot = *m_link->snapshot();
    engine::JobStatus job;
    job.record.id = "job-mirror";
    job.record.rule = "mirror";
    job.record.state = state;
    job.record.error = state == ports::JobState::Failed ? "Tokyo: 507 disk is full" : "";
    job.phase = phase;
    job.targets = {"tyo"};
    job.done = {400};
    job.total = {1000};
    job.shares = {{"tyo", {400}, {1000}}};
    snapshot.jobs = {job};
    m_link->show(snapshot);
  }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_paper = std::make_shared<QByteArray>();
    m_link = std::make_unique<FakeLink>();
    engine::Snapshot empty;
    empty.fleet = std::make_shared<engine::Fleet>();
    m_link->show(empty);
    m_link->check_answer = passed();
    m_link->repository_answer = std::vector<std::string>{"base/alpine", "base/debian", "web"};
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "/etc/fleet.json", {}, "0.1.0"});
    run();
  }
  void cleanup() {
    m_setup.reset();
    m_bridge.reset();
    m_link.reset();
  }
};

} // namespace meridian::test
