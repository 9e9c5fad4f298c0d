// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/fleet.h"
#include "core/engine/fixture.h"

using namespace meridian;
using engine::parseFleet;
using namespace std::chrono_literals;

namespace {

const test::Fixture kExample("policies.json");

} // namespace

class FleetPoliciesTest : public QObject {
  Q_OBJECT

private slots:
  void reads() {
    const auto fleet = parseFleet(kExample.text(), "f");
    QVERIFY2(fleet, fleet ? "" : fleet.error().message.c_str());
    const auto& web = *fleet->rule("web");
    QVERIFY(web.tags.latest == 7u);
    QVERIFY(web.tags.latest_by_created);
    QCOMPARE(web.platforms.size(), 2u);
    QCOMPARE(web.platforms[1].text(), std::string("linux/arm64"));
    QVERIFY(web.index == plan::IndexMode::Sparse);
    QVERIFY((web.referrers == plan::ReferrerPolicy{true, {}, {"signature", "application/spdx+json"}}));
    QVERIFY((web.schedule.cron == std::vector<std::string>{"0 2 * * *", "30 14 * * mon-fri"}));
    QCOMPARE(web.schedule.zone, std::string("Europe/Berlin"));
    QVERIFY(web.schedule.poll == 1h);
    QVERIFY(web.schedule.on_push);
    QVERIFY((web.schedule.windows == std::vector<base::BandwidthWindow>{{0x60, 0min, 24h, "", {}}, {0x7f, 22h, 6h, "Asia/Tokyo", {}}}));
    using P = plan::Promotion;
    QVERIFY((web.promotion == P{P::Mode::AllOrNothing, P::Group::Release, P::Down::Rollback, 10min, {{"tyo"}}, 5min, P::Conflict::Keep}));
    QVERIFY((web.deletes == plan::Deletes{true, 14 * 24h, 2.5}));
    QVERIFY((web.audit == plan::AuditPolicy{{"0 3 * * sun"}, "UTC", plan::AuditDepth::Sampled, 10, true}));
    const auto& base = *fleet->rule("base");
    QCOMPARE(base.platforms.size(), 1u);
    QVERIFY(base.index == plan::IndexMode::Rewritten);
    QVERIFY((base.referrers == plan::ReferrerPolicy{true, {"application/vnd.cncf.*"}, {}}));
    QVERIFY(base.schedule.empty());
    QVERIFY(base.promotion == P{});
    QVERIFY(base.deletes == plan::Deletes{});
    QVERIFY(base.audit == plan::AuditPolicy{});
    QCOMPARE(fleet->webhooks.listen, std::string("0.0.0.0:8443"));
    QCOMPARE(fleet->webhooks.sources.size(), 2u);
    QCOMPARE(fleet->webhooks.sources[0].auth, std::string("bearer"));
    QCOMPARE(fleet->webhooks.sources[1].auth, std::string("path"));
  }

  /// What is written is read again as the same, and writing it once more changes nothing.
  void writesWhatItReads() {
    const auto fleet = parseFleet(kExample.text(), "f");
    const auto text = engine::toJson(*fleet);
    const auto again = parseFleet(text, "f");
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QCOMPARE(QString::fromStdString(engine::toJson(*again)), QString::fromStdString(text));
    const auto& before = *fleet->rule("web");
    const auto& after = *again->rule("web");
    QVERIFY(after.platforms == before.platforms);
    QVERIFY(again->rule("base")->index == plan::IndexMode::Rewritten);
    QVERIFY(again->rule("base")->platforms == fleet->rule("base")->platforms);
    QVERIFY(after.referrers == before.referrers);
    QVERIFY(after.schedule == before.schedule);
    QVERIFY(after.promotion == before.promotion);
    QVERIFY(after.deletes == before.deletes);
    QVERIFY(after.audit == before.audit);
    QCOMPARE(after.tags.latest_by_created, before.tags.latest_by_created);
    QCOMPARE(again->webhooks.sources.size(), 2u);
    QCOMPARE(again->webhooks.key, fleet->webhooks.key);
    QCOMPARE(again->schema, std::string("fleet.schema.json"));
    // Defaults are left out: the rule that spells them all stays short.
    const auto base = QString::fromStdString(engine::toJson(*fleet->rule("base")));
    for (const char* key : {"schedule", "promotion", "deletes", "audit"})
      QVERIFY2(!base.contains('"' + QString(key) + '"'), key);
  }

