// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include "core/std_string.h"

#include <set>

using namespace meridian::base;

class ErrorTest : public QObject {
  Q_OBJECT
private slots:
  void everyCodeHasItsName();
  void transient_data();
  void transient();
  void textForPeople();
  void redacts_data();
  void redacts();
};

void ErrorTest::everyCodeHasItsName() {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Errc::Internal); ++i) {
    const auto one = name(static_cast<Errc>(i));
    QVERIFY2(names.insert(one).second, std::string(one).c_str());
    QVERIFY(one.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string_view::npos);
  }
  QVERIFY(name(Errc::ManifestUnknown) == "MANIFEST_UNKNOWN");
  QVERIFY(name(Errc::TooManyRequests) == "TOOMANYREQUESTS"); // as the distribution spec writes it
}

void ErrorTest::transient_data() {
  QTest::addColumn<int>("code");
  QTest::addColumn<bool>("again");
  const auto row = [](Errc code, bool again) {
    QTest::newRow(std::string(name(code)).c_str()) << static_cast<int>(code) << again;
  };
  for (const auto code : {Errc::TooManyRequests, Errc::ConnectionLost, Errc::ConnectionRefused, Errc::Stalled,
                          Errc::Timeout, Errc::ServerError})
    row(code, true);
  for (const auto code : {Errc::Unauthorized, Errc::Denied, Errc::ManifestUnknown, Errc::NameUnknown,
                          Errc::HostUnknown, Errc::TlsUntrusted, Errc::ContentMismatch, Errc::ParseFailed,
                          Errc::DiskFull, Errc::Cancelled, Errc::Unsupported})
    row(code, false);
}

void ErrorTest::transient() {
  QFETCH(int, code);
  QFETCH(bool, again);
  QCOMPARE(isTransient(static_cast<Errc>(code)), again);
}

void ErrorTest::textForPeople() {
  Error error{Errc::NameUnknown, "repository name not known to registry", {}, 404, "NAME_UNKNOWN", "r-1", {}};
  error = std::move(error).during("HEAD app/web:1.2 at tyo");
  error = std::move(error).during("rule nightly");
  QCOMPARE(error.text(), std::string("rule nightly: HEAD app/web:1.2 at tyo: repository name not known to "
                                     "registry (HTTP 404, NAME_UNKNOWN, request r-1)"));
  QCOMPARE((Error{Errc::Stalled, {}, {}, 0, {}, {}, {}}.text()), std::string("STALLED"));
}

void ErrorTest::redacts_data() {
  QTest::addColumn<std::string>("url");
  QTest::addColumn<std::string>("shown");
  const auto row = [](const char* name, const char* url, const char* shown) {
    QTest::newRow(name) << std::string(url) << std::string(shown);
  };
  row("nothing to hide", "https://r.example/v2/a/tags/list?n=10&last=x",
      "https://r.example/v2/a/tags/list?n=10&last=x");
  row("user info", "https://user:hunter2@r.example/v2/", "https://r.example/v2/");
  row("user info with an at", "https://user:hun@ter2@r.example/v2/", "https://r.example/v2/");
  row("at in the path", "https://r.example/a@b", "https://r.example/a@b");
  row("at in the query", "https://r.example?x=a@b", "https://r.example?x=a@b");
  row("token", "https://r.example/x?token=hunter2&n=1", "https://r.example/x?token=***&n=1");
  row("S3", "https://s3.example/b?X-Amz-Credential=hunter2&X-Amz-Signature=hunter2&partNumber=1",
      "https://s3.example/b?X-Amz-Credential=***&X-Amz-Signature=***&partNumber=1");
  row("Azure", "https://a.example/b?se=1&sig=hunter2", "https://a.example/b?se=1&sig=***");
  row("Google", "https://g.example/b?X-Goog-Signature=hunter2", "https://g.example/b?X-Goog-Signature=***");
  row("upload state", "https://r.example/v2/a/blobs/uploads/1?_state=hunter2",
      "https://r.example/v2/a/blobs/uploads/1?_state=***");
  row("password", "https://r.example/x?password=hunter2", "https://r.example/x?password=***");
  row("repeated", "https://r.example/x?token=hunter2&token=hunter2",
      "https://r.example/x?token=***&token=***");
  row("value with equals", "https://r.example/x?sig=hun=ter2", "https://r.example/x?sig=***");
  row("no value", "https://r.example/x?token", "https://r.example/x?token");
  row("empty query", "https://r.example/x?", "https://r.example/x?");
  row("path only", "/v2/a?token=hunter2", "/v2/a?token=***");
  row("empty", "", "");
}

void ErrorTest::redacts() {
  QFETCH(std::string, url);
  QFETCH(std::string, shown);
  QCOMPARE(redactUrl(url), shown);
  QCOMPARE(redactUrl(shown), shown);
}

QTEST_APPLESS_MAIN(ErrorTest)
#include "error_test.moc"
