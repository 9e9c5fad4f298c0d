// SPDX-License-Identifier: GPL-3.0-or-later
// What forms make of the fleet.
#include "app/console/bridge_forms.h"
#include "console/bridge.h"
#include "support/console/fake_link.h"

#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace meridian;
using console::Bridge;
using support::FakeLink;
using test::regionForm;
using test::ruleForm;

class BridgeFleetTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<QSignalSpy> m_toasts;

  [[nodiscard]] QString toast(int part) const { return m_toasts->isEmpty() ? QString() : m_toasts->last()[part].toString(); }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_toasts = std::make_unique<QSignalSpy>(m_bridge.get(), &Bridge::toast);
  }
  void cleanup() {
    m_toasts.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void savingKeepsWhatTheFormDoesNotShow() {
    auto fleet = *m_link->snapshot()->fleet;
    fleet.rules[1].promotion.mode = plan::Promotion::Mode::AllOrNothing;
    fleet.rules[1].schedule.cron = {"0 2 * * *"};
    (void)m_link->replaceFleet(fleet);
    auto form = m_bridge->ruleMap("app");
    form.remove("promotion");
    form.remove("cron");
    form["latest"] = 7;
    QCOMPARE(m_bridge->saveRule(form, "app"), QString());
    const auto& saved = m_link->saved.back().rules[1];
    QCOMPARE(*saved.tags.latest, 7U);
    QVERIFY(saved.promotion.mode == plan::Promotion::Mode::AllOrNothing);
    QCOMPARE(saved.schedule.cron, std::vector<std::string>{"0 2 * * *"});
  }

  void previewSaysWhatEachPartComesTo() {
    auto form = m_bridge->ruleMap("app");
    auto preview = m_bridge->rulePreview(form, "app");
    QCOMPARE(preview["errors"].toStringList(), QStringList());
    QCOMPARE(preview["parts"].toMap()["promotion"].toString(), QStringLiteral("Each tag as soon as it is complete"));
    form["promotion"] = "all-or-nothing";
    form["waves"] = QVariantList{QStringList{"nowhere"}};
    form["cron"] = QStringList{"0 25 * * *"};
    preview = m_bridge->rulePreview(form, "app");
    const auto fields = preview["fields"].toMap();
    QVERIFY(fields.contains("waves"));
    QVERIFY(fields.contains("cron[0]"));
    QVERIFY(preview["errors"].toStringList().size() >= 2);
  }

  void savesARegion() {
    QCOMPARE(m_bridge->saveRegion(regionForm(), ""), QString());
    QCOMPARE(m_link->saved.size(), std::size_t{1});
    QCOMPARE(m_link->saved[0].regions.back().name, std::string("Amsterdam"));
    QCOMPARE(m_bridge->fleetFile(), QStringLiteral("fleet.json"));
    QCOMPARE(m_bridge->regionMap("ams")["url"].toString(), QStringLiteral("https://registry.ams.example.com"));
    // An id that changes is followed by the rules.
    auto form = m_bridge->regionMap("tyo");
    form["id"] = "nrt";
    QCOMPARE(m_bridge->saveRegion(form, "tyo"), QString());
    QCOMPARE(m_link->saved[1].rules[0].targets[0], std::string("nrt"));
    QCOMPARE(m_bridge->rulesUsing("nrt"), (QStringList{"base", "app"}));
  }

  void aPasswordNeverReachesTheFleet() {
    auto form = regionForm();
    form["user"] = "robot";
    form["password"] = "hunter2";
    QCOMPARE(m_bridge->saveRegion(form, ""), QString());
    QTRY_COMPARE(m_link->saved.size(), std::size_t{1});
    QCOMPARE(m_link->stored["ams"].password, std::string("hunter2"));
    QCOMPARE(m_link->saved[0].regions.back().credential, std::string("ams"));
    QVERIFY(engine::toJson(m_link->saved[0]).find("hunter2") == std::string::npos);
  }

  void refusesABadRegion() {
    auto form = regionForm();
    form["url"] = "registry.ams.example.com";
    QVERIFY(!m_bridge->saveRegion(form, "").isEmpty());
    QCOMPARE(m_link->saved.size(), std::size_t{0});
    QVERIFY(m_bridge->validateRegion(form).contains("url"));
    form = regionForm();
    form["id"] = "tyo";
    QVERIFY(m_bridge->validateRegion(form, "").contains("id"));     // a new one
    QVERIFY(!m_bridge->validateRegion(form, "tyo").contains("id")); // Tokyo itself
  }

  void removes() {
    QCOMPARE(m_bridge->removeRegion("gru"), QString());
    QCOMPARE(m_link->saved.back().regions.size(), std::size_t{4});
    QCOMPARE(m_link->saved.back().rules[0].targets.size(), std::size_t{3});
    QCOMPARE(m_bridge->removeRule("app"), QString());
    QCOMPARE(m_link->saved.back().rules.size(), std::size_t{1});
  }

  void takesASetupOfAnotherTool() {
    QTemporaryDir folder;
    QFile file(folder.filePath("images.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("quay.io/a/b: m.io/a/b\nquay.io/a/c: m.io/other\n");
    file.close();
    const auto url = QUrl::fromLocalFile(file.fileName());
    const auto found = m_bridge->readSetup("image-syncer", url, "");
    QCOMPARE(found["error"].toString(), QString());
    QCOMPARE(found["rules"].toStringList(), QStringList("a-b"));
    QCOMPARE(found["leftOut"].toList().size(), 1);
    QCOMPARE(found["leftOut"].toList().front().toMap()["place"].toString(), QStringLiteral("quay.io/a/c"));
    const auto saved = m_link->saved.size();
    QCOMPARE(m_bridge->addSetup(found["json"].toString()), QString());
    QCOMPARE(m_link->saved.size(), saved + 1);
    QCOMPARE(m_link->saved.back().rules.back().id, std::string("a-b"));
    QVERIFY(!m_bridge->readSetup("regsync", QUrl::fromLocalFile("/nowhere/x"), "")["error"].toString().isEmpty());
    QVERIFY(!m_bridge->readSetup("compose", url, "")["error"].toString().isEmpty());
    QVERIFY(!m_bridge->addSetup("{").isEmpty());
  }

  void savesARule() {
    QCOMPARE(m_bridge->saveRule(ruleForm(), ""), QString());
    const auto& rule = m_link->saved.back().rules.back();
    QCOMPARE(rule.tags.latest, std::optional<unsigned>(3));
    QCOMPARE(*rule.tags.since, std::chrono::seconds(30 * 86400));
    auto form = ruleForm();
    form["latest"] = 3U;
    form["platforms"] = QStringList();
    form["bandwidth"] = "";
    form["windows"] = QVariantList();
    const auto saved = m_bridge->ruleMap("web");
    for (auto field = form.cbegin(); field != form.cend(); ++field) QCOMPARE(saved[field.key()], field.value());
    auto twice = ruleForm();
    QVERIFY(!m_bridge->saveRule(twice, "").isEmpty()); // the id is taken
    twice["since"] = "a month";
    QVERIFY(m_bridge->saveRule(twice, "web").contains(QStringLiteral("a month")));
  }

  void previewsARule() {
    auto preview = m_bridge->rulePreview(ruleForm());
    QCOMPARE(preview["errors"].toStringList(), QStringList());
    QVERIFY(preview["json"].toString().contains(QStringLiteral("web/*")));
    QCOMPARE(preview["cli"].toString(), QStringLiteral("meridianctl sync web"));
    auto form = ruleForm();
    form["repositories"] = QStringList();
    QVERIFY(!m_bridge->rulePreview(form)["errors"].toStringList().isEmpty());
  }
};

QTEST_MAIN(BridgeFleetTest)
#include "bridge_fleet_test.moc"
