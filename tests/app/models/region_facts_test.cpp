// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/job_rows.h"
#include "models/line_past.h"
#include "models/link_rows.h"
#include "models/region_facts.h"
#include "models/region_rows.h"
#include "support/console/fake_link.h"


using namespace meridian;
using namespace meridian::models;
using namespace std::chrono_literals;

namespace {

QVariantMap entry(const QVariantMap& facts, const char* list, const QString& label) {
  for (const auto& one : facts[QString::fromLatin1(list)].toList())
    if (one.toMap()[QStringLiteral("label")].toString() == label) return one.toMap();
  return {};
}

QVariantMap rowOf(const QList<QByteArray>& roles, const QList<Row>& rows, const QString& key) {
  QVariantMap map;
  for (const auto& row : rows)
    for (int i = 0; row.key == key && i < roles.size(); ++i) map.insert(QString::fromLatin1(roles[i]), row.cells[i]);
  return map;
}

} // namespace

/// One region in depth, one link in depth, and the last 24 hours of either.
class RegionFactsTest : public QObject {
  Q_OBJECT
  engine::Snapshot m_snapshot;

  QVariantMap facts(const char* id) { return regionFacts(m_snapshot, id, m_snapshot.time); }
  engine::Region& region(std::size_t place) { return m_snapshot.regions[place].region; }

private slots:
  void init() {
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
    m_snapshot = support::sampleSnapshot();
  }

  void aRegionIsToldWithItsRow() {
    const auto tyo = facts("tyo");
    QCOMPARE(tyo["found"].toBool(), true);
    QCOMPARE(tyo["name"].toString(), QStringLiteral("Tokyo"));
    QCOMPARE(tyo["placeText"].toString(), QStringLiteral("35.68° N, 139.69° E"));
    QCOMPARE(tyo["targetOf"].toInt(), 2);
    QCOMPARE(facts("gru")["placeText"].toString(), QStringLiteral("23.55° S, 46.63° W"));
    QCOMPARE(facts("gone"), (QVariantMap{{QStringLiteral("found"), false}}));
  }
  void rulesAreToldFromBothEnds() {
    const auto fra = facts("fra")["rules"].toList();
    QCOMPARE(fra.size(), 2);
    QCOMPARE(fra[0].toMap()["direction"].toString(), QStringLiteral("from"));
    QCOMPARE(fra[1].toMap()["text"].toString(), QStringLiteral("to Tokyo, Silicon Valley"));
    const auto gru = facts("gru")["rules"].toList();
    QCOMPARE(gru.size(), 1);
    QCOMPARE(gru[0].toMap()["text"].toString(), QStringLiteral("from Frankfurt"));
    QCOMPARE(rulesTo(*m_snapshot.fleet, "gru"), std::vector<std::string>{"base"});
    QVERIFY(rulesTo(*m_snapshot.fleet, "fra").empty());
  }
  void onlyItsJobsAreItsOwn() {
    QCOMPARE(jobsOf(m_snapshot, "gru").jobs.size(), 2U); // of the rule base
    QCOMPARE(jobsOf(m_snapshot, "tyo").jobs.size(), 4U);
    QCOMPARE(jobsOf(m_snapshot, "fra").jobs.size(), 4U); // they read from it
    QCOMPARE(jobRows(jobsOf(m_snapshot, "gru"), m_snapshot.time).size(), 2);
  }

