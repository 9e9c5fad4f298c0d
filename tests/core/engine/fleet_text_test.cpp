// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet_text.h"

#include <array>
#include <QTest>

using namespace meridian::engine;

class FleetTextTest : public QObject {
  Q_OBJECT

private slots:
  void since_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds"); // 0 = refused
    QTest::addColumn<QString>("written");
    QTest::newRow("minutes") << "90m" << qint64(5400) << "90m";
    QTest::newRow("hours") << "12h" << qint64(43200) << "12h";
    QTest::newRow("days") << "30d" << qint64(2592000) << "30d";
    QTest::newRow("weeks") << "2w" << qint64(1209600) << "2w";
    QTest::newRow("largest unit") << "48h" << qint64(172800) << "2d";
    for (const char* bad : {"", "d", "30", "0d", "-1d", "1.5d", "30 d", "30D", "30s", "30days", "+3d",
                            "99999999999999999999d", "5000000w"})
      QTest::newRow(bad) << bad << qint64(0) << "";
  }
  void since() {
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    const auto parsed = parseSince(text.toStdString());
    QCOMPARE(parsed.has_value(), seconds != 0);
    if (!parsed) return;
    QCOMPARE(qint64(parsed->count()), seconds);
    QTEST(QString::fromStdString(formatSince(*parsed)), "written");
  }

  void urls_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("words"); // empty = good
    for (const char* good :
         {"https://registry.example.com", "http://127.0.0.1:5002", "http://127.0.0.1:5002/",
          "HTTPS://R.example:443", "http://[::1]:5000", "https://[fe80::1]", "http://localhost",
          "http://my_registry:5000", "http://r.example."})
      QTest::newRow(good) << good << "";
    const auto bad = [](const char* url, const char* words) { QTest::newRow(url) << url << words; };
    bad("", "begins with https://");
    bad("registry.example.com", "begins with https://");
    bad("ftp://r", "http or https");
    bad("://r", "http or https");
    bad("https://", "names no host");
    bad("https:///v2/", "names no host");
    bad("https://:5000", "names no host");
    bad("https://r:0", "port");
    bad("https://r:65536", "port");
    bad("https://r:", "port");
    bad("https://r:5x", "port");
    bad("https://r/v2/", "ends after host and port");
    bad("https://r/team", "ends after host and port");
    bad("https://r//", "ends after host and port");
    bad("https://r?x=1", "ends after host and port");
    bad("https://r#x", "ends after host and port");
    bad("https://user:hunter2@r", "does not belong in the URL");
    bad("https://hunter2@r", "does not belong in the URL");
    bad("https://user:hun/ter2@r", "does not belong in the URL");
    bad("https://a b", "cannot occur");
    bad("https://r..example", "empty part");
    bad("https://.example", "empty part");
    bad("https://b\xc3\xbc\x63her.example", "ASCII form");
    bad("https://::1", "in brackets");
    bad("https://[::1", "IPv6");
    bad("https://[r]", "IPv6");
    bad("https://[::1]5000", "only a port");
    bad("https://[::1]:", "port");
  }
  void urls() {
    QFETCH(QString, url);
    QFETCH(QString, words);
    const auto problem = QString::fromStdString(registryUrlProblem(url.toStdString()));
    QCOMPARE(problem.isEmpty(), words.isEmpty());
    QVERIFY2(problem.contains(words), qPrintable(problem));
    QVERIFY2(!problem.contains("hunter2"), "a message quotes a secret");
  }

  void nearest_data() {
    QTest::addColumn<QString>("unknown");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* unknown, const char* expected) {
      QTest::newRow(unknown) << unknown << expected;
    };
    row("repositorys", "repositories");
    row("repository", "repositories");
    row("repo", "repositories");
    row("target", "targets");
    row("tragets", "targets");
    row("sorce", "source");
    row("ID", "id");
    row("latitude", "lat");
    row("longitude", "lon");
    row("colour", "");
    row("x", "");
    row("", "");
  }
  void nearest() {
    QFETCH(QString, unknown);
    static constexpr std::array<std::string_view, 7> kKnown{"id",   "source", "targets", "repositories",
                                                            "tags", "lat",    "lon"};
    QTEST(QString::fromStdString(std::string(nearestKey(unknown.toStdString(), kKnown))), "expected");
  }
};

QTEST_GUILESS_MAIN(FleetTextTest)
#include "fleet_text_test.moc"
