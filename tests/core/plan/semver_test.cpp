// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/semver.h"

#include <QTest>

using meridian::plan::naturalOrder;
using meridian::plan::Version;
using meridian::plan::VersionRange;

class SemverTest : public QObject {
  Q_OBJECT

private slots:
  void parses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // "-" = no version
    QTest::newRow("full") << "1.2.3"
                          << "1.2.3";
    QTest::newRow("leading v") << "v1.2.3"
                               << "1.2.3";
    QTest::newRow("no patch") << "1.2"
                              << "1.2.0";
    QTest::newRow("major only") << "v7"
                                << "7.0.0";
    QTest::newRow("leading zero") << "22.04"
                                  << "22.4.0";
    QTest::newRow("prerelease") << "1.2.3-rc.1"
                                << "1.2.3-rc.1";
    QTest::newRow("variant is a prerelease") << "3.18-alpine"
                                             << "3.18.0-alpine";
    QTest::newRow("build") << "1.2.3+5"
                           << "1.2.3";
    QTest::newRow("build as tags write it") << "1.2.3-a_5"
                                            << "1.2.3-a";
    QTest::newRow("word") << "latest"
                          << "-";
    QTest::newRow("four numbers") << "1.2.3.4"
                                  << "-";
    QTest::newRow("empty") << ""
                           << "-";
    QTest::newRow("v alone") << "v"
                             << "-";
    QTest::newRow("trailing dot") << "1.2."
                                  << "-";
    QTest::newRow("empty prerelease") << "1.2.3-"
                                      << "-";
    QTest::newRow("empty identifier") << "1.2.3-a..b"
                                      << "-";
    QTest::newRow("too large") << "99999999999999999999.0.0"
                               << "-";
    QTest::newRow("negative") << "-1"
                              << "-";
  }
  void parses() {
    QFETCH(QString, text);
    QString got = "-";
    if (const auto version = Version::parse(text.toStdString())) {
      got = QString("%1.%2.%3").arg(version->major).arg(version->minor).arg(version->patch);
      for (std::size_t i = 0; i < version->prerelease.size(); ++i)
        got += (i == 0 ? "-" : ".") + QString::fromStdString(version->prerelease[i]);
    }
    QTEST(got, "expected");
  }

  // The example of section 11 of Semantic Versioning 2.0.0, and what it leaves out.
  void precedence() {
    const std::vector<const char*> rising{"1.0.0-0",    "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta",
                                          "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
                                          "1.0.0",      "1.0.1",        "1.2",           "1.10",
                                          "2"};
    for (std::size_t a = 0; a < rising.size(); ++a)
      for (std::size_t b = 0; b < rising.size(); ++b)
        QVERIFY2((*Version::parse(rising[a]) <=> *Version::parse(rising[b])) == (a <=> b), rising[a]);
  }

  void natural() {
    const std::vector<const char*> rising{"",     "2024-01-09", "2024-01-10", "a",       "b2",
                                          "b02x", "b10",        "build-9",    "build-10"};
    for (std::size_t a = 0; a < rising.size(); ++a)
      for (std::size_t b = 0; b < rising.size(); ++b)
        QVERIFY2(naturalOrder(rising[a], rising[b]) == (a <=> b), rising[a]);
    QVERIFY(naturalOrder("1.02", "1.2") < 0); // a total order: never equal for different texts
  }

  void contains_data() {
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("out");
    const auto row = [](const char* range, const char* in, const char* out) {
      QTest::newRow(range) << range << in << out;
    };
    row(">=1.2 <3", "1.2 1.2.0 v1.10 2.99.99", "1.1.9 3 3.0.0 3.0.0-rc.1 2.0.0-rc.1");
    row(">= 1.2, < 3", "1.2 2.9", "1.1 3");
    row(">1.2", "1.3 2", "1.2 1.2.9");
    row(">1.2.3", "1.2.4", "1.2.3");
    row("<=1.2", "1.2.9 1.1", "1.3");
    row("<=1.2.3", "1.2.3", "1.2.4");
    row("<1.2", "1.1.9", "1.2 1.2.0-rc.1");
    row("1.2.3", "1.2.3 v1.2.3", "1.2.4 1.2.3-rc.1");
    row("=1.2.3", "1.2.3", "1.2.4");
    row("v1.2", "1.2.0 1.2.7", "1.3");
    row("^1.2", "1.2 1.99", "1.1 2 2.0.0-0 1.3.0-rc.1");
    row("^1.2.3", "1.2.3 1.3", "1.2.2 2.0");
    row("^0.2.3", "0.2.3 0.2.9", "0.2.2 0.3");
    row("^0.0.3", "0.0.3", "0.0.4 0.0.2");
    row("^0.0", "0.0.0 0.0.9", "0.1");
    row("^0", "0.0.1 0.9", "1");
    row("^1.x", "1.0 1.9", "2 0.9");
    row("~1.2", "1.2 1.2.9", "1.3 1.1");
    row("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3");
    row("~1", "1 1.9", "2 0.9");
    row("~> 1.2", "1.2.1", "1.3");
    row("1.x", "1.0 1.9.9", "2 0.9");
    row("1.2.X", "1.2.5", "1.3");
    row("1.2.*", "1.2.5", "1.3");
    row("*", "0 1.2 99", "1.2-rc");
    row("1.2 - 2.3", "1.2 2.3.9", "1.1.9 2.4");
    row("1.2.3 - 2.3.4", "1.2.3 2.3.4", "1.2.2 2.3.5");
    row("1 - 2", "1 2.9", "0.9 3");
    row("<1 || >=2.1 <3 || 5.x", "0.9 2.1 5.5", "1 2.0 3 4 6");
    row("!=1.2.3", "1.2.4 1.2.2", "1.2.3");
    row("1.x !=1.2", "1.1 1.3", "1.2.0 1.2.9 2");
    row(">=1.2-0 <3", "1.2.0-rc.1 1.2 1.4.0-rc.1 2.9", "3.0.0-rc.1 3 1.1.0-rc.1");
    row(">=1.2.3-rc.2", "1.2.3-rc.2 1.2.3-rc.10 1.2.3", "1.2.3-rc.1 1.2.2");
    row("^1.2.3-beta.2", "1.2.3-beta.4 1.2.3 1.9", "1.2.3-beta.1 2.0.0-alpha");
    row("<2.0.0-rc.1", "1.9 2.0.0-beta", "2.0.0-rc.1 2.0.0");
    row("1.x || >=2.0-0", "1.1 2.0.0-rc.1", "1.2.0-rc.1");
    row(">*", "", "0 1 99");
  }
  void contains() {
    QFETCH(QString, range);
    QFETCH(QString, in);
    QFETCH(QString, out);
    const auto parsed = VersionRange::parse(range.toStdString());
    QVERIFY2(parsed, parsed ? "" : parsed.error().message.c_str());
    for (const auto& text : in.split(' ', Qt::SkipEmptyParts))
      QVERIFY2(parsed->contains(*Version::parse(text.toStdString())), qPrintable(text + " should be in"));
    for (const auto& text : out.split(' ', Qt::SkipEmptyParts))
      QVERIFY2(!parsed->contains(*Version::parse(text.toStdString())), qPrintable(text + " should be out"));
  }

  void refuses_data() {
    QTest::addColumn<QString>("range");
    for (const char* range :
         {"", "  ", "1.2 ||", "|| 1.2", ">=", "1.2 >", "latest", ">=1.2.3.4", "1.x.3", "x.1", "1 -", "a - b",
          ">=1.2 <", "=>1.2", "^^1", "1.2-", "1.x-rc", "99999999999999999999", "18446744073709551615"})
      QTest::newRow(range) << range;
    QTest::newRow("too long") << QString(600, '1');
  }
  void refuses() {
    QFETCH(QString, range);
    const auto parsed = VersionRange::parse(range.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, meridian::base::Errc::ConfigInvalid);
    QVERIFY(parsed.error().message.starts_with("bad version range"));
  }
};

QTEST_GUILESS_MAIN(SemverTest)
#include "semver_test.moc"
