// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "node/options.h"

using namespace meridian;

class OptionsTest : public QObject {
  Q_OBJECT
private slots:
  void lines_data();
  void lines();
};

void OptionsTest::lines_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("expected"); // fleet|state|help|version, or what is wrong
  QTest::newRow("both") << QStringList{"--fleet", "a.json", "--state", "b"} << "a.json|b|0|0";
  QTest::newRow("with an equals sign") << QStringList{"--fleet=a=b.json", "--state=b"} << "a=b.json|b|0|0";
  QTest::newRow("help") << QStringList{"--state", "b", "--fleet", "a", "--help"} << "a|b|1|0";
  QTest::newRow("version") << QStringList{"--state", "b", "--fleet", "a", "--version"} << "a|b|0|1";
  QTest::newRow("no value") << QStringList{"--fleet"} << "--fleet needs a value";
  QTest::newRow("an empty value") << QStringList{"--state="} << "--state needs a value";
  QTest::newRow("a value too many") << QStringList{"--help=yes"} << "--help takes no value";
  QTest::newRow("something else") << QStringList{"sync"} << "unknown argument \"sync\"; see meridiand --help";
  QTest::newRow("an unknown option") << QStringList{"--fleat", "x"}
                                     << "unknown argument \"--fleat\"; see meridiand --help";
}

void OptionsTest::lines() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, expected);
  std::vector<std::string> words;
  for (const auto& argument : arguments)
    words.push_back(argument.toStdString());
  const auto options = node::parseOptions(words);
  const auto said = options
                        ? QString::fromStdString(options->fleet.string() + "|" + options->state.string()) +
                              QStringLiteral("|%1|%2").arg(options->help).arg(options->version)
                        : QString::fromStdString(options.error().message);
  QCOMPARE(said, expected);
}

QTEST_APPLESS_MAIN(OptionsTest)
#include "options_test.moc"
