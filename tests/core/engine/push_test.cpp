// SPDX-License-Identifier: GPL-3.0-or-later
// From a registry's event to a tag at the replicas, over the real engine and registries in memory.
#include <QTest>

#include "base/log.h"
#include "core/engine/world.h"
#include "memory/secret_store.h"
#include "support/process.h"

using namespace meridian;
using namespace std::chrono_literals;

namespace {

/// A listener that the test speaks to without a socket.
class DirectServer final : public ports::HttpServer {
public:
  struct Line {
    std::mutex mutex;
    Handler handler;
    bool busy = false; ///< somebody else has the port
    int starts = 0;
  };
  explicit DirectServer(std::shared_ptr<Line> line) : m_line(std::move(line)) {}
  ~DirectServer() override { stop(); }
  base::Result<std::uint16_t> start(const ports::ListenOptions& options, Handler handler) override {
    const std::lock_guard lock(m_line->mutex);
    if (m_line->busy) return base::fail(base::Errc::AlreadyExists, "another program listens there");
    m_line->handler = std::move(handler);
    ++m_line->starts;
    return options.port;
  }
  void stop() override {
    const std::lock_guard lock(m_line->mutex);
    m_line->handler = nullptr;
  }

private:
  std::shared_ptr<Line> m_line;
};

/// Rule "base", which listens to pushes at fra, and an engine that runs by itself.
struct Station {
  test::World world;
  std::shared_ptr<DirectServer::Line> line = std::make_shared<DirectServer::Line>();
  std::unique_ptr<engine::Engine> engine;
  int events = 0;

  static engine::Fleet fleet() {
    auto fleet = test::World::fleet();
    fleet.rules[0].schedule.on_push = true;
    fleet.webhooks.listen = "127.0.0.1:8085";
    fleet.webhooks.sources = {{"fra", "fra", "distribution", "bearer", "hook"}};
    return fleet;
  }
  Station() {
    auto parts = world.parts(std::make_unique<memory::StateStore>());
    auto secrets = std::make_shared<memory::SecretStore>();
    (void)secrets->put("hook", {"sender", "secret", {}}, {});
    parts.secrets = secrets;
    parts.http_server = [line = line] { return std::make_unique<DirectServer>(line); };
    if (auto made = engine::Engine::assemble(std::move(parts), fleet(), {})) engine = std::move(*made);
  }
  /// The answer's status; 0: nobody listens.
  int push(const std::string& tag, const oci::Digest& digest, const std::string& secret = "secret") {
    ports::ServedRequest request{"POST", "/hooks/fra", {}, {}, "192.0.2.7"};
    request.headers.add("Authorization", "Bearer " + secret);
    request.body = "{\"events\":[{\"id\":\"" + std::to_string(++events) +
                   "\",\"action\":\"push\",\"target\":{\"repository\":\"app/web\",\"tag\":\"" + tag +
                   "\",\"digest\":\"" + digest.text() + "\"}}]}";
    const std::lock_guard lock(line->mutex);
    return line->handler ? line->handler(request).status : 0;
  }
  std::size_t jobs() const { return engine->jobs(1000).value_or(std::vector<ports::JobRecord>{}).size(); }
  bool idle() const {
    const auto all = engine->jobs(1000);
    return all && std::all_of(all->begin(), all->end(), [](const auto& job) {
             return job.state != ports::JobState::Queued && job.state != ports::JobState::Running;
           });
  }
  bool alike() { return world.tags("fra") == world.tags("tyo") && world.tags("fra") == world.tags("sjc"); }
};

} // namespace

class PushTest : public QObject {
  Q_OBJECT
private slots:
  void init() { base::configureLog("*=off"); }
  void aPushReachesTheReplicas();
  void eventsOutOfOrderNeverMoveATagBack();
  void aBurstIsFewJobs();
  void forgeriesDoNothing();
  void withoutServicesNobodyListens();
  void aListenerThatCannotListenSaysSo();
  void theFleetFileIsReadAgain();
  void aRenewedCertificateIsTaken();
};

void PushTest::aPushReachesTheReplicas() {
  Station station;
  QVERIFY(station.engine);
  test::addImage(station.world.at("fra"), "app/web", "1", test::config("a"), {"one"});
  test::addImage(station.world.at("fra"), "app/web", "2", test::config("b"), {"two"});
  QVERIFY(station.engine->startServices());
  QVERIFY(!station.engine->startServices());
  QCOMPARE(station.push("2", test::digestOf("whatever it says")), 202);
  QVERIFY(test::waitUntil(
      [&] { return station.world.tags("tyo").find("app/web:2 ") != std::string::npos && station.idle(); },
      30s));
  QCOMPARE(station.world.tags("tyo").find("app/web:1 "), std::string::npos); // just that tag
  const auto events = station.engine->events({}, 0);
  QVERIFY(std::any_of(events.begin(), events.end(), [](const auto& event) {
    return event.text.find("(webhook fra)") != std::string::npos;
  }));
}

