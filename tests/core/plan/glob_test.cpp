// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/glob.h"

#include <QTest>

using meridian::plan::Pattern;

class GlobTest : public QObject {
  Q_OBJECT

private slots:
  void matches_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* title, const char* pattern, const char* name, bool expected) {
      QTest::newRow(title) << pattern << name << expected;
    };
    row("literal", "app/web", "app/web", true);
    row("literal is whole", "app/web", "app/web2", false);
    row("literal does not match a suffix", "web", "app/web", false);
    row("dot is a dot", "1.2", "1x2", false);
    row("star", "base/*", "base/debian", true);
    row("star matches nothing too", "base/*", "base/", true);
    row("star stops at the slash", "base/*", "base/debian/slim", false);
    row("star in the middle", "*/web", "app/web", true);
    row("star alone stops at the slash", "*", "app/web", false);
    row("two stars", "base/**", "base/debian/slim", true);
    row("two stars alone", "**", "a/b/c", true);
    row("two stars in the middle", "a/**/z", "a/b/c/z", true);
    row("two stars keep what follows", "a/**/z", "a/b/c/y", false);
    row("three stars are two", "***", "a/b", true);
    row("many stars", "*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
    row("question mark", "1.?", "1.2", true);
    row("question mark is one", "1.?", "1.22", false);
    row("question mark is no slash", "a?b", "a/b", false);
    row("class", "v[0-9].[13]", "v5.3", true);
    row("class misses", "v[0-9].[13]", "v5.2", false);
    row("negated class", "[!a-m]x", "zx", true);
    row("negated class misses", "[!a-m]x", "bx", false);
    row("negated class is no slash", "a[!b]c", "a/c", false);
    row("caret negates too", "[^a]", "b", true);
    row("class with a bracket", "[]a]", "]", true);
    row("class with a dash at its end", "[a-]", "-", true);
    row("tag suffix", "*-rc*", "1.2-rc.1", true);
    row("tag without suffix", "*-rc*", "1.2", false);
    row("regex", "re:v\\d+\\.\\d+", "v1.20", true);
    row("regex is whole", "re:v\\d+", "v1.20", false);
    row("regex alternatives are whole", "re:a|b", "ab", false);
    row("regex dot crosses the slash", "re:.*/web", "a/b/web", true);
    row("regex braces", "re:[0-9a-f]{7,40}", "0123abc", true);
    row("regex that would explode", "re:(a+)+b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
  }
  void matches() {
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    const auto compiled = Pattern::compile(pattern.toStdString());
    QVERIFY2(compiled, compiled ? "" : compiled.error().message.c_str());
    QTEST(compiled->matches(name.toStdString()), "expected");
  }

  void refuses_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << ""
                           << "empty pattern";
    QTest::newRow("open class") << "a[b"
                                << "closing";
    QTest::newRow("backward range") << "a[z-a]"
                                    << "upwards";
    QTest::newRow("braces") << "{a,b}"
                            << "several patterns";
    QTest::newRow("blank") << "a b"
                           << "\" \" cannot occur";
    QTest::newRow("tag in a repository") << "app/web:1.2"
                                         << "tags go into";
    QTest::newRow("exclamation mark inside") << "a!b"
                                             << "first character";
    QTest::newRow("not ASCII") << "caf\xc3\xa9"
                               << "byte 0xc3";
    QTest::newRow("empty regex") << "re:"
                                 << "it is empty";
    QTest::newRow("regex bracket") << "re:[a"
                                   << "closed";
    QTest::newRow("regex parenthesis") << "re:(a"
                                       << "pair up";
    QTest::newRow("regex that ends with a parenthesis") << "re:abc(" << "pair up";
    QTest::newRow("regex repeat") << "re:*a"
                                  << "nothing to repeat";
    QTest::newRow("regex back reference") << "re:(a)\\1"
                                          << "back references";
    QTest::newRow("regex back reference with a huge number") << "re:\\\\\\44444444444444444444" << "back references";
    QTest::newRow("regex unrolled") << "re:(a?){50000}"
                                    << "too large";
    QTest::newRow("regex unrolled twice") << "re:((a?){200}){200}"
                                          << "too large";
    QTest::newRow("too long") << QString(600, 'a') << "at most";
  }
  void refuses() {
    QFETCH(QString, pattern);
    QFETCH(QString, words);
    const auto compiled = Pattern::compile(pattern.toStdString());
    QVERIFY(!compiled);
    QCOMPARE(compiled.error().code, meridian::base::Errc::ConfigInvalid);
    const auto message = QString::fromStdString(compiled.error().message);
    QVERIFY2(message.contains(words), qPrintable(message));
  }

  void longNamesDoNotDeepenTheStack() {
    const auto pattern = Pattern::compile("re:(?:[a-z0-9]+/?)*x");
    QVERIFY(pattern);
    QVERIFY(!pattern->matches(std::string(1024, 'a')));
    QVERIFY(pattern->matches(std::string(1023, 'a') + "x"));
    QVERIFY(!pattern->matches(std::string(1'000'000, 'a')));
  }

  void mediaTypes() {
    const auto spdx = meridian::plan::typePattern("application/spdx+json");
    QVERIFY(spdx && spdx->matches("application/spdx+json"));
    QVERIFY(!spdx->matches("application/spdxjson"));
    QVERIFY(meridian::plan::typePattern("application/vnd.*+json")->matches("application/vnd.cyclonedx+json"));
    QVERIFY(meridian::plan::typePattern("re:application/.*[+]json")->matches("application/spdx+json"));
    QVERIFY(!meridian::plan::typePattern("re:("));
  }

  void literalsAreKnown() {
    QVERIFY(Pattern::compile("app/web_1.2-x")->isLiteral());
    for (const char* text : {"a*", "a?", "[ab]", "**", "re:app"})
      QVERIFY2(!Pattern::compile(text)->isLiteral(), text);
  }
};

QTEST_GUILESS_MAIN(GlobTest)
#include "glob_test.moc"
