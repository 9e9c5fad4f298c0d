// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/docker_config.h"

#include "auth/base64.h"
#include "core/std_string.h"

using namespace meridian;
using namespace meridian::auth;

namespace {

std::string entry(const std::string& host, const std::string& pair) {
  return R"({"auths":{")" + host + R"(":{"auth":")" + encodeBase64(pair) + R"("}}})";
}

} // namespace

class DockerConfigTest : public QObject {
  Q_OBJECT
private slots:
  void pairs_data();
  void pairs();
  void refuses_data();
  void refuses();
  void finds();
  void plainHostBeatsUrl();
  void helpers();
  void normalises_data();
  void normalises();
  void helperReply_data();
  void helperReply();
};

void DockerConfigTest::pairs_data() {
  QTest::addColumn<std::string>("json");
  QTest::addColumn<std::string>("user");
  QTest::addColumn<std::string>("password");
  QTest::addColumn<std::string>("token");
  const auto row = [](const char* name, const std::string& json, const char* user, const char* password,
                      const char* token = "") {
    QTest::newRow(name) << json << std::string(user) << std::string(password) << std::string(token);
  };
  row("pair", entry("h", "u:p"), "u", "p");
  row("colon in the password", entry("h", "u:p:q:"), "u", "p:q:");
  row("empty password", entry("h", "u:"), "u", "");
  row("utf-8", entry("h", "\xc3\xa9:\xe5\xaf\x86"), "\xc3\xa9", "\xe5\xaf\x86");
  row("zero bytes after it", entry("h", std::string("u:p\0\0", 5)), "u", "p");
  row("without padding", R"({"auths":{"h":{"auth":"dTpwcA"}}})", "u", "pp");
  row("fields", R"({"auths":{"h":{"username":"u","password":"p"}}})", "u", "p");
  row("auth beats fields", R"({"auths":{"h":{"username":"x","password":"y","auth":"dTpw"}}})", "u", "p");
  row("identity token", R"({"auths":{"h":{"auth":"dTo=","identitytoken":"r"}}})", "u", "", "r");
  row("identity token alone", R"({"auths":{"h":{"identitytoken":"r"}}})", "", "", "r");
  row("identity token without user", R"({"auths":{"h":{"auth":"Og==","identitytoken":"r"}}})", "", "", "r");
  row("unknown fields", R"({"HttpHeaders":{},"auths":{"h":{"auth":"dTpw","email":"e"}},"detachKeys":1})", "u",
      "p");
}

void DockerConfigTest::pairs() {
  QFETCH(std::string, json);
  QFETCH(std::string, user);
  QFETCH(std::string, password);
  QFETCH(std::string, token);
  const auto config = DockerConfig::parse(json);
  QVERIFY(config.has_value());
  const auto credential = config->find("h");
  QVERIFY(credential.has_value());
  QCOMPARE(credential->user, user);
  QCOMPARE(credential->password, password);
  QCOMPARE(credential->identity_token, token);
}

void DockerConfigTest::refuses_data() {
  QTest::addColumn<std::string>("json");
  const auto row = [](const char* name, const std::string& json) { QTest::newRow(name) << json; };
  row("no JSON", "hunter2");
  row("cut off", R"({"auths":{"h":{"auth":"hunter2)");
  row("list", R"(["hunter2"])");
  row("auths no object", R"({"auths":["hunter2"]})");
  row("entry no object", R"({"auths":{"h":"hunter2"}})");
  row("auth no string", R"({"auths":{"h":{"auth":["hunter2"]}}})");
  row("auth no base64", R"({"auths":{"h":{"auth":"hunter2!"}}})");
  row("no colon", entry("h", "hunter2"));
  row("no user", entry("h", ":hunter2"));
  row("credsStore no string", R"({"credsStore":1})");
  row("credsStore leads elsewhere", R"({"credsStore":"../../bin/sh"})");
  row("credHelpers no object", R"({"credHelpers":"x"})");
  row("helper no string", R"({"credHelpers":{"h":1}})");
  row("helper leads elsewhere", R"({"credHelpers":{"h":"x/y"}})");
  row("helper with a blank", R"({"credHelpers":{"h":"x -y"}})");
  row("empty", "");
}

void DockerConfigTest::refuses() {
  QFETCH(std::string, json);
  const auto config = DockerConfig::parse(json);
  QVERIFY(!config.has_value());
  QVERIFY(config.error().code == base::Errc::ParseFailed);
  QVERIFY2(config.error().text().find("hunter2") == std::string::npos, "the message holds the secret");
  QVERIFY(config.error().text().find(encodeBase64("hunter2").substr(0, 6)) == std::string::npos);
}

