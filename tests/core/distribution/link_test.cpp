// SPDX-License-Identifier: GPL-3.0-or-later
#include "distribution/link.h"

#include <QTest>

using namespace meridian::distribution;

class LinkTest : public QObject {
  Q_OBJECT

private slots:
  void next_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* title, const char* header, const char* expected) {
      QTest::newRow(title) << header << expected;
    };
    row("distribution", "</v2/_catalog?last=b&n=2>; rel=\"next\"", "/v2/_catalog?last=b&n=2");
    row("absolute", "<https://r.example.com/v2/a/tags/list?last=x>; rel=next",
        "https://r.example.com/v2/a/tags/list?last=x");
    row("relative query", "<?last=x>; rel=\"next\"", "?last=x");
    row("comma in the target", "</v2/a/tags/list?last=a,b>; rel=\"next\"", "/v2/a/tags/list?last=a,b");
    row("semicolon in the target", "</x;y?z=1>; rel=\"next\"", "/x;y?z=1");
    row("second of two", "</a>; rel=\"prev\", </b>; rel=\"next\"", "/b");
    row("two types", "</a>; rel=\"last next\"", "/a");
    row("case", "</a>; REL=\"NEXT\"", "/a");
    row("other parameters first", "</a>; title=\"x, y; rel=next\"; rel=next", "/a");
    row("first rel counts", "</a>; rel=prev; rel=next", "");
    row("escaped quote", "</a>; title=\"say \\\"hi\\\"\"; rel=\"next\"", "/a");
    row("spaces", "  </a>  ;  rel = \"next\"  ", "/a");
    row("no space", "</a>;rel=\"next\"", "/a");
    row("empty elements", ", ,</a>; rel=next", "/a");
    row("parameter without value", "</a>; crossorigin; rel=next", "/a");
    row("other type", "</a>; rel=\"nextish\"", "");
    row("no brackets", "/a; rel=\"next\"", "");
    row("open bracket", "</a; rel=\"next\"", "");
    row("open quote", "</a>; rel=\"next", "");
    row("empty", "", "");
  }
  void next() {
    QFETCH(QString, header);
    QFETCH(QString, expected);
    const auto text = header.toStdString();
    QCOMPARE(QString::fromStdString(nextTarget({text})), expected);
  }

  void severalHeaders() { QCOMPARE(nextTarget({"</a>; rel=prev", "</b>; rel=next"}), std::string("/b")); }
};

QTEST_APPLESS_MAIN(LinkTest)
#include "link_test.moc"
