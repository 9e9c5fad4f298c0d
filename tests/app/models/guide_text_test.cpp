// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/guide_text.h"

using namespace meridian::models;
using Kind = GuideBlock::Kind;

class GuideTextTest : public QObject {
  Q_OBJECT

private slots:
  void aLineIsMadeRich_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("html");
    QTest::newRow("plain") << "a b" << "a b" << "a b";
    QTest::newRow("code") << "run `a <b>`" << "run a <b>" << "run <code>a &lt;b&gt;</code>";
    QTest::newRow("stars in code stay") << "`apps/*` and `a**`" << "apps/* and a**" << "<code>apps/*</code> and <code>a**</code>";
    QTest::newRow("strong and stressed") << "**a** *b*" << "a b" << "<b>a</b> <i>b</i>";
    QTest::newRow("a star alone") << "2 * 3" << "2 * 3" << "2 * 3";
    QTest::newRow("a link") << "see [the rule](fleet-file.md#rule)." << "see the rule."
                            << "see <a href=\"fleet-file#rule\">the rule</a>.";
    QTest::newRow("a link here") << "[x](#y)" << "x" << "<a href=\"#y\">x</a>";
    QTest::newRow("code in a link") << "[`ca`](a.md)" << "ca" << "<a href=\"a\"><code>ca</code></a>";
    QTest::newRow("brackets that are none") << "a[1] (b)" << "a[1] (b)" << "a[1] (b)";
    QTest::newRow("markup is text") << "<b>&" << "<b>&" << "&lt;b&gt;&amp;";
    QTest::newRow("code without an end") << "a ` b" << "a ` b" << "a ` b";
  }
  void aLineIsMadeRich() {
    QFETCH(QString, line);
    const auto blocks = readGuide(line);
    QCOMPARE(blocks.size(), 1);
    QTEST(blocks[0].text, "text");
    QTEST(blocks[0].html, "html");
  }

  void blocksAreFound() {
    const auto blocks = readGuide("# Title\n\none\ntwo\n\n<!-- says: x -->\n- a\n  b\n- c\n1. d\n\n<a id=\"part\"></a>\n## Part\n"
                                  "```sh\nx | y\n\n# z\n```\nafter");
    QList<Kind> kinds;
    QStringList texts;
    for (const auto& block : blocks) kinds.append(block.kind), texts.append(block.text);
    QCOMPARE(kinds, (QList<Kind>{Kind::Title, Kind::Text, Kind::Bullet, Kind::Bullet, Kind::Step, Kind::Heading, Kind::Code, Kind::Text}));
    QCOMPARE(texts, (QStringList{"Title", "one two", "a b", "c", "d", "Part", "x | y\n\n# z", "after"}));
    QCOMPARE(blocks[4].mark, QStringLiteral("1."));
    QCOMPARE(blocks[5].anchor, QStringLiteral("part"));
    QCOMPARE(blocks[5].level, 2);
  }

  void tablesHaveHeadRowsAndShares() {
    const auto blocks = readGuide("<a id=\"rule\"></a>\n## R\n| Key | Means |\n|---|---|\n| `tags.semver` | A range `a\\|b` of [v](x.md) |\n"
                                  "| other | b |\n\ntext");
    QCOMPARE(blocks.size(), 5);
    QCOMPARE(blocks[1].kind, Kind::Head);
    QCOMPARE(blocks[2].kind, Kind::Row);
    QCOMPARE(blocks[2].anchor, QStringLiteral("rule.tags.semver"));
    QCOMPARE(blocks[2].cells, (QStringList{"<code>tags.semver</code>", "A range <code>a|b</code> of <a href=\"x\">v</a>"}));
    QCOMPARE(blocks[2].links.size(), 1);
    QVERIFY(blocks[3].anchor.isEmpty());
    QCOMPARE(blocks[1].shares, blocks[3].shares);
    QVERIFY(blocks[1].shares[1] > blocks[1].shares[0]);
    QCOMPARE(blocks[1].shares[0] + blocks[1].shares[1], 1.0);
  }

  void everyKindHasAName() {
    for (int kind = 0; kind <= static_cast<int>(Kind::Row); ++kind) QVERIFY(!name(static_cast<Kind>(kind)).isEmpty());
    QCOMPARE(name(Kind::Code), QStringLiteral("code"));
  }

  void nothingIsNoPage() { QVERIFY(readGuide({}).isEmpty()); }
};

QTEST_GUILESS_MAIN(GuideTextTest)
#include "guide_text_test.moc"
