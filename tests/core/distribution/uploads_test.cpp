// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_client.h"

#include "distribution/upload_session.h"

#include <QTest>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

/// A registry's upload side, in memory; `fault` may answer instead.
struct UploadServer {
  std::string location = "/v2/a/blobs/uploads/1?_state=s1"; ///< what POST says
  std::string later = "/v2/a/blobs/uploads/1?_state=s2";    ///< what PATCH says; empty: nothing
  std::string content;
  bool stored = false;
  std::function<std::optional<Reply>(const Asked&)> fault = [](const Asked&) { return std::nullopt; };

  Reply operator()(const Asked& asked) {
    if (auto reply = fault(asked)) return *reply;
    if (asked.method == "POST") return content.clear(), Reply{202, {{"Location", location}}, "", {}};
    if (asked.method == "PATCH") {
      content += asked.body;
      Reply reply{202, {}, "", {}};
      if (!later.empty()) reply.headers.emplace_back("Location", later);
      return reply;
    }
    if (asked.method == "PUT") {
      content += asked.body;
      stored = true;
      return {201, {{"Docker-Content-Digest", digestOf(content).text()}}, "", {}};
    }
    if (asked.method == "HEAD")
      return stored ? Reply{200, {{"Content-Length", std::to_string(content.size())}}, "", {}}
                    : Reply{404, {}, "", {}};
    return {204, {}, "", {}};
  }
};

/// One-way content that can be found wrong at its end.
class OneWay final : public ports::BodySource {
public:
  explicit OneWay(std::string text) : m_text(std::move(text)), m_inner(m_text) {}
  base::Result<std::size_t> read(std::span<std::byte> buffer, std::stop_token stop) override {
    return m_inner.read(buffer, stop);
  }
  base::Result<void> verify(std::stop_token) override {
    if (bad) return base::fail(Errc::ContentMismatch, "the source sent wrong bytes");
    return {};
  }
  bool bad = false;

private:
  std::string m_text;
  ports::StringSource m_inner;
};

oci::Descriptor blobOf(const std::string& content) {
  oci::Descriptor blob;
  blob.digest = digestOf(content);
  blob.size = {content.size()};
  return blob;
}

distribution::ClientOptions streaming() {
  distribution::ClientOptions options;
  options.small_blob = {};
  return options;
}

std::string query(const std::string& content) {
  return "digest=" + ports::percentEncode(digestOf(content).text());
}

} // namespace

class UploadsTest : public QObject {
  Q_OBJECT

private slots:
  void commitUrl_data() {
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << "https://r/u/1"
                           << "https://r/u/1?digest=";
    QTest::newRow("with query") << "https://r/u/1?_state=x%3D"
                                << "https://r/u/1?_state=x%3D&digest=";
    QTest::newRow("with fragment") << "https://r/u/1?a=b#f"
                                   << "https://r/u/1?a=b&digest=";
  }
  void commitUrl() {
    QFETCH(QString, location);
    QFETCH(QString, expected);
    const auto url = distribution::commitUrl(location.toStdString(), digestOf("x"));
    QCOMPARE(QString::fromStdString(url),
             expected + QString::fromStdString(ports::percentEncode(digestOf("x").text())));
  }

  void locations_data() {
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("later");
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("put");
    QTest::newRow("absolute path") << "/v2/a/blobs/uploads/1?_state=s1"
                                   << "/v2/a/blobs/uploads/1?_state=s2"
                                   << "https://r.example.com/v2/a/blobs/uploads/1?_state=s1"
                                   << "https://r.example.com/v2/a/blobs/uploads/1?_state=s2&";
    QTest::newRow("absolute") << "https://r.example.com/u/1"
                              << "https://r.example.com/u/2"
                              << "https://r.example.com/u/1"
                              << "https://r.example.com/u/2?";
    QTest::newRow("relative") << "1"
                              << "2"
                              << "https://r.example.com/v2/a/blobs/uploads/1"
                              << "https://r.example.com/v2/a/blobs/uploads/2?";
    QTest::newRow("none from PATCH") << "/u/1"
                                     << ""
                                     << "https://r.example.com/u/1"
                                     << "https://r.example.com/u/1?";
    QTest::newRow("TLS ended by a proxy") << "http://r.example.com/u/1"
                                          << "http://r.example.com/u/2"
                                          << "https://r.example.com/u/1"
                                          << "https://r.example.com/u/2?";
    QTest::newRow("other host") << "https://store.example.net/u/1"
                                << "https://store.example.net/u/2"
                                << "https://store.example.net/u/1"
                                << "https://store.example.net/u/2?";
  }
  void locations() {
    QFETCH(QString, location);
    QFETCH(QString, later);
    QFETCH(QString, patch);
    QFETCH(QString, put);
    UploadServer server;
    server.location = location.toStdString();
    server.later = later.toStdString();
    ScriptedClient s(std::ref(server), streaming());
    const std::string content(5000, 'x');
    ports::StringSource source(content);
    QCOMPARE(words(s.client->putBlob("a", blobOf(content), source, nullptr, {})), "ok");
    QCOMPARE(server.content, content);
    QCOMPARE(QString::fromStdString(s.http.story()),
             "POST https://r.example.com/v2/a/blobs/uploads/\nPATCH " + patch + "\nPUT " + put +
                 QString::fromStdString(query(content)) + "\n");
    const auto sent = s.http.asked()[1];
    QVERIFY(sent.sized);
    QCOMPARE(QString::fromUtf8(sent.headers.get("Content-Type").data()), "application/octet-stream");
    QVERIFY(sent.headers.get("Content-Range").empty());
  }

