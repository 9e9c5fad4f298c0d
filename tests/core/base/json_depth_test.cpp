// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_depth.h"

#include "core/std_string.h"

using namespace meridian::base;

class JsonDepthTest : public QObject {
  Q_OBJECT
private slots:
  void depth_data();
  void depth();
  void defaultLimit();
};

void JsonDepthTest::depth_data() {
  QTest::addColumn<std::string>("json");
  QTest::addColumn<int>("levels"); // fits this limit and no smaller one
  const auto row = [](const char* name, const char* json, int levels) {
    QTest::newRow(name) << std::string(json) << levels;
  };
  row("value", "1", 0);
  row("object", "{}", 1);
  row("object in list", "[{}]", 2);
  row("beside each other", "[[],[],{}]", 2);
  row("inside a string", R"(["[[[[{{{{"])", 1);
  row("after an escaped quote", R"(["a\"[[[["])", 1);
  row("after an escaped backslash", R"(["a\\",[[]]])", 3);
  row("no JSON", "}}}}[", 0);
  row("unterminated string", R"(["[[[[)", 1);
  row("ends in a backslash", "[\"\\", 1);
}

void JsonDepthTest::depth() {
  QFETCH(std::string, json);
  QFETCH(int, levels);
  QVERIFY(!nestsDeeper(json, levels));
  if (levels > 0) QVERIFY(nestsDeeper(json, levels - 1));
}

void JsonDepthTest::defaultLimit() {
  QVERIFY(!nestsDeeper(std::string(64, '[')));
  QVERIFY(nestsDeeper(std::string(65, '[')));
}

QTEST_APPLESS_MAIN(JsonDepthTest)
#include "json_depth_test.moc"
