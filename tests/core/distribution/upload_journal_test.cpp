// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <chrono> otherwise

#include "quirk_caller.h"
#include "support/noted_journal.h"
#include "support/process.h"

using namespace meridian;
using namespace meridian::test;
using base::Errc;
using memory::GeneratedBlob;

namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
const GeneratedBlob kContent{{20 * kMiB}, 7};

class Checked final : public ports::BodySource {
public:
  explicit Checked(std::function<base::Result<void>()> verdict)
      : m_inner(kContent), m_verdict(std::move(verdict)) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    return m_inner.read(buffer, stop);
  }
  base::Result<void> verify(std::stop_token) override { return m_verdict(); }
  base::Result<void> rewind() override { return m_inner.rewind(); }
  base::Result<void> seek(base::ByteCount offset) override { return m_inner.seek(offset); }

private:
  Seekable m_inner;
  std::function<base::Result<void>()> m_verdict;
};

QString words(const base::Result<void>& result) {
  return result ? QString("ok") : QString::fromUtf8(base::name(result.error().code).data());
}

base::Result<void> put(QuirkRegistry& registry, ports::BodySource& source, NotedJournal& journal,
                       ports::RegistryProfile profile = {}, std::stop_token stop = {}) {
  return QuirkCaller(registry, std::move(profile))
      .client->putBlob("a", descriptorOf(kContent), source, &journal, stop);
}

bool holds(const QuirkRegistry& registry) {
  return registry.blob("a", kContent.digest()).has_value();
}

ports::RegistryProfile chunking() {
  ports::RegistryProfile profile;
  profile.streaming = ports::Ability::No;
  profile.chunked = profile.resume = ports::Ability::Yes;
  profile.chunk_max = {4 * kMiB};
  return profile;
}

} // namespace

/// Uploads that are cut, stopped and taken up again by another process.
class UploadJournalTest : public QObject {
  Q_OBJECT

private slots:
  void goesOnInAnotherProcess_data() {
    QTest::addColumn<bool>("chunked");
    QTest::newRow("stream") << false;
    QTest::newRow("chunks") << true;
  }
  void goesOnInAnotherProcess() {
    QFETCH(bool, chunked);
    const auto profile = chunked ? chunking() : ports::RegistryProfile{};
    QuirkRegistry registry({});
    NotedJournal journal;
    std::stop_source stop;
    Seekable first(kContent);
    first.at = [&](std::uint64_t at) {
      if (at > 10 * kMiB) stop.request_stop();
    };
    QCOMPARE(words(put(registry, first, journal, profile, stop.get_token())), "CANCELLED");
    QVERIFY(!journal.mark.location.empty());
    QCOMPARE(journal.saved.front().offset.value, 0U); // known before the first byte
    QCOMPARE(journal.mark.offset.value, chunked ? 8 * kMiB : 0);
    QCOMPARE(registry.openUploads(), 1);
    // The server needs a moment to see that we left.
    std::uint64_t before = 0;
    QVERIFY(waitUntil([&] { return before == registry.received() || (before = registry.received(), false); },
                      std::chrono::seconds(5)));

    Seekable second(kContent);
    QCOMPARE(words(put(registry, second, journal, profile)), "ok");
    QVERIFY(holds(registry));
    QVERIFY2(registry.received() <= 20 * kMiB + 4 * kMiB, qPrintable(QString::number(registry.received())));
    QCOMPARE(journal.resumes.size(), 1U);
    QVERIFY2(journal.resumes.front() >= 8 * kMiB, qPrintable(QString::number(journal.resumes.front())));
    QVERIFY(journal.mark.location.empty());
  }

  void onlyTheCommitIsMissing() {
    QuirkRegistry registry({});
    NotedJournal journal;
    Checked first([]() -> base::Result<void> { return base::fail(Errc::Cancelled, "killed"); });
    QCOMPARE(words(put(registry, first, journal)), "CANCELLED");
    QCOMPARE(journal.mark.offset, kContent.size);
    QCOMPARE(registry.received(), kContent.size.value);
    registry.writes();
    Seekable second(kContent);
    QCOMPARE(words(put(registry, second, journal)), "ok");
    QCOMPARE(registry.received(), kContent.size.value);
    QCOMPARE(QString::fromStdString(registry.writes()), "GET 1, PUT 1");
    QCOMPARE(journal.resumes, std::vector<std::uint64_t>{kContent.size.value});
    QVERIFY(holds(registry));
  }

  void committedAlready() {
    QuirkRegistry registry({});
    NotedJournal journal;
    Seekable first(kContent);
    QCOMPARE(words(put(registry, first, journal)), "ok");
    journal.mark = {registry.url() + "/v2/a/blobs/uploads/gone", kContent.size};
    registry.writes();
    Seekable second(kContent);
    QCOMPARE(words(put(registry, second, journal)), "ok");
    QCOMPARE(QString::fromStdString(registry.writes()), "GET 1");
    QVERIFY(journal.mark.location.empty());
  }

