// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/registry_address.h"

#include "base/clock.h"
#include "memory/registry.h"

#include <QTest>

#include <map>

using namespace meridian;
using base::Errc;

class RegistryAddressTest : public QObject {
  Q_OBJECT

private slots:
  void reads_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("loopback");
    const auto row = [](const char* text, const char* scheme, const char* host, bool loopback = false) {
      QTest::newRow(text) << text << scheme << host << loopback;
    };
    row("registry.example.com", "", "registry.example.com");
    row("  Registry.Example.com:5000/ \n", "", "registry.example.com:5000");
    row("\"registry.example.com\"", "", "registry.example.com");
    row("registry.example.com.", "", "registry.example.com");
    row("https://registry.example.com:443/v2/", "https", "registry.example.com");
    row("HTTP://registry.example.com:80", "http", "registry.example.com");
    row("registry.example.com:443", "https", "registry.example.com");
    row("https://harbor.example.com/harbor/projects/1/repositories?x=y#z", "https", "harbor.example.com");
    row("registry.example.com/app/web:1.2", "", "registry.example.com");
    row("localhost:5000", "", "localhost:5000", true);
    row("127.0.0.1:5000/v2", "", "127.0.0.1:5000", true);
    row("[::1]:5000", "", "[::1]:5000", true);
    row("127.example.com:5000", "", "127.example.com:5000", true); // only ever makes http possible, after https
    row("docker.io", "https", "registry-1.docker.io");
    row("https://hub.docker.com/r/library/debian", "https", "registry-1.docker.io");
  }
  void reads() {
    QFETCH(QString, text);
    const auto address = engine::parseAddress(text.toStdString());
    QVERIFY2(address, address ? "" : address.error().text().c_str());
    QTEST(QString::fromStdString(address->scheme), "scheme");
    QTEST(QString::fromStdString(address->host), "host");
    QTEST(address->loopback, "loopback");
  }

  void refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << "  " << "type the address";
    QTest::newRow("no host") << "https:///v2" << "no host";
    QTest::newRow("a password") << "https://me:secret@registry.example.com" << "does not belong";
    QTest::newRow("a bad port") << "registry.example.com:99999" << "port";
    QTest::newRow("another protocol") << "ftp://registry.example.com" << "http or https";
    QTest::newRow("words") << "my registry" << "cannot occur";
  }
  void refuses() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto address = engine::parseAddress(text.toStdString());
    QVERIFY(!address && address.error().code == Errc::ConfigInvalid);
    QVERIFY2(QString::fromStdString(address.error().message).contains(words), address.error().message.c_str());
    QVERIFY(address.error().message.find("secret") == std::string::npos);
  }

  void finds_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tls");   ///< what https answers
    QTest::addColumn<QString>("plain"); ///< what http answers
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("asked");
    const auto row = [](const char* title, const char* text, const char* tls, const char* plain, const char* found, const char* asked) {
      QTest::newRow(title) << text << tls << plain << found << asked;
    };
    row("https", "r.test:5000", "ok", "ok", "https://r.test:5000", "https");
    row("wants a login", "r.test", "login", "", "https://r.test", "https");
    row("a private CA", "r.test", "untrusted", "", "https://r.test", "https");
    row("some web server", "r.test", "page", "", "https://r.test", "https");
    row("speaks no TLS", "r.test:5000", "plain", "ok", "http://r.test:5000", "https http");
    row("speaks no TLS, wants a login", "r.test:5000", "plain", "login", "http://r.test:5000", "https http");
    row("speaks neither", "r.test:22", "plain", "lost", "BAD_ANSWER", "https http");
    row("nobody there", "r.test", "refused", "ok", "CONNECTION_REFUSED", "https");
    row("nobody there, on this machine", "localhost", "refused", "ok", "http://localhost", "https http");
    row("nobody at all on this machine", "localhost:5000", "refused", "refused", "CONNECTION_REFUSED", "https http");
    row("cut off, from afar", "r.test", "lost", "ok", "CONNECTION_LOST", "https");
    row("a scheme is obeyed", "http://r.test:5000/", "ok", "ok", "http://r.test:5000", "");
    row("no address", "a b", "ok", "ok", "CONFIG_INVALID", "");
  }
  void finds() {
    QFETCH(QString, text);
    QFETCH(QString, tls);
    QFETCH(QString, plain);
    std::string asked;
    const auto connect = [&](const std::string& url) {
      const bool secure = url.starts_with("https:");
      asked += std::string(asked.empty() ? "" : " ") + (secure ? "https" : "http");
      auto registry = std::make_unique<memory::Registry>(m_clock);
      if (const auto how = secure ? tls : plain; how != "ok") registry->addFault({memory::Operation::Ping, {}, {}, trouble(how), -1, {}, false});
      return registry;
    };
    const auto found = engine::findRegistry(text.toStdString(), connect, {});
    const auto words = found ? *found : std::string(name(found.error().code));
    QTEST(QString::fromStdString(words), "found");
    QTEST(QString::fromStdString(asked), "asked");
  }

  void stopIsObeyed() {
    std::stop_source stop;
    stop.request_stop();
    const auto found = engine::findRegistry("localhost:5000", [&](const std::string&) { return std::make_unique<memory::Registry>(m_clock); }, stop.get_token());
    QVERIFY(!found && found.error().code == Errc::Cancelled);
  }

private:
  static base::Error trouble(const QString& how) {
    static const std::map<QString, std::pair<Errc, int>> kHow{
        {"login", {Errc::Unauthorized, 401}},      {"untrusted", {Errc::TlsUntrusted, 0}}, {"page", {Errc::BadAnswer, 404}},
        {"plain", {Errc::BadAnswer, 0}},           {"lost", {Errc::ConnectionLost, 0}},    {"refused", {Errc::ConnectionRefused, 0}},
    };
    const auto [code, status] = kHow.at(how);
    return {code, "scripted", {}, status, {}, {}, {}};
  }
  base::SystemClock m_clock;
};

QTEST_GUILESS_MAIN(RegistryAddressTest)
#include "registry_address_test.moc"
