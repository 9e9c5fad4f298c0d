// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/region_check.h"

#include <QTest>

using namespace meridian;
using base::Errc;
using engine::explain;

namespace {

engine::Region region(const QString& url, const QString& credential = {}, const QString& ca = {}) {
  return {"tyo", "Tokyo", engine::Role::Replica, 0, 0, url.toStdString(), credential.toStdString(), ca.toStdString()};
}
const auto kHttp = QStringLiteral("http://tyo.test:5000");
const auto kHttps = QStringLiteral("https://tyo.test");

} // namespace

class RegionCheckTest : public QObject {
  Q_OBJECT

private slots:
  void failures_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("credential");
    QTest::addColumn<QString>("ca");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("advice"); ///< words in it
    const auto row = [](const char* name, Errc code, const QString& url, const QString& credential, const QString& ca,
                        const char* step, const char* advice) {
      QTest::newRow(name) << int(code) << url << credential << ca << step << advice;
    };
    row("unknown host", Errc::HostUnknown, kHttps, "", "", "address", "host name");
    row("nothing listens", Errc::ConnectionRefused, kHttps, "", "", "connection", "Nothing listens");
    row("no answer", Errc::Timeout, kHttps, "", "", "connection", "in time");
    row("stalled", Errc::Stalled, kHttps, "", "", "connection", "in time");
    row("plain HTTP behind https", Errc::ConnectionLost, kHttps, "", "", "connection", "use http://");
    row("TLS behind http", Errc::ConnectionLost, kHttp, "", "", "connection", "use https://");
    row("private CA not named", Errc::TlsUntrusted, kHttps, "", "", "trust", "private CA");
    row("wrong CA", Errc::TlsUntrusted, kHttps, "", "/etc/ca.pem", "trust", "/etc/ca.pem");
    row("CA file is missing", Errc::IoFailed, kHttps, "", "/etc/ca.pem", "trust", "the file");
    row("no login given", Errc::Unauthorized, kHttps, "", "", "credential", "name a credential");
    row("wrong login", Errc::Unauthorized, kHttps, "tyo-robot", "", "credential", "credential set tyo-robot");
    row("no rights", Errc::Denied, kHttps, "tyo-robot", "", "credential", "rights");
    row("rate limit", Errc::TooManyRequests, kHttps, "", "", "protocol", "limits requests");
    row("some web server", Errc::BadAnswer, kHttps, "", "", "protocol", "no container registry");
    row("404", Errc::NameUnknown, kHttps, "", "", "protocol", "no container registry");
    row("secret store cannot be read", Errc::IoFailed, kHttps, "tyo", "", "credential", "the file");
  }
  void failures() {
    QFETCH(int, code);
    QFETCH(QString, url);
    QFETCH(QString, credential);
    QFETCH(QString, ca);
    QFETCH(QString, step);
    QFETCH(QString, advice);
    const auto check = explain(region(url, credential, ca),
                               base::fail(base::Error{static_cast<Errc>(code), "as the registry says", {}, 0, {}, {}, {}}));
    QVERIFY(!check.passed);
    QCOMPARE(QString::fromStdString(check.region), QString("tyo"));
    QVERIFY(check.error && check.error->code == static_cast<Errc>(code));
    QVERIFY(!check.steps.empty());
    const auto& last = check.steps.back();
    QVERIFY(!last.passed);
    QCOMPARE(QString::fromUtf8(name(last.kind).data()), step);
    QCOMPARE(QString::fromStdString(last.text), QString("as the registry says"));
    QVERIFY2(QString::fromStdString(last.advice).contains(advice), last.advice.c_str());
    // All before it passed, in order, and say something.
    for (std::size_t i = 0; i + 1 < check.steps.size(); ++i) {
      QVERIFY(check.steps[i].passed && check.steps[i].advice.empty() && !check.steps[i].text.empty());
      QVERIFY(check.steps[i].kind == static_cast<engine::CheckStep::Kind>(i));
    }
  }

  void passes_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("auth");
    QTest::addColumn<QString>("trust");
    QTest::addColumn<QString>("login");
    QTest::newRow("plain") << kHttp << "none" << "plain HTTP" << "no login asked for";
    QTest::newRow("basic over TLS") << kHttps << "basic" << "certificate is trusted" << "accepted (basic)";
    QTest::newRow("token over TLS") << kHttps << "bearer" << "certificate is trusted" << "accepted (bearer)";
  }
  void passes() {
    QFETCH(QString, url);
    QFETCH(QString, auth);
    const auto check = explain(region(url), ports::PingAnswer{auth.toStdString(), "registry/2.0", 11, std::chrono::milliseconds(20)});
    QVERIFY(check.passed && !check.error);
    QCOMPARE(check.steps.size(), 5u);
    for (const auto& step : check.steps) QVERIFY(step.passed && step.advice.empty());
    QFETCH(QString, trust);
    QVERIFY(QString::fromStdString(check.steps[2].text).startsWith(trust));
    QCOMPARE(QString::fromStdString(check.steps[3].text), QString("registry/2.0"));
    QTEST(QString::fromStdString(check.steps[4].text), "login");
    QCOMPARE(QString::fromStdString(check.auth), auth);
    QVERIFY(check.round_trip == base::Seconds(0.02));
  }
};

QTEST_GUILESS_MAIN(RegionCheckTest)
#include "region_check_test.moc"
