// SPDX-License-Identifier: GPL-3.0-or-later
// The engine outlives its windows, and the job outlives the engine: the real meridiand, two consoles and the command line on
// one fleet, 1 GiB on its way, a window that is closed and an engine that is killed.
#include <QTest> // before <concepts>: moc 6.4 does not get through it otherwise

#include "contract/content.h"
#include "e2e/client.h"
#include "e2e/ctl.h"
#include "support/cut_proxy.h"

#include <QRegularExpression>
#include <csignal>
#include <unistd.h>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::CutProxy;
using test::Process;
using test::RegistryProcess;
using test::storedTags;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr int kLayers = 4;
constexpr std::uint64_t kLayer = 256 * kMiB;
constexpr auto kDeadline = 60s;

} // namespace

class E2eAttachTest : public QObject {
  Q_OBJECT

  test::TemporaryFolder m_folder;
  std::unique_ptr<RegistryProcess> m_source, m_target;
  std::unique_ptr<CutProxy> m_line;
  std::unique_ptr<Ctl> m_ctl;

  [[nodiscard]] std::string told(const char* file) const { return test::readFile(m_ctl->folder() / file); }
  [[nodiscard]] bool says(const char* file, const QString& pattern) const {
    return QRegularExpression(pattern).match(QString::fromStdString(told(file))).hasMatch();
  }
  [[nodiscard]] std::uint64_t passed() const { return m_line->passed(CutProxy::Way::Down); }

private slots:
  void initTestCase() {
    auto source = RegistryProcess::start(), target = RegistryProcess::start();
    QVERIFY(source && target);
    m_source = std::move(*source);
    m_target = std::move(*target);
    test::DirectClient client(m_source->url());
    std::string layers;
    for (int n = 0; n < kLayers; ++n) {
      const memory::GeneratedBlob blob{{kLayer}, static_cast<std::uint64_t>(500 + n)};
      const auto layer = test::descriptorOf(blob);
      layers += (n == 0 ? "" : ",") + test::DirectClient::descriptor(layer);
      test::GeneratedSource bytes(blob);
      QVERIFY(client->putBlob("app/large", layer, bytes, nullptr, {}));
    }
    const auto config = client.blob("app/large", "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}",
                                    std::string(oci::kOciConfig));
    QVERIFY(config);
    QVERIFY(client.manifest("app/large", "1", "{\"schemaVersion\":2,\"mediaType\":\"" + std::string(oci::kOciManifest) + "\",\"config\":" +
                                                  test::DirectClient::descriptor(*config) + ",\"layers\":[" + layers + "]}"));
    m_line = std::make_unique<CutProxy>(m_source->port());
    m_line->roundTrip(12ms);
    m_ctl = std::make_unique<Ctl>(std::vector<Ctl::Region>{
        {"fra", "http://127.0.0.1:" + std::to_string(m_line->port()), {}, {}}, {"tyo", m_target->url(), {}, {}}});
    for (const char* entry : {"MERIDIAN_KEYCHAIN=off", "QT_QPA_PLATFORM=offscreen", "QT_QUICK_BACKEND=software", "MERIDIAN_TRACE=1"})
      m_ctl->environment(entry);
  }

