// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/forms.h"
#include "console/options.h"
#include "console/policy_forms.h"

#include <QTest>

using namespace meridian;
using namespace meridian::console;

namespace {

QVariantMap good() {
  return {{"id", "ams"}, {"name", "Amsterdam"}, {"role", "replica"}, {"lat", 52.37}, {"lon", 4.9},
          {"url", "https://registry.ams.example.com"}, {"credential", ""}, {"ca", ""}, {"requestsPerSecond", ""}, {"requestsAtOnce", ""},
          {"bandwidth", ""}, {"windows", QVariantList()}};
}

/// A rule with every key that the fleet file has.
plan::Rule wholeRule() {
  using namespace std::chrono_literals;
  plan::Rule rule;
  rule.id = "release";
  rule.source = "fra";
  rule.targets = {"tyo", "sjc", "sin"};
  rule.repositories = {"base/*", "!base/scratch"};
  rule.tags = {{"v*"}, {"*-rc*"}, ">=1.2", 5U, true, 720h};
  rule.platforms = {*oci::Platform::parse("linux/amd64"), *oci::Platform::parse("linux/arm64/v8")};
  rule.bandwidth.limit = base::BytesPerSecond{5e6};
  rule.index = plan::IndexMode::Rewritten;
  rule.referrers = {true, {"application/vnd.dev.cosign.*"}, {"signature", "application/spdx+json"}};
  rule.schedule.cron = {"0 2 * * *", "30 4 * * 0"};
  rule.schedule.zone = "Europe/Berlin";
  base::BandwidthWindow night;
  night.days = 31;
  night.from = 22h;
  night.to = 6h;
  night.limit.reset();
  rule.schedule.windows = {night};
  rule.schedule.poll = 12h;
  rule.schedule.on_push = true;
  rule.promotion = {plan::Promotion::Mode::AllOrNothing, plan::Promotion::Group::Release, plan::Promotion::Down::Continue,
                    45min, {{"tyo"}, {"sjc"}}, 10min, plan::Promotion::Conflict::Keep};
  rule.deletes = {true, 72h, 2.5};
  rule.audit = {{"0 5 * * *"}, "Asia/Tokyo", plan::AuditDepth::Sampled, 12.5, true};
  return rule;
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
  void nothingOfARuleIsLost() {
    const auto rule = wholeRule();
    QStringList errors;
    QCOMPARE(engine::toJson(ruleOf(mapOf(rule), errors)), engine::toJson(rule));
    QCOMPARE(errors, QStringList());
    QCOMPARE(mapOf(ruleOf(mapOf(rule), errors)), mapOf(rule));
    QCOMPARE(engine::toJson(ruleOf(mapOf(plan::Rule{}), errors)), engine::toJson(plan::Rule{}));
    // A form that shows less than the rule has leaves the rest as it is.
    auto less = mapOf(rule);
    for (const char* field : {"index", "referrers", "referrerTypes", "referrerRequire", "cron", "zone", "runWindows", "poll", "onPush",
                              "promotion", "group", "targetDown", "wait", "waves", "observe", "onConflict", "deletes", "quarantine",
                              "stopAbove", "auditCron", "auditZone", "auditDepth", "auditSample", "auditRepair", "latestByCreated"})
      QCOMPARE(less.remove(QString::fromLatin1(field)), 1);
    QCOMPARE(engine::toJson(ruleOf(less, errors, rule)), engine::toJson(rule));
  }
  void policies_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("wrong");
    QTest::newRow("as it is") << "wait" << QVariant("30m") << false;
    QTest::newRow("no wait said") << "wait" << QVariant("") << false;
    QTest::newRow("no length") << "wait" << QVariant("soon") << true;
    QTest::newRow("no observing") << "observe" << QVariant("0") << false;
    QTest::newRow("poll") << "poll" << QVariant("often") << true;
    QTest::newRow("at once") << "quarantine" << QVariant("") << false;
    QTest::newRow("percent sign") << "stopAbove" << QVariant("5 %") << false;
    QTest::newRow("no percent") << "stopAbove" << QVariant("some") << true;
    QTest::newRow("sample") << "auditSample" << QVariant("") << true;
  }
  void policies() {
    QFETCH(QString, field);
    QFETCH(QVariant, value);
    QFETCH(bool, wrong);
    QVariantMap problems;
    plan::Rule rule;
    readPolicies({{field, value}}, rule, problems);
    QCOMPARE(problems.keys(), wrong ? QStringList(field) : QStringList());
  }
  void referrersWithoutTypesAreNone() {
    QVariantMap problems;
    plan::Rule rule;
    readPolicies({{"referrers", "types"}, {"referrerTypes", QStringList()}}, rule, problems);
    QVERIFY(!rule.referrers.copy);
    readPolicies({{"referrers", "all"}, {"referrerTypes", QStringList("a/b")}}, rule, problems);
    QVERIFY(rule.referrers.copy && rule.referrers.types.empty());
  }
  void policyFields_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field");
    QTest::newRow("cron") << ".schedule.cron[1]" << "cron[1]";
    QTest::newRow("window") << ".schedule.windows[2].zone" << "runWindows[2]";
    QTest::newRow("wave") << ".promotion.waves[0][1]" << "waves";
    QTest::newRow("type") << ".referrers.copy[0]" << "referrerTypes";
    QTest::newRow("audit") << ".audit.cron[0]" << "auditCron[0]";
    QTest::newRow("no policy") << ".repositories[0]" << "";
  }
  void policyFields() {
    QFETCH(QString, path);
    QTEST(policyField(path), "field");
  }
  void schedulesInWords() {
    plan::Rule rule;
    rule.schedule.cron = {"0 2 * * *", "nonsense"};
    rule.audit.cron = {"30 4 * * *"};
    rule.audit.zone = "Asia/Tokyo";
    const base::Timestamp now{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)};
    const auto words = scheduleWords(rule, now);
    QCOMPARE(words["cronWords"].toStringList(), QStringList({"every day at 02:00", ""}));
    QCOMPARE(words["nextRuns"].toStringList(), QStringList()); // one of them is wrong
    QCOMPARE(words["nextAudits"].toStringList().size(), 5);
    QVERIFY(words["nextAudits"].toStringList().first().endsWith("04:30"));
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
