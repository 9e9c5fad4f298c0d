// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_client.h"

#include "distribution/blobs.h"

#include <QTest>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

/// A blob server that cuts each answer after `piece` bytes.
struct CuttingServer {
  std::string content;
  std::size_t piece = 10;
  bool ranges = true;
  bool lengths = true;
  int silent = 0; ///< that many answers bring no byte at all

  Reply operator()(const Asked& asked) {
    std::size_t from = 0;
    const std::string range(asked.headers.get("Range"));
    if (ranges && !range.empty()) from = std::stoul(range.substr(6));
    if (from > content.size() || (from == content.size() && !range.empty()))
      return {416, {{"Content-Range", "bytes */" + std::to_string(content.size())}}, "", {}};
    Reply reply{from > 0 ? 206 : 200, {}, content.substr(from, piece), {}};
    if (from > 0)
      reply.headers.emplace_back("Content-Range", "bytes " + std::to_string(from) + "-" +
                                                      std::to_string(content.size() - 1) + "/" +
                                                      std::to_string(content.size()));
    if (lengths) reply.headers.emplace_back("Content-Length", std::to_string(content.size() - from));
    if (silent > 0) --silent, reply.body.clear();
    if (from + reply.body.size() < content.size()) reply.error = Errc::ConnectionLost;
    return reply;
  }
};

class FullSink final : public ports::BodySink {
public:
  base::Result<void> write(std::span<const std::byte>, std::stop_token) override {
    return base::fail(Errc::ConnectionLost, "the other side is gone");
  }
};

} // namespace

