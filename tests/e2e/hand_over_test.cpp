// SPDX-License-Identifier: GPL-3.0-or-later
// A window hands its engine over to meridiand in mid layer: what has crossed the line does not cross it again.
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "console/engine_home.h"
#include "contract/content.h"
#include "e2e/client.h"
#include "e2e/ctl.h"
#include "support/cut_proxy.h"

#include <algorithm>

using namespace meridian;
using namespace std::chrono_literals;
using console::EngineHome;
using test::CutProxy;
using test::RegistryProcess;

namespace {
constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr memory::GeneratedBlob kLayer{{64 * kMiB}, 78};
} // namespace

class E2eHandOverTest : public QObject {
  Q_OBJECT

private slots:
  void aRunningJobGoesOn() {
    auto source = RegistryProcess::start(), target = RegistryProcess::start();
    QVERIFY(source && target);
    test::DirectClient client((*source)->url());
    const auto layer = test::descriptorOf(kLayer);
    test::GeneratedSource bytes(kLayer);
    QVERIFY(client->putBlob("app/web", layer, bytes, nullptr, {}));
    const auto config = client.blob("app/web", "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}",
                                    std::string(oci::kOciConfig));
    QVERIFY(config);
    QVERIFY(client.manifest("app/web", "1", "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) + "\",\"config\":" +
                                                test::DirectClient::descriptor(*config) + ",\"layers\":[" + test::DirectClient::descriptor(layer) + "]}"));
    CutProxy line((*source)->port());
    line.roundTrip(12ms);
    line.delay(30ms);
    test::Ctl ctl({{"fra", "http://127.0.0.1:" + std::to_string(line.port()), {}, {}}, {"tyo", (*target)->url(), {}, {}}});
    ctl.environment("MERIDIAN_KEYCHAIN=off");
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "DOCKER_CONFIG"})
      qputenv(name, ctl.folder().c_str());

    engine::EngineOptions options;
    options.fleet_file = ctl.folder() / "fleet.json";
    options.state_dir = ctl.state();
    auto home = EngineHome::open(options, "1.0", true);
    QVERIFY2(home, home ? "" : home.error().text().c_str());
    auto& link = (*home)->link();
    QVERIFY(link.start({"all", {}, {}}));
    const auto passed = [&] { return line.passed(CutProxy::Way::Down); };
    QTRY_VERIFY_WITH_TIMEOUT(passed() > 24 * kMiB, 60'000);

    bool moved = false;
    connect(home->get(), &EngineHome::moved, this, [&] { moved = true; });
    (*home)->release();
    QTRY_VERIFY_WITH_TIMEOUT(moved, 10'000);
    const auto before = passed();
    QVERIFY2(before < 60 * kMiB, "it was over before it was handed over");
    line.delay(0ms);
    auto daemon = ctl.startProgram(MERIDIAN_BIN "/meridiand", "daemon");
    QVERIFY(daemon);
    QTRY_VERIFY_WITH_TIMEOUT(link.live() && !link.presence().here, 30'000); // the window looks into it by itself
    const auto done = [&] {
      const auto& jobs = link.snapshot()->jobs;
      return std::ranges::any_of(jobs, [](const auto& job) { return job.record.state == ports::JobState::Succeeded; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(done(), 60'000);
    qInfo("%.1f MiB before, %.1f in all", double(before) / kMiB, double(passed()) / kMiB);
    // What lay in the line's buffers is lost with the connections; what has arrived is not.
    QVERIFY2(passed() <= kLayer.size.value + 12 * kMiB, qPrintable(QString::number(double(passed()) / kMiB)));
    QVERIFY(test::storedTags(**target) == test::storedTags(**source));
    QCOMPARE(daemon->terminate(5s), 0);
  }
};

QTEST_GUILESS_MAIN(E2eHandOverTest)
#include "hand_over_test.moc"
