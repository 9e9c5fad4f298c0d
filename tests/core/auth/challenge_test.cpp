// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/challenge.h"

#include "core/std_string.h"

using namespace meridian::auth;

namespace {

/// "scheme{a=b|c=d} scheme{}"
std::string shown(const std::vector<Challenge>& challenges) {
  std::string out;
  for (const auto& challenge : challenges) {
    out += (out.empty() ? "" : " ") + challenge.scheme + "{";
    for (const auto& [key, value] : challenge.parameters) {
      if (out.back() != '{') out += '|';
      out.append(key).append("=").append(value);
    }
    out += "}";
  }
  return out;
}

} // namespace

class ChallengeTest : public QObject {
  Q_OBJECT
private slots:
  void parses_data();
  void parses();
};

void ChallengeTest::parses_data() {
  QTest::addColumn<std::string>("header");
  QTest::addColumn<std::string>("result");
  const auto row = [](const char* name, const std::string& header, const char* result) {
    QTest::newRow(name) << header << std::string(result);
  };
  row("docker hub",
      R"(Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push")",
      "bearer{realm=https://auth.docker.io/token|scope=repository:a/b:pull,push|service=registry.docker.io}");
  row("basic", R"(Basic realm="Registry Realm")", "basic{realm=Registry Realm}");
  row("blanks", "Bearer  realm = \"a\" ,\tservice=\"b\" ", "bearer{realm=a|service=b}");
  row("case", R"(BEARER Realm="A",SERVICE=B)", "bearer{realm=A|service=B}");
  row("several", R"(Bearer realm="a",service="b", Basic realm="c")",
      "bearer{realm=a|service=b} basic{realm=c}");
  row("several lines", "Basic realm=\"c\"\r\nBearer realm=\"a\"", "basic{realm=c} bearer{realm=a}");
  row("no comma between", R"(Bearer realm="a" service="b")", "bearer{realm=a|service=b}");
  row("empty list members", R"(, ,Basic realm="c", ,,)", "basic{realm=c}");
  row("scheme alone", "Negotiate", "negotiate{}");
  row("schemes alone", "Negotiate, NTLM, Basic realm=\"c\"", "negotiate{} ntlm{} basic{realm=c}");
  row("token68", R"(Negotiate YWJj/+==, Basic realm="c")", "negotiate{} basic{realm=c}");
  row("token68 without padding", R"(Negotiate YWJj, Basic realm="c")", "negotiate{} basic{realm=c}");
  row("RFC 9110 section 11.6.1",
      R"(Basic realm="simple", Newauth realm="apps", type=1, title="Login to \"apps\"")",
      "basic{realm=simple} newauth{realm=apps|title=Login to \"apps\"|type=1}");
  row("comma and equals in quotes", R"(Bearer scope="a=1, Basic realm=x")",
      "bearer{scope=a=1, Basic realm=x}");
  row("unquoted URL", "Bearer realm=https://a.example/token,service=b",
      "bearer{realm=https://a.example/token|service=b}");
  row("first of two counts", R"(Bearer realm="a",realm="b")", "bearer{realm=a}");
  row("empty value", R"(Bearer realm="",service=)", "bearer{realm=|service=}");
  row("error parameter", R"(Bearer realm="a",error="insufficient_scope")",
      "bearer{error=insufficient_scope|realm=a}");
  row("unterminated", R"(Bearer realm="a",service="b)", "bearer{realm=a}");
  row("ends in a backslash", R"(Bearer realm="a\)", "bearer{}");
  row("parameter without scheme", R"(realm="a")", "");
  row("rubbish before", R"(@@@ "x,y", Basic realm="c")", "basic{realm=c}");
  row("rubbish alone", "=,=;\"", "");
  row("empty", "", "");
  row("blanks only", " \t ,", "");
}

void ChallengeTest::parses() {
  QFETCH(std::string, header);
  QFETCH(std::string, result);
  QCOMPARE(shown(parseChallenges(header)), result);
}

QTEST_APPLESS_MAIN(ChallengeTest)
#include "challenge_test.moc"
