// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/std_string.h"

#include "hooks/signature.h"

using namespace meridian;
using hooks::Auth;

class SignatureTest : public QObject {
  Q_OBJECT
private slots:
  void names();
  void proofs_data();
  void proofs();
};

void SignatureTest::names() {
  QVERIFY(hooks::parseAuth("bearer") == Auth::Bearer);
  QVERIFY(hooks::parseAuth("hmac") == Auth::Hmac);
  QVERIFY(hooks::parseAuth("path") == Auth::Path);
  QVERIFY(!hooks::parseAuth("none"));
}

void SignatureTest::proofs_data() {
  QTest::addColumn<int>("auth");
  QTest::addColumn<std::string>("field");
  QTest::addColumn<std::string>("value");
  QTest::addColumn<std::string>("path");
  QTest::addColumn<bool>("known");
  const auto row = [](const char* name, Auth auth, const char* field, const char* value, const char* path,
                      bool known) {
    QTest::newRow(name) << static_cast<int>(auth) << std::string(field) << std::string(value)
                        << std::string(path) << known;
  };
  // The example of GitHub's page "Validating webhook deliveries".
  row("HMAC", Auth::Hmac, "X-Hub-Signature-256",
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "", true);
  row("HMAC of something else", Auth::Hmac, "X-Hub-Signature-256",
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", "", false);
  row("HMAC cut off", Auth::Hmac, "X-Hub-Signature-256", "sha256=757107ea", "", false);
  row("HMAC without its name", Auth::Hmac, "X-Hub-Signature-256",
      "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", "", false);
  row("HMAC by SHA-1 is not taken", Auth::Hmac, "X-Hub-Signature",
      "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59", "", false);
  row("HMAC wanted, the secret itself sent", Auth::Hmac, "Authorization", "Bearer It's a Secret to Everybody",
      "It's a Secret to Everybody", false);
  row("nothing where an HMAC is wanted", Auth::Hmac, "Accept", "*/*", "", false);
  row("bearer", Auth::Bearer, "Authorization", "Bearer It's a Secret to Everybody", "", true);
  row("bearer in lower case", Auth::Bearer, "authorization", "bearer  It's a Secret to Everybody", "", true);
  row("the bare secret", Auth::Bearer, "Authorization", "It's a Secret to Everybody", "", true);
  row("as the password of Basic", Auth::Bearer, "Authorization",
      "Basic em90Okl0J3MgYSBTZWNyZXQgdG8gRXZlcnlib2R5", "", true);
  row("as the user of Basic", Auth::Bearer, "Authorization",
      "Basic SXQncyBhIFNlY3JldCB0byBFdmVyeWJvZHk6eA==", "", false);
  row("another secret", Auth::Bearer, "Authorization", "Bearer It's a Secret to Nobody", "", false);
  row("a bare scheme", Auth::Bearer, "Authorization", "Bearer ", "", false);
  row("in the wrong place", Auth::Bearer, "Accept", "*/*", "It's a Secret to Everybody", false);
  row("at the end of the path", Auth::Path, "Accept", "*/*", "It's a Secret to Everybody", true);
  row("another path", Auth::Path, "Accept", "*/*", "It's a Secret to Everybod", false);
  row("a path wanted, a header sent", Auth::Path, "Authorization", "Bearer It's a Secret to Everybody", "",
      false);
}

void SignatureTest::proofs() {
  QFETCH(int, auth);
  QFETCH(std::string, field);
  QFETCH(std::string, value);
  QFETCH(std::string, path);
  QFETCH(bool, known);
  ports::HttpHeaders headers;
  headers.add(field, value);
  const hooks::Proof proof{headers, "Hello, World!", path};
  QCOMPARE(hooks::knowsSecret(static_cast<Auth>(auth), "It's a Secret to Everybody", proof), known);
  QVERIFY(!hooks::knowsSecret(static_cast<Auth>(auth), "", proof));
}

QTEST_APPLESS_MAIN(SignatureTest)
#include "signature_test.moc"
