// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/reference.h"

#include "core/std_string.h"

using namespace meridian;

class ReferenceTest : public QObject {
  Q_OBJECT
private slots:
  void repository_data();
  void repository();
  void tag_data();
  void tag();
  void parses_data();
  void parses();
};

namespace {
const std::string kDigest = "sha256:" + std::string(64, 'a');
}

void ReferenceTest::repository_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* name, const std::string& text, bool good) {
    QTest::newRow(name) << text << good;
  };
  row("one part", "alpine", true);
  row("parts", "library/alpine/edge", true);
  row("digits", "0/1", true);
  row("dot", "a.b", true);
  row("underscore", "a_b", true);
  row("two underscores", "a__b", true);
  row("three underscores", "a___b", false);
  row("dash", "a-b", true);
  row("many dashes", "a-----b", true);
  row("two dots", "a..b", false);
  row("dot and dash", "a.-b", false);
  row("upper case", "Alpine", false);
  row("leading dot", ".a", false);
  row("leading dash", "-a", false);
  row("trailing dash", "a-", false);
  row("trailing underscore", "a_/b", false);
  row("leading slash", "/a", false);
  row("trailing slash", "a/", false);
  row("two slashes", "a//b", false);
  row("up", "a/../b", false);
  row("colon", "host:5000/a", false);
  row("space", "a b", false);
  row("percent", "a%2fb", false);
  row("utf-8", "\xc3\xa9", false);
  row("NUL", std::string("a\0b", 3), false);
  row("empty", "", false);
  row("255", std::string(255, 'a'), true);
  row("256", std::string(256, 'a'), false);
}

void ReferenceTest::repository() {
  QFETCH(std::string, text);
  QFETCH(bool, good);
  const auto name = oci::parseRepository(text);
  QCOMPARE(name.has_value(), good);
  if (good)
    QCOMPARE(*name, text);
  else
    QVERIFY(name.error().code == base::Errc::NameInvalid);
}

void ReferenceTest::tag_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<bool>("good");
  const auto row = [](const char* name, const std::string& text, bool good) {
    QTest::newRow(name) << text << good;
  };
  row("word", "latest", true);
  row("version", "v1.2.3-rc.1_x", true);
  row("upper case", "RC", true);
  row("underscore first", "_a", true);
  row("digit", "1", true);
  row("dot first", ".a", false);
  row("dash first", "-a", false);
  row("plus", "1.0+build", false);
  row("slash", "a/b", false);
  row("at", "a@b", false);
  row("line feed", "a\n", false);
  row("empty", "", false);
  row("128", std::string(128, 'x'), true);
  row("129", std::string(129, 'x'), false);
}

void ReferenceTest::tag() {
  QFETCH(std::string, text);
  QFETCH(bool, good);
  QCOMPARE(oci::parseTag(text).has_value(), good);
}

void ReferenceTest::parses_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("repository");
  QTest::addColumn<std::string>("tag");
  QTest::addColumn<std::string>("digest");
  const auto row = [](const char* name, const std::string& text, const std::string& repository = {},
                      const std::string& tag = {}, const std::string& digest = {}) {
    QTest::newRow(name) << text << repository << tag << digest;
  };
  row("tag", "app/web:1.2", "app/web", "1.2");
  row("digest", "app/web@" + kDigest, "app/web", "", kDigest);
  row("tag and digest", "app/web:1.2@" + kDigest, "app/web", "1.2", kDigest);
  row("neither", "app/web");
  row("empty tag", "app/web:");
  row("empty digest", "app/web:1@");
  row("two digests", "a@" + kDigest + "@" + kDigest);
  row("two tags", "a:1:2");
  row("host with port", "reg.example:5000/app:1");
  row("no repository", ":1");
  row("only digest", "@" + kDigest);
  row("empty", "");
}

void ReferenceTest::parses() {
  QFETCH(std::string, text);
  QFETCH(std::string, repository);
  QFETCH(std::string, tag);
  QFETCH(std::string, digest);
  const auto reference = oci::Reference::parse(text);
  QCOMPARE(reference.has_value(), !repository.empty());
  if (repository.empty()) return;
  QCOMPARE(reference->repository, repository);
  QCOMPARE(reference->tag, tag);
  QCOMPARE(reference->digest ? reference->digest->text() : std::string(), digest);
  QCOMPARE(reference->text(), text);
}

QTEST_APPLESS_MAIN(ReferenceTest)
#include "reference_test.moc"
