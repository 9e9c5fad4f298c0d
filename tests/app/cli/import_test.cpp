// SPDX-License-Identifier: GPL-3.0-or-later
// The program meridianctl reads set-ups of other tools.
#include <QTest>

#include "support/process.h"

#include <nlohmann/json.hpp>

using namespace meridian;
using namespace std::chrono_literals;

namespace {

constexpr const char* kClean = "quay.io/a/b: m.io/a/b\n";
constexpr const char* kRenames = "quay.io/a/b: m.io/a/b\nquay.io/a/c: m.io/other\n";

test::Finished run(std::vector<std::string> words) {
  words.insert(words.begin(), {MERIDIAN_BIN "/meridianctl", "--fleet", "/nowhere/fleet.json"});
  const auto finished = test::run(words, 60s);
  return finished ? *finished : test::Finished{-1, finished.error().message};
}

} // namespace

class ImportTest : public QObject {
  Q_OBJECT

private slots:
  void tellsByItsStatus_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("all of it") << "image-syncer" << kClean << 0 << "registries stand";
    QTest::newRow("something left out") << "image-syncer" << kRenames << 1 << "quay.io/a/c";
    QTest::newRow("no such format") << "compose" << kClean << 2 << "there are regsync";
    QTest::newRow("no such file of the format") << "regsync" << "[1" << 2 << "images: line";
  }
  void tellsByItsStatus() {
    QFETCH(QString, format);
    QFETCH(QString, text);
    QFETCH(QString, words);
    test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.path() / "images", text.toStdString()));
    const auto finished = run({"import", format.toStdString(), folder.file("images")});
    QTEST(finished.status, "status");
    QVERIFY2(QString::fromStdString(finished.output).contains(words), finished.output.c_str());
  }

  void writesANewFileOnly() {
    test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.path() / "images", kClean));
    const std::vector<std::string> words{"import", "image-syncer", folder.file("images"), "--output",
                                         folder.file("fleet.json")};
    QCOMPARE(run(words).status, 0);
    const auto checked = run({"--fleet", folder.file("fleet.json"), "--state", folder.path().string(), "jobs"});
    QVERIFY2(checked.status == 0, checked.output.c_str());
    QVERIFY(test::writeFile(folder.path() / "fleet.json", "mine"));
    const auto again = run(words);
    QCOMPARE(again.status, 2);
    QVERIFY2(again.output.find("not overwritten") != std::string::npos, again.output.c_str());
    QCOMPARE(test::readFile(folder.path() / "fleet.json"), std::string("mine"));
  }

  void json() {
    test::TemporaryFolder folder;
    QVERIFY(test::writeFile(folder.path() / "images", kRenames));
    const auto finished = run({"import", "image-syncer", folder.file("images"), "--json"});
    QCOMPARE(finished.status, 1);
    const auto found = nlohmann::json::parse(finished.output, nullptr, false);
    QVERIFY2(found.is_object(), finished.output.c_str());
    QCOMPARE(found.at("fleet").at("rules").size(), std::size_t(1));
    QCOMPARE(found.at("gaps").at(0).at("place").get<std::string>(), std::string("quay.io/a/c"));
    QVERIFY(found.at("gaps").at(0).at("left_out").get<bool>());
  }

  void aFileThatIsNotThere() { QCOMPARE(run({"import", "dregsy", "/nowhere/dregsy.yml"}).status, 2); }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "import_test.moc"