  void jobOutlivesWindowAndEngine() {
    auto daemon = m_ctl->startProgram(MERIDIAN_BIN "/meridiand", "daemon1");
    QVERIFY(daemon);
    QVERIFY2(test::waitUntil([&] { return says("daemon1", "at work"); }, kDeadline), told("daemon1").c_str());

    auto closed = m_ctl->startProgram(MERIDIAN_BIN "/meridian", "console1");
    auto stays = m_ctl->startProgram(MERIDIAN_BIN "/meridian", "console2");
    QVERIFY(closed && stays);
    QVERIFY2(test::waitUntil([&] { return says("daemon1", "(with meridian .*has come(.|\n)*){2}"); }, kDeadline), told("daemon1").c_str());
    // Not before it listens to signals.
    QVERIFY2(test::waitUntil([&] { return says("console1", "trace \\{") && says("console2", "trace \\{"); }, kDeadline), told("console1").c_str());
    m_line->delay(60ms); // some 20 s in all
    auto sync = m_ctl->start({"--json", "sync", "all"});
    QVERIFY(sync);
    QVERIFY(test::waitUntil([&] { return passed() > 100 * kMiB; }, kDeadline));

    // A window that closes stops nothing.
    QCOMPARE(closed->terminate(20s), 0);
    const auto at_close = passed();
    QVERIFY2(test::waitUntil([&] { return passed() > at_close + 100 * kMiB; }, kDeadline),
             (std::to_string(at_close / kMiB) + " MiB, now " + std::to_string(passed() / kMiB) + "\n" + told("daemon1")).c_str());
    QVERIFY(sync->running());

    daemon->kill();
    const auto at_kill = passed();
    QVERIFY2(at_kill < kLayers * kLayer * 9 / 10, "the kill came too late to show anything");
    m_line->delay(0ms);
    auto again = m_ctl->startProgram(MERIDIAN_BIN "/meridiand", "daemon2");
    QVERIFY(again);
    // Who stayed comes back by itself, and so does the command line; a new window finds it too.
    QVERIFY2(test::waitUntil([&] { return says("daemon2", "with meridian .*has come") && says("daemon2", "with meridianctl .*has come"); }, kDeadline),
             told("daemon2").c_str());
    auto newer = m_ctl->startProgram(MERIDIAN_BIN "/meridian", "console3");
    QVERIFY(newer);
    QVERIFY2(test::waitUntil([&] { return says("daemon2", "(with meridian .*has come(.|\n)*){2}"); }, kDeadline), told("daemon2").c_str());

    const auto result = m_ctl->end(*sync, 240);
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QCOMPARE(result.json["result"].toString(), "succeeded");
    const auto all = passed();
    qInfo("%.0f MiB passed before the window closed, %.0f before the kill, %.1f in all, %.1f resumed", double(at_close) / kMiB,
          double(at_kill) / kMiB, double(all) / kMiB, result.bytes("resumed") / kMiB);
    // What lay in the line's buffers and between two notes in the journal when it was killed: a few MiB for each layer.
    QVERIFY2(all <= kLayers * (kLayer + 8 * kMiB), qPrintable(QString::number(double(all) / kMiB)));
    QVERIFY(result.bytes("resumed") > 50 * kMiB);
    QVERIFY(storedTags(*m_target) == storedTags(*m_source) && storedTags(*m_target).size() == 1);

    const auto trail = m_ctl->run({"--json", "activity"});
    QVERIFY2(trail.out.contains("with meridianctl"), qPrintable(trail.out)); // who asked, not who was asked
    QCOMPARE(stays->terminate(20s), 0);
    QCOMPARE(newer->terminate(20s), 0);
    QCOMPARE(again->terminate(5s), 0);
    QVERIFY(!std::filesystem::exists(m_ctl->state() / "attach"));
  }

  void consoleLetsTheCommandLineIn() {
    // No daemon: the window has the engine, and what needed the state for itself goes through it.
    auto console = m_ctl->startProgram(MERIDIAN_BIN "/meridian", "console4");
    QVERIFY(console);
    QVERIFY(test::waitUntil([&] { return std::filesystem::exists(m_ctl->state() / "attach"); }, kDeadline));
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QCOMPARE(result.tags("unchanged"), 1);
    QCOMPARE(console->terminate(20s), 0);
  }

  void anotherUserSeesNothing() {
    if (::geteuid() != 0) QSKIP("only root can become another user");
    auto daemon = m_ctl->startProgram(MERIDIAN_BIN "/meridiand", "daemon3");
    QVERIFY(daemon);
    QVERIFY(test::waitUntil([&] { return std::filesystem::exists(m_ctl->state() / "attach"); }, kDeadline));
    const auto socket = QString::fromStdString(test::readFile(m_ctl->state() / "attach")).trimmed();
    const auto as = [&](const QStringList& words) {
      std::vector<std::string> argv{"setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"};
      for (const auto& word : words) argv.push_back(word.toStdString());
      return test::run(argv, 60s);
    };
    // Even where somebody has opened all the folders on the way.
    for (auto folder = std::filesystem::path(socket.toStdString()).parent_path(); folder != "/tmp" && folder != "/"; folder = folder.parent_path())
      std::filesystem::permissions(folder, std::filesystem::perms::all);
    std::filesystem::permissions(m_ctl->state(), std::filesystem::perms::all);
    std::filesystem::permissions(m_ctl->folder() / "fleet.json", std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    for (const char* verb : {"jobs", "activity", "sync"}) {
      QStringList words{MERIDIAN_BIN "/meridianctl", "--fleet", QString::fromStdString((m_ctl->folder() / "fleet.json").string()), "--state",
                        QString::fromStdString(m_ctl->state().string()), verb};
      if (verb == std::string("sync")) words << "all";
      const auto found = as(words);
      QVERIFY(found);
      QVERIFY2(found->status != 0, found->output.c_str());
      QVERIFY2(!QRegularExpression("\\d{8}T\\d{6}Z-").match(QString::fromStdString(found->output)).hasMatch(), found->output.c_str()); // no job
    }
    const auto knock = as({"/usr/bin/python3", "-c", "import socket,sys; s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])", socket});
    QVERIFY(knock);
    QVERIFY2(knock->output.find("PermissionError") != std::string::npos, knock->output.c_str());
    QVERIFY(!says("daemon3", "nobody"));
    QVERIFY2(m_ctl->run({"jobs"}).status == 0, "the owner still gets in");
    QCOMPARE(daemon->terminate(5s), 0);
  }
};

QTEST_GUILESS_MAIN(E2eAttachTest)
#include "attach_test.moc"
