// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "adopt/document.h"

using namespace meridian;
using namespace meridian::adopt;

namespace {

std::string written(const Node& node) {
  std::string text = node.text;
  for (const auto& item : node.items)
    text += "[" + written(item) + "]";
  for (const auto& member : node.members)
    text += "{" + member.key + "=" + written(member.value) + "}";
  return text;
}

} // namespace

class DocumentTest : public QObject {
  Q_OBJECT

private slots:
  void yaml_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tree"); // "-": refused
    const auto row = [](const char* name, const char* text, const char* tree) {
      QTest::newRow(name) << text << tree;
    };
    row("anchors", "a: &x [1, 2]\nb: *x", "{a=[1][2]}{b=[1][2]}");
    row("merge, own keys win", "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", "{x={a=1}{b=2}}{y={b=3}{a=1}}");
    row("merge of several, the first wins", "y: {<<: [{a: 1}, {a: 2, c: 3}]}", "{y={a=1}{c=3}}");
    row("null", "a:\nb: ~", "{a=}{b=}");
    row("open bracket", "a: [1", "-");
    row("unknown alias", "a: *x", "-");
    row("an anchor within itself", "&a [*a]", "-");
    row("tab", "a:\n\t- b", "-");
  }
  void yaml() {
    QFETCH(QString, text);
    const auto node = readYaml(text.toStdString());
    QTEST(node ? QString::fromStdString(written(*node)) : QStringLiteral("-"), "tree");
    if (!node) QCOMPARE(node.error().code, base::Errc::ParseFailed);
  }

  void aliasesThatUnfoldWithoutEnd() {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
      const auto before = "*a" + std::to_string(i - 1);
      text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
      for (int n = 0; n < 9; ++n)
        text += ", " + before;
      text += "]\n";
    }
    const auto node = readYaml(text);
    QVERIFY(!node);
    QVERIFY(node.error().message.find("unfold") != std::string::npos);
    QVERIFY(!readYaml(std::string(5000, '[')));
    QVERIFY(!readJson(std::string(5000, '[')));
  }

  void saysTheLine() {
    const auto json = readJson("{\n\"a\": 1,\n\"b\": }");
    QVERIFY(!json);
    QCOMPARE(json.error().message, std::string("line 3 is no JSON"));
    const auto yaml = readYaml("a: 1\nb: [1\n");
    QVERIFY(!yaml);
    QVERIFY2(yaml.error().message.starts_with("line "), yaml.error().message.c_str());
  }

  void whatNobodyReadIsTold() {
    const auto node = readYaml("a: {b: 1, c: {d: 2}}\ne: [{f: 1}, {g: 2}]\nh: 1\n\"we ird\": 1");
    QVERIFY(node);
    Gaps gaps;
    const Reader top(*node, "", gaps);
    QCOMPARE(top.map("a").text("b"), std::string("1"));
    for (const auto& item : top.maps("e"))
      (void)item.text("f");
    tellUnread(*node, "", gaps);
    QStringList places;
    for (const auto& gap : gaps)
      places << QString::fromStdString(gap.place);
    QCOMPARE(places, QStringList({"a.c", "e[1].g", "h", "\"we ird\""}));
  }

  void anotherKindThanExpected() {
    const auto node = readYaml("text: [1]\nflag: maybe\nnumber: many\ntexts: {a: 1}\nmap: 1\nmaps: {a: 1}");
    QVERIFY(node);
    Gaps gaps;
    const Reader top(*node, "", gaps);
    QCOMPARE(top.text("text"), std::string());
    QVERIFY(!top.flag("flag"));
    QVERIFY(!top.number("number"));
    QVERIFY(top.texts("texts").empty());
    QVERIFY(top.map("map").node().members.empty());
    QVERIFY(top.maps("maps").empty());
    QCOMPARE(gaps.size(), std::size_t(6));
    tellUnread(*node, "", gaps);
    QCOMPARE(gaps.size(), std::size_t(6));
  }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "document_test.moc"
