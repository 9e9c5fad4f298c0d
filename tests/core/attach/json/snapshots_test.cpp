// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "attach/json/message_json.h"
#include "attach/json/snapshots_json.h"
#include "attach/json/table_json.h"
#include "core/std_string.h"

#include <algorithm>
#include <random>

using namespace meridian;
using namespace meridian::attach;
using engine::Snapshot;

namespace {

using Change = void (*)(Snapshot&);

/// A picture of a busy fleet: 40 regions, 200 links, 100 jobs, a minute of history each.
Snapshot busy() {
  Snapshot out;
  out.revision = 7;
  out.time = base::Timestamp{std::chrono::milliseconds{1'795'338'720'123}};
  auto fleet = std::make_shared<engine::Fleet>();
  const auto history = [&](int seed) {
    std::mt19937 random(static_cast<unsigned>(seed));
    std::vector<float> values(60);
    for (auto& value : values) value = static_cast<float>(random() % 100'000'000) / 7.0F;
    return values;
  };
  for (int i = 0; i < 40; ++i) {
    engine::RegionStatus region;
    region.region.id = "r" + std::to_string(i);
    region.region.registry_url = "https://" + region.region.id + ".example";
    region.history = history(i);
    fleet->regions.push_back(region.region);
    out.regions.push_back(std::move(region));
  }
  for (int i = 0; i < 200; ++i) {
    engine::LinkStatus link;
    link.from = "r" + std::to_string(i % 5);
    link.to = "r" + std::to_string(i / 5);
    link.history = history(1000 + i);
    out.links.push_back(std::move(link));
  }
  for (int i = 0; i < 100; ++i) {
    engine::JobStatus job;
    job.record.id = "20261122T0912" + std::to_string(10 + i) + "Z-4f3a";
    job.record.rule = "base";
    job.record.state = ports::JobState::Succeeded;
    job.targets = {"r1", "r2"};
    out.jobs.push_back(std::move(job));
  }
  out.figures.throughput.history = history(5);
  engine::PromotionStatus promotion;
  promotion.rule = "base";
  promotion.job = "a";
  out.promotions = {promotion, promotion}; // the same twice has to come twice
  engine::AuditStatus audit;
  audit.rule = "base";
  out.audits = {audit};
  out.fleet = std::move(fleet);
  return out;
}

/// All members, by the codecs of the parts; the fleet by value.
void compare(const Snapshot& a, const Snapshot& b) {
  static_assert(countMembers<Snapshot>() == 11);
  QCOMPARE(a.revision, b.revision);
  QVERIFY(a.time == b.time);
  QCOMPARE(static_cast<bool>(a.fleet), static_cast<bool>(b.fleet));
  QVERIFY(!a.fleet || same(*a.fleet, *b.fleet));
  QVERIFY(same(a.regions, b.regions));
  QVERIFY(same(a.links, b.links));
  QVERIFY(same(a.jobs, b.jobs));
  QVERIFY(same(a.figures, b.figures));
  QVERIFY(same(a.promotions, b.promotions));
  QVERIFY(same(a.audits, b.audits));
  QVERIFY(a.slow == b.slow);
  QCOMPARE(a.last_event, b.last_event);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class SnapshotsTest : public QObject {
  Q_OBJECT

private slots:
  /// From one picture to the next: what goes over the wire beside what always does, and what arrives.
  void changes_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("keys"); // of the message; "jobs/order" where a list has both parts
    QTest::addColumn<int>("most");         // bytes
    const auto row = [](const char* name, Change change, QStringList keys, int most) {
      QTest::newRow(name) << change << keys << most;
    };
    row("nothing", [](Snapshot&) {}, {}, 90);
    row("last event", [](Snapshot& s) { s.last_event = 99; }, {}, 90);
    row("a job moves", [](Snapshot& s) {
      s.jobs[3].record.state = ports::JobState::Running;
      s.jobs[3].done = {123'456'789};
      s.jobs[3].rate = {1.5e8};
    }, {"jobs/changed"}, 400);
    row("a job is new", [](Snapshot& s) {
      auto job = s.jobs.front();
      job.record.id = "20261122T091300Z-new";
      s.jobs.insert(s.jobs.begin(), job);
      s.jobs.pop_back();
    }, {"jobs/changed", "jobs/order"}, 4000);
    row("a job ends and sinks", [](Snapshot& s) {
      s.jobs[0].record.state = ports::JobState::Failed;
      std::rotate(s.jobs.begin(), s.jobs.begin() + 1, s.jobs.end());
    }, {"jobs/changed", "jobs/order"}, 4000);
    row("jobs are forgotten", [](Snapshot& s) { s.jobs.clear(); }, {"jobs/order"}, 120);
    row("a region vanishes", [](Snapshot& s) { s.regions.erase(s.regions.begin() + 5); }, {"regions/order"}, 500);
    row("a region has other news", [](Snapshot& s) { s.regions[5].held = "429"; }, {"regions/changed"}, 1000);
    row("a link moves", [](Snapshot& s) { s.links[17].rate = {5}; }, {"links/changed"}, 1000);
    row("figures", [](Snapshot& s) { s.figures.consistency.value = 0.5; }, {"figures"}, 1200);
    row("the second of two same promotions", [](Snapshot& s) { s.promotions[1].reversible = true; }, {"promotions/changed"}, 300);
    row("an audit", [](Snapshot& s) { s.audits[0].mended = 3; }, {"audits/changed"}, 300);
    row("slow mode on", [](Snapshot& s) { s.slow = base::BytesPerSecond{0}; }, {"slow"}, 100);
    row("fleet changes", [](Snapshot& s) {
      auto fleet = std::make_shared<engine::Fleet>(*s.fleet);
      fleet->regions.pop_back();
      s.fleet = fleet;
    }, {"fleet"}, 10'000);
  }
  void changes() {
    QFETCH(Change, change);
    QFETCH(QStringList, keys);
    QFETCH(int, most);
    const auto before = std::make_shared<Snapshot>(busy());
    auto after = std::make_shared<Snapshot>(*before);
    after->revision = 8;
    change(*after);

    SnapshotSender sender;
    SnapshotReceiver receiver;
    const auto whole = receiver.take(*parse(text(sender.next(before))));
    QVERIFY2(whole, whole ? "" : whole.error().message.c_str());
    compare(**whole, *before);
    const auto message = text(sender.next(after));
    const auto now = receiver.take(*parse(message));
    QVERIFY2(now, now ? "" : now.error().message.c_str());
    compare(**now, *after);
    compare(**whole, *before); // a picture that was given away stays as it is

    QStringList seen;
    const auto parsed = *parse(message);
    for (const auto& [key, value] : parsed.items()) {
      const auto name = QString::fromStdString(key);
      if (QStringList{"number", "revision", "time", "last_event"}.contains(name)) continue;
      if (value.is_object() && (value.contains("order") || value.contains("changed"))) {
        for (const auto& part : value.items()) seen << name + "/" + QString::fromStdString(part.key());
      } else {
        seen << name;
      }
    }
    keys.sort();
    QCOMPARE(seen, keys);
    QVERIFY2(message.size() <= static_cast<std::size_t>(most), std::to_string(message.size()).c_str());
    qInfo("%zu bytes", message.size());
    if (!keys.contains("fleet")) QVERIFY2((*now)->fleet == (*whole)->fleet, "the fleet is not read again");
  }

  void slowModeEnds() {
    auto before = std::make_shared<Snapshot>(busy());
    before->slow = base::BytesPerSecond{5};
    auto after = std::make_shared<Snapshot>(*before);
    after->slow.reset();
    SnapshotSender sender;
    SnapshotReceiver receiver;
    QVERIFY(receiver.take(sender.next(before)));
    QVERIFY(!(*receiver.take(sender.next(after)))->slow);
  }

  /// A message that is missing, repeated or of another sender is refused; what was there stays, and a whole picture helps.
  void order() {
    const auto first = std::make_shared<Snapshot>(busy());
    auto second = std::make_shared<Snapshot>(*first), third = std::make_shared<Snapshot>(*first);
    second->jobs[0].paused = true;
    second->revision = 8;
    third->revision = 9;
    SnapshotSender sender;
    const auto one = sender.next(first), two = sender.next(second), three = sender.next(third);
    SnapshotReceiver receiver;
    QVERIFY2(!receiver.take(two), "changes without a picture");
    QVERIFY(receiver.take(one));
    QVERIFY2(!receiver.take(three), "one is missing");
    QVERIFY(receiver.take(two));
    QVERIFY2(!receiver.take(two), "twice");
    const auto last = receiver.take(three);
    QVERIFY(last);
    compare(**last, *third);
    const auto again = receiver.take(SnapshotSender().next(first));
    QVERIFY2(again, "a whole picture always counts");
    compare(**again, *first);
  }

  void nonsense_data() {
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("told");
    QTest::newRow("no object") << "[]" << "must be an object, not array";
    QTest::newRow("anything") << R"({"jobs":{}})" << "has no number";
    QTest::newRow("history") << R"({"number":1,"figures":{"throughput":{"history":[1e39]}}})"
                             << "figures.throughput.history is out of range";
    QTest::newRow("number") << R"({"number":-1})" << "number must be a whole number from 0 on, not number";
    QTest::newRow("list") << R"({"number":1,"jobs":[]})" << "jobs must be an object, not array";
    QTest::newRow("changed") << R"({"number":1,"jobs":{"changed":[]}})" << "jobs must be an object, not array";
    QTest::newRow("order") << R"({"number":1,"jobs":{"order":[1]}})" << "jobs must be text, not number";
    QTest::newRow("unknown key") << R"({"number":1,"jobs":{"order":["nobody"]}})"
                                 << "jobs has a place for something that never came";
    QTest::newRow("no place") << R"({"number":1,"jobs":{"changed":{"nobody":{}}}})" << "jobs has something new without a place";
    QTest::newRow("deep down") << R"({"number":1,"jobs":{"changed":{"x":{"record":{"tags_copied":"many"}}},"order":["x"]}})"
                               << "jobs.record.tags_copied must be a whole number from 0 on, not string";
    QTest::newRow("fleet") << R"({"number":1,"fleet":{"rules":7}})" << "fleet.rules must be a list, not number";
  }
  void nonsense() {
    QFETCH(QString, message);
    QFETCH(QString, told);
    const auto first = std::make_shared<Snapshot>(busy());
    SnapshotSender sender;
    SnapshotReceiver receiver;
    QVERIFY(receiver.take(sender.next(first)));
    const auto refused = receiver.take(*parse(message.toStdString()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, base::Errc::ParseFailed);
    QCOMPARE(refused.error().message, "the message \"snapshot\" cannot be understood: " + told.toStdString());
    const auto next = receiver.take(sender.next(first));
    QVERIFY2(next, "nothing of it was taken over");
    compare(**next, *first);
  }

  void nothingAtAll() {
    SnapshotSender sender;
    SnapshotReceiver receiver;
    const auto now = receiver.take(sender.next(std::make_shared<Snapshot>()));
    QVERIFY(now);
    compare(**now, Snapshot{});
    QVERIFY(!(*now)->fleet);
  }

  /// What a window costs ten times a second; the figures stand in the log, the bounds are on bytes alone.
  void sizes() {
    const auto first = std::make_shared<Snapshot>(busy());
    SnapshotSender sender;
    const auto whole = text(sender.next(first)).size();
    qInfo("whole picture: %zu bytes", whole);
    QVERIFY(whole < 400'000);
  }
  void cost() {
    auto now = std::make_shared<Snapshot>(busy());
    SnapshotSender sender;
    static_cast<void>(sender.next(now));
    QBENCHMARK {
      auto next = std::make_shared<Snapshot>(*now);
      ++next->revision;
      next->jobs[0].done += {1000};
      static_cast<void>(text(sender.next(next)));
      now = next;
    }
  }
};

QTEST_GUILESS_MAIN(SnapshotsTest)
#include "snapshots_test.moc"
