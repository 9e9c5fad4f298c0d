// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/rules/rule_draft.h"
#include "console/rules/rule_text.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>

#include <algorithm>

using namespace meridian;
using console::Bridge;
using console::RuleDraft;
using support::FakeLink;

class RuleDraftTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<RuleDraft> m_draft;

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_draft = std::make_unique<RuleDraft>(*m_link, *m_bridge);
  }
  void cleanup() {
    m_draft.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void readsAText_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, const char* json, int line, int column, const char* marked, const char* told) {
      QTest::newRow(name) << QString::fromUtf8(json) << line << column << QString::fromUtf8(marked) << QString::fromUtf8(told);
    };
    row("good", R"({"id": "x", "source": "fra", "targets": ["tyo"], "repositories": ["a"]})", 0, 0, "", "");
    row("a key that is not known", "{\n  \"id\": \"x\",\n  \"sorce\": \"fra\",\n  \"targets\": [\"tyo\"],\n  \"repositories\": [\"a\"]\n}", 3, 3,
        "\"sorce\"", "did you mean \"source\"");
    row("a region that is not there", "{\"id\": \"x\", \"source\": \"fra\",\n \"targets\": [\"mars\"], \"repositories\": [\"a\"]}", 2, 14, "\"mars\"", "mars");
    row("a comma too few", "{\n  \"id\": \"x\"\n  \"source\": \"fra\"\n}", 3, 3, "\"", "");
    row("nothing", "", 1, 1, "", "");
    row("two rules", R"({"id": "x", "source": "fra", "targets": ["tyo"], "repositories": ["a"]},
{"id": "y", "source": "fra", "targets": ["tyo"], "repositories": ["a"]})", 1, 71, "}", "");
  }
  void readsAText() {
    QFETCH(QString, json);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, marked);
    QFETCH(QString, told);
    const auto read = console::readRule(*m_link->snapshot()->fleet, json);
    QCOMPARE(read.rule.has_value(), line == 0);
    QCOMPARE(read.problems.isEmpty(), line == 0);
    if (line == 0) return;
    const auto found = std::ranges::find_if(read.problems, [&](const auto& one) { return one.text.contains(told); });
    QVERIFY2(found != read.problems.end(), qPrintable(read.problems.first().text));
    const auto& problem = *found;
    QVERIFY(!problem.text.isEmpty());
    QCOMPARE(problem.line, line);
    if (!marked.isEmpty()) QCOMPARE(json.mid(problem.start, problem.length), marked);
    if (!marked.isEmpty()) QCOMPARE(problem.column, column);
  }

  void eitherSideShowsInTheOther() {
    m_draft->edit("base");
    QVERIFY(m_draft->active() && !m_draft->dirty());
    QVERIFY(m_draft->json().contains(QStringLiteral("\"latest\": 5")));
    m_draft->put("latest", 7);
    QVERIFY(m_draft->dirty());
    QVERIFY(m_draft->json().contains(QStringLiteral("\"latest\": 7")));
    auto json = m_draft->json();
    json.replace(QStringLiteral("\"latest\": 7"), QStringLiteral("\"latest\": 5"));
    m_draft->type(json);
    QCOMPARE(m_draft->form().value("latest").toInt(), 5);
    QCOMPARE(m_draft->json(), json); // as it was typed
    QVERIFY(!m_draft->dirty());
  }

  void theFormWaitsForReadableJson() {
    m_draft->edit("base");
    const auto form = m_draft->form();
    m_draft->type(QStringLiteral("{ \"id\": "));
    QCOMPARE(m_draft->form(), form);
    QCOMPARE(m_draft->problems().size(), 1);
    QVERIFY(m_draft->dirty());
    QVERIFY(!m_draft->save());
    QCOMPARE(m_draft->errors().size(), 1);
    QVERIFY(m_link->saved.empty());
    m_draft->takeForm();
    QVERIFY(m_draft->problems().isEmpty() && !m_draft->dirty());
  }

  void savesANewRuleAndACopy() {
    m_draft->add();
    QCOMPARE(m_draft->form().value("source").toString(), QStringLiteral("fra"));
    QVERIFY(!m_draft->dirty());
    QVERIFY(!m_draft->save());
    QVERIFY(!m_draft->errors().isEmpty());
    m_draft->duplicate("base");
    QCOMPARE(m_draft->form().value("id").toString(), QStringLiteral("base-copy"));
    QVERIFY(m_draft->dirty() && m_draft->errors().isEmpty());
    QVERIFY(m_draft->save());
    QVERIFY(!m_draft->active());
    QCOMPARE(m_link->saved.back().rules.size(), std::size_t{3});
    QCOMPARE(m_link->saved.back().rules.back().repositories, m_link->saved.back().rules.front().repositories);
  }

  /// The page asks for the rule that is being written already: nothing starts over.
  void editingGoesOn() {
    m_draft->edit("base");
    m_draft->put("latest", 9);
    m_draft->edit("base");
    QCOMPARE(m_draft->form().value("latest").toInt(), 9);
    m_draft->drop();
    QVERIFY(!m_draft->active() && !m_draft->dirty());
  }

  void plansWhatIsNotSaved() {
    m_draft->edit("base");
    m_draft->put("latest", 2);
    QVERIFY(m_draft->plan());
    QVERIFY(m_bridge->plan()->busy());
    QTRY_VERIFY(m_bridge->plan()->ready());
    QCOMPARE(m_bridge->plan()->ruleId(), QStringLiteral("base"));
    QVERIFY(m_link->saved.empty());
    m_draft->type(QStringLiteral("{"));
    QVERIFY(!m_draft->plan());
  }

  void findsRules() {
    QCOMPARE(m_draft->rules()->count(), 2);
    m_draft->rules()->setText("silicon");
    QCOMPARE(m_draft->rules()->count(), 2); // a target's name
    m_draft->rules()->setText(">=1.2");
    QCOMPARE(m_draft->rules()->get(0).value("ruleId").toString(), QStringLiteral("app"));
  }

  void listsWhatBecomesOfEachTag() {
    plan::Plan plan;
    plan.rule = "base";
    plan.source = "fra";
    plan.targets.resize(1);
    plan.targets[0].id = "tyo";
    plan.targets[0].tags_unchanged = 40;
    plan.held = {"base/a:1"};
    for (int i = 0; i < 12; ++i) {
      plan::Deletion deletion;
      deletion.target = "tyo";
      deletion.repository = "base/old";
      deletion.tag = std::to_string(i);
      deletion.state = plan::DeleteState::Due;
      plan.deletions.push_back(deletion);
    }
    plan.tags.push_back({0, "base/b", "2", {}, {}, {}, {}, {}, {10}});
    m_link->plan_answer = plan;
    m_bridge->requestPlan("base");
    auto* state = m_bridge->plan();
    QTRY_VERIFY(state->ready());
    QCOMPARE(state->tags()->total(), 14);
    QVERIFY(state->grave());
    state->tags()->setOnly("doing", "copy");
    QCOMPARE(state->tags()->get(0).value("ref").toString(), QStringLiteral("base/b:2"));
    QVERIFY(state->moreText().startsWith(QStringLiteral("40 ")));
  }
};

QTEST_MAIN(RuleDraftTest)
#include "rule_draft_test.moc"
