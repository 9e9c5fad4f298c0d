// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "adopt/draft.h"
#include "adopt/image_name.h"

using namespace meridian::adopt;

class ImageNameTest : public QObject {
  Q_OBJECT

private slots:
  void images_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected"); // "-": none
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << text << expected; };
    row("alpine", "docker.io library/alpine");
    row("alpine:3.19", "docker.io library/alpine :3.19");
    row("team/app", "docker.io team/app");
    row("docker.io/alpine", "docker.io library/alpine");
    row("index.docker.io/team/app", "docker.io team/app");
    row("localhost/app", "localhost app");
    row("localhost:5000/app:1", "localhost:5000 app :1");
    row("Registry.Example.COM/app", "registry.example.com app");
    row("[::1]:5000/app", "[::1]:5000 app");
    row("q.io/a/b/c@sha256:00", "q.io a/b/c @sha256:00");
    row("q.io/a:1@sha256:00", "q.io a :1 @sha256:00");
    row("docker://q.io/a", "q.io a");
    row("ocidir:///tmp/a", "-");
    row("q.io/", "-");
    row("q.io/UPPER", "-");
    row("user:pw@q.io/a", "-");
    row("", "-");
  }
  void images() {
    QFETCH(QString, text);
    QString found = "-";
    if (const auto name = parseImageName(text.toStdString())) {
      found = QString::fromStdString(name->host + " " + name->repository);
      if (!name->tag.empty()) found += " :" + QString::fromStdString(name->tag);
      if (!name->digest.empty()) found += " @" + QString::fromStdString(name->digest);
    }
    QTEST(found, "expected");
  }

  void hosts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) { QTest::newRow(text) << text << expected; };
    row("https://a.io:8443/v2/", "a.io:8443");
    row("http://user:secret@a.io", "a.io");
    row("hub.docker.com", "docker.io");
    row("a b", "-");
    row("-a", "-");
    row("https://", "-");
  }
  void hosts() {
    QFETCH(QString, text);
    QTEST(QString::fromStdString(canonicalHost(text.toStdString()).value_or("-")), "expected");
  }

  void patterns_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("whole");
    QTest::addColumn<QString>("anywhere");
    const auto row = [](const char* expression, const char* whole, const char* anywhere) {
      QTest::newRow(expression) << expression << whole << anywhere;
    };
    row("latest", "latest", "re:.*latest.*");
    row("^latest$", "latest", "latest");
    row("3.\\d+", "re:3.\\d+", "re:.*3.\\d+.*");
    row("^v", "v", "re:v.*");
    row("-slim$", "-slim", "re:.*-slim");
    row("^a|b$", "re:^a|b$", "re:.*(?:^a|b$).*");
    row("(a|b)", "re:(a|b)", "re:.*(a|b).*");
    row("[|]", "re:[|]", "re:.*[|].*");
    row(".*", "*", "*");
    row("a\\$", "re:a\\$", "re:.*a\\$.*");
  }
  void patterns() {
    QFETCH(QString, expression);
    QTEST(QString::fromStdString(wholePattern(expression.toStdString())), "whole");
    QTEST(QString::fromStdString(anywherePattern(expression.toStdString())), "anywhere");
  }

  void braces_data() {
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << "a/**" << QStringList{"a/**"};
    QTest::newRow("one") << "{a,b}/*" << QStringList{"a/*", "b/*"};
    QTest::newRow("two") << "{a,b}/{c,d}" << QStringList{"a/c", "a/d", "b/c", "b/d"};
    QTest::newRow("empty alternative") << "a{,-x}" << QStringList{"a", "a-x"};
    QTest::newRow("open") << "{a" << QStringList{};
    QTest::newRow("closed") << "a}" << QStringList{};
    QTest::newRow("nested") << "{a,{b,c}}" << QStringList{};
    QTest::newRow("too many") << QString("{a,b,c,d}").repeated(8) << QStringList{};
  }
  void braces() {
    QFETCH(QString, glob);
    QStringList found;
    for (const auto& text : withoutBraces(glob.toStdString()).value_or(std::vector<std::string>{}))
      found << QString::fromStdString(text);
    QTEST(found, "expected");
  }

  void durations_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qlonglong>("seconds");
    const auto row = [](const char* text, qlonglong seconds) { QTest::newRow(text) << text << seconds; };
    row("90m", 5400);
    row("1h30m", 5400);
    row("1.5h", 5400);
    row("10s", 10);
    row("1000ms", 1);
    row("10", -1);
    row("-5m", -1);
    row("5 m", -1);
    row("", -1);
    row("0s", -1);
    row("1e300h", -1);
  }
  void durations() {
    QFETCH(QString, text);
    const auto found = parseGoDuration(text.toStdString());
    QTEST(static_cast<qlonglong>(found ? found->count() : -1), "seconds");
  }
};

QTEST_GUILESS_MAIN(ImageNameTest)
#include "image_name_test.moc"
