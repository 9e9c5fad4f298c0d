// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audit/tag_tree.h"
#include "core/audit/world.h"

#include <functional>
#include <thread>

using namespace meridian;
using audit::Cause;
using audit::Depth;
using base::Errc;
using memory::Operation;
using test::World;
using Change = std::function<void(World& world)>;
Q_DECLARE_METATYPE(Change)

namespace {

base::Error broken(Errc code) { return {code, "broken on purpose", {}, 0, {}, {}, {}}; }
memory::Fault fault(std::optional<Operation> operation, std::string repository, std::string reference, Errc code) {
  return {operation, std::move(repository), std::move(reference), broken(code), -1, {}, false};
}

} // namespace

/// Tags, regions, causes and the repair plan.
class AuditTest final : public QObject {
  Q_OBJECT

private slots:
  void finds_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<Depth>("depth");
    QTest::addColumn<QString>("drifts");
    QTest::addColumn<QString>("repair");
    QTest::addColumn<int>("passed"); // of 12
    const auto row = [](const char* name, Depth depth, Change change, const char* drifts, const char* repair, int passed) {
      QTest::newRow(name) << change << depth << QString(drifts) << QString(repair) << passed;
    };
    row("nothing", Depth::Deep, [](World&) {}, "", "", 12);
    row("a tag that is gone", Depth::Tags, [](World& world) { world.memories[1].removeTag("app/web", "1"); },
        "fra missing tag app/web:1", "copy app/web:1 to fra", 11);
    row("a tag that was moved", Depth::Content,
        [](World& world) { (void)world.memories[2].addManifest("app/web", "1", world.arm.bytes, world.arm.media_type); },
        "tyo different tag app/web:1", "copy app/web:1 to tyo", 11);
    row("a repository that is gone", Depth::Content, [](World& world) { world.memories[2].removeTag("app/api", "1"); },
        "tyo missing tag app/api:1", "copy app/api:1 to tyo", 11);
    row("a tag too many, and nobody looks", Depth::Tags,
        [](World& world) { (void)world.memories[1].addManifest("app/web", "old", world.arm.bytes, world.arm.media_type); }, "", "", 12);
    row("a tag too many", Depth::Tags,
        [](World& world) {
          world.scope.extra = [](const std::string&, const std::string& tag) { return tag != "mine"; };
          (void)world.memories[1].addManifest("app/web", "old", world.arm.bytes, world.arm.media_type);
          (void)world.memories[1].addManifest("app/web", "mine", world.arm.bytes, world.arm.media_type);
        },
        "fra extra tag app/web:old", "hopeless fra: a repair deletes nothing", 12);
    row("a region that is down", Depth::Content,
        [](World& world) { world.memories[2].addFault(fault({}, {}, {}, Errc::ConnectionRefused)); },
        "tyo unreadable region", "hopeless tyo: nobody knows what is there until it can be read", 8);
    row("a region that lets nobody in", Depth::Tags,
        [](World& world) { world.memories[1].addFault(fault({}, {}, {}, Errc::Unauthorized)); },
        "fra unreadable region", "hopeless fra: nobody knows what is there until it can be read", 8);
    row("a region that goes away after the first look", Depth::Content,
        [](World& world) {
          auto later = fault(Operation::HeadBlob, {}, {}, Errc::ConnectionLost);
          world.memories[1].addFault(later);
          // The first ping is answered, the second is not.
          world.recorders[1].before([&world, pings = std::make_shared<std::atomic<int>>(0)](const std::string& line) {
            if (line == "ping" && ++*pings == 2) world.memories[1].addFault(fault(Operation::Ping, {}, {}, Errc::ConnectionRefused));
          });
        },
        "fra unreadable region", "hopeless fra: nobody knows what is there until it can be read", 8);
    row("one repository that may not be read", Depth::Tags,
        [](World& world) { world.memories[1].addFault(fault(Operation::HeadManifest, "app/web", {}, Errc::Denied)); },
        "fra unreadable tag app/web:1 app/web:2 app/web:multi", "hopeless fra: nobody knows what is there until it can be read", 9);
    row("tags that the source itself cannot show", Depth::Tags,
        [](World& world) { world.scope.unreadable.emplace_back("app/web:9", broken(Errc::ServerError)); },
        "src unreadable tag app/web:9", "hopeless src: nobody knows what is there until it can be read", 12);
  }
  void finds() {
    QFETCH(const Change, change);
    QFETCH(const Depth, depth);
    World world;
    world.scope.depth = depth;
    change(world);
    const auto result = world.run();
    QTEST(World::told(result), "drifts");
    QTEST(World::planned(result), "repair");
    QFETCH(const int, passed);
    QCOMPARE(static_cast<int>(result.passed()), passed);
    QCOMPARE(result.consistent(), result.drifts.empty());
    QCOMPARE(result.regions.size(), 3U);
    QVERIFY(result.regions.front().source);
  }

  void figures() {
    World world;
    world.memories[1].removeTag("app/web", "1");
    world.scope.depth = Depth::Tags;
    const auto result = world.run();
    QCOMPARE(result.regions[1].wanted, 4U);
    QCOMPARE(result.regions[1].checked, 4U);
    QCOMPARE(result.regions[1].equal, 3U);
    QCOMPARE(result.regions[1].passRate(), 0.75);
    QCOMPARE(result.regions[2].passRate(), 1.0);
    QCOMPARE(result.regions[1].requests, 5U); // ping, four tags
    QCOMPARE(result.regions[0].requests, 1U);
    QCOMPARE(result.count(Cause::Missing), 1U);
  }

  /// Both say which digests they mean.
  void digests() {
    World world(1);
    world.scope.depth = Depth::Tags;
    (void)world.memories[1].addManifest("app/web", "1", world.arm.bytes, world.arm.media_type);
    const auto result = world.run();
    QCOMPARE(result.drifts.size(), 1U);
    QCOMPARE(result.drifts[0].wanted.text(), world.web.digest.text());
    QCOMPARE(result.drifts[0].found.text(), world.arm.digest.text());
    QVERIFY(result.drifts[0].detail.find(world.arm.digest.shortText()) != std::string::npos);
  }

  void cancel_data() {
    QTest::addColumn<QString>("at");
    for (const auto* at : {"ping", "head-manifest app/web multi", "get-manifest", "head-manifest app/web sha256", "head-blob"})
      QTest::newRow(at) << QString(at);
  }
  void cancel() {
    QFETCH(const QString, at);
    World world;
    std::stop_source stop;
    std::atomic<bool> came = false;
    for (auto& recorder : world.recorders)
      recorder.before([&](const std::string& line) {
        if (!line.starts_with(at.toStdString())) return;
        came = true;
        stop.request_stop();
      });
    const auto result = world.tryRun(stop.get_token());
    QVERIFY(came);
    QVERIFY(!result);
    QCOMPARE(result.error().code, Errc::Cancelled);
  }

  void tagTree() {
    audit::TagTree one;
    audit::TagTree other;
    const auto digest = [](const char* text) { return test::digestOf(text); };
    one.add("a", "1", digest("x"));
    other.add("a", "1", digest("x"));
    QCOMPARE(one.hash(), other.hash());
    QVERIFY(one.differences(other).empty());
    other.add("a", "2", digest("y")); // more than wanted
    QVERIFY(one.hash("a") != other.hash("a"));
    QVERIFY(one.differences(other).empty());
    QCOMPARE(other.differences(one).size(), 1U);
    QVERIFY(other.differences(one).front().found.empty());
    one.add("b", "1", digest("x"));
    QCOMPARE(one.differences(other).size(), 1U);
    QCOMPARE(one.differences(other).front().repository, std::string("b"));
    QVERIFY(one.hash("c").empty());
    // Names that run into each other are not the same names.
    audit::TagTree left;
    audit::TagTree right;
    left.add("ab", "c", digest("x"));
    right.add("a", "bc", digest("x"));
    QVERIFY(left.hash() != right.hash());
  }

  void mergesASecondLook() {
    World world;
    world.scope.depth = Depth::Content;
    world.memories[1].removeTag("app/web", "1");
    world.memories[1].removeBlob("app/api", test::digestOf(world.base));
    world.memories[2].removeTag("app/web", "multi");
    const auto before = world.run();
    QCOMPARE(before.passed(), 9U);
    // Mended but for one; something else broke meanwhile and is not looked at.
    (void)world.memories[1].addManifest("app/web", "1", world.web.bytes, world.web.media_type);
    world.memories[1].addBlob("app/api", world.base);
    auto again = world.scope;
    std::erase_if(again.tags, [](const auto& tag) { return tag.ref() == "app/web:2"; });
    std::swap(world.scope, again);
    const auto after = world.run();
    std::set<std::string> looked;
    for (const auto& tag : world.scope.tags) looked.insert(tag.ref());
    const auto result = audit::merge(before, looked, after);
    QCOMPARE(World::told(result), QString("tyo missing tag app/web:multi"));
    QCOMPARE(result.passed(), 11U);
    QCOMPARE(result.regions[1].equal, 4U);
    QCOMPARE(result.regions[2].equal, 3U);
    QCOMPARE(result.regions[1].requests, before.regions[1].requests + after.regions[1].requests);
  }
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