  void budgetsAreToldAsTheyStandNow() {
    QCOMPARE(entry(facts("tyo"), "budgets", "Bandwidth now")["text"].toString(), QStringLiteral("unlimited"));
    QVERIFY(facts("tyo")["windows"].toList().isEmpty());
    region(1).bandwidth.limit = base::BytesPerSecond{5e6};
    region(1).limits = {.per_second = 8.0, .at_once = 4U};
    QCOMPARE(entry(facts("tyo"), "budgets", "Bandwidth now")["text"].toString(), QStringLiteral("40 Mbit/s"));
    QCOMPARE(entry(facts("tyo"), "budgets", "Requests a second")["text"].toString(), QStringLiteral("8"));
    QCOMPARE(entry(facts("tyo"), "budgets", "Requests at once")["text"].toString(), QStringLiteral("4"));
    QCOMPARE(entry(facts("tyo"), "budgets", "Held back")["status"].toString(), QString());
    m_snapshot.regions[1].held = "429, asked to wait";
    QCOMPARE(entry(facts("tyo"), "budgets", "Held back")["status"].toString(), QStringLiteral("warn"));
    base::BandwidthWindow window;
    window.days = 0x1f;
    window.from = 8h;
    window.to = 18h;
    region(1).bandwidth.windows = {window};
    const auto windows = facts("tyo")["windows"].toList();
    QCOMPARE(windows.size(), 2);
    QCOMPARE(windows[0].toMap()["label"].toString(), QStringLiteral("Monday to Friday 08:00–18:00 UTC"));
    QCOMPARE(windows[0].toMap()["text"].toString(), QStringLiteral("nothing may move"));
    QVERIFY(entry(facts("tyo"), "budgets", "Bandwidth now")["text"].toString().contains(QStringLiteral("until")));
  }

  void aFixIsOffered_data() {
    using base::Errc;
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("action");
    QTest::newRow("login") << int(Errc::Unauthorized) << "none is set" << "edit";
    QTest::newRow("rights") << int(Errc::Denied) << "right to read" << "edit";
    QTest::newRow("host") << int(Errc::HostUnknown) << "host name" << "edit";
    QTest::newRow("certificate") << int(Errc::TlsUntrusted) << "authority" << "edit";
    QTest::newRow("refused") << int(Errc::ConnectionRefused) << "port is open" << "check";
    QTest::newRow("line") << int(Errc::Stalled) << "tried again by itself" << "check";
    QTest::newRow("rate limit") << int(Errc::TooManyRequests) << "requests a second" << "edit";
    QTest::newRow("nothing known") << int(Errc::Internal) << "" << "sync";
  }
  void aFixIsOffered() {
    QFETCH(int, code);
    QFETCH(QString, word);
    m_snapshot.regions[4].problem = base::Error{static_cast<base::Errc>(code), "x", {}, 0, {}, {}, {}};
    const auto gru = facts("gru");
    QVERIFY2(gru["fix"].toString().contains(word), qPrintable(gru["fix"].toString()));
    QCOMPARE(gru["fix"].toString().isEmpty(), word.isEmpty());
    QTEST(gru["fixAction"].toString(), "action");
  }
  void whatIsFineNeedsNoFix() {
    QCOMPARE(facts("fra")["fix"].toString(), QString());
    QCOMPARE(facts("fra")["fixAction"].toString(), QString());
    QCOMPARE(facts("sin")["fixAction"].toString(), QStringLiteral("sync")); // drift
  }
  void theCredentialsNameHelps() {
    region(4).credential = "gru";
    m_snapshot.regions[4].problem = base::Error{base::Errc::Unauthorized, "401", {}, 401, {}, {}, {}};
    QVERIFY(facts("gru")["fix"].toString().contains(QStringLiteral("credential gru")));
  }

  void whatIsWrongHasItsLabelFirst() {
    const auto weight = [&](const char* id) {
      return rowOf(regionRoles(), regionRows(m_snapshot, m_snapshot.time), QString::fromLatin1(id))["weight"].toDouble();
    };
    QVERIFY(weight("gru") > weight("sin")); // failed before drift
    QVERIFY(weight("sin") > weight("fra")); // drift before the primary
    QVERIFY(weight("fra") > weight("tyo")); // the primary before one that syncs
    m_snapshot.regions[1].state = engine::RegionState::Offline;
    m_snapshot.regions[1].in = {};
    m_snapshot.regions[0].out.value = 1e12;
    QVERIFY(weight("tyo") > weight("fra")); // but nothing that is wrong is hidden under it
    m_snapshot = support::sampleSnapshot();
    QVERIFY(weight("tyo") > weight("sjc"));
  }