  void loginStaysWithTheRegistry() {
    UploadServer server;
    server.location = "https://store.example.net/u/1";
    server.fault = [](const Asked& asked) -> std::optional<Reply> {
      if (asked.url.starts_with("https://r.example.com/") && asked.headers.get("Authorization").empty())
        return Reply{401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, "", {}};
      return std::nullopt;
    };
    auto options = streaming();
    options.credential = [](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
      return std::optional<auth::Credential>(auth::Credential{"u", "pw", {}});
    };
    ScriptedClient s(std::ref(server), options);
    ports::StringSource source("hello");
    QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "ok");
    for (const auto& asked : s.http.asked())
      if (asked.url.starts_with("https://store")) QVERIFY(asked.headers.get("Authorization").empty());
  }

  void smallBlobsTakeOnePut() {
    UploadServer server;
    ScriptedClient s(std::ref(server));
    for (const std::string content : {"", "hello"}) {
      ports::StringSource source(content);
      QCOMPARE(words(s.client->putBlob("a", blobOf(content), source, nullptr, {})), "ok");
      QCOMPARE(server.content, content);
    }
    QVERIFY2(s.http.story().find("PATCH") == std::string::npos, s.http.story().c_str());
  }

  void unknownSizeGoesInChunks() {
    UploadServer server;
    ScriptedClient s(std::ref(server));
    auto blob = blobOf("hello");
    blob.size = {};
    ports::StringSource source("hello");
    QCOMPARE(words(s.client->putBlob("a", blob, source, nullptr, {})), "ok");
    QVERIFY(!s.http.asked()[1].sized);
    QCOMPARE(server.content, std::string("hello"));
  }

  void badSourceIsNotCommitted_data() {
    QTest::addColumn<bool>("small");
    QTest::newRow("small") << true;
    QTest::newRow("streamed") << false;
  }
  void badSourceIsNotCommitted() {
    QFETCH(bool, small);
    UploadServer server;
    ScriptedClient s(std::ref(server), small ? distribution::ClientOptions{} : streaming());
    OneWay source("hello");
    source.bad = true;
    const auto put = s.client->putBlob("a", blobOf("hello"), source, nullptr, {});
    QCOMPARE(words(put), "CONTENT_MISMATCH");
    QVERIFY(!server.stored);
    if (!small)
      QVERIFY2(s.http.story().ends_with("DELETE https://r.example.com/v2/a/blobs/uploads/1?_state=s2\n"),
               s.http.story().c_str());
  }

  void wrongSizeIsNotCommitted() {
    UploadServer server;
    ScriptedClient s(std::ref(server), streaming());
    auto blob = blobOf("hello");
    blob.size = {6};
    ports::StringSource source("hello");
    QCOMPARE(words(s.client->putBlob("a", blob, source, nullptr, {})), "CONTENT_MISMATCH");
    QVERIFY(!server.stored);
  }

  void startsOverWhereTheSourceCan() {
    UploadServer server;
    int cuts = 2;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method == "PATCH" && cuts-- > 0) return Reply{0, {}, "", Errc::ConnectionLost};
      return std::nullopt;
    };
    ScriptedClient s(std::ref(server), streaming());
    const std::string content(100'000, 'y');
    ports::StringSource source(content);
    QCOMPARE(words(s.client->putBlob("a", blobOf(content), source, nullptr, {})), "ok");
    QCOMPARE(server.content, content);
    QCOMPARE(s.client->traffic().written.load(), 3 * content.size());
  }

  void oneWaySourceIsNotSentTwice() {
    UploadServer server;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method == "PATCH") return Reply{0, {}, "", Errc::ConnectionLost};
      return std::nullopt;
    };
    ScriptedClient s(std::ref(server), streaming());
    OneWay source("hello");
    QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "CONNECTION_LOST");
    QVERIFY(!server.stored);
    QCOMPARE(s.http.asked().size(), 4U); // POST, PATCH, GET (it may have all arrived), DELETE
  }

  void lostAnswerOfThePutIsLookedUp() {
    UploadServer server;
    bool lost = true;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method != "PUT") return std::nullopt;
      if (!std::exchange(lost, false))
        return Reply{404, {}, R"({"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"m"}]})", {}};
      server.stored = true;
      return Reply{0, {}, "", Errc::ConnectionLost};
    };
    ScriptedClient s(std::ref(server), streaming());
    OneWay source("hello");
    QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "ok");
  }

  void lostSessionStartsOver() {
    UploadServer server;
    bool lost = true;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method == "PUT" && std::exchange(lost, false))
        return Reply{404, {}, R"({"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"m"}]})", {}};
      return std::nullopt;
    };
    for (const bool small : {true, false}) {
      lost = true, server.stored = false;
      ScriptedClient s(std::ref(server), small ? distribution::ClientOptions{} : streaming());
      ports::StringSource source("hello");
      QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "ok");
      QVERIFY(server.stored);
    }
  }

  void fullDisk() {
    UploadServer server;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method != "PATCH") return std::nullopt;
      return Reply{
          500,
          {},
          R"({"errors":[{"code":"UNKNOWN","message":"unknown error","detail":"write /var/x: no space left on device"}]})",
          {}};
    };
    ScriptedClient s(std::ref(server), streaming());
    ports::StringSource source("hello");
    const auto put = s.client->putBlob("a", blobOf("hello"), source, nullptr, {});
    QCOMPARE(words(put), "DISK_FULL");
    QVERIFY(s.http.story().ends_with("DELETE https://r.example.com/v2/a/blobs/uploads/1?_state=s1\n"));
    QVERIFY(s.clock.sleeps().empty());
  }

  void storedDigestIsChecked() {
    UploadServer server;
    server.fault = [&](const Asked& asked) -> std::optional<Reply> {
      if (asked.method != "PUT") return std::nullopt;
      return Reply{201, {{"Docker-Content-Digest", digestOf("other").text()}}, "", {}};
    };
    ScriptedClient s(std::ref(server));
    ports::StringSource source("hello");
    QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "CONTENT_MISMATCH");
  }

  void noLocation() {
    ScriptedClient s([](const Asked&) { return Reply{202, {}, "", {}}; });
    ports::StringSource source("hello");
    QCOMPARE(words(s.client->putBlob("a", blobOf("hello"), source, nullptr, {})), "BAD_ANSWER");
  }

  void mount_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("expected");
    QTest::newRow("mounted") << 201 << "yes";
    QTest::newRow("session instead") << 202 << "no, cancelled";
    QTest::newRow("not supported") << 405 << "no";
    QTest::newRow("bad request") << 400 << "no";
    QTest::newRow("source not allowed") << 403 << "no";
    QTest::newRow("server down") << 500 << "SERVER_ERROR";
  }
  void mount() {
    QFETCH(int, status);
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.method == "DELETE") return {204, {}, "", {}};
      return {status, {{"Location", "/u/1"}}, "", {}};
    });
    const auto mounted = s.client->mountBlob("b/c", digestOf("x"), "a/b", {});
    QString told = words(mounted);
    if (mounted) told = *mounted ? "yes" : "no";
    if (s.http.story().find("DELETE https://r.example.com/u/1") != std::string::npos) told += ", cancelled";
    QTEST(told, "expected");
    QVERIFY(s.http.story().starts_with("POST https://r.example.com/v2/b/c/blobs/uploads/?mount=" +
                                       ports::percentEncode(digestOf("x").text()) + "&from=a%2Fb\n"));
  }
};

QTEST_APPLESS_MAIN(UploadsTest)
#include "uploads_test.moc"
