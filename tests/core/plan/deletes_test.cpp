// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 does not get through <concepts> otherwise

#include "plan/deletes.h"

#include "base/sha256.h"
#include "core/std_string.h"

#include <sstream>

using namespace meridian;
using namespace std::chrono_literals;
using plan::DeleteQuestion;
using plan::DeleteState;

namespace {

const base::Timestamp kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

oci::Digest digestOf(const std::string& name) {
  return oci::Digest::sha256(base::Sha256::hex(std::as_bytes(std::span(name))));
}

std::set<std::string> words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// "app: 1 2; db: 9" as names by repository.
std::map<std::string, std::set<std::string>> listing(const std::string& text) {
  std::map<std::string, std::set<std::string>> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, ';');) {
    const auto colon = part.find(':');
    out[*words(part.substr(0, colon)).begin()] = words(part.substr(colon + 1));
  }
  return out;
}

plan::Rule ruleOf(double stop_above = 100, std::chrono::seconds quarantine = 0s) {
  plan::Rule rule;
  rule.deletes = {true, quarantine, stop_above};
  return rule;
}

/// All tags of the target were at the source once.
DeleteQuestion question(const std::string& source, const std::string& target) {
  DeleteQuestion out;
  out.target = "tyo";
  out.now = kNow;
  for (auto& [name, tags] : listing(source)) {
    if (tags == std::set<std::string>{"404"})
      out.source.push_back({name, {}, base::Error{base::Errc::NameUnknown, "unknown", {}, 404, {}, {}, {}}});
    else if (tags == std::set<std::string>{"500"})
      out.source.push_back({name, {}, base::Error{base::Errc::ServerError, "broken", {}, 500, {}, {}, {}}});
    else
      out.source.push_back({name, tags, {}});
  }
  out.tags = listing(target);
  for (const auto& [name, tags] : out.tags)
    for (const auto& tag : tags)
      out.seen.insert(name + ":" + tag);
  return out;
}

std::string told(const base::Result<plan::DeleteDecision>& decision) {
  if (!decision) return decision.error().text();
  std::string out;
  for (const auto& deletion : decision->tags)
    out += (out.empty() ? "" : ", ") + deletion.ref() + " " + std::string(plan::name(deletion.state));
  return out;
}

std::string remarks(const plan::DeleteDecision& decision) {
  std::string out;
  for (const auto& line : decision.remarks)
    out += (out.empty() ? "" : " | ") + line;
  return out;
}

} // namespace

class DeletesTest : public QObject {
  Q_OBJECT

private slots:
  void decides_data() {
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<double>("stop_above");
    QTest::addColumn<std::string>("expected");
    QTest::addColumn<std::string>("remark");
    const auto row = [](const char* name, const char* source, const char* target, double stop,
                        const char* expected, const char* remark) {
      QTest::newRow(name) << std::string(source) << std::string(target) << stop << std::string(expected)
                          << std::string(remark);
    };
    row("equal", "app: 1 2 3", "app: 1 2 3", 5, "", "");
    row("target lacks some", "app: 1 2 3", "app: 2", 5, "", "");
    row("one gone", "app: 1 2", "app: 1 2 3", 50, "app:3 due", "");
    row("exactly the cap", "app: 1", "app: 1 2", 50, "app:2 due", "");
    row("above the cap", "app: 1", "app: 1 2 3", 50, "app:2 held_back, app:3 held_back",
        "2 of 3 tags = 66.7 %, more than 50 %: nothing is deleted");
    row("cap over all repositories", "app: 1; db: 1 2 3", "app: 1 2; db: 1 2 3", 20, "app:2 due", "");
    row("no cap at all", "app: 1", "app: 1 2 3", 100, "app:2 due, app:3 due", "");
    row("cap of nothing", "app: 1 2 3", "app: 1 2 3 4", 0, "app:4 held_back",
        "1 of 4 tags = 25 %, more than 0 %: nothing is deleted");
    row("source empty", "app:", "app: 1 2", 50, "app:1 held_back, app:2 held_back",
        "the source shows no tag at all: nothing is deleted");
    row("source empty, cap off", "app:", "app: 1 2", 100, "app:1 held_back, app:2 held_back",
        "the source shows no tag at all: nothing is deleted");
    row("source has no repository", "app: 404", "app: 1", 100, "app:1 held_back",
        "the source shows no tag at all: nothing is deleted");
    row("nothing known of the source", "", "app: 1", 100, "app:1 held_back",
        "the source shows no tag at all: nothing is deleted");
    row("repository gone", "app: 404; db: 1", "app: 1; db: 1", 90, "app:1 held_back",
        "app: the source does not have the repository: gone or hidden from us, so its tags are kept "
        "(stop_above 100 "
        "lets them go)");
    row("repository not in the catalogue", "db: 1", "app: 1; db: 1", 90, "app:1 held_back",
        "app: the source does not have the repository: gone or hidden from us, so its tags are kept "
        "(stop_above 100 "
        "lets them go)");
    row("repository gone, cap off", "app: 404; db: 1", "app: 1; db: 1", 100, "app:1 due", "");
    row("repository empty", "app: ; db: 1 2", "app: 1; db: 1 2 3", 50, "app:1 held_back, db:3 due",
        "app: the source shows no tag in the repository: gone or hidden from us, so its tags are kept "
        "(stop_above 100 "
        "lets them go)");
    row("repository unreadable", "app: 500; db: 1", "app: 1; db: 1 2", 50, "db:2 due",
        "app: the source's tags could not be listed: broken (HTTP 500)");
    row("repository unreadable, cap off", "app: 500; db: 1", "app: 1; db: 1 2", 100, "db:2 due",
        "app: the source's tags could not be listed: broken (HTTP 500)");
    row("all unreadable", "app: 500", "app: 1", 100, "",
        "app: the source's tags could not be listed: broken (HTTP 500)");
    row("list of referrers", "app: 1",
        "app: 1 sha256-44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", 100, "", "");
    row("cosign's tag", "app: 1",
        "app: 1 sha256-44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.sig", 100,
        "app:sha256-44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a.sig due", "");
  }
  void decides() {
    QFETCH(std::string, source);
    QFETCH(std::string, target);
    QFETCH(double, stop_above);
    QFETCH(std::string, remark);
    const auto decision = plan::decideDeletes(ruleOf(stop_above), question(source, target));
    QTEST(told(decision), "expected");
    QCOMPARE(remarks(*decision), remark);
    for (const auto& deletion : decision->tags)
      QCOMPARE(deletion.reason.empty(), deletion.state != DeleteState::HeldBack);
  }