  void refuses_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* from, const char* to, const char* message) {
      QTest::newRow(name) << from << to << message;
    };
    row("platform", "\"linux/arm64\"", "\"linux\"", "f:12: rules[0].platforms[1]: ");
    row("index mode", "\"rewritten\"", "\"new\"", "f:21: rules[1].index: \"new\" means nothing here; it is \"sparse\" or \"rewritten\"");
    row("latest by", "\"created\"", "\"date\"", "f:11: rules[0].tags.latest_by: \"date\" means nothing here; it is \"version\" or \"created\"");
    row("required and not copied", "\"copy\": \"all\", ", "", "f:13: rules[0].referrers.require: what is required must be copied");
    row("required of a rewritten index", "\"sparse\"", "\"rewritten\"", "f:13: rules[0].referrers.require: nothing refers to a rewritten index");
    row("type pattern", "\"application/vnd.cncf.*\"", "\"re:(\"", "rules[1].referrers.copy");
    row("cron", "0 2 * * *", "0 25 * * *", "f:14: rules[0].schedule.cron[0]: ");
    row("audit's cron", "0 3 * * sun", "never", "f:19: rules[0].audit.cron");
    row("zone", "Europe/Berlin", "Europe/Bonn", "f:14: rules[0].schedule.zone: ");
    row("poll", "\"60m\"", "\"1 hour\"", "f:14: rules[0].schedule.poll: \"1 hour\" is no length of time");
    row("window day", "[\"sat\"", "[\"caturday\"", "f:15: rules[0].schedule.windows[0].days[0]: ");
    row("window with a limit", "{\"days\": [\"sat\", \"sun\"]}", "{\"limit\": \"off\"}", "f:15: rules[0].schedule.windows[0]: unknown key \"limit\"");
    row("no truth value", "\"on_push\": true", "\"on_push\": \"yes\"", "f:14: rules[0].schedule.on_push: must be true or false, not text");
    row("wave of a stranger", "[[\"tyo\"]]", "[[\"fra\"]]", "f:17: rules[0].promotion.waves[0][0]: \"fra\" is no target of the rule");
    row("wave twice", "[[\"tyo\"]]", "[[\"tyo\"], [\"tyo\"]]", "f:17: rules[0].promotion.waves[1][0]: \"tyo\" is in a wave already");
    row("no wave", "[[\"tyo\"]]", "[[]]", "f:17: rules[0].promotion.waves[0]: names no region");
    row("group", "\"release\"", "\"tags\"", "f:16: rules[0].promotion.group: ");
    row("percent", "2.5", "250", "f:18: rules[0].deletes.stop_above: must be a number from 0 to 100 (percent)");
    row("depth", "\"sampled\"", "\"abyss\"", "f:19: rules[0].audit.depth: \"abyss\" means nothing here; it is \"tags\", \"content\", \"sampled\" or \"deep\"");
    row("listen", "0.0.0.0:8443", "8443", "f:24: webhooks.listen: must be an address with a port");
    row("key without certificate", "\"certificate\": \"/etc/meridian/hook.pem\", ", "", "f:24: webhooks.key: certificate and key belong together");
    row("kind", "\"harbor\"", "\"habor\"", "f:26: webhooks.sources[0].kind: \"habor\" is not known; it is one of distribution, harbor,");
    row("region", "\"region\": \"fra\"", "\"region\": \"ber\"", "f:26: webhooks.sources[0].region: there is no region \"ber\"");
    row("a secret in the file", "\"credential\": \"hook-fra\"", "\"credential\": \"s3cret!\"", "f:26: webhooks.sources[0].credential: must be the name of a stored credential");
    row("taken id", "\"id\": \"hub\"", "\"id\": \"fra-push\"", "f:27: webhooks.sources[1].id: the id \"fra-push\" is taken");
    row("no secret", ", \"credential\": \"hook-hub\"", "", "f:27: webhooks.sources[1]: the key \"credential\" is missing");
  }
  void refuses() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, message);
    const auto text = kExample.with(from, to);
    QVERIFY(!text.empty());
    const auto fleet = parseFleet(text, "f");
    QVERIFY(!fleet);
    const auto found = QString::fromStdString(fleet.error().message);
    QVERIFY2(found.contains(message), qPrintable(found));
    QVERIFY2(!found.contains("s3cret"), qPrintable(found));
  }
};

QTEST_GUILESS_MAIN(FleetPoliciesTest)
#include "fleet_policies_test.moc"
