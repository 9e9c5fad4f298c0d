// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_client.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace meridian;
using namespace meridian::test;
using base::Errc;

namespace {

constexpr const char* kUnauthorized =
    R"({"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]})";

/// A registry with a token server: tokens are "t<n>:<scopes>", good while `valid` says so.
struct TokenWorld {
  std::string realm = "https://auth.example.com/token";
  std::string password; ///< base64 of user:password that the token server takes; empty: everybody
  std::string challenge_scope;
  int expires = 300;
  std::atomic<int> tokens{0};
  std::function<bool(const std::string& authorization)> valid = [](const std::string& a) {
    return !a.empty();
  };

  Reply operator()(const Asked& asked) {
    const std::string authorization(asked.headers.get("Authorization"));
    if (asked.url.starts_with(realm)) {
      if (!password.empty() && authorization != "Basic " + password)
        return {401, {}, R"({"details":"incorrect username or password"})", {}};
      return {200,
              {},
              R"({"token":"t)" + std::to_string(++tokens) + R"(","expires_in":)" + std::to_string(expires) +
                  "}",
              {}};
    }
    if (!valid(authorization)) {
      auto value = "Bearer realm=\"" + realm + "\",service=\"r\"";
      if (!challenge_scope.empty()) value += ",scope=\"" + challenge_scope + "\"";
      return {401, {{"WWW-Authenticate", value}}, kUnauthorized, {}};
    }
    if (asked.url.find("/tags/list") != std::string::npos)
      return {200, {}, R"({"name":"a","tags":["1"]})", {}};
    return {200, {{"Docker-Content-Digest", digestOf("x").text()}}, "{}", {}};
  }
};

distribution::ClientOptions withLogin(std::string user, std::string password) {
  distribution::ClientOptions options;
  options.credential = [=](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
    return std::optional<auth::Credential>(auth::Credential{user, password, {}});
  };
  return options;
}

} // namespace

