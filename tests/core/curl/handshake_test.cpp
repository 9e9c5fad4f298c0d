// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl/handshake.h"

#include "curl/client.h"
#include "support/certificates.h"
#include "support/http_calls.h"
#include "support/nginx.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace meridian;
using namespace meridian::test;
using namespace std::chrono_literals;
using base::Errc;
using ports::HttpMethod;

namespace {

constexpr auto kPatience = 10s;

int certificates(const std::string& pem) { return int(QString::fromStdString(pem).count("BEGIN CERTIFICATE")); }

std::string last(const std::string& pem) { return pem.substr(pem.rfind("-----BEGIN CERTIFICATE")); }

/// Takes connections and says nothing.
class SilentPort {
public:
  SilentPort() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_fd, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(m_fd, 8) == 0 &&
        ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size) == 0)
      m_port = ntohs(address.sin_port);
  }
  ~SilentPort() { ::close(m_fd); }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(m_port); }

private:
  int m_fd;
  int m_port = 0;
};

} // namespace

/// A look at certificates of a real nginx, and what is trusted by what was seen.
class HandshakeTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    auto authority = Certificates::make(m_folder.path());
    QVERIFY2(authority, authority ? "" : authority.error().text().c_str());
    m_authority = std::move(*authority);
    auto pair = m_authority->server();
    QVERIFY(pair);
    m_server = *pair;
  }
  void cleanup() { qunsetenv("SSL_CERT_FILE"); }

  void showsWhatIsSent() {
    const auto nginx = serve(chainOf({m_server.certificate, m_authority->ca()}), m_server.key);
    const auto shown = curl::showCertificates(nginx->url("https", "/v2/"), kPatience, {});
    QVERIFY2(shown, shown ? "" : shown.error().text().c_str());
    QCOMPARE(certificates(shown->pem), 2);
    QCOMPARE(tidy(shown->pem), tidy(readFile(m_server.certificate) + readFile(m_authority->ca())));
    QVERIFY(shown->distrust && shown->distrust->code == Errc::TlsUntrusted);
    QVERIFY2(shown->distrust->message.find("unknown authority") != std::string::npos, shown->distrust->message.c_str());
    QCOMPARE(nginx->accessLog(), std::string()); // nothing was asked on these connections
    ports::HttpRoute route;
    route.ca_file = m_authority->ca();
    curl::Client client;
    QCOMPARE(tell(client, asking(HttpMethod::Get, nginx->url("https", "/"), route)).text, std::string("200 ok"));
    QVERIFY(waitUntil([&] { return !nginx->accessLog().empty(); }, 10s)); // it would have been noted
  }

  void tellsWhatTheSystemTrusts() {
    const auto nginx = serve(m_server.certificate, m_server.key);
    qputenv("SSL_CERT_FILE", QByteArray::fromStdString(m_authority->ca()));
    const auto shown = curl::showCertificates(nginx->url("https", "/"), kPatience, {});
    QVERIFY2(shown, shown ? "" : shown.error().text().c_str());
    QCOMPARE(certificates(shown->pem), 1);
    QVERIFY2(!shown->distrust, shown->distrust ? shown->distrust->message.c_str() : "");
  }

  void tellsWhyNot_data() {
    QTest::addColumn<QString>("names");
    QTest::addColumn<bool>("expired");
    QTest::addColumn<QString>("words");
    QTest::newRow("expired") << "DNS:localhost" << true << "expired";
    QTest::newRow("another host's") << "DNS:elsewhere.example" << false << "another host name";
  }
  void tellsWhyNot() {
    QFETCH(QString, names);
    QFETCH(bool, expired);
    QFETCH(QString, words);
    const auto pair = m_authority->server("bad", names.toStdString(),
                                          expired ? Certificates::Validity::Expired : Certificates::Validity::Now);
    QVERIFY(pair);
    const auto nginx = serve(pair->certificate, pair->key);
    qputenv("SSL_CERT_FILE", QByteArray::fromStdString(m_authority->ca()));
    const auto shown = curl::showCertificates(nginx->url("https", "/"), kPatience, {});
    QVERIFY2(shown, shown ? "" : shown.error().text().c_str());
    QCOMPARE(certificates(shown->pem), 1);
    QVERIFY(shown->distrust);
    QVERIFY2(QString::fromStdString(shown->distrust->message).contains(words), shown->distrust->message.c_str());
  }

  /// What an operator keeps is the last certificate of the chain, whatever that is.
  void theLastOfTheChainIsEnoughToTrust_data() {
    QTest::addColumn<QString>("sent");
    QTest::newRow("the CA is sent") << "ca";
    QTest::newRow("an intermediate CA is sent") << "intermediate";
    QTest::newRow("nothing but the server's own") << "server";
  }
  void theLastOfTheChainIsEnoughToTrust() {
    QFETCH(QString, sent);
    auto pair = m_server;
    auto files = std::vector<std::string>{m_server.certificate};
    if (sent == "ca") files.push_back(m_authority->ca());
    if (sent == "intermediate") files = underIntermediate(pair);
    const auto nginx = serve(chainOf(files), pair.key);
    const auto shown = curl::showCertificates(nginx->url("https", "/"), kPatience, {});
    QVERIFY2(shown, shown ? "" : shown.error().text().c_str());
    QCOMPARE(certificates(shown->pem), int(files.size()));
    ports::HttpRoute route;
    route.ca_file = m_folder.file("kept.pem");
    QVERIFY(writeFile(route.ca_file, last(shown->pem)));
    curl::Client client;
    const auto told = tell(client, asking(HttpMethod::Get, nginx->url("https", "/"), route));
    QCOMPARE(told.text, std::string("200 ok"));
    // And nobody else is trusted by that.
    auto other = Certificates::make(m_folder.path(), "Other CA");
    QVERIFY(other);
    const auto theirs = other->server();
    QVERIFY(theirs);
    const auto elsewhere = serve(theirs->certificate, theirs->key);
    const auto refused = tell(client, asking(HttpMethod::Get, elsewhere->url("https", "/"), route));
    QVERIFY2(refused.failed(Errc::TlsUntrusted), refused.text.c_str());
  }

  void errors() {
    const auto plain = Nginx::start("server { listen 127.0.0.1:@PORT@; }");
    QVERIFY(plain);
    const auto over_http = curl::showCertificates((*plain)->url("http", "/"), kPatience, {});
    QVERIFY(!over_http && over_http.error().code == Errc::Unsupported);
    const auto no_tls = curl::showCertificates((*plain)->url("https", "/"), kPatience, {});
    QVERIFY(!no_tls && no_tls.error().code == Errc::BadAnswer);
    const auto nobody = curl::showCertificates("https://127.0.0.1:1", kPatience, {});
    QVERIFY(!nobody && nobody.error().code == Errc::ConnectionRefused);
    const auto no_url = curl::showCertificates("registry.example.com", kPatience, {});
    QVERIFY(!no_url && no_url.error().code == Errc::ConfigInvalid);
    const SilentPort silent;
    const auto late = curl::showCertificates(silent.url(), 100ms, {});
    QVERIFY(!late && late.error().code == Errc::Timeout);
  }

  void stopWakesIt() {
    const SilentPort silent;
    std::stop_source stop;
    std::jthread canceller([&] {
      std::this_thread::sleep_for(50ms);
      stop.request_stop();
    });
    const auto shown = curl::showCertificates(silent.url(), 1h, stop.get_token());
    QVERIFY(!shown && shown.error().code == Errc::Cancelled);
  }

