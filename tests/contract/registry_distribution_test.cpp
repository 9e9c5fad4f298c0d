// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "base/clock.h"
#include "contract/content.h"
#include "contract/registry_contract.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "support/cut_proxy.h"
#include "support/free_port.h"
#include "support/registry_process.h"
#include "support/token_server.h"

#include <fstream>

using namespace meridian;
using namespace meridian::test;
using base::Errc;
using memory::GeneratedBlob;

namespace {

base::RetryPolicy quick() {
  base::RetryPolicy retry;
  retry.first = std::chrono::milliseconds(5);
  retry.longest = std::chrono::milliseconds(50);
  return retry;
}

distribution::CredentialSource login(std::string user, std::string password) {
  return [=](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
    return std::optional<auth::Credential>(auth::Credential{user, password, {}});
  };
}

/// The protocol client over curl, in front of whatever is at `url`.
struct Caller {
  explicit Caller(distribution::ClientOptions options) : client(http, clock, std::move(options)) {}
  curl::Client http;
  base::SystemClock clock;
  distribution::Client client;
};

distribution::ClientOptions at(std::string url) {
  distribution::ClientOptions options;
  options.url = std::move(url);
  options.retry = quick();
  options.tags_page = 2;
  options.catalogue_page = 2;
  return options;
}

class Real final : public RegistryUnderTest {
public:
  explicit Real(std::unique_ptr<RegistryProcess> process)
      : m_process(std::move(process)), m_caller(at(m_process->url())) {}
  ports::Registry& registry() override { return m_caller.client; }
  bool hasReferrersApi() const override { return false; } // distribution 2.8
  std::string baseUrl() const override { return m_process->url(); }
  RegistryProcess& process() { return *m_process; }

private:
  std::unique_ptr<RegistryProcess> m_process;
  Caller m_caller;
};

} // namespace

/// The contract against a real docker-registry, and what only a network can do.
class RegistryDistributionTest : public RegistryContract {
  Q_OBJECT

protected:
  std::unique_ptr<RegistryUnderTest> make(std::string& why) override {
    auto process = RegistryProcess::start();
    if (!process) return why = process.error().text(), nullptr;
    return std::make_unique<Real>(std::move(*process));
  }
  RegistryProcess& process() { return static_cast<Real&>(*m_under_test).process(); }

private slots:
  void nothingIsLeftOfWhatFailed();
  void damagedManifestIsNoticed();
  void basicLogin();
  void privateCa();
  void tokens();
  void tokensOfAnonymous();
  void cutDownloadGoesOn();
  void cutUploadStartsOver();
  void cutOneWayUploadFails();
  void stalledLine();
  void noWayThere();
  void fullDisk();
  void readOnly();
  void deletesSwitchedOff();
  void deletesWithToken();
};

/// Not so behind a PATCH that broke off: distribution 2.8 takes no DELETE whose _state names another offset
/// than the file has, and keeps what arrived until its own purge.
void RegistryDistributionTest::nothingIsLeftOfWhatFailed() {
  const GeneratedBlob content{{5'000'000}, 1};
  GeneratedSource source(content);
  source.bad_end.code = Errc::ContentMismatch;
  source.bad_end.message = "bad";
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "CONTENT_MISMATCH");
  QVERIFY(registry().mountBlob("a", digestOf("no such"), "b", {}));
  QVERIFY2(waitUntil([&] { return process().openUploads() == 0; }, std::chrono::seconds(5)),
           qPrintable(QString::number(process().openUploads())));
}

void RegistryDistributionTest::damagedManifestIsNoticed() {
  const auto image = pushImage("a", "1", "layer");
  auto bytes = readFile(process().blobFile(std::string(image.digest.encoded())));
  QVERIFY(!bytes.empty());
  bytes[bytes.find("schemaVersion") + 14] = ' ';
  bytes[bytes.size() - 2] = ' ';
  writeFile(process().blobFile(std::string(image.digest.encoded())), bytes);
  const auto got = registry().getManifest("a", "1", {});
  QVERIFY2(!got, "damaged bytes were taken");
}

void RegistryDistributionTest::basicLogin() {
  RegistryProcessOptions options;
  options.user = "robot", options.password = "right word";
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());

  auto good = at((*process)->url());
  good.credential = login("robot", "right word");
  Caller caller(good);
  const auto ping = caller.client.ping({});
  QCOMPARE(words(ping), "ok");
  QCOMPARE(ping->auth, std::string("basic"));
  GeneratedSource source({{1'000'000}, 1});
  QCOMPARE(words(caller.client.putBlob("a", descriptorOf(GeneratedBlob{{1'000'000}, 1}), source, nullptr, {})), "ok");

  auto wrong = good;
  wrong.credential = login("robot", "wrong word");
  const auto refused = Caller(wrong).client.ping({});
  QCOMPARE(words(refused), "UNAUTHORIZED");
  QCOMPARE(refused.error().http_status, 401);
  QVERIFY(refused.error().text().find("authentication required") != std::string::npos);
  QVERIFY(refused.error().text().find("wrong word") == std::string::npos);

  QCOMPARE(words(Caller(at((*process)->url())).client.ping({})), "UNAUTHORIZED");
}

