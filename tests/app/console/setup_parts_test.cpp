// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the guided set-up that ask nobody: places, schedules in words, certificates, the draft.
#include <QTest>

#include "console/setup/certificate_text.h"
#include "console/setup/draft.h"
#include "console/setup/places.h"
#include "console/setup/repository_rows.h"
#include "console/setup/schedule_step.h"

#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using namespace meridian::console;

class SetupPartsTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void cleanup() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void knowsTheWorld() {
    QVERIFY(places().size() >= 300);
    QSet<QString> names;
    for (const auto& place : places()) {
      QVERIFY2(!place.chinese.isEmpty() && !place.codes.contains(QString()), qPrintable(place.name));
      QVERIFY2(std::abs(place.lat) < 72 && std::abs(place.lon) <= 180 && place.lat != 0, qPrintable(place.name));
      QVERIFY2(!names.contains(place.name), qPrintable(place.name));
      names.insert(place.name);
    }
  }

  void findsCities_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("first");
    QTest::newRow("begin of a name") << "frankf" << "Frankfurt";
    QTest::newRow("without accents") << "sao pau" << "São Paulo";
    QTest::newRow("Chinese") << "东京" << "Tokyo";
    QTest::newRow("airport") << "SIN" << "Singapore";
    QTest::newRow("cloud region") << "eu-central-1" << "Frankfurt";
    QTest::newRow("second word") << "aires" << "Buenos Aires";
    QTest::newRow("nothing") << "qqq" << "";
    QTest::newRow("blank") << "  " << "";
  }
  void findsCities() {
    QFETCH(QString, typed);
    QFETCH(QString, first);
    const auto found = searchPlaces(typed, 6);
    QVERIFY(found.size() <= 6);
    QCOMPARE(found.empty() ? QString() : found.front()->name, first);
  }

  void guessesFromTheHost_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("primary");
    QTest::addColumn<QStringList>("taken");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("city");
    const QStringList none;
    QTest::newRow("label") << "https://registry.fra.example.com" << true << none << "fra" << "Frankfurt";
    QTest::newRow("cloud") << "https://123.dkr.ecr.ap-northeast-1.amazonaws.com" << false << none << "tyo" << "Tokyo";
    QTest::newRow("google") << "https://europe-west3-docker.pkg.dev" << false << none << "fra" << "Frankfurt";
    QTest::newRow("number behind it") << "https://fsn1.example.com" << false << none << "fsn" << "Falkenstein";
    QTest::newRow("one digit more is another region") << "https://us-east-12.example.com" << false << none << "us-east-12" << "";
    QTest::newRow("taken") << "https://fra.example.com" << false << QStringList{"fra", "fra-2"} << "fra-3" << "Frankfurt";
    QTest::newRow("no place") << "https://harbor.acme.org" << true << none << "acme" << "";
    QTest::newRow("this machine") << "http://localhost:5000" << true << none << "source" << "";
    QTest::newRow("an address") << "http://127.0.0.1:5000" << false << none << "copy" << "";
  }
  void guessesFromTheHost() {
    QFETCH(QString, url);
    QFETCH(bool, primary);
    QFETCH(QStringList, taken);
    const auto guess = guessRegion(url, primary, taken);
    QTEST(guess.id, "id");
    QTEST(guess.place ? guess.place->name : QString(), "city");
  }

  void namesTheNearestCity() {
    const auto* near = placeNear(48.2, 11.6);
    QVERIFY(near);
    QCOMPARE(near->name, QStringLiteral("Munich"));
    QVERIFY(!placeNear(-50, -130));
    QLocale::setDefault(QLocale(QStringLiteral("zh_CN")));
    QCOMPARE(near->shown(), QStringLiteral("慕尼黑"));
  }
  void coordinatesHaveTheirSides() {
    QCOMPARE(coordinatesText(50.114, 8.68), QStringLiteral("50.11° N, 8.68° E"));
    QCOMPARE(coordinatesText(-23.5, -46.63), QStringLiteral("23.50° S, 46.63° W"));
  }

  void saysTheSchedule_data() {
    QTest::addColumn<QVariantMap>("typed");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("wrong"); // field
    const auto with = [](std::initializer_list<std::pair<QString, QVariant>> values) { return QVariantMap(values); };
    QTest::newRow("by hand") << with({{"mode", "demand"}}) << "Only when somebody starts it, by hand or from the command line." << "";
    QTest::newRow("daily") << with({{"mode", "daily"}, {"time", "03:30"}}) << "Runs every day at 03:30, by the clocks of Europe/Berlin." << "";
    QTest::newRow("no time") << with({{"mode", "daily"}, {"time", "25:00"}}) << "" << "time";
    QTest::newRow("minutes") << with({{"mode", "every"}, {"minutes", "20"}}) << "Looks for changes every 20 minutes." << "";
    QTest::newRow("no minutes") << with({{"mode", "every"}, {"minutes", "x"}}) << "" << "minutes";
    QTest::newRow("cron") << with({{"mode", "cron"}, {"cron", "30 4 * * *"}}) << "Runs every day at 04:30, by the clocks of Europe/Berlin." << "";
    QTest::newRow("no cron") << with({{"mode", "cron"}, {"cron", "30 4"}}) << "" << "cron";
    QTest::newRow("no zone") << with({{"zone", "Mars/Olympus"}}) << "" << "zone";
    QTest::newRow("no rate") << with({{"mode", "demand"}, {"bandwidth", "fast"}}) << "" << "bandwidth";
    QTest::newRow("a window") << with({{"mode", "every"}, {"minutes", "20"}, {"windowed", true}})
                              << "Looks for changes every 20 minutes. It moves bytes only from 22:00 to 06:00." << "";
    QTest::newRow("no window") << with({{"mode", "every"}, {"windowed", true}, {"windowTo", "6 o'clock"}}) << "" << "window";
  }
  void saysTheSchedule() {
    QFETCH(QVariantMap, typed);
    SetupSchedule schedule;
    schedule.put("zone", "Europe/Berlin");
    for (auto it = typed.cbegin(); it != typed.cend(); ++it) schedule.put(it.key(), it.value());
    QTEST(schedule.words(), "words");
    QTEST(schedule.problems().isEmpty() ? QString() : schedule.problems().firstKey(), "wrong");
    QCOMPARE(schedule.missing().isEmpty(), schedule.problems().isEmpty());
  }
  void aScheduleBecomesARule() {
    SetupSchedule schedule;
    schedule.put("zone", "Asia/Tokyo");
    schedule.put("time", "04:05");
    schedule.put("bandwidth", "40 Mbit/s");
    schedule.put("promotion", "all-or-nothing");
    auto fields = schedule.ruleFields();
    QCOMPARE(fields["cron"].toStringList(), QStringList{"5 4 * * *"});
    QCOMPARE(fields["zone"].toString(), QStringLiteral("Asia/Tokyo"));
    QCOMPARE(fields["promotion"].toString(), QStringLiteral("all-or-nothing"));
    QCOMPARE(fields["bandwidth"].toString(), QStringLiteral("40 Mbit/s"));
    QCOMPARE(schedule.nextRuns().size(), 5);
    schedule.put("mode", "demand");
    fields = schedule.ruleFields();
    QVERIFY(fields["cron"].toStringList().isEmpty() && fields["poll"].toString().isEmpty());
    SetupSchedule again;
    again.restore(schedule.toMap());
    QCOMPARE(again.form(), schedule.form());
  }

  void aDraftSurvives() {
    SetupDraft draft;
    draft.fleet = "/etc/fleet.json";
    draft.step = 2;
    draft.reached = 4;
    draft.open = true;
    draft.source = "fra";
    draft.region = {{"url", "https://fra.example.com"}, {"lat", 50.1}};
    draft.selection = {{"repositories", QVariantList{"base/*", "web"}}};
    const auto back = SetupDraft::fromJson(draft.toJson());
    QVERIFY(back);
    QCOMPARE(*back, draft);
    for (const char* text : {"", "{}", "[1]", "{\"version\":2}", "nonsense"}) QVERIFY2(!SetupDraft::fromJson(text), text);
  }

  void aCertificateIsShownByItsRoot() {
    engine::ServerCertificate certificate;
    QVERIFY(certificateMap(certificate, {}).isEmpty());
    certificate.problem = "unable to get local issuer certificate";
    const base::Timestamp then{std::chrono::seconds(1'700'000'000)};
    certificate.chain = {{"CN=registry", "CN=Acme CA", "AA:BB", then, then + std::chrono::hours(48), {"registry.example.com", "10.0.0.7"}, "pem-1"},
                         {"CN=Acme CA", "CN=Acme CA", "CC:DD", then, then + std::chrono::hours(240), {}, "pem-2"}};
    const auto map = certificateMap(certificate, then + std::chrono::hours(24));
    QCOMPARE(map["fingerprint"].toString(), QStringLiteral("CC:DD"));
    QCOMPARE(map["issuer"].toString(), QStringLiteral("itself"));
    QCOMPARE(map["names"].toString(), QStringLiteral("registry.example.com, 10.0.0.7"));
    QCOMPARE(map["chain"].toList().size(), 2);
    QVERIFY(!map["expired"].toBool());
    QVERIFY(certificateMap(certificate, then + std::chrono::hours(1000))["expired"].toBool());
  }

  void searchesATenThousandNames() {
    RepositoryRows rows;
    QStringList names;
    for (int i = 0; i < 10'000; ++i) names.append(QStringLiteral("team%1/app%2").arg(i % 100).arg(i));
    rows.assign(names);
    QCOMPARE(rows.count(), 10'000);
    rows.search("team7/ app107");
    QCOMPARE(rows.count(), 1);
    QCOMPARE(rows.nameAt(0), QStringLiteral("team7/app107"));
    QSignalSpy changed(&rows, &QAbstractItemModel::dataChanged);
    rows.setPicked({"team7/app107"});
    QCOMPARE(changed.size(), 1);
    QVERIFY(rows.data(rows.index(0), RepositoryRows::Picked).toBool());
    rows.setPicked({"team7/app107"});
    QCOMPARE(changed.size(), 1);
  }
};

QTEST_GUILESS_MAIN(SetupPartsTest)
#include "setup_parts_test.moc"
