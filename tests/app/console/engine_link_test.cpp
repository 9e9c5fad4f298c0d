// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/engine_link.h"
#include "offline/scripted_fleet.h"

#include <QTest>

#include <algorithm>

using namespace meridian;
using console::EngineLink;

/// The console's way to a real engine, over registries in memory.
class EngineLinkTest : public QObject {
  Q_OBJECT
  std::unique_ptr<offline::ScriptedFleet> m_fleet;
  std::unique_ptr<EngineLink> m_link;

  [[nodiscard]] const engine::JobStatus* moving() const {
    const auto& jobs = m_link->snapshot()->jobs;
    const auto at = std::ranges::find_if(jobs, [](const auto& job) {
      return job.phase == engine::JobPhase::Copying && !job.paused && job.record.rule == "platform";
    });
    return at == jobs.end() ? nullptr : &*at;
  }
  [[nodiscard]] bool paused(const std::string& id) const {
    return std::ranges::any_of(m_link->snapshot()->jobs, [&](const auto& job) { return job.record.id == id && job.paused; });
  }

private slots:
  void init() {
    auto started = offline::ScriptedFleet::start({});
    QVERIFY(started.has_value());
    m_fleet = std::move(*started);
    m_link = std::make_unique<EngineLink>(m_fleet->engine());
  }
  void cleanup() {
    m_link.reset();
    m_fleet.reset();
  }

  void steersAJob() {
    QTRY_VERIFY_WITH_TIMEOUT(moving() != nullptr, 30'000);
    const auto id = moving()->record.id;
    QVERIFY(m_link->pause(id, true).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(paused(id), 10'000);
    std::vector<engine::BlobStatus> blobs;
    m_link->blobs(id, [&](std::vector<engine::BlobStatus> answer) { blobs = std::move(answer); });
    QTRY_VERIFY_WITH_TIMEOUT(!blobs.empty(), 10'000);
    QVERIFY(!blobs[0].digest.empty() && !blobs[0].target.empty());
    QVERIFY(m_link->moveToTop(id).has_value());
    QVERIFY(m_link->pause(id, false).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(!paused(id), 10'000);
    QVERIFY(!m_link->pause("nobody", true).has_value());
    QVERIFY(!m_link->moveToTop("nobody").has_value());
  }

  void slowsDown() {
    QVERIFY(m_link->setSlowMode(base::BytesPerSecond{1e6}));
    QTRY_VERIFY_WITH_TIMEOUT(m_link->snapshot()->slow == base::RateLimit(base::BytesPerSecond{1e6}), 10'000);
    QVERIFY(m_link->setSlowMode({}));
    QTRY_VERIFY_WITH_TIMEOUT(!m_link->snapshot()->slow, 10'000);
  }

  void remembersWhatAProbeFound() {
    bool asked = false;
    m_link->knownProfile("tyo", [&](std::optional<ports::RegistryProfile> profile) { asked = !profile; });
    QTRY_VERIFY_WITH_TIMEOUT(asked, 10'000);
    bool probed = false;
    m_link->probe("tyo", [&](base::Result<ports::RegistryProfile> profile) { probed = profile.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(probed, 10'000);
    std::optional<ports::RegistryProfile> known;
    m_link->knownProfile("tyo", [&](std::optional<ports::RegistryProfile> profile) { known = std::move(profile); });
    QTRY_VERIFY_WITH_TIMEOUT(known.has_value(), 10'000);
    QCOMPARE(known->streaming, ports::Ability::Yes);
    bool refused = false;
    m_link->probe("nowhere", [&](base::Result<ports::RegistryProfile> profile) { refused = !profile.has_value(); });
    QTRY_VERIFY_WITH_TIMEOUT(refused, 10'000);
  }

  void droppedAnswersNeverCome() {
    bool answered = false;
    m_link->drop(m_link->probe("gru", [&](base::Result<ports::RegistryProfile>) { answered = true; }));
    m_link.reset(); // stops the question and waits for its end
    QTest::qWait(20);
    QVERIFY(!answered);
  }
};

QTEST_GUILESS_MAIN(EngineLinkTest)
#include "engine_link_test.moc"