void RegistryDistributionTest::privateCa() {
  RegistryProcessOptions options;
  options.tls = true;
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());
  auto trusting = at((*process)->url());
  trusting.route.ca_file = (*process)->ca();
  Caller caller(trusting);
  const auto ping = caller.client.ping({});
  QVERIFY2(ping, ping ? "" : ping.error().text().c_str());
  const GeneratedBlob content{{3'000'000}, 1};
  GeneratedSource source(content);
  const auto put = caller.client.putBlob("a", descriptorOf(content), source, nullptr, {});
  QVERIFY2(put, put ? "" : put.error().text().c_str());
  HashSink sink;
  QCOMPARE(words(caller.client.getBlob("a", content.digest(), {}, sink, {})), "ok");
  QCOMPARE(sink.digest(), content.digest());
  QCOMPARE(words(Caller(at((*process)->url())).client.ping({})), "TLS_UNTRUSTED");
}

void RegistryDistributionTest::tokens() {
  auto server = TokenServer::start();
  QVERIFY2(server, server ? "" : server.error().text().c_str());
  (*server)->addUser("robot", "right word");
  (*server)->setAnonymous("");
  RegistryProcessOptions options;
  options.token_realm = (*server)->realm(), options.token_bundle = (*server)->bundle();
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());

  auto good = at((*process)->url());
  good.credential = login("robot", "right word");
  Caller caller(good);
  auto& client = caller.client;
  const auto ping = client.ping({});
  QVERIFY2(ping, ping ? "" : ping.error().text().c_str());
  QCOMPARE(ping->auth, std::string("bearer"));
  const auto push = [&](std::string_view repository, std::string_view text) {
    ports::StringSource source(text);
    return client.putBlob(repository, descriptorOf(text, "x"), source, nullptr, {});
  };
  QCOMPARE(words(push("a", "shared")), "ok");
  QCOMPARE(words(push("b", "other")), "ok");
  const auto pushed = (*server)->issued();
  for (int i = 0; i < 5; ++i) {
    QCOMPARE(words(push("a", "again " + std::to_string(i))), "ok");
    QCOMPARE(words(push("b", "again " + std::to_string(i))), "ok");
  }
  QCOMPARE((*server)->issued(), pushed); // one token for each of the two scopes
  const auto mounted = client.mountBlob("b", digestOf("shared"), "a", {});
  QCOMPARE(words(mounted), "ok");
  QVERIFY(*mounted);
  QVERIFY((*server)->queries().back().find("scope=repository:b:pull,push&scope=repository:a:pull") !=
          std::string::npos);
  QCOMPARE(words(client.listRepositories("", {})), "ok");

  auto wrong = good;
  wrong.credential = login("robot", "wrong word");
  const auto refused = Caller(wrong).client.ping({});
  QCOMPARE(words(refused), "UNAUTHORIZED");
  QVERIFY(refused.error().text().find("incorrect username or password") != std::string::npos);
}

void RegistryDistributionTest::tokensOfAnonymous() {
  auto server = TokenServer::start();
  QVERIFY(server);
  (*server)->addUser("robot", "right word");
  (*server)->setAnonymous("pull");
  RegistryProcessOptions options;
  options.token_realm = (*server)->realm(), options.token_bundle = (*server)->bundle();
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());
  auto named = at((*process)->url());
  named.credential = login("robot", "right word");
  ports::StringSource source("text");
  QCOMPARE(words(Caller(named).client.putBlob("a", descriptorOf("text", "x"), source, nullptr, {})), "ok");

  Caller nobody(at((*process)->url()));
  ports::StringSink sink(10);
  QCOMPARE(words(nobody.client.getBlob("a", digestOf("text"), {}, sink, {})), "ok");
  QCOMPARE(sink.text(), std::string("text"));
  ports::StringSource again("text2");
  QCOMPARE(words(nobody.client.putBlob("a", descriptorOf("text2", "x"), again, nullptr, {})), "UNAUTHORIZED");
}

void RegistryDistributionTest::cutDownloadGoesOn() {
  const GeneratedBlob content{{20'000'000}, 4};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  CutProxy proxy(process().port());
  Caller caller(at("http://127.0.0.1:" + std::to_string(proxy.port())));
  proxy.cutAfter(CutProxy::Way::Down, 3'000'000, 5);
  HashSink sink;
  const auto got = caller.client.getBlob("a", content.digest(), {}, sink, {});
  QVERIFY2(got, got ? "" : got.error().text().c_str());
  QCOMPARE(sink.size(), content.size.value);
  QCOMPARE(sink.digest(), content.digest());
  QCOMPARE(proxy.cuts(), 5);
  // Each byte reached us once: what a cut threw away on its way was never counted.
  QCOMPARE(caller.client.traffic().read.load(), content.size.value);
}