  void aLinkIsTold() {
    auto& link = m_snapshot.links[0];
    link.from_round_trip = 800us;
    link.to_round_trip = 231'400us;
    link.waiting = 12;
    link.p95 = 8.4;
    link.copied = 248;
    link.failed = 2;
    const auto row = rowOf(linkRoles(), linkRows(m_snapshot), "fra>tyo");
    QCOMPARE(row["title"].toString(), QStringLiteral("Frankfurt → Tokyo"));
    QCOMPARE(row["fromTripText"].toString(), QStringLiteral("0.8 ms"));
    QCOMPARE(row["toTripText"].toString(), QStringLiteral("231 ms"));
    QCOMPARE(row["movingText"].toString(), QStringLiteral("3 moving, 12 waiting"));
    QCOMPARE(row["p95Text"].toString(), QStringLiteral("8.4 s"));
    QCOMPARE(row["successText"].toString(), QStringLiteral("99.2 %"));
    const auto quiet = rowOf(linkRoles(), linkRows(m_snapshot), "fra>sjc");
    QCOMPARE(quiet["toTripText"].toString(), QStringLiteral("–"));
    QCOMPARE(quiet["successText"].toString(), QStringLiteral("–"));
    QCOMPARE(linkRows(m_snapshot, "tyo").size(), 1);
    QCOMPARE(linkRows(m_snapshot, "fra").size(), 4);
    QCOMPARE(linkFlows(m_snapshot)[0].toMap()["key"].toString(), QStringLiteral("fra>tyo"));
  }
  void aLinkIsDegradedByItsFailures_data() {
    QTest::addColumn<int>("copied");
    QTest::addColumn<int>("failed");
    QTest::addColumn<QString>("health");
    QTest::newRow("nothing yet") << 0 << 0 << "ok";
    QTest::newRow("one of many") << 99 << 1 << "ok";
    QTest::newRow("one of few") << 9 << 1 << "warn";
    QTest::newRow("all") << 0 << 3 << "warn";
  }
  void aLinkIsDegradedByItsFailures() {
    QFETCH(int, copied);
    QFETCH(int, failed);
    auto& link = m_snapshot.links[1]; // to Silicon Valley, which is in sync
    link.copied = static_cast<std::size_t>(copied);
    link.failed = static_cast<std::size_t>(failed);
    const auto row = rowOf(linkRoles(), linkRows(m_snapshot), "fra>sjc");
    QTEST(row["health"].toString(), "health");
    QCOMPARE(row["healthWord"].toString(), row["health"].toString() == "ok" ? QStringLiteral("Healthy") : QStringLiteral("Degraded"));
  }

  void aDayIsTold() {
    engine::LineHistory history;
    const auto now = m_snapshot.time;
    for (int hour = 0; hour < 24; ++hour) history.hours.push_back({now - std::chrono::hours(23 - hour), {}, 0, 0, {}});
    history.hours[3].bytes = {1'200'000'000};
    history.hours[3].copied = 12;
    history.hours[3].failed = 1;
    history.bytes = {1'200'000'000};
    history.copied = 12;
    history.failed = 1;
    history.p95 = 8.4;
    history.failures = {{now - 20h, "j1", "app/web:1.2", "507 Insufficient Storage"}};
    const auto day = linePast(history, now);
    QCOMPARE(day["values"].toList().size(), 24);
    QCOMPARE(day["values"].toList()[3].toDouble(), 1.2e9);
    QCOMPARE(day["marks"].toList()[3].toDouble(), 1.0);
    QVERIFY(day["hourTexts"].toStringList()[3].endsWith(QStringLiteral(": 1.2 GB, 12 images, 1 failed")));
    QVERIFY(!day["hourTexts"].toStringList()[4].contains(QStringLiteral("failed")));
    QCOMPARE(day["successText"].toString(), QStringLiteral("92.3 %"));
    QVERIFY(day["spoken"].toString().startsWith(QStringLiteral("Last 24 hours: 1.2 GB, 12 images, 1 failed (most at ")));
    QCOMPARE(day["failures"].toList()[0].toMap()["jobId"].toString(), QStringLiteral("j1"));
    QCOMPARE(day["nothing"].toBool(), false);
    QCOMPARE(linePast({}, now)["nothing"].toBool(), true);
    QCOMPARE(linePast({}, now)["successText"].toString(), QStringLiteral("–"));
  }
};

QTEST_GUILESS_MAIN(RegionFactsTest)
#include "region_facts_test.moc"
