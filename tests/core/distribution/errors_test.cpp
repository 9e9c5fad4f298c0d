// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/errors.h"

#include <QTest>

using namespace meridian;
using base::Errc;
using distribution::Subject;

class ErrorsTest : public QObject {
  Q_OBJECT

private slots:
  void words_data() {
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* title, const QString& body, const char* code, const QString& message) {
      QTest::newRow(title) << body << code << message;
    };
    row("spec",
        R"({"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"a"}}]})",
        "NAME_UNKNOWN", "repository name not known to registry");
    row("two errors", R"({"errors":[{"code":"A","message":"one"},{"code":"B","message":"two"}]})", "A",
        "one; two");
    row("detail where the message says nothing",
        R"({"errors":[{"code":"UNKNOWN","message":"unknown error","detail":"write /x: no space left on device"}]})",
        "UNKNOWN", "write /x: no space left on device");
    row("storage driver's detail",
        R"({"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"DriverName":"filesystem","Enclosed":{"Op":"mkdir","Path":"/x","Err":28}}}]})",
        "UNKNOWN", "no space left on device");
    row("strings as errors", R"({"errors":["one","two"]})", "", "one; two");
    row("token server of Docker Hub", R"({"details":"incorrect username or password"})", "",
        "incorrect username or password");
    row("oauth2", R"({"error":"invalid_grant","error_description":"refresh token expired"})", "",
        "refresh token expired");
    row("message", R"({"message":"no Route matched"})", "", "no Route matched");
    row("nested error", R"({"error":{"code":403,"message":"Permission denied"}})", "", "Permission denied");
    row("code is no string", R"({"errors":[{"code":7,"message":["x"]}]})", "",
        R"({"errors":[{"code":7,"message":["x"]}]})");
    row("errors is no list", R"({"errors":"bad"})", "", R"({"errors":"bad"})");
    row("broken json", R"({"errors":[{"code")", "", R"({"errors":[{"code")");
    row("plain", "Too Many Requests (HAP429).\n", "", "Too Many Requests (HAP429).");
    row("html with title", "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", "",
        "502 Bad Gateway");
    row("html without title", "<html><body><h1>Oops</h1>\n<p>try  later</p></body></html>", "",
        "Oops try later");
    row("controls", "a\x1b[31mb\x07 c", "", "a [31mb c");
    row("cut", QString(300, 'x'), "", QString(197, 'x') + "...");
    row("cut between characters", QString(300, QChar(0xe9)), "", QString(98, QChar(0xe9)) + "...");
    row("space", " \r\n ", "", "");
    row("empty", "", "", "");
  }
  void words() {
    QFETCH(QString, body);
    const auto words = distribution::parseErrorBody(body.toStdString());
    QTEST(QString::fromStdString(words.code), "code");
    QTEST(QString::fromStdString(words.message), "message");
  }

  void maps_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("subject");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, int status, const QString& body, Subject subject, Errc expected) {
      QTest::newRow(title) << status << body << static_cast<int>(subject)
                           << QString::fromUtf8(base::name(expected).data());
    };
    const auto code = [](const char* text) {
      return QString(R"({"errors":[{"code":"%1","message":"m"}]})").arg(text);
    };
    row("name unknown", 404, code("NAME_UNKNOWN"), Subject::Manifest, Errc::NameUnknown);
    row("manifest unknown", 404, code("MANIFEST_UNKNOWN"), Subject::Manifest, Errc::ManifestUnknown);
    row("bare 404 manifest", 404, "", Subject::Manifest, Errc::ManifestUnknown);
    row("bare 404 blob", 404, "", Subject::Blob, Errc::BlobUnknown);
    row("bare 404 upload", 404, "<html>", Subject::Upload, Errc::BlobUploadUnknown);
    row("bare 404 repository", 404, "", Subject::Repository, Errc::NameUnknown);
    row("ACR lost upload", 404, code("BLOB_UPLOAD_INVALID"), Subject::Upload, Errc::BlobUploadInvalid);
    row("missing blob", 400, code("MANIFEST_BLOB_UNKNOWN"), Subject::Repository, Errc::ManifestBlobUnknown);
    row("digest", 400, code("DIGEST_INVALID"), Subject::Upload, Errc::DigestInvalid);
    row("denied", 403, code("DENIED"), Subject::Manifest, Errc::Denied);
    row("bare 403", 403, "", Subject::Manifest, Errc::Denied);
    row("401 is a login whatever the code", 401, code("DENIED"), Subject::Manifest, Errc::Unauthorized);
    row("429 whatever the code", 429, code("DENIED"), Subject::Manifest, Errc::TooManyRequests);
    row("toomanyrequests with 400", 400, code("TOOMANYREQUESTS"), Subject::Manifest, Errc::TooManyRequests);
    row("405", 405, "", Subject::Manifest, Errc::Unsupported);
    row("413", 413, "<html><title>413 Request Entity Too Large</title>", Subject::Upload, Errc::SizeInvalid);
    row("416", 416, "", Subject::Blob, Errc::RangeInvalid);
    row("500", 500, code("UNKNOWN"), Subject::Blob, Errc::ServerError);
    row("500 with a code", 500, code("MANIFEST_INVALID"), Subject::Blob, Errc::ServerError);
    row("501", 501, "", Subject::Blob, Errc::Unsupported);
    row("507", 507, "", Subject::Upload, Errc::DiskFull);
    row("full disk", 500,
        R"({"errors":[{"code":"UNKNOWN","message":"unknown error","detail":"write /x: no space left on device"}]})",
        Subject::Upload, Errc::DiskFull);
    row("full disk of a driver", 503,
        R"({"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"Enclosed":{"Err":28}}}]})",
        Subject::Upload, Errc::DiskFull);
    row("404 about space is no full disk", 404, "no space left on device", Subject::Blob, Errc::BlobUnknown);
    row("unknown code", 400, code("WHAT"), Subject::Blob, Errc::BadAnswer);
    row("redirect", 307, "", Subject::Upload, Errc::BadAnswer);
  }
  void maps() {
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(int, subject);
    ports::HttpResponse head;
    head.status = status;
    const auto error = distribution::errorFrom(head, body.toStdString(), static_cast<Subject>(subject), {});
    QTEST(QString::fromUtf8(base::name(error.code).data()), "expected");
    QCOMPARE(error.http_status, status);
    QVERIFY(!error.message.empty());
  }

  void carriesIdAndWait() {
    ports::HttpResponse head;
    head.status = 429;
    head.headers.add("x-request-id", "4711");
    head.headers.add("Retry-After", "9");
    const auto error = distribution::errorFrom(head, "slow down", Subject::Manifest, {});
    QCOMPARE(error.request_id, std::string("4711"));
    QCOMPARE(error.retry_after.count(), 9);
    QCOMPARE(error.message, std::string("slow down"));
  }

  void hidesSecretsOfRedirects() {
    ports::HttpResponse head;
    head.status = 307;
    head.headers.add("Location", "https://u:pw@s3.example.com/x?X-Amz-Signature=abc");
    const auto text = distribution::errorFrom(head, {}, Subject::Upload, {}).text();
    QVERIFY2(text.find("abc") == std::string::npos && text.find("pw") == std::string::npos, text.c_str());
  }
};

QTEST_APPLESS_MAIN(ErrorsTest)
#include "errors_test.moc"
