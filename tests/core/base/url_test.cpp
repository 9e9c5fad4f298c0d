// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/url.h"

#include <QTest>

using namespace meridian::base;

namespace {
std::string text(const char* column) {
  return static_cast<const QByteArray*>(QTest::qData(column, QMetaType::QByteArray))->toStdString();
}
} // namespace

class UrlTest : public QObject {
  Q_OBJECT
private slots:
  void percentEncodes_data();
  void percentEncodes();
  void resolves_data();
  void resolves();
  void findsOrigin_data();
  void findsOrigin();
};

void UrlTest::percentEncodes_data() {
  QTest::addColumn<QByteArray>("plain");
  QTest::addColumn<QByteArray>("encoded");
  QTest::newRow("unreserved stay") << QByteArray("aZ09-._~") << QByteArray("aZ09-._~");
  QTest::newRow("scope") << QByteArray("repository:a/b:pull,push")
                         << QByteArray("repository%3Aa%2Fb%3Apull%2Cpush");
  QTest::newRow("space and plus") << QByteArray("a b+c") << QByteArray("a%20b%2Bc");
  QTest::newRow("utf-8") << QByteArray("\xc3\xa9") << QByteArray("%C3%A9");
  QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray("a%0Ab");
  QTest::newRow("empty") << QByteArray("") << QByteArray("");
}

void UrlTest::percentEncodes() {
  QCOMPARE(percentEncode(text("plain")), text("encoded"));
}

void UrlTest::resolves_data() {
  QTest::addColumn<QByteArray>("base");
  QTest::addColumn<QByteArray>("reference");
  QTest::addColumn<QByteArray>("result");
  const auto row = [](const char* name, const char* base, const char* ref, const char* result) {
    QTest::newRow(name) << QByteArray(base) << QByteArray(ref) << QByteArray(result);
  };
  const char* base = "http://a/b/c/d;p?q";
  // RFC 3986 section 5.4.1 and 5.4.2; fragments are cut because they never go on the wire.
  row("absolute", base, "g:h", "g:h");
  row("relative", base, "g", "http://a/b/c/g");
  row("dot relative", base, "./g", "http://a/b/c/g");
  row("folder", base, "g/", "http://a/b/c/g/");
  row("absolute path", base, "/g", "http://a/g");
  row("other host", base, "//g", "http://g");
  row("query only", base, "?y", "http://a/b/c/d;p?y");
  row("with query", base, "g?y", "http://a/b/c/g?y");
  row("fragment only", base, "#s", "http://a/b/c/d;p?q");
  row("empty", base, "", "http://a/b/c/d;p?q");
  row("dot", base, ".", "http://a/b/c/");
  row("up", base, "..", "http://a/b/");
  row("up and in", base, "../g", "http://a/b/g");
  row("up twice", base, "../../g", "http://a/g");
  row("up too far", base, "../../../../g", "http://a/g");
  row("dots inside a name", base, "/..g", "http://a/..g");
  row("dots in the middle", base, "./g/../h", "http://a/b/c/h");
  row("dots in the query stay", base, "g?y/../x", "http://a/b/c/g?y/../x");
  row("parameter", base, "g;x=1/./y", "http://a/b/c/g;x=1/y");
  // what registries answer
  row("upload location", "https://r.example/v2/a/blobs/uploads/", "/v2/a/blobs/uploads/1?_state=x",
      "https://r.example/v2/a/blobs/uploads/1?_state=x");
  row("absolute location", "https://r.example/v2/", "https://s3.example/x?sig=1",
      "https://s3.example/x?sig=1");
  row("link header", "https://r.example:5000/v2/a/tags/list?n=2", "/v2/a/tags/list?n=2&last=b",
      "https://r.example:5000/v2/a/tags/list?n=2&last=b");
  row("base without path", "https://r.example", "v2/", "https://r.example/v2/");
  row("colon in a later segment", base, "a/b:c", "http://a/b/c/a/b:c");
}

void UrlTest::resolves() {
  QCOMPARE(resolveUrl(text("base"), text("reference")), text("result"));
}

void UrlTest::findsOrigin_data() {
  QTest::addColumn<QByteArray>("url");
  QTest::addColumn<QByteArray>("origin");
  const auto row = [](const char* name, const char* url, const char* origin) {
    QTest::newRow(name) << QByteArray(url) << QByteArray(origin);
  };
  row("plain", "http://a/b", "http://a");
  row("upper case", "HTTPS://Reg.Example/V2", "https://reg.example");
  row("default port", "https://a:443/", "https://a");
  row("default port of the other scheme", "http://a:443/", "http://a:443");
  row("leading zeros", "http://a:0080/", "http://a");
  row("empty port", "http://a:/x", "http://a");
  row("user info", "http://u:p@a:81/x", "http://a:81");
  row("user info that looks like a host", "http://good@evil/x", "http://evil");
  row("query directly after the host", "http://a?x=/y", "http://a");
  row("IPv6", "http://[::1]:5000/v2/", "http://[::1]:5000");
  row("IPv6 default port", "https://[2001:DB8::1]:443", "https://[2001:db8::1]");
  row("other scheme", "ftp://a/b", "");
  row("no scheme", "a/b", "");
  row("no host", "http:///x", "");
  row("opaque", "https:a", "");
  row("port too large", "http://a:65536/", "");
  row("port no number", "http://a:8x/", "");
  row("space in host", "http://a b/", "");
  row("back slash in host", "http://good\\@evil", "");
  row("back slash after host", "http://evil\\.good/", "");
  row("unclosed literal", "http://[::1/", "");
}

void UrlTest::findsOrigin() {
  QCOMPARE(originOf(text("url")), text("origin"));
}

QTEST_APPLESS_MAIN(UrlTest)
#include "url_test.moc"
