// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token.h"

#include "core/std_string.h"

using namespace meridian;
using namespace meridian::auth;
using namespace std::chrono_literals;

namespace {

constexpr base::Timestamp kNow{std::chrono::milliseconds{1'700'000'000'000}};
const Scope kPull = Scope::repository("a", {"pull"});
const Scope kBoth = Scope::repository("a", {"pull", "push"});
const Scope kOther = Scope::repository("b", {"pull"});

Token token(const char* value, std::chrono::seconds life) {
  return {value, {}, kNow + life};
}

std::string found(const TokenCache& cache, const std::vector<Scope>& scopes,
                  std::chrono::milliseconds later = 0ms) {
  return cache.find(scopes, kNow + later).value_or("");
}

} // namespace

class TokenTest : public QObject {
  Q_OBJECT
private slots:
  void parses_data();
  void parses();
  void refuses_data();
  void refuses();
  void requests_data();
  void requests();
  void basic();
  void cacheServesLess();
  void cacheNeedsAllScopes();
  void cacheDropsEarly_data();
  void cacheDropsEarly();
  void cacheReplacesAndDrops();
  void cacheIsBounded();
};

void TokenTest::parses_data() {
  QTest::addColumn<std::string>("json");
  QTest::addColumn<std::string>("value");
  QTest::addColumn<qlonglong>("life"); // ms
  const auto row = [](const char* name, const char* json, const char* value, qlonglong life) {
    QTest::newRow(name) << std::string(json) << std::string(value) << life;
  };
  row("token", R"({"token":"t","expires_in":300})", "t", 300'000);
  row("access_token", R"({"access_token":"t","expires_in":300})", "t", 300'000);
  row("both", R"({"token":"t","access_token":"u"})", "t", 60'000);
  row("empty token", R"({"token":"","access_token":"u"})", "u", 60'000);
  row("null token", R"({"token":null,"access_token":"u"})", "u", 60'000);
  row("default life", R"({"token":"t"})", "t", 60'000);
  row("zero life", R"({"token":"t","expires_in":0})", "t", 60'000);
  row("negative life", R"({"token":"t","expires_in":-5})", "t", 60'000);
  row("life as text", R"({"token":"t","expires_in":"300"})", "t", 300'000);
  row("life is rubbish", R"({"token":"t","expires_in":[1]})", "t", 60'000);
  row("fraction", R"({"token":"t","expires_in":1.5})", "t", 1'500);
  row("huge life", R"({"token":"t","expires_in":1e300})", "t", 365LL * 24 * 3600 * 1000);
  row("issued_at does not count", R"({"token":"t","expires_in":300,"issued_at":"2001-01-01T00:00:00Z"})", "t",
      300'000);
}

void TokenTest::parses() {
  QFETCH(std::string, json);
  QFETCH(std::string, value);
  QFETCH(qlonglong, life);
  const auto answer = parseToken(json, kNow);
  QVERIFY(answer.has_value());
  QCOMPARE(answer->value, value);
  QCOMPARE(static_cast<qlonglong>((answer->expires - kNow).count()), life);
  QCOMPARE(parseToken(R"({"token":"t","refresh_token":"r"})", kNow)->refresh_token, std::string("r"));
}

void TokenTest::refuses_data() {
  QTest::addColumn<std::string>("json");
  const auto row = [](const char* name, const std::string& json) { QTest::newRow(name) << json; };
  row("no JSON", "hunter2");
  row("cut off", R"({"token":"hunter2)");
  row("list", R"(["hunter2"])");
  row("no token", R"({"tokn":"hunter2"})");
  row("token no string", R"({"token":7,"x":"hunter2"})");
  row("header of its own", R"({"token":"hunter2\r\nX-Evil: 1"})");
  row("blank in the token", R"({"token":"hunter2 x"})");
  row("too deep", "{\"token\":\"hunter2\",\"a\":" + std::string(64, '[') + std::string(64, ']') + "}");
  row("empty", "");
}

void TokenTest::refuses() {
  QFETCH(std::string, json);
  const auto answer = parseToken(json, kNow);
  QVERIFY(!answer.has_value());
  QVERIFY2(answer.error().text().find("hunter2") == std::string::npos, "the message holds the secret");
}

void TokenTest::requests_data() {
  QTest::addColumn<std::string>("header");
  QTest::addColumn<std::string>("scopes");
  QTest::addColumn<std::string>("user");
  QTest::addColumn<std::string>("refresh");
  QTest::addColumn<std::string>("url");
  QTest::addColumn<std::string>("form");
  const auto row = [](const char* name, const char* header, const char* scopes, const char* user,
                      const char* refresh, const char* url, const char* form) {
    QTest::newRow(name) << std::string(header) << std::string(scopes) << std::string(user)
                        << std::string(refresh) << std::string(url) << std::string(form);
  };
  row("anonymous", R"(Bearer realm="https://t/x",service="s v")", "repository:a/b:pull", "", "",
      "https://t/x?service=s%20v&scope=repository%3Aa%2Fb%3Apull&client_id=meridian", "");
  row("user", R"(Bearer realm="https://t/x",service="s")", "repository:a:pull", "u+v", "",
      "https://t/x?service=s&scope=repository%3Aa%3Apull&client_id=meridian&account=u%2Bv", "");
  row("several scopes", R"(Bearer realm="https://t/x")", "repository:a:pull repository:b:pull,push", "", "",
      "https://t/x?scope=repository%3Aa%3Apull&scope=repository%3Ab%3Apull%2Cpush&client_id=meridian", "");
  row("realm with a query", R"(Bearer realm="https://t/x?a=b#f",service="s")", "", "", "",
      "https://t/x?a=b&service=s&client_id=meridian", "");
  row("the challenge's scope", R"(Bearer realm="https://t/x",scope="repository:c:pull")", "", "", "",
      "https://t/x?scope=repository%3Ac%3Apull&client_id=meridian", "");
  row("refresh token", R"(Bearer realm="https://t/x",service="s")", "repository:a:pull repository:b:pull",
      "u", "r&t", "https://t/x",
      "service=s&scope=repository%3Aa%3Apull%20repository%3Ab%3Apull&client_id=meridian&grant_type=refresh_"
      "token&"
      "refresh_token=r%26t");
}

void TokenTest::requests() {
  QFETCH(std::string, header);
  QFETCH(std::string, scopes);
  QFETCH(std::string, user);
  QFETCH(std::string, refresh);
  QFETCH(std::string, url);
  QFETCH(std::string, form);
  const auto request =
      tokenRequest(parseChallenges(header).at(0), parseScopes(scopes), {user, "pw", refresh}, "meridian");
  QCOMPARE(request.url, url);
  QCOMPARE(request.form, form);
  QCOMPARE(request.post, !refresh.empty());
  QCOMPARE(request.authorization.empty(), user.empty() || !refresh.empty());
}

void TokenTest::basic() {
  // RFC 7617 section 2
  QCOMPARE(basicAuthorization({"Aladdin", "open sesame", {}}),
           std::string("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
}

void TokenTest::cacheServesLess() {
  TokenCache cache;
  QCOMPARE(found(cache, {kPull}), std::string());
  cache.put({kBoth}, token("t", 300s), kNow);
  QCOMPARE(found(cache, {kPull}), std::string("t"));
  QCOMPARE(found(cache, {kBoth}), std::string("t"));
  QCOMPARE(found(cache, {kOther}), std::string());
  QCOMPARE(found(cache, {}), std::string("t"));
  cache = {};
  cache.put({kPull}, token("t", 300s), kNow);
  QCOMPARE(found(cache, {kBoth}), std::string());
}

void TokenTest::cacheNeedsAllScopes() {
  TokenCache cache;
  cache.put({kPull}, token("p", 300s), kNow);
  cache.put({kOther}, token("o", 300s), kNow);
  QCOMPARE(found(cache, {kPull, kOther}), std::string());
  cache.put({kPull, kOther}, token("po", 300s), kNow);
  QCOMPARE(found(cache, {kOther, kPull}), std::string("po"));
}

void TokenTest::cacheDropsEarly_data() {
  QTest::addColumn<int>("life");   // s
  QTest::addColumn<int>("usable"); // ms
  QTest::newRow("long life: 10 s before") << 300 << 290'000;
  QTest::newRow("short life: a tenth before") << 60 << 54'000;
  QTest::newRow("very short") << 2 << 1'800;
}

void TokenTest::cacheDropsEarly() {
  QFETCH(int, life);
  QFETCH(int, usable);
  TokenCache cache;
  cache.put({kPull}, token("t", std::chrono::seconds(life)), kNow);
  QCOMPARE(found(cache, {kPull}, std::chrono::milliseconds(usable - 1)), std::string("t"));
  QCOMPARE(found(cache, {kPull}, std::chrono::milliseconds(usable)), std::string());
}

void TokenTest::cacheReplacesAndDrops() {
  TokenCache cache;
  cache.put({kPull}, token("old", 300s), kNow);
  cache.put({kPull}, token("new", 300s), kNow);
  QCOMPARE(found(cache, {kPull}), std::string("new"));
  cache.drop("unknown");
  QCOMPARE(found(cache, {kPull}), std::string("new"));
  cache.drop("new");
  QCOMPARE(found(cache, {kPull}), std::string());
}

void TokenTest::cacheIsBounded() {
  TokenCache cache;
  for (int i = 0; i < 5000; ++i)
    cache.put({Scope::repository("r" + std::to_string(i), {"pull"})}, token("t", 300s), kNow);
  QCOMPARE(found(cache, {Scope::repository("r0", {"pull"})}), std::string());
  QCOMPARE(found(cache, {Scope::repository("r4999", {"pull"})}), std::string("t"));
}

QTEST_APPLESS_MAIN(TokenTest)
#include "token_test.moc"
