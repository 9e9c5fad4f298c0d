// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/forms.h"
#include "console/options.h"

#include <QTest>

using namespace meridian;
using namespace meridian::console;

namespace {

QVariantMap good() {
  return {{"id", "ams"}, {"name", "Amsterdam"}, {"role", "replica"}, {"lat", 52.37}, {"lon", 4.9},
          {"url", "https://registry.ams.example.com"}, {"credential", ""}, {"ca", ""}, {"requestsPerSecond", ""}, {"requestsAtOnce", ""},
          {"bandwidth", ""}, {"windows", QVariantList()}};
}

} // namespace

class FormsTest : public QObject {
  Q_OBJECT

private slots:
  void regionProblems_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("wrong");
    QTest::newRow("as it is") << "name" << QVariant("Amsterdam") << false;
    QTest::newRow("no id") << "id" << QVariant("") << true;
    QTest::newRow("no address") << "url" << QVariant("") << true;
    QTest::newRow("no scheme") << "url" << QVariant("registry.example.com") << true;
    QTest::newRow("another protocol") << "url" << QVariant("ftp://registry.example.com") << true;
    QTest::newRow("a secret in the address") << "url" << QVariant("https://me:pw@registry.example.com") << true;
    QTest::newRow("too far north") << "lat" << QVariant(91.0) << true;
    QTest::newRow("not a number") << "lon" << QVariant("east") << true;
    QTest::newRow("number as text") << "lon" << QVariant("4.9") << false;
    QTest::newRow("around the world") << "lon" << QVariant(-180.5) << true;
    QTest::newRow("a rate") << "bandwidth" << QVariant("40 Mbit/s") << false;
    QTest::newRow("a rate without a unit") << "bandwidth" << QVariant("40") << true;
    QTest::newRow("half a request") << "requestsAtOnce" << QVariant("0.5") << true;
    QTest::newRow("no request at once") << "requestsAtOnce" << QVariant("0") << true;
    QTest::newRow("half a request per second") << "requestsPerSecond" << QVariant("0.5") << false;
    QTest::newRow("many requests") << "requestsPerSecond" << QVariant("many") << true;
  }
  void regionProblems() {
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    QFETCH(bool, wrong);
    auto form = good();
    form[field] = value;
    const auto problems = console::regionProblems({}, form, std::string());
    QCOMPARE(!problems.isEmpty(), wrong);
    if (wrong) QVERIFY2(problems.contains(field), qPrintable(problems.keys().join(u',')));
  }

  void regionsComeBack() {
    auto form = good();
    form["role"] = "primary";
    QCOMPARE(mapOf(regionOf(form)), form);
  }
  void noUserNoCredential() {
    QVERIFY(!credentialOf(good()));
    auto form = good();
    form["password"] = "x";
    QVERIFY(!credentialOf(form));
    form["user"] = "me";
    QCOMPARE(credentialOf(form)->password, std::string("x"));
  }
  void aRuleWithoutTargetsGoes() {
    engine::Fleet fleet;
    fleet.regions = {regionOf(good())};
    plan::Rule rule;
    rule.id = "r";
    rule.source = "fra";
    rule.targets = {"ams"};
    fleet.rules = {rule};
    QCOMPARE(withoutRegion(fleet, "ams").rules.size(), std::size_t{0});
    QCOMPARE(withoutRegion(fleet, "ams").regions.size(), std::size_t{0});
  }
  void windows_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("words"); // of the problem; empty: there is none
    QTest::newRow("as it is") << "zone" << QVariant("Europe/Berlin") << "";
    QTest::newRow("by the clock of nowhere") << "zone" << QVariant("Europe/Atlantis") << "Europe/Atlantis";
    QTest::newRow("no time") << "from" << QVariant("8 o'clock") << "8 o'clock";
    QTest::newRow("after the day") << "to" << QVariant("24:01") << "24:01";
    QTest::newRow("no rate") << "limit" << QVariant("fast") << "fast";
    QTest::newRow("nothing moves") << "limit" << QVariant("off") << "";
    QTest::newRow("no limit said") << "limit" << QVariant("") << "is no rate";
    QTest::newRow("no day") << "days" << QVariant(0) << "day";
  }
  void windows() {
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    QFETCH(QString, words);
    QVariantMap window{{"days", 31}, {"from", "08:00"}, {"to", "18:00"}, {"zone", ""}, {"limit", "8 Mbit/s"}};
    const auto good_window = window;
    window[field] = value;
    auto form = good();
    form["windows"] = QVariantList{good_window, window};
    const auto problems = console::regionProblems({}, form, std::string());
    QCOMPARE(problems.keys(), words.isEmpty() ? QStringList() : QStringList("windows[1]"));
    if (!words.isEmpty()) QVERIFY2(problems.first().toString().contains(words), qPrintable(problems.first().toString()));
  }
  void limitsComeBack() {
    auto form = good();
    form["requestsPerSecond"] = "2.5";
    form["requestsAtOnce"] = "4";
    form["bandwidth"] = "40 Mbit/s";
    form["windows"] = QVariantList{QVariantMap{{"days", 96}, {"from", "00:00"}, {"to", "24:00"}, {"zone", "Europe/Berlin"}, {"limit", "unlimited"}}};
    const auto region = regionOf(form);
    QCOMPARE(*region.limits.at_once, 4U);
    QCOMPARE(region.bandwidth.limit->value, 5e6);
    QCOMPARE(region.bandwidth.windows.size(), std::size_t{1});
    QCOMPARE(mapOf(region), form);
    QStringList errors;
    auto rule = mapOf(ruleOf({{"id", "r"}, {"bandwidth", "1 MB/s"}, {"windows", form["windows"]}}, errors));
    QCOMPARE(errors, QStringList());
    QCOMPARE(rule["bandwidth"].toString(), QStringLiteral("8 Mbit/s"));
    QCOMPARE(rule["windows"], form["windows"]);
    (void)ruleOf({{"id", "r"}, {"bandwidth", "fast"}}, errors);
    QVERIFY(errors.value(0).contains(QStringLiteral("fast")));
  }
  void badPlatform() {
    QStringList errors;
    (void)ruleOf({{"id", "r"}, {"platforms", QStringList{"linux/amd64", "///"}}}, errors);
    QCOMPARE(errors.size(), 1);
  }

  void options_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("outcome"); // index in the variant: 0 options, 1 answered, 2 refused
    QTest::newRow("none") << QStringList{} << 0;
    QTest::newRow("picture") << QStringList{"--offline", "--screenshot", "a.png", "--page", "jobs", "--theme", "light",
                                            "--lang", "zh_CN", "--size", "800x600"} << 0;
    QTest::newRow("help") << QStringList{"--help"} << 1;
    QTest::newRow("version") << QStringList{"--version"} << 1;
    QTest::newRow("unknown option") << QStringList{"--fast"} << 2;
    QTest::newRow("unknown page") << QStringList{"--page", "costs"} << 2;
    QTest::newRow("unknown theme") << QStringList{"--theme", "pink"} << 2;
    QTest::newRow("unknown language") << QStringList{"--lang", "de"} << 2;
    QTest::newRow("size without a side") << QStringList{"--size", "800"} << 2;
    QTest::newRow("size beyond sense") << QStringList{"--size", "1x100000"} << 2;
    QTest::newRow("no picture") << QStringList{"--screenshot", ""} << 2;
    QTest::newRow("stray word") << QStringList{"fleet.json"} << 2;
  }
  void options() {
    QFETCH(QStringList, arguments);
    QTEST(static_cast<int>(parseOptions(QStringList{"meridian"} + arguments).index()), "outcome");
  }
  void size() {
    const auto parsed = parseOptions({"meridian", "--size", "800x600"});
    QCOMPARE(std::get<Options>(parsed).size, QSize(800, 600));
  }
};

QTEST_GUILESS_MAIN(FormsTest)
#include "forms_test.moc"
