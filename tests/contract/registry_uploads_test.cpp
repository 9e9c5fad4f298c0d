// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "base/clock.h"
#include "contract/content.h"
#include "curl/client.h"
#include "distribution/client.h"
#include "support/cut_proxy.h"
#include "support/noted_journal.h"
#include "support/registry_process.h"

#include <mutex>
#include <sstream>

using namespace meridian;
using namespace meridian::test;
using base::Errc;
using memory::GeneratedBlob;
using ports::Ability;

namespace {

const GeneratedBlob kContent{{20'000'000}, 11};

/// Generated content that goes on anywhere; counts what it gives.
class Seekable final : public ports::BodySource {
public:
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token) override {
    if (at) at(m_at);
    const auto count = std::min<std::uint64_t>(buffer.size(), kContent.size.value - m_at);
    kContent.fill(m_at, buffer.first(count));
    m_at += count;
    return static_cast<std::size_t>(count);
  }
  base::Result<void> verify(std::stop_token) override {
    if (!at_end) return {};
    at_end();
    return base::fail(Errc::Cancelled, "killed");
  }
  base::Result<void> rewind() override { return seek({0}); }
  base::Result<void> seek(base::ByteCount offset) override {
    m_at = offset.value;
    return {};
  }
  std::function<void(std::uint64_t)> at;
  std::function<void()> at_end;

private:
  std::uint64_t m_at = 0;
};

/// Hands on, and notes how each request went.
class NotedHttp final : public ports::Http {
public:
  explicit NotedHttp(ports::Http& inner) : m_inner(inner) {}
  base::Result<ports::HttpResponse> send(const ports::HttpRequest& request, const OnHead& head,
                                         std::stop_token stop) override {
    auto answer = m_inner.send(request, head, stop);
    const std::lock_guard lock(m_mutex);
    story
        << QString::fromUtf8(ports::name(request.method).data()) + " " +
               (answer
                    ? QString("%1 %2").arg(answer->version).arg(answer->connect.count() > 0 ? "new" : "warm")
                    : QString("failed"));
    return answer;
  }
  QStringList story;

private:
  ports::Http& m_inner;
  std::mutex m_mutex;
};

struct Caller {
  explicit Caller(std::string url, std::string ca = {}) : noted(http) {
    distribution::ClientOptions options;
    options.url = std::move(url);
    options.route.ca_file = std::move(ca);
    options.retry.first = std::chrono::milliseconds(20);
    options.retry.longest = std::chrono::milliseconds(100);
    options.notice = [this](const base::Error& error, std::chrono::milliseconds, int) {
      notices << QString::fromStdString(error.message);
    };
    client = std::make_unique<distribution::Client>(noted, clock, std::move(options));
  }
  curl::Client http;
  NotedHttp noted;
  base::SystemClock clock;
  QStringList notices;
  std::unique_ptr<distribution::Client> client;
};

std::string through(const CutProxy& proxy) {
  return "http://127.0.0.1:" + std::to_string(proxy.port());
}

QString words(const base::Result<void>& result) {
  return result ? QString("ok") : QString::fromUtf8(base::name(result.error().code).data());
}

} // namespace

/// What becomes of uploads over bad lines at both releases of distribution that are in use.
class RegistryUploadsTest : public QObject {
  Q_OBJECT

  std::unique_ptr<RegistryProcess> m_registry;

private slots:
  void initTestCase_data() {
    QTest::addColumn<bool>("third");
    QTest::newRow("distribution 2.8") << false;
    QTest::newRow("distribution 3") << true;
  }
  void init() {
    QFETCH_GLOBAL(bool, third);
    RegistryProcessOptions options;
    if (third) options.program = registry3();
    if (options.program.empty()) QSKIP("skipped: needs MERIDIAN_REGISTRY3, or registry3 in PATH");
    auto registry = RegistryProcess::start(options);
    QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
    m_registry = std::move(*registry);
  }
  void cleanup() { m_registry.reset(); }

  void probe() {
    QFETCH_GLOBAL(bool, third);
    Caller caller(m_registry->url());
    const auto profile = caller.client->probe({}, {});
    QVERIFY2(profile, profile ? "" : profile.error().text().c_str());
    QCOMPARE(profile->remarks, std::vector<std::string>{});
    QVERIFY(profile->streaming == Ability::Yes && profile->chunked == Ability::Yes);
    QVERIFY(profile->monolithic == Ability::Yes && profile->single_post == Ability::No);
    QVERIFY(profile->mount == Ability::Yes && profile->mount_anonymous == Ability::No);
    QVERIFY(profile->range == Ability::Yes && profile->referrers == Ability::No);
    QVERIFY(!profile->own_offset && profile->chunk_min.value == 0 && profile->chunk_max.value == 0);
    QVERIFY(profile->resume == (third ? Ability::Yes : Ability::No));
    QVERIFY(profile->cut_kept == (third ? Ability::Yes : Ability::Unknown));
    QVERIFY(profile->tag_delete == (third ? Ability::Yes : Ability::No));
    // 2.8 keeps the session that was broken on purpose until its own purge.
    QCOMPARE(m_registry->openUploads(), third ? 0 : 1);
  }

