// SPDX-License-Identifier: GPL-3.0-or-later
// A long line to the source that breaks in mid layer, in every way; what arrived once does not come again.
#include <QScopeGuard>
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "contract/content.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "e2e/ctl.h"
#include "support/cut_proxy.h"

#include <csignal>
#include <sys/mount.h>

using namespace meridian;
using namespace std::chrono_literals;
using memory::GeneratedBlob;
using test::Ctl;
using test::CutProxy;
using test::RegistryProcess;
using test::storedTags;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr GeneratedBlob kLayer{{30 * kMiB}, 77};
/// Tags, manifests, heads of answers, and the like.
constexpr std::uint64_t kTalk = 200'000;

} // namespace

class E2eResumeTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    m_layer = test::descriptorOf(kLayer);
    m_source = startSource();
    QVERIFY(m_source);
    m_port = m_source->port();
    base::SystemClock clock;
    curl::Client http;
    distribution::ClientOptions options;
    options.url = m_source->url();
    distribution::Client client(http, clock, options);
    test::GeneratedSource layer(kLayer);
    QVERIFY(client.putBlob("app/web", m_layer, layer, nullptr, {}));
    const std::string config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    const auto config_blob = test::descriptorOf(config, std::string(oci::kOciConfig));
    ports::StringSource text(config);
    QVERIFY(client.putBlob("app/web", config_blob, text, nullptr, {}));
    const auto descriptor = [](const oci::Descriptor& blob) {
      return "{\"mediaType\":\"" + blob.media_type + "\",\"digest\":\"" + blob.digest.text() + "\",\"size\":" + std::to_string(blob.size.value) + "}";
    };
    const auto manifest = oci::Manifest::parse("{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) + "\",\"config\":" +
                                                   descriptor(config_blob) + ",\"layers\":[" + descriptor(m_layer) + "]}",
                                               oci::kOciManifest);
    QVERIFY(manifest);
    QVERIFY(client.putManifest("app/web", "1", *manifest, {}));
  }

  void killedInMidLayer() {
    const auto target = start();
    CutProxy line(m_port);
    line.roundTrip(12ms);
    line.delay(30ms);
    Ctl ctl(regions(line, *target));
    {
      auto process = ctl.start({"--json", "sync", "all"});
      QVERIFY(process);
      QVERIFY(test::waitUntil([&] { return line.passed(CutProxy::Way::Down) > 14 * kMiB; }, 30s));
      process->signal(SIGKILL);
      QCOMPARE(process->wait(20s).value_or(-1), 128 + SIGKILL);
    }
    const auto before = line.passed(CutProxy::Way::Down);
    QVERIFY2(before < 28 * kMiB, "the kill came too late to show anything");
    line.delay(0ms);
    const auto result = ctl.run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    const auto all = line.passed(CutProxy::Way::Down);
    qInfo("%.1f MiB passed before the kill, %.1f in all, %.1f resumed", double(before) / kMiB, double(all) / kMiB, result.bytes("resumed") / kMiB);
    QVERIFY2(all <= kLayer.size.value + 8 * kMiB + 2 * kTalk, qPrintable(QString::number(all)));
    QVERIFY(result.bytes("resumed") > 4 * kMiB);
    whole(*target);
    QVERIFY(spoolIsEmpty(ctl));
  }

  void breaksInMidLayer_data() {
    QTest::addColumn<QString>("how");
    for (const auto* how : {"resets", "answers that end early", "all reset at once", "stalls", "refuses"}) QTest::newRow(how) << how;
  }
  void breaksInMidLayer() {
    QFETCH(QString, how);
    const auto target = start();
    CutProxy line(m_port);
    line.roundTrip(12ms);
    line.delay(10ms);
    if (how == "resets") line.cutAfter(CutProxy::Way::Down, 2 * kMiB + 4321, 12);
    if (how == "answers that end early") line.truncateAfter(CutProxy::Way::Down, 2 * kMiB + 4321, 12);
    Ctl ctl(regions(line, *target));
    auto process = ctl.start({"--json", "sync", "all"});
    QVERIFY(process);
    for (std::uint64_t n = 1; n <= 3; ++n) {
      if (how.startsWith("resets") || how.startsWith("answers")) break;
      QVERIFY(test::waitUntil([&] { return line.passed(CutProxy::Way::Down) > n * 7 * kMiB; }, 30s));
      if (how == "stalls") line.stall(true);
      if (how == "refuses") line.refuse(true);
      if (how != "stalls") line.cutAll();
      if (how == "all reset at once") continue;
      const auto connections = line.connections();
      QVERIFY(test::waitUntil([&] { return line.connections() > connections; }, 30s));
      line.stall(false);
      line.refuse(false);
      if (how == "stalls") break; // four seconds each
    }
    const auto result = ctl.end(*process);
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    const auto all = line.passed(CutProxy::Way::Down);
    qInfo("%.1f MiB passed in all, over %d connections", double(all) / kMiB, line.connections());
    // What lay in the line's buffers when it broke.
    QVERIFY2(all <= kLayer.size.value + 12 * kMiB, qPrintable(QString::number(all)));
    QCOMPARE(result.bytes("resumed"), 0.0);
    whole(*target);
  }

  void sourceRestartedInMidLayer() {
    const auto target = start();
    CutProxy line(m_port);
    line.roundTrip(12ms);
    line.delay(20ms);
    Ctl ctl(regions(line, *target));
    auto process = ctl.start({"--json", "sync", "all"});
    QVERIFY(process);
    QVERIFY(test::waitUntil([&] { return line.passed(CutProxy::Way::Down) > 8 * kMiB; }, 30s));
    m_source.reset(); // killed
    const auto connections = line.connections();
    QVERIFY(test::waitUntil([&] { return line.connections() > connections + 3; }, 30s));
    m_source = startSource();
    QVERIFY(m_source);
    const auto result = ctl.end(*process);
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QVERIFY2(line.passed(CutProxy::Way::Down) <= kLayer.size.value + 4 * kMiB, qPrintable(QString::number(line.passed(CutProxy::Way::Down))));
    whole(*target);
  }

  void fullStateDisk() {
    const auto target = start();
    CutProxy line(m_port);
    line.roundTrip(12ms);
    Ctl ctl(regions(line, *target));
    std::filesystem::create_directories(ctl.state());
    if (::mount("tmpfs", ctl.state().c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=20m") != 0) QSKIP("skipped: needs root");
    const auto unmount = qScopeGuard([&] { ::umount2(ctl.state().c_str(), MNT_DETACH); });
    const auto result = ctl.run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    whole(*target);
    const auto job = ctl.run({"--json", "job", result.json["job"].toString()});
    QVERIFY2(job.out.contains("streams without a spool"), qPrintable(job.out));
    QVERIFY2(job.out.contains("\"warning\""), qPrintable(job.out));
  }

private:
  static std::unique_ptr<RegistryProcess> start(const test::RegistryProcessOptions& options = {}) {
    auto started = RegistryProcess::start(options);
    if (!started) qWarning("%s", started.error().text().c_str());
    return started ? std::move(*started) : nullptr;
  }
  /// The same port and the same storage each time.
  std::unique_ptr<RegistryProcess> startSource() {
    test::RegistryProcessOptions options;
    options.port = m_port;
    options.folder = m_folder.file("source");
    return start(options);
  }
  static std::vector<Ctl::Region> regions(const CutProxy& line, const RegistryProcess& target) {
    return {{"fra", "http://127.0.0.1:" + std::to_string(line.port()), {}, {}}, {"tyo", target.url(), {}, {}}};
  }
  static bool spoolIsEmpty(const Ctl& ctl) {
    std::error_code error;
    return std::filesystem::is_empty(ctl.state() / "spool", error) && !error;
  }
  /// The target has the tag, and each byte of the layer.
  void whole(const RegistryProcess& target) {
    QVERIFY(storedTags(target) == storedTags(*m_source) && !storedTags(target).empty());
    const auto stored = test::readFile(target.blobFile(std::string(m_layer.digest.encoded())));
    QCOMPARE(QString::fromStdString(base::Sha256::hex(std::as_bytes(std::span(stored)))), QString::fromStdString(std::string(m_layer.digest.encoded())));
  }

  test::TemporaryFolder m_folder; ///< the source's storage, over its restarts
  std::unique_ptr<RegistryProcess> m_source;
  std::uint16_t m_port = 0;
  oci::Descriptor m_layer;
};

QTEST_GUILESS_MAIN(E2eResumeTest)
#include "resume_test.moc"
