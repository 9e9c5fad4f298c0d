// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/fleet_changes.h"

#include "core/engine/world.h"

using namespace meridian;
using engine::Fleet;

namespace {

using Change = std::function<void(Fleet&)>;

QString told(const Fleet& before, const Fleet& after) {
  QStringList out;
  for (const auto& change : engine::changes(before, after))
    out << QString::fromStdString(change.subject + ": " + change.detail);
  return out.join(" | ");
}

} // namespace

Q_DECLARE_METATYPE(Change)

class FleetChangesTest : public QObject {
  Q_OBJECT

private slots:
  void inWords_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Change change, const char* words) { QTest::newRow(name) << std::move(change) << words; };
    row("nothing", [](Fleet&) {}, "");
    row("a value", [](Fleet& f) { f.rules[0].tags.latest = 7; }, "rule base: tags.latest 5 -> 7");
    row("a value that was not there", [](Fleet& f) { f.rules[0].tags.semver = ">=1"; }, "rule base: tags.semver >=1");
    row("a value that is not there any more", [](Fleet& f) { f.rules[0].tags.latest.reset(); },
        "rule base: tags {\"latest\":5} -> default");
    row("items of a list", [](Fleet& f) { f.rules[0].targets = {"tyo", "fra2"}; }, "rule base: targets +fra2 -sjc");
    row("another order", [](Fleet& f) { f.rules[0].targets = {"sjc", "tyo"}; }, "rule base: targets in another order");
    row("two of one rule", [](Fleet& f) { f.rules[0].targets = {"tyo"}, f.rules[0].tags.latest = 7; },
        "rule base: targets -sjc, tags.latest 5 -> 7");
    row("a region", [](Fleet& f) { f.regions[1].registry_url = "http://osa.test"; },
        "region tyo: registry.url http://tyo.test:5000 -> http://osa.test");
    row("a new region", [](Fleet& f) { f.regions.push_back({"osl", "Oslo", engine::Role::Replica, 60, 11, "http://osl.test", {}, {}}); },
        "region osl: added: http://osl.test");
    row("a new rule", [](Fleet& f) { f.rules.push_back(f.rules[0]), f.rules[1].id = "more"; }, "rule more: added: fra to tyo, sjc");
    row("a rule less", [](Fleet& f) { f.rules.clear(); }, "rule base: removed");
    row("webhooks", [](Fleet& f) { f.webhooks.listen = "[::1]:9", f.webhooks.sources = {{"f", "fra", "ghcr", "hmac", "hook"}}; },
        "webhooks: listen [::1]:9, sources [{\"id\":\"f\",\"region\":\"fra\",\"kind\":\"ghcr\",\"auth\":\"hmac\",\"crede...");
    row("a long text is cut between letters", [](Fleet& f) { f.regions[1].name = std::string(59, 'x') + "東京"; },
        ("region tyo: name Tokyo -> " + std::string(59, 'x') + "...").c_str());
  }
  void inWords() {
    QFETCH(Change, change);
    QFETCH(QString, words);
    auto before = test::World::fleet();
    before.regions.push_back({"fra2", "Frankfurt 2", engine::Role::Replica, 50, 8, "http://fra2.test:5000", {}, {}});
    before.rules[0].tags.latest = 5;
    auto after = before;
    change(after);
    QCOMPARE(told(before, after), words);
  }
};

QTEST_GUILESS_MAIN(FleetChangesTest)
#include "fleet_changes_test.moc"
