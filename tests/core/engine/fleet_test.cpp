// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/fleet.h"

#include "core/engine/fixture.h"

#include <QTest>
#include <sys/stat.h>

using namespace meridian;
using engine::Fleet;
using engine::parseFleet;

namespace {

// The example of the contract, lines numbered by what the cases below say.
const test::Fixture kExample("example.json");

} // namespace

class FleetTest : public QObject {
  Q_OBJECT

private slots:
  void readsTheContractsExample() {
    const auto fleet = parseFleet(kExample.text(), "fleet.json");
    QVERIFY2(fleet, fleet ? "" : fleet.error().message.c_str());
    QCOMPARE(fleet->regions.size(), 2u);
    const auto* fra = fleet->region("fra");
    QVERIFY(fra != nullptr);
    QCOMPARE(fra->name, std::string("Frankfurt"));
    QVERIFY(fra->role == engine::Role::Primary);
    QCOMPARE(fra->lat, 50.11);
    QCOMPARE(fra->lon, 8.68);
    QCOMPARE(fra->registry_url, std::string("https://registry.fra.example.com"));
    QCOMPARE(fra->credential, std::string("fra"));
    QCOMPARE(fra->ca, std::string("/etc/meridian/fra-ca.pem"));
    QVERIFY(fleet->region("tyo")->role == engine::Role::Replica);
    const auto* rule = fleet->rule("base");
    QVERIFY(rule != nullptr);
    QCOMPARE(rule->source, std::string("fra"));
    QVERIFY(rule->targets == std::vector<std::string>{"tyo"});
    QVERIFY((rule->repositories == std::vector<std::string>{"base/*", "!base/scratch"}));
    QVERIFY(rule->tags.exclude == std::vector<std::string>{"*-rc*"});
    QCOMPARE(rule->tags.semver, std::string(">=1.2 <3"));
    QCOMPARE(rule->tags.latest.value(), 5u);
    QVERIFY(rule->tags.since == std::chrono::hours(24 * 30));
    QVERIFY(rule->platforms.empty());
    QVERIFY(fleet->region("nowhere") == nullptr);
    QVERIFY(fleet->rule("nothing") == nullptr);
  }

  void defaults() {
    const auto fleet = parseFleet(
        "{\"version\": 1, \"regions\": ["
        "{\"id\": \"a\", \"lat\": 0, \"lon\": 0, \"registry\": {\"url\": \"http://a\"}},"
        "{\"id\": \"b\", \"lat\": 1, \"lon\": 1, \"registry\": {\"url\": \"http://b\"}}],"
        "\"rules\": [{\"id\": \"r\", \"source\": \"a\", \"targets\": [\"b\"], \"repositories\": [\"**\"]}]}",
        "f");
    QVERIFY2(fleet, fleet ? "" : fleet.error().message.c_str());
    QCOMPARE(fleet->regions[0].name, std::string("a"));
    QVERIFY(fleet->regions[0].role == engine::Role::Replica);
    QVERIFY(fleet->rules[0].tags.include == std::vector<std::string>{"*"});
    QVERIFY(!fleet->rules[0].tags.latest && !fleet->rules[0].tags.since);
    QVERIFY(parseFleet("{\"version\": 1}", "f"));
    QVERIFY(parseFleet("\xef\xbb\xbf{\"version\": 1}\r\n", "f")); // as some editors write it
  }

