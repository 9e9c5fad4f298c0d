// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "cli/page.h"
#include "console/page.h"
#include "node/page.h"

using namespace meridian;

class PageTest : public QObject {
  Q_OBJECT

  static QString of(const std::string& text) { return QString::fromStdString(text); }
  static QString of(std::string_view text) { return QString::fromStdString(std::string(text)); }

private slots:
  void everythingIsEverywhere_data() {
    QTest::addColumn<QString>("program");
    for (const auto* program : {"meridianctl", "meridiand", "meridian"}) QTest::newRow(program) << program;
  }
  void everythingIsEverywhere() {
    QFETCH(QString, program);
    const auto& page = program == "meridianctl" ? cli::page() : program == "meridiand" ? node::page() : console::page();
    QCOMPARE(of(page.program), program);
    const auto help = of(manual::help(page)), bash = of(manual::bashCompletion(page));
    const auto zsh = of(manual::zshCompletion(page)), fish = of(manual::fishCompletion(page));
    const auto man = of(manual::man(page, "1.2.3", "2026-01-02")).replace("\\-", "-");
    QVERIFY(man.contains("\"Meridian 1.2.3\"") && man.contains("2026-01-02"));
    for (const auto& option : page.options) {
      const auto name = of(option.name);
      QVERIFY2(help.contains("  " + name) || help.contains(", " + name), qPrintable(name));
      QVERIFY2(man.contains("\\fB" + name + "\\fR"), qPrintable(name));
      QVERIFY2(bash.contains(name), qPrintable(name));
      QVERIFY2(zsh.contains(name + "["), qPrintable(name));
      QVERIFY2(fish.contains(" -l " + name.mid(2) + " "), qPrintable(name));
      for (const auto verb : manual::split(option.verbs))
        QVERIFY2(manual::findVerb(page, verb), qPrintable(name + " belongs to no verb " + of(verb)));
    }
    for (const auto& verb : page.verbs) {
      const auto name = of(verb.name);
      QVERIFY2(help.contains("\n  " + name), qPrintable(name));
      QVERIFY2(man.contains("\n.SS " + name + "\n"), qPrintable(name));
      QVERIFY2(bash.contains("      " + name + ") "), qPrintable(name));
      QVERIFY2(zsh.contains("'" + name + ":"), qPrintable(name));
      QVERIFY2(fish.contains(" -a " + name + " -d "), qPrintable(name));
      QVERIFY2(of(manual::help(page, &verb)).contains(of(verb.text).left(20)), qPrintable(name));
      QVERIFY2(verb.least <= verb.most && verb.offers.size() <= verb.most, qPrintable(name));
    }
    for (const auto& text : {help, bash, zsh, fish}) QVERIFY2(!text.contains("@NAME@") && !text.contains("@VALUE"), qPrintable(text));
    for (const auto& line : help.split('\n')) QVERIFY2(line.size() <= 100, qPrintable(line));
  }

  void words_data() {
    QTest::addColumn<QString>("made");
    QTest::addColumn<QString>("expected");
    const auto& page = cli::page();
    QTest::newRow("usage") << of(manual::usage(page, *manual::findVerb(page, "sync"))) << "sync RULE [--target ID ...] [--tag REF ...]";
    QTest::newRow("one verb") << of(manual::misplaced(*manual::findOption(page, "--trust"))) << "--trust belongs to \"certificate\"";
    QTest::newRow("a letter") << of(manual::findOption(page, "-q")->name) << "--quiet";
    QTest::newRow("several verbs") << of(manual::misplaced({"--x", "", "", "", "a b c"})) << "--x belongs to \"a\", \"b\" and \"c\"";
    QTest::newRow("nearest") << of(manual::nearestVerb(page, "snyc")) << "sync";
    QTest::newRow("none is near") << of(manual::nearestVerb(page, "xyzzy")) << "";
  }
  void words() {
    QFETCH(QString, made);
    QTEST(made, "expected");
  }

  void troffReadsWhatWasMeant() {
    manual::Page page{.program = "x", .title = "y", .about = ".first 'word'\na\\b ~ c"};
    const auto text = of(manual::man(page, "1", "2026-01-01"));
    QVERIFY2(text.contains("\n\\&.first 'word'\n"), qPrintable(text));
    QVERIFY2(text.contains("\na\\eb \\(ti c\n"), qPrintable(text));
  }
};

QTEST_APPLESS_MAIN(PageTest)
#include "page_test.moc"