class BlobsTest : public QObject {
  Q_OBJECT

private slots:
  void contentRange_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("whole") << "bytes 5-9/20"
                           << "5 20";
    QTest::newRow("size unknown") << "bytes 5-9/*"
                                  << "5 -";
    QTest::newRow("unsatisfied") << "bytes */20"
                                 << "- 20";
    QTest::newRow("no unit") << "5-9/20"
                             << "none";
    QTest::newRow("no slash") << "bytes 5-9"
                              << "none";
    QTest::newRow("no dash") << "bytes 59/20"
                             << "none";
    QTest::newRow("words") << "bytes a-b/c"
                           << "none";
    QTest::newRow("open") << "bytes 5-/20"
                          << "none";
    QTest::newRow("huge") << "bytes 99999999999999999999999-1/2"
                          << "none";
  }
  void contentRange() {
    QFETCH(QString, text);
    const auto range = distribution::parseContentRange(text.toStdString());
    const auto show = [](std::optional<std::uint64_t> v) { return v ? QString::number(*v) : QString("-"); };
    QTEST(range ? show(range->first) + " " + show(range->size) : QString("none"), "expected");
  }

  void resumes_data() {
    QTest::addColumn<bool>("ranges");
    QTest::addColumn<bool>("lengths");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("requests");
    QTest::newRow("with ranges") << true << true << 0 << 10;
    QTest::newRow("with ranges, sizes unknown") << true << false << 0 << 10;
    QTest::newRow("from an offset") << true << true << 55 << 5;
    QTest::newRow("without ranges, from an offset") << false << true << 95 << 1;
  }
  void resumes() {
    QFETCH(bool, ranges);
    QFETCH(int, offset);
    QFETCH(int, requests);
    CuttingServer server;
    for (int i = 0; i < 100; ++i)
      server.content += static_cast<char>('!' + i % 90);
    server.ranges = ranges;
    QFETCH(bool, lengths);
    server.lengths = lengths;
    if (!ranges) server.piece = 100;
    ScriptedClient s(std::ref(server));
    ports::StringSink sink(1000);
    const auto got =
        s.client->getBlob("a", digestOf(server.content), {static_cast<std::uint64_t>(offset)}, sink, {});
    QCOMPARE(words(got), "ok");
    QCOMPARE(sink.text(), server.content.substr(static_cast<std::size_t>(offset)));
    QCOMPARE(static_cast<int>(s.http.asked().size()), requests);
  }

  void skipsWhatItHasWhereTheServerStartsOver() {
    std::string content(50, 'a');
    content += std::string(50, 'b');
    int tries = 0;
    ScriptedClient s([&](const Asked&) -> Reply {
      if (++tries == 1)
        return {200, {{"Content-Length", "100"}}, content.substr(0, 70), Errc::ConnectionLost};
      return {200, {{"Content-Length", "100"}}, content, {}};
    });
    ports::StringSink sink(1000);
    QCOMPARE(words(s.client->getBlob("a", digestOf(content), {}, sink, {})), "ok");
    QCOMPARE(sink.text(), content);
  }

  void givesUpWithoutProgress() {
    CuttingServer server;
    server.content = std::string(100, 'x');
    server.silent = 1000;
    ScriptedClient s(std::ref(server));
    ports::StringSink sink(1000);
    QCOMPARE(words(s.client->getBlob("a", digestOf("x"), {}, sink, {})), "CONNECTION_LOST");
    QCOMPARE(s.http.asked().size(), 5U);
  }

  void progressRenewsPatience() {
    CuttingServer server;
    server.content = std::string(100, 'x');
    server.silent = 4;
    ScriptedClient s(std::ref(server));
    ports::StringSink sink(1000);
    QCOMPARE(words(s.client->getBlob("a", digestOf("x"), {}, sink, {})), "ok");
    QCOMPARE(sink.text().size(), 100U);
  }

  void cutAfterTheLastByteIsNoLoss() {
    ScriptedClient s([](const Asked&) -> Reply {
      return {200, {{"Content-Length", "3"}}, "abc", Errc::ConnectionLost};
    });
    ports::StringSink sink(10);
    QCOMPARE(words(s.client->getBlob("a", digestOf("abc"), {}, sink, {})), "ok");
    QCOMPARE(s.http.asked().size(), 1U);
  }

  void offsetAtTheEnd() {
    CuttingServer server;
    server.content = "abc";
    ScriptedClient s(std::ref(server));
    ports::StringSink sink(10);
    QCOMPARE(words(s.client->getBlob("a", digestOf("abc"), {3}, sink, {})), "ok");
    QCOMPARE(words(s.client->getBlob("a", digestOf("abc"), {4}, sink, {})), "RANGE_INVALID");
  }

  void refusedRangeWhoseBodyBreaksOff() {
    ScriptedClient s([](const Asked&) -> Reply {
      return {416, {{"Content-Range", "bytes */3"}}, "in", Errc::ConnectionLost};
    });
    ports::StringSink sink(10);
    QCOMPARE(words(s.client->getBlob("a", digestOf("abc"), {3}, sink, {})), "ok");
    QCOMPARE(words(s.client->getBlob("a", digestOf("abc"), {4}, sink, {})), "RANGE_INVALID");
    QCOMPARE(s.http.asked().size(), 2U);
  }

  void sinkThatFailsIsNotTriedAgain() {
    CuttingServer server;
    server.content = std::string(100, 'x');
    ScriptedClient s(std::ref(server));
    FullSink sink;
    const auto got = s.client->getBlob("a", digestOf("x"), {}, sink, {});
    QCOMPARE(words(got), "CONNECTION_LOST");
    QCOMPARE(got.error().message, std::string("the other side is gone"));
    QCOMPARE(s.http.asked().size(), 1U);
  }

  void wrongRange() {
    ScriptedClient s([](const Asked&) -> Reply {
      return {206, {{"Content-Range", "bytes 9-9/10"}}, "x", {}};
    });
    ports::StringSink sink(10);
    QCOMPARE(words(s.client->getBlob("a", digestOf("x"), {5}, sink, {})), "BAD_ANSWER");
    QVERIFY(sink.text().empty());
  }

  void missing() {
    ScriptedClient s([](const Asked&) -> Reply { return {404, {}, "", {}}; });
    ports::StringSink sink(10);
    QCOMPARE(words(s.client->getBlob("a", digestOf("x"), {}, sink, {})), "BLOB_UNKNOWN");
    const auto head = s.client->headBlob("a", digestOf("x"), {});
    QCOMPARE(words(head), "ok");
    QVERIFY(!head->has_value());
  }

  void countsTraffic() {
    CuttingServer server;
    server.content = std::string(25, 'x');
    ScriptedClient s(std::ref(server));
    ports::StringSink sink(100);
    QCOMPARE(words(s.client->getBlob("a", digestOf("x"), {}, sink, {})), "ok");
    QCOMPARE(s.client->traffic().requests.load(), 3U);
    QCOMPARE(s.client->traffic().read.load(), 25U);
  }
};

QTEST_APPLESS_MAIN(BlobsTest)
#include "blobs_test.moc"