class AuthorizerTest : public QObject {
  Q_OBJECT

private slots:
  void anonymousToken() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(QString::fromStdString(s.http.story()),
             "GET https://r.example.com/v2/a/tags/list?n=1000\n"
             "GET https://auth.example.com/token?service=r&scope=repository%3Aa%3Apull"
             "&client_id=meridian\n"
             "GET https://r.example.com/v2/a/tags/list?n=1000\n");
  }

  void tokenServesUntilItsEnd() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    for (int i = 0; i < 5; ++i)
      QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(world.tokens.load(), 1);
    s.clock.sleep(std::chrono::minutes(5), {});
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(world.tokens.load(), 2);
  }

  void eachScopeSetHasItsToken() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(words(s.client->listTags("b", "", {})), "ok");
    QCOMPARE(words(s.client->headManifest("a", "1", {})), "ok");
    QCOMPARE(words(s.client->headManifest("b", "1", {})), "ok");
    QCOMPARE(world.tokens.load(), 2);
  }

  void oneFetchForManyCallers() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    s.clock.sleep(std::chrono::minutes(5), {});
    std::vector<std::jthread> threads;
    std::atomic<int> good{0};
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] { good += s.client->listTags("a", "", {}).has_value() ? 1 : 0; });
    threads.clear();
    QCOMPARE(good.load(), 16);
    QVERIFY2(world.tokens <= 3, qPrintable(QString::number(world.tokens)));
  }

  void staleTokenIsFetchedAgainOnce() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    world.valid = [](const std::string& a) { return a == "Bearer t2"; };
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(world.tokens.load(), 2);
    world.valid = [](const std::string&) { return false; };
    const auto refused = s.client->listTags("a", "", {});
    QCOMPARE(words(refused), "UNAUTHORIZED");
    QCOMPARE(world.tokens.load(), 3);
    QVERIFY2(refused.error().text().find("authentication required") != std::string::npos,
             refused.error().text().c_str());
  }

  void registryMayWantAnotherScope() {
    TokenWorld world;
    world.challenge_scope = "registry:catalog:read";
    world.valid = [](const std::string& a) { return a == "Bearer t1"; };
    ScriptedClient s(std::ref(world));
    (void)s.client->listTags("a", "", {});
    QVERIFY2(s.http.story().find("scope=repository%3Aa%3Apull&scope=registry%3Acatalog%3Aread") !=
                 std::string::npos,
             s.http.story().c_str());
  }

  void passwordGoesToTheTokenServerOnly() {
    TokenWorld world;
    world.password = "dTpwdw=="; // u:pw
    ScriptedClient s(std::ref(world), withLogin("u", "pw"));
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    for (const auto& asked : s.http.asked())
      QCOMPARE(asked.headers.get("Authorization") == "Basic dTpwdw==", asked.url.starts_with(world.realm));
  }

  void wrongPasswordIsSaidInTheServersWords() {
    TokenWorld world;
    world.password = "dTpwdw==";
    ScriptedClient s(std::ref(world), withLogin("u", "secret-word"));
    const auto refused = s.client->ping({});
    QCOMPARE(words(refused), "UNAUTHORIZED");
    const auto text = refused.error().text();
    QVERIFY2(text.find("incorrect username or password") != std::string::npos, text.c_str());
    QVERIFY2(text.find("secret-word") == std::string::npos, text.c_str());
  }

  void noPasswordInTheClear() {
    TokenWorld world;
    world.realm = "http://auth.example.com/token";
    ScriptedClient s(std::ref(world), withLogin("u", "pw"));
    const auto refused = s.client->ping({});
    QCOMPARE(words(refused), "UNAUTHORIZED");
    QVERIFY2(s.http.story().find("auth.example.com") == std::string::npos, s.http.story().c_str());
  }

  void plainRegistryMayUsePlainTokenServer() {
    TokenWorld world;
    world.realm = "http://auth.example.com/token";
    world.password = "dTpwdw==";
    auto options = withLogin("u", "pw");
    options.url = "http://r.example.com";
    ScriptedClient s(std::ref(world), options);
    QCOMPARE(words(s.client->ping({})), "ok");
  }

  void basic() {
    int asked_for_login = 0;
    distribution::ClientOptions options;
    options.credential = [&](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
      ++asked_for_login;
      return std::optional<auth::Credential>(auth::Credential{"u", "pw", {}});
    };
    ScriptedClient s(
        [](const Asked& asked) -> Reply {
          if (asked.headers.get("Authorization") != "Basic dTpwdw==")
            return {401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, kUnauthorized, {}};
          return {200, {}, "{}", {}};
        },
        options);
    const auto answer = s.client->ping({});
    QCOMPARE(words(answer), "ok");
    QCOMPARE(answer->auth, std::string("basic"));
    QCOMPARE(words(s.client->ping({})), "ok");
    QCOMPARE(asked_for_login, 1);
    QCOMPARE(s.http.asked().size(), 3U);
  }

  void basicWithChangedPassword() {
    std::string good = "Basic dTpwdw==", password = "pw";
    distribution::ClientOptions options;
    options.credential = [&](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
      return std::optional<auth::Credential>(auth::Credential{"u", password, {}});
    };
    ScriptedClient s(
        [&](const Asked& asked) -> Reply {
          if (asked.headers.get("Authorization") != good)
            return {401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, kUnauthorized, {}};
          return {200, {}, "{}", {}};
        },
        options);
    QCOMPARE(words(s.client->ping({})), "ok");
    password = "pw2", good = "Basic dTpwdzI=";
    QCOMPARE(words(s.client->ping({})), "ok");
    good = "nothing";
    QCOMPARE(words(s.client->ping({})), "UNAUTHORIZED");
  }

  void loginIsAskedForOnlyWhenWanted() {
    distribution::ClientOptions options;
    options.credential = [](std::stop_token) -> base::Result<std::optional<auth::Credential>> {
      return base::fail(Errc::IoFailed, "keychain is locked");
    };
    ScriptedClient open([](const Asked&) { return Reply{200, {}, "{}", {}}; }, options);
    const auto answer = open.client->ping({});
    QCOMPARE(words(answer), "ok");
    QCOMPARE(answer->auth, std::string("none"));
    ScriptedClient closed(
        [](const Asked&) {
          return Reply{401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, kUnauthorized, {}};
        },
        options);
    QCOMPARE(words(closed.client->ping({})), "IO_FAILED");
  }

  void noLoginSet() {
    ScriptedClient s([](const Asked&) {
      return Reply{401, {{"WWW-Authenticate", "Basic realm=\"r\""}}, kUnauthorized, {}};
    });
    const auto refused = s.client->ping({});
    QCOMPARE(words(refused), "UNAUTHORIZED");
    QVERIFY(refused.error().text().find("none is set") != std::string::npos);
  }

  void unknownScheme() {
    ScriptedClient s([](const Asked&) {
      return Reply{401, {{"WWW-Authenticate", "Negotiate"}}, kUnauthorized, {}};
    });
    QCOMPARE(words(s.client->ping({})), "UNAUTHORIZED");
    QCOMPARE(s.http.asked().size(), 1U);
  }

  void mountAsksForBothRepositories() {
    TokenWorld world;
    ScriptedClient s(std::ref(world));
    (void)s.client->mountBlob("b", digestOf("x"), "a", {});
    const auto story = s.http.story();
    QVERIFY2(story.find("scope=repository%3Ab%3Apull%2Cpush&scope=repository%3Aa%3Apull") !=
                 std::string::npos,
             story.c_str());
  }

  void tokenServerThatIsDownIsTriedAgain() {
    TokenWorld world;
    int down = 2;
    ScriptedClient s([&](const Asked& asked) -> Reply {
      if (asked.url.starts_with(world.realm) && down-- > 0) return {503, {{"Retry-After", "3"}}, "later", {}};
      return world(asked);
    });
    QCOMPARE(words(s.client->listTags("a", "", {})), "ok");
    QCOMPARE(s.clock.sleeps().size(), 2U);
    QVERIFY(s.clock.sleeps()[0] == std::chrono::seconds(3));
  }
};

QTEST_APPLESS_MAIN(AuthorizerTest)
#include "authorizer_test.moc"
