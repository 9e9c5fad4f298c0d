// SPDX-License-Identifier: GPL-3.0-or-later
#include "ports/http.h"
#include "ports/redirect.h"

#include <QTest>

using namespace meridian::ports;

class HttpTest : public QObject {
  Q_OBJECT
private slots:
  void headersCompareWithoutCase();
  void trailsLead_data();
  void trailsLead();
  void trailsStayForeign();
};

void HttpTest::headersCompareWithoutCase() {
  HttpHeaders headers;
  headers.add("Link", "a");
  headers.add("content-type", "text/plain");
  headers.add("LINK", "b");
  QCOMPARE(headers.get("Content-Type"), std::string_view("text/plain"));
  QCOMPARE(headers.get("link"), std::string_view("a"));
  QCOMPARE(headers.get("lin"), std::string_view());
  QCOMPARE(headers.all("lInk"), (std::vector<std::string_view>{"a", "b"}));
  QCOMPARE(headers.fields().size(), std::size_t(3));
}

void HttpTest::trailsLead_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("location");
  QTest::addColumn<QString>("to"); // empty: refused
  QTest::addColumn<bool>("foreign");
  const auto row = [](const char* name, const char* from, const char* location, const char* to,
                      bool foreign) { QTest::newRow(name) << from << location << to << foreign; };
  row("same origin", "https://a/v2/x", "/y?z", "https://a/y?z", false);
  row("same origin in other words", "https://a/v2/x", "https://A:443/y", "https://A:443/y", false);
  row("other host", "https://a/x", "https://s3.example/y?sig=1", "https://s3.example/y?sig=1", true);
  row("other port", "https://a/x", "https://a:444/y", "https://a:444/y", true);
  row("up to https", "http://a/x", "https://a/x", "https://a/x", true);
  row("down to http", "https://a/x", "http://a/x", "", false);
  row("down to http in capitals", "HTTPS://a/x", "HTTP://a/x", "", false);
  row("with a user", "https://a/x", "https://u:p@a/x", "", false);
  row("to a file", "https://a/x", "file:///etc/passwd", "", false);
  row("raw bytes", "https://a/x", "/y z\xc3\xa9", "https://a/y%20z%C3%A9", false);
}

void HttpTest::trailsLead() {
  QFETCH(QString, from);
  QFETCH(QString, location);
  QFETCH(QString, to);
  QFETCH(bool, foreign);
  HttpRequest request;
  request.url = from.toStdString();
  RedirectTrail trail(request);
  HttpHeaders headers;
  headers.add("location", location.toStdString());
  QVERIFY(trail.leads(302, headers));
  QVERIFY(!trail.leads(304, headers));
  const auto next = trail.advance(headers);
  QCOMPARE(next.has_value(), !to.isEmpty());
  if (!next) {
    QVERIFY(next.error().text().find("u:p") == std::string::npos);
    return;
  }
  QCOMPARE(trail.url(), to.toStdString());
  QCOMPARE(trail.foreign(), foreign);
}

void HttpTest::trailsStayForeign() {
  HttpRequest request;
  request.url = "https://a/x";
  RedirectTrail trail(request);
  HttpHeaders away, back;
  away.add("Location", "https://b/");
  back.add("Location", "https://a/x");
  QVERIFY(trail.advance(away));
  QVERIFY(trail.advance(back));
  QCOMPARE(trail.url(), std::string("https://a/x"));
  QVERIFY(trail.foreign());
}

QTEST_APPLESS_MAIN(HttpTest)
#include "http_test.moc"