  void refuses_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("message"); // starts with
    const auto row = [](const char* title, const char* from, const char* to, const char* message) {
      QTest::newRow(title) << from << to << message;
    };
    row("unknown key", "\"repositories\"", "\"repositorys\"",
        "f:12: rules[0]: unknown key \"repositorys\"; did you mean \"repositories\"?");
    row("unknown key without a neighbour", "\"node\": null", "\"colour\": 1",
        "f:6: regions[0]: unknown key \"colour\"; known here: id, name, role, lat, lon, registry, node, limits, bandwidth");
    row("key one level too high", "\"platforms\": [\"all\"]", "\"latest\": 5",
        "f:16: rules[0]: unknown key \"latest\" here; it belongs in \"tags\" of a rule");
    row("url beside the registry", "\"node\": null", "\"url\": \"http://a\"",
        "f:6: regions[0]: unknown key \"url\" here; it belongs in \"registry\" of a region");
    row("duplicate key", "\"latest\": 5", "\"latest\": 5, \"latest\": 6",
        "f:14: rules[0].tags: the key \"latest\" is already there, in line 14");
    row("duplicate region", "\"id\": \"tyo\"", "\"id\": \"fra\"",
        "f:7: regions[1].id: the id \"fra\" is taken by regions[0]");
    row("bad id", "\"id\": \"base\"", "\"id\": \"base rule\"",
        "f:11: rules[0].id: an id has 1 to 64 letters");
    row("id with an option's look", "\"id\": \"base\"", "\"id\": \"--all\"", "f:11: rules[0].id: an id has");
    row("missing id", "\"id\": \"base\", ", "", "f:11: rules[0]: the key \"id\" is missing");
    row("empty id", "\"id\": \"base\"", "\"id\": \"\"", "f:11: rules[0].id: must not be empty");
    row("missing url", "\"url\": \"http://127.0.0.1:5002\"", "",
        "f:8: regions[1].registry: the key \"url\" is missing");
    row("missing latitude", "\"lat\": 35.68, ", "",
        "f:7: regions[1]: the key \"lat\" is missing (degrees north, -90 to 90)");
    row("latitude off the globe", "35.68", "95", "f:7: regions[1].lat: must be between -90 and 90");
    row("longitude off the globe", "139.69", "-181", "f:7: regions[1].lon: must be between -180 and 180");
    row("huge number", "139.69", "1e300", "f:7: regions[1].lon: must be between");
    row("text for a number", "35.68", "\"35.68\"", "f:7: regions[1].lat: must be a number, not text");
    row("unknown role", "\"primary\"", "\"master\"", "f:4: regions[0].role: \"master\" is no role");
    row("node", "\"node\": null", "\"node\": {\"url\": \"https://n\"}",
        "f:6: regions[0].node: nodes are not supported yet");
    row("bad URL", "http://127.0.0.1:5002", "127.0.0.1:5002",
        "f:8: regions[1].registry.url: a registry's URL begins with");
    row("URL with a path", "http://127.0.0.1:5002", "http://127.0.0.1:5002/v2/",
        "f:8: regions[1].registry.url: the URL ends");
    row("URL with a secret", "http://127.0.0.1", "http://u:hunter2@127.0.0.1",
        "f:8: regions[1].registry.url: a user or password does not belong in the URL");
    row("plain password", "\"credential\": \"fra\"", "\"password\": \"hunter2\"",
        "f:5: regions[0].registry: unknown key \"password\"; a plain secret does not belong in the fleet "
        "file");
    row("secret as the credential", "\"credential\": \"fra\"", "\"credential\": \"me:hunter2\"",
        "f:5: regions[0].registry.credential: must be the name of a stored credential");
    row("relative CA", "/etc/meridian/fra-ca.pem", "fra-ca.pem",
        "f:5: regions[0].registry.ca: must be the absolute path");
    row("control character in a name", "Tokyo", "To\\u001bkyo", "f:7: regions[1].name: a name has");
    row("unknown source", "\"source\": \"fra\"", "\"source\": \"fro\"",
        "f:11: rules[0].source: there is no region \"fro\"; did you mean \"fra\"?");
    row("unknown target", "[\"tyo\"]", "[\"nrt-2\"]",
        "f:11: rules[0].targets[0]: there is no region \"nrt-2\"");
    row("source among targets", "[\"tyo\"]", "[\"tyo\",\n\"fra\"]",
        "f:12: rules[0].targets[1]: the source \"fra\" is among");
    row("target twice", "[\"tyo\"]", "[\"tyo\", \"tyo\"]",
        "f:11: rules[0].targets[1]: the target \"tyo\" is named twice");
    row("one registry under two names", "http://127.0.0.1:5002", "https://REGISTRY.fra.example.com:443/",
        "f:11: rules[0].targets[0]: the regions \"fra\" and \"tyo\" have the same registry");
    row("no targets", "[\"tyo\"]", "[]", "f:11: rules[0].targets: a rule needs at least one target");
    row("targets as text", "[\"tyo\"]", "\"tyo\"", "f:11: rules[0].targets: must be a list, not text");
    row("number among targets", "[\"tyo\"]", "[7]", "f:11: rules[0].targets[0]: must be text, not a number");
    row("no repositories", "[\"base/*\", \"!base/scratch\"]", "[]",
        "f:12: rules[0].repositories: no repository is named");
    row("only exclusions", "\"base/*\", ", "", "f:12: rules[0].repositories: only exclusions");
    row("bad glob", "base/*", "base/[a", "f:12: rules[0].repositories[0]: bad glob");
    row("bad regex", "!base/scratch", "!re:(", "f:12: rules[0].repositories[1]: bad regular expression");
    row("upper-case repository", "base/*", "Base/App", "f:12: rules[0].repositories[0]: ");
    row("bad tag pattern", "*-rc*", "a b", "f:13: rules[0].tags.exclude[0]: bad glob");
    row("exclamation mark in tags", "\"include\": [\"*\"]", "\"include\": [\"!a\"]",
        "f:13: rules[0].tags.include[0]: what");
    row("no tags", "\"include\": [\"*\"]", "\"include\": []",
        "f:13: rules[0].tags.include: no tag is included");
    row("bad range", ">=1.2 <3", ">=1.2 <", "f:13: rules[0].tags.semver: bad version range");
    row("latest zero", "\"latest\": 5", "\"latest\": 0",
        "f:14: rules[0].tags.latest: must be a whole number from 1");
    row("latest negative", "\"latest\": 5", "\"latest\": -3",
        "f:14: rules[0].tags.latest: must be a whole number");
    row("latest broken", "\"latest\": 5", "\"latest\": 1.5",
        "f:14: rules[0].tags.latest: must be a whole number");
    row("latest null", "\"latest\": 5", "\"latest\": null",
        "f:14: rules[0].tags.latest: must be a number, not null");
    row("bad since", "30d", "30 days", "f:15: rules[0].tags.since: \"30 days\" is no length of time");
    row("all and one platform", "\"all\"", "\"linux/amd64\", \"all\"", "f:16: rules[0].platforms[1]: \"all\" stands alone");
    row("no platforms", "[\"all\"]", "[]", "f:16: rules[0].platforms: names no platform; leave it out or write [\"all\"]");
    row("no version", "  \"version\": 1,\n", "", "f:1: the key \"version\" is missing");
    row("later version", "\"version\": 1", "\"version\": 2, \"regoins\": []",
        "f:2: version: this program reads version 1");
    row("rule as a list", "{\"id\": \"base\"", "[], {\"id\": \"base\"",
        "f:11: rules[0]: must be an object, not a list");
    row("missing comma", "\"lat\": 35.68,", "\"lat\": 35.68", "f:7: not valid JSON: ");
    row("comment", "\"version\"", "// comment\n\"version\"", "f:2: not valid JSON: ");
    row("open text", "\"platforms\": [\"all\"]", "\"password\": \"hunter2", "f:16: not valid JSON: ");
    row("not UTF-8", "Tokyo", "T\\ud800", "f:7: not valid JSON: ");
  }
  void refuses() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, message);
    const auto text = kExample.with(from, to);
    QVERIFY2(!text.empty(), "the case does not change the example");
    const auto fleet = parseFleet(text, "f");
    QVERIFY(!fleet);
    QCOMPARE(fleet.error().code, base::Errc::ConfigInvalid);
    const auto got = QString::fromStdString(fleet.error().message);
    QVERIFY2(got.split('\n').filter(message).size() == 1, qPrintable(got));
    QVERIFY2(got.startsWith(message) || title() == "unknown key",
             qPrintable("other findings come first:\n" + got));
    QVERIFY2(!got.contains("hunter2"), "a message quotes a secret");
  }

  void refusesOtherDocuments_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("empty") << QByteArray() << "f:1: not valid JSON: ";
    QTest::newRow("list") << QByteArray("[]") << "f:1: must be an object, not a list";
    QTest::newRow("number, then a line's end")
        << QByteArray("\n\n7\n\n") << "f:3: must be an object, not a number";
    QTest::newRow("two documents") << QByteArray("{}\n{}") << "f:2: not valid JSON: ";
    QTest::newRow("deep") << QByteArray(5000, '[') << "f: not a fleet file: it nests deeper";
    QTest::newRow("binary") << QByteArray("\0\1\2", 3) << "f:1: not valid JSON: ";
    QTest::newRow("large") << QByteArray((16 << 20) + 1, ' ') << "f: the file is larger";
  }
  void refusesOtherDocuments() {
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    const auto fleet =
        parseFleet(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), "f");
    QVERIFY(!fleet);
    const auto got = QString::fromStdString(fleet.error().message);
    QVERIFY2(got.startsWith(message), qPrintable(got));
  }

  void reportsAllProblemsInOrder() {
    auto text = QString::fromStdString(kExample.with("\"sem", "\"sum"));
    text.replace("35.68", "135.68").replace("\"role\": \"primary\"", "\"role\": 1").replace("30d", "soon");
    const auto fleet = parseFleet(text.toStdString(), "f");
    QVERIFY(!fleet);
    const auto lines = QString::fromStdString(fleet.error().message).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("f:4: regions[0].role"));
    QVERIFY(lines[1].startsWith("f:7: regions[1].lat"));
    QVERIFY(lines[2].startsWith("f:13: rules[0].tags: unknown key \"sumver\"; did you mean \"semver\"?"));
    QVERIFY(lines[3].startsWith("f:15: rules[0].tags.since"));
  }

  void longListsOfProblemsAreCut() {
    std::string text = "{\"version\": 1, \"regions\": [";
    for (int i = 0; i < 100; ++i)
      text += (i == 0 ? "7" : ",7");
    const auto fleet = parseFleet(text + "]}", "f");
    QVERIFY(!fleet);
    QVERIFY(fleet.error().message.ends_with("f: and 50 more"));
  }

  void writesWhatItReads() {
    const auto fleet = parseFleet(kExample.text(), "f");
    const auto text = engine::toJson(*fleet);
    const auto again = parseFleet(text, "f");
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QCOMPARE(QString::fromStdString(engine::toJson(*again)), QString::fromStdString(text));
    QCOMPARE(QString::fromStdString(text),
             QString::fromStdString(test::readFile(MERIDIAN_FIXTURES "/canonical.json")));
    QVERIFY(engine::toJson(fleet->rules[0]).starts_with("{\n  \"id\": \"base\""));
    QCOMPARE(engine::toJson(Fleet{}),
             std::string("{\n  \"version\": 1,\n  \"regions\": [],\n  \"rules\": []\n}\n"));
    Fleet broken;
    broken.regions.push_back({"a", "\xff", {}, 0, 0, {}, {}, {}});
    QVERIFY(engine::toJson(broken).find("\"a\"") != std::string::npos); // no exception
  }

  void validatesForms() {
    auto fleet = *parseFleet(kExample.text(), "f");
    QVERIFY(engine::validate(fleet).empty());
    fleet.regions[1].lat = std::numeric_limits<double>::quiet_NaN();
    fleet.rules[0].tags.since = std::chrono::seconds(61);
    fleet.rules[0].tags.latest = 0;
    const auto problems = engine::validate(fleet);
    QCOMPARE(problems.size(), 3u);
    QCOMPARE(problems[0].path, std::string("regions[1].lat"));
    QCOMPARE(problems[0].line, 0);
    QCOMPARE(problems[1].path, std::string("rules[0].tags.latest"));
    QCOMPARE(problems[2].path, std::string("rules[0].tags.since"));
  }

  void savesAndLoads() {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "made" / "fleet.json";
    const auto missing = engine::loadFleet(file);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, base::Errc::NotFound);
    QVERIFY(missing.error().message.find(file.string()) != std::string::npos);

    auto fleet = *parseFleet(kExample.text(), "f");
    const auto saved = engine::saveFleet(fleet, file);
    QVERIFY2(saved, saved.error().message.c_str());
    QVERIFY(::chmod(file.c_str(), 0640) == 0);
    fleet.regions[1].name = "東京";
    QVERIFY(engine::saveFleet(fleet, file));
    struct stat info {};
    QVERIFY(::stat(file.c_str(), &info) == 0);
    QCOMPARE(info.st_mode & 07777u, 0640u);
    const auto loaded = engine::loadFleet(file);
    QVERIFY2(loaded, loaded ? "" : loaded.error().message.c_str());
    QCOMPARE(engine::toJson(*loaded), engine::toJson(fleet));

    fleet.rules[0].source = "nowhere";
    const auto refused = engine::saveFleet(fleet, file);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, base::Errc::ConfigInvalid);
    QVERIFY(engine::loadFleet(file)); // the good one is still there

    QVERIFY(test::writeFile(file, "{\n\"version\": 1, \"rule\": []}"));
    const auto broken = engine::loadFleet(file);
    QCOMPARE(broken.error().message, file.string() + ":2: unknown key \"rule\"; did you mean \"rules\"?");
  }

  void defaultPlaces() {
    qputenv("XDG_CONFIG_HOME", "/tmp/c");
    qputenv("XDG_STATE_HOME", "relative");
    qputenv("HOME", "/home/someone");
    QCOMPARE(engine::defaultFleetFile(), std::filesystem::path("/tmp/c/meridian/fleet.json"));
    QCOMPARE(engine::defaultStateDir(), std::filesystem::path("/home/someone/.local/state/meridian"));
    qunsetenv("XDG_CONFIG_HOME");
    QCOMPARE(engine::defaultFleetFile(), std::filesystem::path("/home/someone/.config/meridian/fleet.json"));
  }

private:
  static QString title() { return QTest::currentDataTag(); }
};

QTEST_GUILESS_MAIN(FleetTest)
#include "fleet_test.moc"