void PushTest::eventsOutOfOrderNeverMoveATagBack() {
  Station station;
  QVERIFY(station.engine);
  QVERIFY(station.engine->startServices());
  auto& source = station.world.at("fra");
  std::vector<oci::Digest> pushed;
  for (int i = 0; i < 6; ++i) {
    pushed.push_back(test::addImage(source, "app/web", "latest", test::config("build " + std::to_string(i)),
                                    {"layer " + std::to_string(i)})
                         .digest);
    // Events arrive from newest to oldest, and more than once.
    for (auto old = pushed.rbegin(); old != pushed.rend(); ++old)
      QCOMPARE(station.push("latest", *old), 202);
  }
  QVERIFY(test::waitUntil([&] { return station.idle() && station.alike(); }, 30s));
  // Late ones, of what is long gone.
  for (const auto& digest : pushed) {
    const auto before = station.jobs();
    QCOMPARE(station.push("latest", digest), 202);
    QVERIFY(test::waitUntil([&] { return station.jobs() > before && station.idle(); }, 30s));
    QVERIFY(station.alike());
  }
  QVERIFY(station.world.tags("tyo").find(pushed.back().text()) != std::string::npos);
}

void PushTest::aBurstIsFewJobs() {
  Station station;
  QVERIFY(station.engine);
  for (int i = 0; i < 100; ++i)
    test::addImage(station.world.at("fra"), "app/web", std::to_string(i), test::config(std::to_string(i)),
                   {"layer"});
  QVERIFY(station.engine->startServices());
  for (int i = 0; i < 100; ++i)
    QCOMPARE(station.push(std::to_string(i), test::digestOf("x")), 202);
  QVERIFY(test::waitUntil([&] { return station.idle() && station.alike(); }, 60s));
  QVERIFY2(station.jobs() <= 25, qPrintable(QStringLiteral("%1 jobs").arg(station.jobs())));
}

void PushTest::forgeriesDoNothing() {
  Station station;
  QVERIFY(station.engine);
  test::addImage(station.world.at("fra"), "app/web", "1", test::config("a"), {"one"});
  QVERIFY(station.engine->startServices());
  QCOMPARE(station.push("1", test::digestOf("x"), "guess"), 401);
  QCOMPARE(station.jobs(), std::size_t{0});
  const auto events = station.engine->events({}, 0);
  QVERIFY(std::any_of(events.begin(), events.end(), [](const auto& event) {
    return event.level == "warning" && event.text.find("192.0.2.7 was refused (401)") != std::string::npos;
  }));
}

void PushTest::withoutServicesNobodyListens() {
  Station station;
  QVERIFY(station.engine);
  QCOMPARE(station.push("1", test::digestOf("x")), 0);
  QVERIFY(station.engine->startServices());
  QCOMPARE(station.push("1", test::digestOf("x")), 202);
  station.engine.reset();
  QCOMPARE(station.push("1", test::digestOf("x")), 0);
}

void PushTest::aListenerThatCannotListenSaysSo() {
  Station station;
  QVERIFY(station.engine);
  station.line->busy = true;
  const auto started = station.engine->startServices();
  QVERIFY(!started);
  QCOMPARE(QString::fromStdString(started.error().text()),
           QStringLiteral("listen for webhooks at 127.0.0.1:8085: another program listens there"));
  station.line->busy = false;
  QVERIFY(station.engine->replaceFleet(Station::fleet())); // tries again
  QCOMPARE(station.push("1", test::digestOf("x")), 202);
}

void PushTest::theFleetFileIsReadAgain() {
  test::TemporaryFolder folder;
  test::World world;
  const auto file = folder.path() / "fleet.json";
  QVERIFY(engine::saveFleet(test::World::fleet(), file));
  const auto engine = world.engine(test::World::fleet(), std::make_unique<memory::StateStore>(), file);
  QVERIFY(engine);
  QVERIFY(engine->startServices());
  auto changed = test::World::fleet();
  changed.rules[0].id = "other";
  // Written by a person: kept as it is, down to the blanks.
  const auto text = "\n\n" + engine::toJson(changed);
  QVERIFY(test::writeFile(file, text));
  QVERIFY(engine->reloadFleet());
  QVERIFY(engine->fleet()->rule("other") != nullptr);
  QCOMPARE(test::readFile(file), text);
  QVERIFY(
      test::writeFile(file, "{\"version\":1,\"regions\":[],\"rules\":[{\"id\":\"x\",\"sauce\":\"fra\"}]}"));
  const auto refused = engine->reloadFleet();
  QVERIFY(!refused);
  QVERIFY2(refused.error().text().find("did you mean \"source\"") != std::string::npos,
           refused.error().text().c_str());
  QVERIFY(engine->fleet()->rule("other") != nullptr);
}

void PushTest::aRenewedCertificateIsTaken() {
  test::TemporaryFolder folder;
  auto fleet = Station::fleet();
  fleet.webhooks.certificate = folder.file("tls.pem");
  fleet.webhooks.key = folder.file("tls.key");
  QVERIFY(test::writeFile(fleet.webhooks.certificate, "old"));
  QVERIFY(test::writeFile(fleet.webhooks.key, "old"));
  Station station;
  QVERIFY(station.engine);
  QVERIFY(station.engine->startServices());
  QVERIFY(station.engine->replaceFleet(fleet));
  QCOMPARE(station.line->starts, 2); // now with TLS
  QVERIFY(station.engine->replaceFleet(fleet));
  QCOMPARE(station.line->starts, 2);
  std::filesystem::last_write_time(fleet.webhooks.certificate,
                                   std::filesystem::file_time_type::clock::now() + 1h);
  QVERIFY(station.engine->replaceFleet(fleet));
  QCOMPARE(station.line->starts, 3);
  QCOMPARE(station.push("1", test::digestOf("x")), 202);
}

QTEST_APPLESS_MAIN(PushTest)
#include "push_test.moc"