private:
  static QString tidy(const std::string& pem) { return QString::fromStdString(pem).simplified(); }
  std::string chainOf(const std::vector<std::string>& files) {
    std::string text;
    for (const auto& file : files) text += readFile(file);
    const auto into = m_folder.file("chain-" + std::to_string(++m_chains) + ".pem");
    return writeFile(into, text) ? into : std::string();
  }
  std::unique_ptr<Nginx> serve(const std::string& chain, const std::string& key) {
    auto nginx = Nginx::start("server { listen 127.0.0.1:@PORT@ ssl; server_name localhost; ssl_certificate " + chain +
                              "; ssl_certificate_key " + key + "; access_log access.log; location / { return 200 ok; } }\n");
    return nginx ? std::move(*nginx) : nullptr;
  }
  /// A server under an intermediate CA of the CA, which the server does not send: both files, in the chain's order.
  std::vector<std::string> underIntermediate(KeyPair& pair) {
    const auto file = [this](const char* name) { return m_folder.file(name); };
    const auto openssl = [](std::vector<std::string> words) {
      words.insert(words.begin(), "openssl");
      const auto done = run(std::move(words), 20s);
      return done && done->status == 0;
    };
    auto key = m_authority->ca();
    key.replace(key.size() - 4, 4, ".key");
    const bool made =
        writeFile(file("mid.ext"), "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n") &&
        writeFile(file("leaf.ext"), "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost\n") &&
        openssl({"req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Middle CA", "-keyout", file("mid.key"), "-out", file("mid.csr")}) &&
        openssl({"x509", "-req", "-in", file("mid.csr"), "-CA", m_authority->ca(), "-CAkey", key, "-CAcreateserial",
                 "-days", "30", "-extfile", file("mid.ext"), "-out", file("mid.pem")}) &&
        openssl({"req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=leaf", "-keyout", file("leaf.key"), "-out", file("leaf.csr")}) &&
        openssl({"x509", "-req", "-in", file("leaf.csr"), "-CA", file("mid.pem"), "-CAkey", file("mid.key"), "-CAcreateserial",
                 "-days", "30", "-extfile", file("leaf.ext"), "-out", file("leaf.pem")});
    pair = {file("leaf.pem"), file("leaf.key")};
    return made ? std::vector<std::string>{file("leaf.pem"), file("mid.pem")} : std::vector<std::string>{};
  }

  TemporaryFolder m_folder;
  std::optional<Certificates> m_authority;
  KeyPair m_server;
  int m_chains = 0;
};

QTEST_APPLESS_MAIN(HandshakeTest)
#include "handshake_test.moc"
