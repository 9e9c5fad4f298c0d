// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"
#include "cli/json.h"
#include "core/engine/world.h"
#include "core/std_string.h"
#include "memory/action_log.h"
#include "offline/scripted_fleet.h"

using namespace meridian;
using namespace meridian::attach;
using test::World;

namespace {

/// Over the wire and back, as text.
template <class T>
base::Result<T> crossed(const T& value) {
  auto message = parse(text(encode(value)));
  if (!message) return base::fail(message.error());
  return read<T>(*message, "value");
}

/// Whether a value of a real engine arrives as it was; and that there was something to it.
template <class T>
bool arrives(const T& value) {
  const auto back = crossed(value);
  return back && same(*back, value) && text(encode(*back)) == text(encode(value));
}

} // namespace

/// What an engine at work says, taken over the wire: real values have what no example thinks of.
class EngineTest : public QObject {
  Q_OBJECT

  World m_world;
  std::unique_ptr<engine::Engine> m_engine;
  std::string m_job;

  static engine::Fleet fleet() {
    auto fleet = World::fleet();
    auto& rule = fleet.rules.front();
    rule.tags.exclude = {"*-rc"};
    rule.audit.depth = plan::AuditDepth::Deep;
    rule.bandwidth.limit = base::BytesPerSecond{1e9};
    return fleet;
  }

private slots:
  void initTestCase() {
    auto& source = m_world.at("fra");
    const auto one = test::addImage(source, "app/web", "1", test::config("one", "2026-11-20T10:00:00Z"), {"layer one", "base"});
    const auto two = test::addImage(source, "app/web", "", test::config("two"), {"layer two", "base"});
    test::addIndex(source, "app/web", "both", {one, two});
    test::addImage(source, "app/db", "7", test::config("db"), {"data"});
    test::addImage(m_world.at("tyo"), "app/db", "7", test::config("older"), {"old data"});
    auto parts = m_world.parts(std::make_unique<memory::StateStore>());
    parts.actions = std::make_shared<memory::ActionLog>();
    parts.actor = "anna@desk";
    auto made = engine::Engine::assemble(std::move(parts), fleet(), {});
    QVERIFY(made);
    m_engine = std::move(*made);
  }

  void planBefore() {
    const auto plan = m_engine->plan({"base", {}, {}}, {});
    QVERIFY(plan && plan->tags.size() == 6 && !plan->blobs.empty());
    QVERIFY(arrives(*plan));
    const auto back = crossed(*plan);
    QCOMPARE(cli::jsonText(*back), cli::jsonText(*plan));
    QCOMPARE(back->write(), plan->write());
    for (std::size_t i = 0; i < plan->tags.size(); ++i) {
      QCOMPARE(back->tags[i].ref(), plan->tags[i].ref());
      QCOMPARE(back->tags[i].manifests.size(), plan->tags[i].manifests.size());
      QCOMPARE(back->tags[i].manifests.back()->digest.text(), plan->tags[i].manifests.back()->digest.text());
      QVERIFY(back->tags[i].manifests.back()->kind == plan->tags[i].manifests.back()->kind);
    }
  }

  void job() {
    const auto started = m_engine->start({"base", {}, {}});
    QVERIFY(started);
    m_job = *started;
    const auto summary = m_engine->wait(m_job, {});
    QVERIFY(summary && !summary->outcomes.empty());
    QVERIFY(arrives(*summary));
    QCOMPARE(cli::jsonText(*crossed(*summary)), cli::jsonText(*summary));
    const auto jobs = m_engine->jobs(10);
    QVERIFY(jobs && jobs->size() == 1 && arrives(*jobs));
    const auto images = m_engine->images(m_job);
    QVERIFY(!images.empty() && arrives(images));
    const auto events = m_engine->events({}, 0);
    QVERIFY(!events.empty() && arrives(events));
    const auto actions = m_engine->actions(0, 10);
    QVERIFY(actions && !actions->empty() && arrives(*actions));
  }

  void audit() {
    engine::JobRequest request{"base", {}, {}};
    request.kind = engine::JobKind::Audit;
    const auto started = m_engine->start(request);
    QVERIFY(started && m_engine->wait(*started, {}));
    const auto audit = m_engine->audited("base");
    QVERIFY(audit && arrives(*audit));
  }

  void looks() {
    const auto matrix = m_engine->tags("app/web", {});
    QVERIFY(matrix && matrix->rows.size() == 2 && arrives(*matrix));
    QCOMPARE(cli::jsonText(*crossed(*matrix)), cli::jsonText(*matrix));
    const auto image = m_engine->image("app/web", "both", {});
    QVERIFY(image && image->children.size() == 2 && arrives(*image));
    QCOMPARE(cli::jsonText(*crossed(*image)), cli::jsonText(*image));
    const auto matches = m_engine->matches(fleet().rules.front(), {});
    QVERIFY(matches && matches->repositories.size() == 2 && arrives(*matches));
    const auto line = m_engine->lineHistory("fra", "tyo");
    QVERIFY(line && line->hours.size() == 24 && arrives(*line));
    QVERIFY(arrives(m_engine->check(fleet().regions.front(), std::nullopt, {})));
    const auto profile = m_engine->profile("tyo", {}, {});
    QVERIFY(profile && arrives(*profile));
  }

  /// A fleet is the file that it would be written as, and a draft of a rule that no file could hold crosses as well.
  void fleetAndDraft() {
    const auto back = crossed(*m_engine->fleet());
    QVERIFY(back);
    QCOMPARE(engine::toJson(*back), engine::toJson(*m_engine->fleet()));
    auto request = engine::JobRequest{"", {}, {}};
    request.once = fleet().rules.front();
    request.once->id.clear();
    request.once->repositories = {"[unclosed", ""};
    request.once->tags.since = std::chrono::seconds{59};
    request.once->promotion.waves = {{}, {"nowhere"}};
    QVERIFY(arrives(request));
    QVERIFY(crossed(request)->once->repositories == request.once->repositories);
  }

  void errors() {
    const auto missing = m_engine->plan({"nobody", {}, {}}, {});
    QVERIFY(!missing);
    const auto back = readAnswer<plan::Plan>(*parse(text(encode(missing))), "plan");
    QVERIFY(!back);
    QCOMPARE(back.error().text(), missing.error().text());
    QVERIFY(back.error().code == missing.error().code);
  }

  /// A fleet at work, picture by picture.
  void pictures() {
    auto started = offline::ScriptedFleet::start({1, std::chrono::seconds{20}, 14});
    QVERIFY(started);
    auto& engine = (*started)->engine();
    SnapshotSender sender;
    SnapshotReceiver receiver;
    std::uint64_t last = 0;
    std::size_t whole = 0, bytes = 0;
    int seen = 0;
    const auto one = [&] {
      const auto now = engine.snapshot();
      if (now->revision == last) return;
      last = now->revision;
      const auto message = text(sender.next(now));
      (seen++ == 0 ? whole : bytes) += message.size();
      const auto shown = receiver.take(*parse(message));
      QVERIFY2(shown, shown ? "" : shown.error().message.c_str());
      // A sender that begins anew tells all there is.
      QCOMPARE(text(SnapshotSender().next(*shown)), text(SnapshotSender().next(now)));
    };
    QTRY_VERIFY_WITH_TIMEOUT((one(), seen >= 40), 60'000);
    qInfo("whole %zu bytes, a change %zu bytes on average", whole, bytes / static_cast<std::size_t>(seen - 1));
    QVERIFY2(bytes / static_cast<std::size_t>(seen - 1) < whole / 2, "changes are sent, not pictures");
  }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