void DockerConfigTest::finds() {
  const auto config = DockerConfig::parse(R"({"auths":{"https://index.docker.io/v1/":{"auth":"aHViOnA="},
      "Reg.Example:5000":{"auth":"cmVnOnA="},"helper.example":{}}})");
  QVERIFY(config.has_value());
  QCOMPARE(config->find("registry-1.docker.io")->user, std::string("hub"));
  QCOMPARE(config->find("docker.io")->user, std::string("hub"));
  QCOMPARE(config->find("https://reg.example:5000/v2/")->user, std::string("reg"));
  QVERIFY(!config->find("reg.example"));
  QVERIFY(!config->find("helper.example"));
  QVERIFY(!config->find(""));
  QVERIFY(!DockerConfig::parse(R"({"auths":null,"credHelpers":null,"credsStore":null})")->find("h"));
}

void DockerConfigTest::plainHostBeatsUrl() {
  const auto config = DockerConfig::parse(R"({"auths":{"h":{"auth":"cGxhaW46cA=="},
      "http://h/v1/":{"auth":"b2xkOnA="},"https://h":{"auth":"b2xkOnA="},"z":{"auth":"dTpw"}}})");
  QCOMPARE(config->find("h")->user, std::string("plain"));
}

void DockerConfigTest::helpers() {
  const auto config = DockerConfig::parse(
      R"({"credsStore":"secretservice","credHelpers":{"public.ecr.aws":"ecr-login","none.example":""}})");
  QVERIFY(config.has_value());
  QCOMPARE(config->helperFor("https://public.ecr.aws"), std::string("ecr-login"));
  QCOMPARE(config->helperFor("other.example"), std::string("secretservice"));
  QCOMPARE(config->helperFor("none.example"), std::string());
  QCOMPARE(DockerConfig::parse("{}")->helperFor("h"), std::string());
}

void DockerConfigTest::normalises_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("host");
  const auto row = [](const char* text, const char* host) {
    QTest::newRow(*text == '\0' ? "empty" : text) << std::string(text) << std::string(host);
  };
  row("https://index.docker.io/v1/", "docker.io");
  row("index.docker.io", "docker.io");
  row("registry-1.docker.io", "docker.io");
  row("docker.io", "docker.io");
  row("mydocker.io", "mydocker.io");
  row("https://Reg.Example/v2/", "reg.example");
  row("reg.example:5000", "reg.example:5000");
  row("http://reg.example:5000/", "reg.example:5000");
  row("https://reg.example:443", "reg.example");
  row("reg.example:443", "reg.example");
  row("http://reg.example:80", "reg.example");
  row("https://user:pw@reg.example/x", "reg.example");
  row("quay.io/org/repo", "quay.io");
  row("[::1]:5000", "[::1]:5000");
  row(" reg.example\n", "reg.example");
  row("", "");
}

void DockerConfigTest::normalises() {
  QFETCH(std::string, text);
  QFETCH(std::string, host);
  QCOMPARE(normaliseHost(text), host);
  QCOMPARE(normaliseHost(host), host);
}

void DockerConfigTest::helperReply_data() {
  QTest::addColumn<std::string>("json");
  QTest::addColumn<std::string>("result"); // user|password|token, or the error's name
  const auto row = [](const char* name, const char* json, const char* result) {
    QTest::newRow(name) << std::string(json) << std::string(result);
  };
  row("password", R"({"ServerURL":"h","Username":"u","Secret":"p"})", "u|p|");
  row("refresh token", R"({"ServerURL":"h","Username":"<token>","Secret":"r"})", "||r");
  row("nothing", R"({"ServerURL":"","Username":"","Secret":""})", "NOT_FOUND");
  row("empty refresh token", R"({"ServerURL":"h","Username":"<token>","Secret":""})", "NOT_FOUND");
  row("words", "credentials not found in native keychain", "PARSE_FAILED");
  row("secret no string", R"({"Username":"u","Secret":["hunter2"]})", "PARSE_FAILED");
  row("empty", "", "PARSE_FAILED");
}

void DockerConfigTest::helperReply() {
  QFETCH(std::string, json);
  QFETCH(std::string, result);
  const auto reply = parseHelperReply(json);
  QCOMPARE(reply ? reply->user + "|" + reply->password + "|" + reply->identity_token
                 : std::string(base::name(reply.error().code)),
           result);
}

QTEST_APPLESS_MAIN(DockerConfigTest)
#include "docker_config_test.moc"
