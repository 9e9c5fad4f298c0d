// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/scope.h"

#include "core/std_string.h"

using namespace meridian::auth;

class ScopeTest : public QObject {
  Q_OBJECT
private slots:
  void parses_data();
  void parses();
  void covers_data();
  void covers();
  void makes();
};

void ScopeTest::parses_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("back"); // joined with blanks
  const auto row = [](const char* name, const char* text, const char* back) {
    QTest::newRow(name) << std::string(text) << std::string(back);
  };
  row("one", "repository:samalba/my-app:pull,push", "repository:samalba/my-app:pull,push");
  row("actions are a set", "repository:a:push,pull,push", "repository:a:pull,push");
  row("host and port in the name", "repository:reg.example:5000/a:pull",
      "repository:reg.example:5000/a:pull");
  row("class", "repository(plugin):a:pull", "repository(plugin):a:pull");
  row("catalogue", "registry:catalog:*", "registry:catalog:*");
  row("several", "repository:a:pull  repository:b:push", "repository:a:pull repository:b:push");
  row("one ill-formed", "repository:a:pull nonsense repository:b:push",
      "repository:a:pull repository:b:push");
  row("one colon", "repository:a", "");
  row("no type", ":a:pull", "");
  row("no name", "repository::pull", "");
  row("no action", "repository:a:", "");
  row("only commas", "repository:a:,,", "");
  row("open bracket", "repository(plugin:a:pull", "");
  row("empty class", "repository():a:pull", "");
  row("upper case type", "Repository:a:pull", "");
  row("empty", "", "");
}

void ScopeTest::parses() {
  QFETCH(std::string, text);
  QFETCH(std::string, back);
  std::string joined;
  for (const auto& scope : parseScopes(text))
    joined += (joined.empty() ? "" : " ") + scope.text();
  QCOMPARE(joined, back);
}

void ScopeTest::covers_data() {
  QTest::addColumn<std::string>("granted");
  QTest::addColumn<std::string>("wanted");
  QTest::addColumn<bool>("serves");
  const auto row = [](const char* name, const char* granted, const char* wanted, bool serves) {
    QTest::newRow(name) << std::string(granted) << std::string(wanted) << serves;
  };
  row("same", "repository:a:pull", "repository:a:pull", true);
  row("more serves less", "repository:a:pull,push", "repository:a:pull", true);
  row("less does not serve more", "repository:a:pull", "repository:a:pull,push", false);
  row("push is not pull", "repository:a:push", "repository:a:pull", false);
  row("other name", "repository:a:pull", "repository:b:pull", false);
  row("name is not a prefix", "repository:a:pull", "repository:a/b:pull", false);
  row("other type", "repository(plugin):a:pull", "repository:a:pull", false);
  row("star is a word", "repository:a:*", "repository:a:pull", false);
}

void ScopeTest::covers() {
  QFETCH(std::string, granted);
  QFETCH(std::string, wanted);
  QFETCH(bool, serves);
  QCOMPARE(parseScopes(granted).at(0).covers(parseScopes(wanted).at(0)), serves);
}

void ScopeTest::makes() {
  QCOMPARE(Scope::repository("a/b", {"push", "pull"}).text(), std::string("repository:a/b:pull,push"));
  QCOMPARE(Scope::catalogue().text(), std::string("registry:catalog:*"));
}

QTEST_APPLESS_MAIN(ScopeTest)
#include "scope_test.moc"