  void twelveOfAHundred() {
    DeleteQuestion asked;
    asked.target = "tyo";
    asked.now = kNow;
    plan::SourceTags source{"app", {}, {}};
    for (int i = 0; i < 100; ++i) {
      const auto tag = std::to_string(i);
      asked.tags["app"].insert(tag);
      asked.seen.insert("app:" + tag);
      if (i >= 12) source.tags.insert(tag);
    }
    asked.source = {source};
    auto decision = plan::decideDeletes(ruleOf(5), asked);
    QCOMPARE(remarks(*decision), std::string("12 of 100 tags = 12 %, more than 5 %: nothing is deleted"));
    QCOMPARE(decision->tags.size(), 12U);
    QCOMPARE(decision->tags.front().reason, remarks(*decision));
    // Those that wait are not counted: 5 of 100 are just not too many.
    for (int i = 0; i < 12; ++i)
      asked.tombstones["app:" + std::to_string(i)] = i < 5 ? kNow - 1h : kNow;
    decision = plan::decideDeletes(ruleOf(5, 1h), asked);
    QCOMPARE(remarks(*decision), std::string());
    QCOMPARE(std::count_if(decision->tags.begin(), decision->tags.end(),
                           [](const auto& deletion) { return deletion.state == DeleteState::Due; }),
             5);
  }

  void quarantine_data() {
    QTest::addColumn<int>("missed_for"); // seconds; below zero: not missed before
    QTest::addColumn<int>("quarantine");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("first seen missing") << -1 << 3600 << std::string("app:2 quarantined");
    QTest::newRow("a second too early") << 3599 << 3600 << std::string("app:2 quarantined");
    QTest::newRow("over") << 3600 << 3600 << std::string("app:2 due");
    QTest::newRow("long over") << 999'999 << 3600 << std::string("app:2 due");
    QTest::newRow("none wanted") << -1 << 0 << std::string("app:2 due");
  }
  void quarantine() {
    QFETCH(int, missed_for);
    QFETCH(int, quarantine);
    auto asked = question("app: 1", "app: 1 2");
    if (missed_for >= 0) asked.tombstones["app:2"] = kNow - std::chrono::seconds(missed_for);
    const auto decision = plan::decideDeletes(ruleOf(100, std::chrono::seconds(quarantine)), asked);
    QTEST(told(decision), "expected");
    const auto missed = missed_for < 0 ? kNow : kNow - std::chrono::seconds(missed_for);
    QCOMPARE(decision->tags.front().missed, missed);
    QCOMPARE(decision->tags.front().until, missed + std::chrono::seconds(quarantine));
  }

  /// Of the selection, only the names count: what fell out of "latest" is still at the source, and what the
  /// rule never meant is not the rule's to delete.
  void selection_data() {
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("fell out of latest")
        << std::string("app: 1.0 1.1 1.2") << std::string("app: 1.0 1.1 1.2") << std::string();
    QTest::newRow("older one gone") << std::string("app: 1.1 1.2") << std::string("app: 1.0 1.1 1.2")
                                    << std::string("app:1.0 due");
    QTest::newRow("not included") << std::string("app: 1.1") << std::string("app: 1.1 nightly 3.0")
                                  << std::string();
    QTest::newRow("excluded") << std::string("app: 1.1") << std::string("app: 1.1 1.0-rc") << std::string();
  }
  void selection() {
    QFETCH(std::string, source);
    QFETCH(std::string, target);
    auto rule = ruleOf();
    rule.tags.include = {"1.*", "3.*"};
    rule.tags.exclude = {"*-rc"};
    rule.tags.semver = "<2";
    rule.tags.latest = 1;
    rule.tags.since = 1h;
    QTEST(told(plan::decideDeletes(rule, question(source, target))), "expected");
  }