  void sessionIsGone_data() {
    QTest::addColumn<QString>("location");
    QTest::newRow("unknown there") << "URL/v2/a/blobs/uploads/gone";
    QTest::newRow("no address") << "rubbish";
  }
  void sessionIsGone() {
    QFETCH(QString, location);
    QuirkRegistry registry({});
    NotedJournal journal;
    journal.mark = {location.replace("URL", QString::fromStdString(registry.url())).toStdString(),
                    {5 * kMiB}};
    Seekable source(kContent);
    QCOMPARE(words(put(registry, source, journal)), "ok");
    QVERIFY(holds(registry));
    QVERIFY(journal.resumes.empty());
    QCOMPARE(registry.received(), kContent.size.value);
  }

  void sourceThatCannotGoOn() {
    QuirkRegistry registry({});
    NotedJournal journal;
    Checked first([]() -> base::Result<void> { return base::fail(Errc::Cancelled, "killed"); });
    QCOMPARE(words(put(registry, first, journal)), "CANCELLED");
    GeneratedSource second(kContent); // rewinds, and that is all
    QCOMPARE(words(put(registry, second, journal)), "ok");
    QVERIFY(holds(registry));
    QVERIFY(journal.resumes.empty());
    QCOMPARE(registry.openUploads(), 0);
  }

  void wrongContentIsNotKept() {
    QuirkRegistry registry({});
    NotedJournal journal;
    Checked source([]() -> base::Result<void> { return base::fail(Errc::ContentMismatch, "wrong bytes"); });
    QCOMPARE(words(put(registry, source, journal)), "CONTENT_MISMATCH");
    QVERIFY(journal.mark.location.empty());
    QCOMPARE(registry.openUploads(), 0);
  }

  void whatCannotResumeIsNotKept() {
    Quirks quirks;
    quirks.cut = Quirks::Cut::SessionLost;
    QuirkRegistry registry(quirks);
    ports::RegistryProfile profile;
    profile.resume = ports::Ability::No;
    NotedJournal journal;
    std::stop_source stop;
    Seekable source(kContent);
    source.at = [&](std::uint64_t at) {
      if (at > 10 * kMiB) stop.request_stop();
    };
    QCOMPARE(words(put(registry, source, journal, profile, stop.get_token())), "CANCELLED");
    QVERIFY(journal.mark.location.empty());
    QVERIFY(waitUntil([&] { return registry.openUploads() == 0; }, std::chrono::seconds(5)));
  }

  void breaksAsOftenAsItLikes() {
    QuirkRegistry registry({});
    registry.cutAfter(kMiB, 19); // of 5 tries
    QuirkCaller caller(registry);
    NotedJournal journal;
    Seekable source(kContent);
    const auto done = caller.client->putBlob("a", descriptorOf(kContent), source, &journal, {});
    QVERIFY2(done, done ? "" : done.error().text().c_str());
    QVERIFY(holds(registry));
    QCOMPARE(registry.received(), kContent.size.value);
    QCOMPARE(caller.notices.size(), 19);
    QCOMPARE(journal.resumes.size(), 19U);
  }

  void givesUpWhereNothingGetsOn() {
    Quirks quirks;
    quirks.cut = Quirks::Cut::PieceLost;
    QuirkRegistry registry(quirks);
    registry.cutAfter(kMiB, 1000);
    QuirkCaller caller(registry);
    Seekable source(kContent);
    const auto done = caller.client->putBlob("a", descriptorOf(kContent), source, nullptr, {});
    QVERIFY(!done);
    QCOMPARE(words(done), "CONNECTION_LOST");
    QCOMPARE(registry.received(), 5 * kMiB);
  }

  void lossOfASessionIsTold() {
    Quirks quirks;
    quirks.cut = Quirks::Cut::SessionLost;
    QuirkRegistry registry(quirks);
    registry.cutAfter(5 * kMiB);
    QuirkCaller caller(registry);
    Seekable source(kContent);
    const auto done = caller.client->putBlob("a", descriptorOf(kContent), source, nullptr, {});
    QVERIFY2(done, done ? "" : done.error().text().c_str());
    QCOMPARE(caller.notices.size(), 2);
    QVERIFY2(caller.notices.last().contains("starts over"), qPrintable(caller.notices.last()));
    QCOMPARE(registry.received(), 25 * kMiB);
  }

  void noSecretIsTold() {
    QuirkRegistry registry({});
    registry.limit(1000, 0);
    NotedJournal journal;
    journal.mark = {registry.url() + "/v2/a/blobs/uploads/u1?_state=0", {}};
    QuirkCaller caller(registry);
    Seekable source(kContent);
    const auto done = caller.client->putBlob("a", descriptorOf(kContent), source, &journal, {});
    QVERIFY(!done);
    QCOMPARE(caller.notices.size(), 4);
    QVERIFY(!QString::fromStdString(done.error().text()).contains("_state=0"));
    for (const auto& notice : caller.notices)
      QVERIFY(!notice.contains("_state=0"));
  }
};

QTEST_GUILESS_MAIN(UploadJournalTest)
#include "upload_journal_test.moc"