void RegistryDistributionTest::cutUploadStartsOver() {
  CutProxy proxy(process().port());
  Caller caller(at("http://127.0.0.1:" + std::to_string(proxy.port())));
  proxy.cutAfter(CutProxy::Way::Up, 5'000'000, 2);
  const GeneratedBlob content{{8'000'000}, 4};
  GeneratedSource source(content);
  const auto put = caller.client.putBlob("a", descriptorOf(content), source, nullptr, {});
  QVERIFY2(put, put ? "" : put.error().text().c_str());
  QVERIFY(source.rewinds >= 1);
  const auto head = registry().headBlob("a", content.digest(), {});
  QVERIFY(head && head->has_value());
}

void RegistryDistributionTest::cutOneWayUploadFails() {
  CutProxy proxy(process().port());
  Caller caller(at("http://127.0.0.1:" + std::to_string(proxy.port())));
  proxy.cutAfter(CutProxy::Way::Up, 5'000'000, 1);
  const GeneratedBlob content{{8'000'000}, 4};
  GeneratedSource source(content);
  source.one_way = true;
  QCOMPARE(words(caller.client.putBlob("a", descriptorOf(content), source, nullptr, {})), "CONNECTION_LOST");
  const auto head = registry().headBlob("a", content.digest(), {});
  QVERIFY(head && !head->has_value());
}

void RegistryDistributionTest::stalledLine() {
  const GeneratedBlob content{{8'000'000}, 4};
  GeneratedSource source(content);
  QCOMPARE(words(registry().putBlob("a", descriptorOf(content), source, nullptr, {})), "ok");
  CutProxy proxy(process().port());
  auto options = at("http://127.0.0.1:" + std::to_string(proxy.port()));
  options.route.stall_timeout = std::chrono::milliseconds(500);
  options.retry.attempts = 2;
  Caller caller(options);
  HashSink sink;
  sink.at = [&](std::uint64_t position) {
    if (position > 1'000'000) proxy.stall(true);
  };
  QCOMPARE(words(caller.client.getBlob("a", content.digest(), {}, sink, {})), "STALLED");
}

void RegistryDistributionTest::noWayThere() {
  QCOMPARE(words(Caller(at("http://127.0.0.1:" + std::to_string(freePort()))).client.ping({})),
           "CONNECTION_REFUSED");
  QCOMPARE(words(Caller(at("http://no-such-host.invalid")).client.ping({})), "HOST_UNKNOWN");
  QCOMPARE(words(Caller(at("https://127.0.0.1:" + std::to_string(process().port()))).client.ping({})),
           "BAD_ANSWER");
}

void RegistryDistributionTest::fullDisk() {
  RegistryProcessOptions options;
  options.disk = 4'000'000;
  auto small = RegistryProcess::start(options);
  if (!small && small.error().code == Errc::Unsupported) QSKIP(small.error().text().c_str());
  QVERIFY2(small, small ? "" : small.error().text().c_str());
  Caller caller(at((*small)->url()));
  const GeneratedBlob content{{8'000'000}, 4};
  GeneratedSource source(content);
  const auto put = caller.client.putBlob("a", descriptorOf(content), source, nullptr, {});
  QCOMPARE(words(put), "DISK_FULL");
  QVERIFY2(put.error().text().find("disk is full") != std::string::npos, put.error().text().c_str());
  QCOMPARE(source.rewinds, 0);
  const auto head = caller.client.headBlob("a", content.digest(), {});
  QVERIFY(head && !head->has_value());
}

void RegistryDistributionTest::readOnly() {
  RegistryProcessOptions options;
  options.read_only = true;
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());
  Caller caller(at((*process)->url()));
  ports::StringSource source("text");
  QCOMPARE(words(caller.client.putBlob("a", descriptorOf("text", "x"), source, nullptr, {})), "UNSUPPORTED");
}

void RegistryDistributionTest::deletesSwitchedOff() {
  RegistryProcessOptions options;
  options.deletes = false;
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());
  m_under_test = std::make_unique<Real>(std::move(*process));
  const auto image = pushImage("a", "1", "layer");
  checkRefusesDeletes(registry(), "a", image, "1");
  const auto refused = registry().deleteManifest("a", image.digest.text(), {});
  QVERIFY2(refused.error().text().find("set storage.delete.enabled") != std::string::npos,
           refused.error().text().c_str());
}

/// The token that deletes has the right to (distribution asks for the action "delete").
void RegistryDistributionTest::deletesWithToken() {
  auto server = TokenServer::start();
  QVERIFY2(server, server ? "" : server.error().text().c_str());
  (*server)->addUser("robot", "right word");
  RegistryProcessOptions options;
  options.token_realm = (*server)->realm(), options.token_bundle = (*server)->bundle();
  auto process = RegistryProcess::start(options);
  QVERIFY2(process, process ? "" : process.error().text().c_str());
  auto named = at((*process)->url());
  named.credential = login("robot", "right word");
  Caller caller(named);
  const auto gone = caller.client.deleteManifest("a", digestOf("never there").text(), {});
  QVERIFY2(gone, gone ? "" : gone.error().text().c_str());
  QVERIFY((*server)->queries().back().find("scope=repository:a:delete,pull") != std::string::npos);
}

QTEST_GUILESS_MAIN(RegistryDistributionTest)
#include "registry_distribution_test.moc"