  /// The clock of the quarantine starts when it is certain that a tag is gone, and is kept while nobody can
  /// say.
  void tombstones_data() {
    QTest::addColumn<std::string>("source");
    QTest::addColumn<std::string>("earlier");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const char* source, const char* earlier, const char* expected) {
      QTest::newRow(name) << std::string(source) << std::string(earlier) << std::string(expected);
    };
    row("new", "app: 1; db: 1", "", "app:2 0 ");
    row("kept", "app: 1; db: 1", "app:2", "app:2 60 ");
    row("back at the source", "app: 1 2; db: 1", "app:2", "");
    row("gone from the target", "app: 1 2; db: 1", "app:3", "");
    row("unreadable, new", "app: 500; db: 1", "", "");
    row("unreadable, kept", "app: 500; db: 1", "app:2", "app:2 60 ");
    row("empty, new", "app: ; db: 1", "", "");
    row("empty, kept", "app: ; db: 1", "app:2", "app:2 60 ");
    row("source empty", "app: 404; db: 404", "app:2", "app:2 60 ");
  }
  void tombstones() {
    QFETCH(std::string, source);
    QFETCH(std::string, earlier);
    auto asked = question(source, "app: 1 2; db: 1");
    for (const auto& ref : words(earlier))
      asked.tombstones[ref] = kNow - 60s;
    const auto decision = plan::decideDeletes(ruleOf(50, 1h), asked);
    std::string out;
    for (const auto& [ref, time] : decision->tombstones)
      out += ref + " " + std::to_string((kNow - time) / 1s) + " ";
    QTEST(out, "expected");
  }

  void foreignTagsStay() {
    auto asked = question("app: 1", "app: 1 2 theirs");
    asked.seen.erase("app:theirs");
    const auto decision = plan::decideDeletes(ruleOf(), asked);
    QCOMPARE(told(decision), std::string("app:2 due"));
    QCOMPARE(decision->foreign, 1U);
    QVERIFY(decision->remarks.empty());
  }

  void offByDefault() {
    plan::Rule rule;
    const auto decision = plan::decideDeletes(rule, question("app: 1", "app: 1 2"));
    QCOMPARE(told(decision), std::string());
    QVERIFY(decision->remarks.empty());
  }

  void badPattern() {
    auto rule = ruleOf();
    rule.tags.include = {"re:("};
    const auto decision = plan::decideDeletes(rule, question("app: 1", "app: 1 2"));
    QVERIFY(!decision && decision.error().code == base::Errc::ConfigInvalid);
  }

  void radius_data() {
    QTest::addColumn<std::string>("tag");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("alone") << std::string("alone") << std::string("");
    QTest::newRow("two names") << std::string("twin") << std::string("shared other");
    QTest::newRow("index") << std::string("new") << std::string("own arm; kept amd");
    QTest::newRow("index with index") << std::string("nest") << std::string("own inner s390");
    QTest::newRow("child with a name") << std::string("leaf") << std::string("parents new old");
    QTest::newRow("not there") << std::string("nothing") << std::string("");
  }
  void radius() {
    QFETCH(std::string, tag);
    std::map<oci::Digest, std::string> names;
    std::map<oci::Digest, std::shared_ptr<const oci::Manifest>> manifests;
    const auto add = [&](const std::string& name, const std::string& children) {
      auto manifest = std::make_shared<oci::Manifest>();
      for (const auto& child : words(children)) {
        names[digestOf(child)] = child;
        manifest->manifests.emplace_back().digest = digestOf(child);
      }
      manifests[digestOf(name)] = manifest;
    };
    add("index-new", "amd arm");
    add("index-old", "amd");
    add("index-nest", "inner");
    add("inner", "s390");
    const std::map<std::string, oci::Digest> tags{
        {"alone", digestOf("one")},      {"twin", digestOf("two")},      {"other", digestOf("two")},
        {"leaf", digestOf("amd")},       {"new", digestOf("index-new")}, {"old", digestOf("index-old")},
        {"nest", digestOf("index-nest")}};
    const auto found = plan::blastRadius(tag, tags, manifests, {digestOf("signature")});
    std::string out;
    const auto list = [&](const char* what, std::set<std::string> items) {
      if (items.empty()) return;
      out += (out.empty() ? "" : "; ") + std::string(what);
      for (const auto& item : items)
        out += " " + item;
    };
    const auto named = [&](const std::vector<oci::Digest>& digests) {
      std::set<std::string> items;
      for (const auto& digest : digests)
        items.insert(names[digest]);
      return items;
    };
    list("shared", {found.shared.begin(), found.shared.end()});
    list("parents", {found.parents.begin(), found.parents.end()});
    list("own", named(found.own_children));
    list("kept", named(found.shared_children));
    QTEST(out, "expected");
    QCOMPARE(found.referrers.size(), 1U);
    QCOMPARE(found.harmsOthers(), !found.shared.empty() || !found.parents.empty());
  }
};

QTEST_APPLESS_MAIN(DeletesTest)
#include "deletes_test.moc"