  void cutLine() {
    QFETCH_GLOBAL(bool, third);
    CutProxy proxy(m_registry->port());
    Caller caller(through(proxy));
    const int cuts = third ? 3 : 1;
    proxy.cutAfter(CutProxy::Way::Up, third ? 6'000'000 : 12'000'000, cuts);
    Seekable source;
    NotedJournal journal;
    const auto put = caller.client->putBlob("a", descriptorOf(kContent), source, &journal, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QCOMPARE(proxy.cuts(), cuts);
    QVERIFY(journal.mark.location.empty());
    HashSink sink;
    QVERIFY(caller.client->getBlob("a", kContent.digest(), {}, sink, {}));
    QCOMPARE(sink.digest(), kContent.digest());
    const auto moved = proxy.passed(CutProxy::Way::Up);
    if (third) {
      // A reset throws away what the server's socket holds; from the start it would be 38 MB.
      QVERIFY2(moved < 32'000'000, qPrintable(QString::number(moved)));
      QVERIFY(journal.resumes.size() >= 3);
    } else {
      QVERIFY2(moved > 31'000'000, qPrintable(QString::number(moved)));
      QVERIFY(caller.notices.last().contains("starts over"));
    }
  }

  void anotherProcessGoesOn() {
    QFETCH_GLOBAL(bool, third);
    CutProxy proxy(m_registry->port());
    NotedJournal journal;
    std::stop_source stop;
    Seekable first;
    first.at = [&](std::uint64_t at) {
      if (at > 10'000'000) stop.request_stop();
    };
    QCOMPARE(words(Caller(through(proxy))
                       .client->putBlob("a", descriptorOf(kContent), first, &journal, stop.get_token())),
             "CANCELLED");
    QVERIFY(!journal.mark.location.empty());
    Seekable second;
    const auto put =
        Caller(through(proxy)).client->putBlob("a", descriptorOf(kContent), second, &journal, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    const auto moved = proxy.passed(CutProxy::Way::Up);
    QCOMPARE(journal.resumes.size(), third ? 1U : 0U);
    if (third) QVERIFY2(moved < 28'000'000, qPrintable(QString::number(moved)));
    const auto head = Caller(m_registry->url()).client->headBlob("a", kContent.digest(), {});
    QVERIFY(head && *head && (*head)->size == kContent.size);
  }

  /// Everything was sent and confirmed when the process ended: not even 2.8 needs a byte of it again.
  void onlyTheCommitIsMissing() {
    NotedJournal journal;
    Seekable first;
    std::stop_source stop;
    first.at_end = [&] { stop.request_stop(); };
    Caller caller(m_registry->url());
    QCOMPARE(words(caller.client->putBlob("a", descriptorOf(kContent), first, &journal, stop.get_token())),
             "CANCELLED");
    QCOMPARE(journal.mark.offset, kContent.size);
    Caller next(m_registry->url());
    Seekable second;
    const auto put = next.client->putBlob("a", descriptorOf(kContent), second, &journal, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QCOMPARE(next.client->traffic().written.load(), 0U);
    QCOMPARE(next.noted.story.size(), 2); // GET, PUT
  }

  void cancelledAfterACutLeavesNothing() {
    QFETCH_GLOBAL(bool, third);
    if (!third) QSKIP("distribution 2.8 takes no DELETE of a broken session");
    CutProxy proxy(m_registry->port());
    proxy.cutAfter(CutProxy::Way::Up, 5'000'000);
    Caller caller(through(proxy));
    GeneratedSource source(kContent);
    source.one_way = true;
    QVERIFY(!caller.client->putBlob("a", descriptorOf(kContent), source, nullptr, {}));
    QVERIFY(waitUntil([&] { return m_registry->openUploads() == 0; }, std::chrono::seconds(5)));
  }

  /// The small requests around a large body go over its connection: the body finds it open.
  void bodyFindsAWarmConnection() {
    RegistryProcessOptions options;
    options.tls = true;
    auto registry = RegistryProcess::start(options);
    QVERIFY2(registry, registry ? "" : registry.error().text().c_str());
    Caller caller((*registry)->url(), (*registry)->ca());
    Seekable source;
    const auto put = caller.client->putBlob("a", descriptorOf(kContent), source, nullptr, {});
    QVERIFY2(put, put ? "" : put.error().text().c_str());
    QCOMPARE(caller.noted.story, QStringList({"POST 11 new", "PATCH 11 warm", "PUT 11 warm"}));
  }
};

QTEST_GUILESS_MAIN(RegistryUploadsTest)
#include "registry_uploads_test.moc"
