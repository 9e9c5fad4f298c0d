// SPDX-License-Identifier: GPL-3.0-or-later
// Each report has a golden file. ACCEPT=1 writes them anew.
#include <QTest>

#include "audit/report.h"
#include "core/std_string.h"
#include "support/images.h"

#include <QFile>

using namespace meridian;
using audit::Cause;
using audit::What;

namespace {

void compare(const QString& name, const std::string& text) {
  QFile file(QString(MERIDIAN_GOLDEN "/") + name);
  if (qEnvironmentVariableIsSet("ACCEPT")) {
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(QByteArray::fromStdString(text));
    QSKIP("golden file written");
  }
  QVERIFY2(file.open(QFile::ReadOnly), qPrintable(file.fileName()));
  QCOMPARE(QString::fromStdString(text), QString::fromUtf8(file.readAll()));
}

audit::Result clean() {
  audit::Result out;
  out.rule = "base";
  out.job = "20261122T000000Z-00abcd";
  out.depth = audit::Depth::Content;
  out.started = base::Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
  out.seconds = base::Seconds(12.5);
  for (const auto* id : {"fra", "tyo", "sjc"}) {
    audit::RegionResult region;
    region.id = id;
    region.source = out.regions.empty();
    region.wanted = region.checked = region.equal = region.passed = 10'000;
    region.requests = 10'001;
    region.read = {2'500'000};
    out.regions.push_back(std::move(region));
  }
  return out;
}

audit::Drift drift(const char* region, Cause cause, What what, std::vector<std::string> refs, const char* detail) {
  audit::Drift out;
  out.region = region;
  out.cause = cause;
  out.what = what;
  out.repository = "app/web";
  out.refs = std::move(refs);
  out.wanted = test::digestOf("wanted");
  out.detail = detail;
  return out;
}

/// One of each, and a registry that speaks in tags and broken letters.
audit::Result drifted() {
  auto out = clean();
  out.depth = audit::Depth::Sampled;
  out.percent = 10;
  out.regions[1].passed = out.regions[1].equal = 9'998;
  out.regions[1].believed = 9'000;
  auto& down = out.regions[2];
  down.reachable = false;
  down.passed = down.checked = down.equal = 0;
  std::vector<std::string> many;
  for (int n = 100; n < 125; ++n) many.push_back("app/web:" + std::to_string(n));
  out.drifts = {drift("fra", Cause::Corrupt, What::Blob, many, "blob abc (5.0 kB) is damaged: it ends after 10 of 5000 bytes"),
                drift("tyo", Cause::Missing, What::Tag, {"app/web:1"}, "app/web:1 is not there"),
                drift("tyo", Cause::Different, What::Tag, {"app/web:2"}, "app/web:2 points to another"),
                drift("tyo", Cause::Extra, What::Tag, {"app/web:old"}, "app/web:old is not at fra"),
                drift("sjc", Cause::Unreadable, What::Region, {}, "<script>alert('no')</script> & \"\xff\" 502")};
  out.drifts[0].size = {5000};
  out.drifts[2].found = test::digestOf("found");
  out.drifts[3].wanted = {};
  out.drifts[4].repository.clear();
  out.drifts[4].wanted = {};
  out.drifts[4].error = base::Error{base::Errc::ServerError, "bad gateway", {}, 502, "UNKNOWN", {}, {}};
  out.repair.copies = {{"tyo", "app/web:2", test::digestOf("wanted")}};
  out.repair.pushes = {{"tyo", "app/web", test::digestOf("blob"), false, {5000}, "sjc", {"app/web:3"}}};
  out.repair.hopeless = {{"fra", "app/web@sha256:abc", "a rule does not write to its source"}};
  out.mended = {{"tyo", "app/web:1", true, {}}, {"tyo", "blob", false, "the registry keeps the damaged file"}};
  return out;
}

} // namespace

class ReportTest final : public QObject {
  Q_OBJECT

private slots:
  void golden_data() {
    QTest::addColumn<QString>("name");
    for (const auto* name : {"clean.json", "clean.html", "drifted.json", "drifted.html"}) QTest::newRow(name) << QString(name);
  }
  void golden() {
    QFETCH(const QString, name);
    const auto result = name.startsWith("clean") ? clean() : drifted();
    auto text = name.endsWith("json") ? audit::toJson(result) : audit::toHtml(result);
    // The broken letter stays as it came in the page, which browsers show as a mark.
    if (name == "drifted.html") text.replace(text.find('\xff'), 1, "?");
    compare(name, text);
  }

  void thereAndBack() {
    const auto text = audit::toJson(drifted());
    const auto again = audit::fromJson(text);
    QVERIFY(again);
    auto result = *again;
    QCOMPARE(result.passed(), 19'998U);
    QCOMPARE(result.drifts[0].refs.size(), 25U);
    // Of an error the words and the code come back, which is what a reader needs.
    result.drifts[4].error = drifted().drifts[4].error;
    QCOMPARE(audit::toJson(result), text);
    QVERIFY(audit::fromJson(audit::toJson(clean()))->consistent());
  }

  void nonsense_data() {
    QTest::addColumn<QString>("text");
    for (const auto* text : {"", "{", "[]", "{}", "null", R"({"rule": 3})"}) QTest::newRow(text) << QString(text);
  }
  void nonsense() {
    QFETCH(const QString, text);
    const auto result = audit::fromJson(text.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, base::Errc::ParseFailed);
  }

  void almostAllIsNotAll() {
    auto result = clean();
    result.regions[2].passed = 9'999;
    const auto page = audit::toHtml(result);
    QVERIFY(page.find(">99.99 %<") != std::string::npos);
    QCOMPARE(page.find("<script"), std::string::npos);
    QCOMPARE(audit::toHtml(drifted()).find("<script"), std::string::npos);
  }
};

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
