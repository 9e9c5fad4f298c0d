// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "base/redact.h"
#include "base/url.h"

using namespace meridian;

class RedactTest : public QObject {
  Q_OBJECT

private slots:
  void takesSecretsOut_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char* name, const char* text, const char* wanted) { QTest::newRow(name) << text << wanted; };
    row("nothing", "app/web:1.2 at tyo: denied", "app/web:1.2 at tyo: denied");
    row("empty", "", "");
    row("user info", "GET https://anna:Hunter22@tyo.test/v2/: 401", "GET https://tyo.test/v2/: 401");
    row("two URLs", "http://a:b@x/ and http://c:d@y/", "http://x/ and http://y/");
    row("signed", "at https://s3.test/b?X-Amz-Signature=abcdef&part=1", "at https://s3.test/b?X-Amz-Signature=***&part=1");
    row("header", "Authorization: Basic YW5uYTpIdW50ZXIy\nAccept: x", "Authorization: ***\nAccept: x");
    row("bearer", "sent Bearer abcdefghijkl to it", "sent Bearer *** to it");
    row("a sentence", "basic auth is off, the bearer is", "basic auth is off, the bearer is");
    row("value", "password=Hunter22, user=anna", "password=***, user=anna");
    row("JSON", R"({"password": "Hunter22", "a": 1})", R"({"password": "***", "a": 1})");
    row("JSON in JSON", R"({\"token\":\"Hunter22\"})", R"({\"token\":\"***\"})");
    row("JWT", "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here", "got *** here");
    row("hook", "POST /hooks/fra/Hunter22 from 10.0.0.1", "POST /hooks/fra/*** from 10.0.0.1");
    row("hook without one", "POST /hooks/fra from 10.0.0.1", "POST /hooks/fra from 10.0.0.1");
    row("ends in a name", "the token", "the token");
    row("ends in a sign", "password=", "password=");
  }
  void takesSecretsOut() {
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QCOMPARE(QString::fromStdString(base::redactText(text.toStdString())), wanted);
  }

  void knownSecretsGoInEveryForm_data() {
    QTest::addColumn<QByteArray>("secret");
    for (const char* secret : {"Hunter22", "p/s+w@r d%20", "four", "ein-sehr-langes-Geheimnis"}) QTest::newRow(secret) << QByteArray(secret);
  }
  void knownSecretsGoInEveryForm() {
    QFETCH(QByteArray, secret);
    base::Scrub scrub;
    scrub.add(secret.toStdString());
    scrub.add("abc"); // too short to be told from other text
    const auto clean = [&](const QByteArray& text) { return QByteArray::fromStdString(scrub(text.toStdString())); };
    QCOMPARE(clean("a " + secret + " b abc"), QByteArray("a *** b abc"));
    QCOMPARE(clean("a " + QByteArray::fromStdString(base::percentEncode(secret.toStdString())) + " b"), QByteArray("a *** b"));
    for (const char* before : {"", "u:", "an:", "anna:", "robot$x:"}) {
      for (const char* after : {"", "!", "\n\n"}) {
        const auto code = (before + secret + after).toBase64();
        const auto core = secret.toBase64().left(static_cast<int>(secret.size()) * 8 / 6);
        QVERIFY2(clean(code) != code, code.constData());
        QVERIFY2(!QByteArray::fromBase64(clean(code)).contains(secret), code.constData());
        if (*before == 0) QVERIFY2(!clean(code).contains(core), code.constData());
      }
    }
  }
};

QTEST_APPLESS_MAIN(RedactTest)
#include "redact_test.moc"
