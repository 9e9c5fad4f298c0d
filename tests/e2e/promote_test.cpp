// SPDX-License-Identifier: GPL-3.0-or-later
// All-or-nothing promotion by the real tool over real registries, with kills at bad moments.
#include <QTest>

#include "e2e/ctl.h"
#include "support/cut_proxy.h"

#include <thread>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::RegistryProcess;
using test::storedTags;

namespace {

constexpr const char* kRef = "rel/app:v1";
constexpr const char* kOther = "rel/app:latest";

std::string promotion(const std::string& more) { return ",\"promotion\":{\"mode\":\"all-or-nothing\"" + more + "}"; }

/// What a tag points to, by the storage; empty: there is none.
std::string digest(const RegistryProcess& registry, const char* ref = kRef) {
  const auto tags = storedTags(registry);
  const auto found = tags.find(ref);
  return found == tags.end() ? std::string() : found->second;
}

QString said(const Ctl::Result& result) { return QString::number(result.status) + "\n" + result.out + result.err; }

} // namespace

class E2ePromoteTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    m_fra = start();
    QVERIFY(m_fra);
    QVERIFY(test::makeCorpus(*m_fra));
    const auto corpus = storedTags(*m_fra);
    for (const auto& [ref, root] : corpus)
      if (m_images.empty() || corpus.at(m_images.back()) != root) m_images.push_back(ref);
    QVERIFY(m_images.size() >= 2);
  }
  void init() {
    m_tyo = start();
    m_sjc = start();
    QVERIFY(m_tyo && m_sjc);
    QVERIFY(release(0));
  }

  void appearsEverywhereAndGoesBack() {
    Ctl ctl(regions(m_sjc->url()), "\"rel/app\"", promotion(",\"group\":\"release\""));
    auto result = ctl.run({"--json", "promote", "all"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    const auto old = digest(*m_fra);
    QCOMPARE(digest(*m_tyo), old);
    QCOMPARE(digest(*m_sjc), old);
    auto seen = result.json["promotion"].toObject();
    QCOMPARE(seen["phase"].toString(), QString("done"));
    QVERIFY(seen["flip_skew_ms"].toInt(-1) >= 0);
    QVERIFY(seen["conflicts"].toArray().isEmpty() && seen["lagging"].toArray().isEmpty());
    QCOMPARE(seen["regions"].toArray().size(), 2);

    QVERIFY(release(1));
    result = ctl.run({"--json", "sync", "all"}); // the rule's mode
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    QVERIFY(digest(*m_fra) != old);
    QCOMPARE(digest(*m_tyo), digest(*m_fra));
    QCOMPARE(digest(*m_sjc, kOther), digest(*m_fra, kOther));
    qInfo("flip skew of two tags at two targets: %d ms", result.json["promotion"].toObject()["flip_skew_ms"].toInt());

    result = ctl.run({"--json", "rollback", "all"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    for (const auto* registry : {m_tyo.get(), m_sjc.get()})
      for (const auto* ref : {kRef, kOther}) QCOMPARE(digest(*registry, ref), old);
    QCOMPARE(result.json["tags"].toObject()["copied"].toInt(), 2);

    // Our own tags are no conflict: forward again.
    result = ctl.run({"--json", "promote", "all"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    QCOMPARE(digest(*m_tyo), digest(*m_fra));
  }

  void somebodyElsesTagIsAConflict() {
    Ctl ctl(regions(m_sjc->url()), "\"rel/app\"", promotion(",\"group\":\"release\""));
    QCOMPARE(ctl.run({"--json", "promote", "all"}).status, 0);
    const auto old = digest(*m_fra);
    QVERIFY(copy(m_images[2 % m_images.size()], *m_sjc, kOther));
    const auto foreign = digest(*m_sjc, kOther);
    QVERIFY(release(1));
    if (foreign == digest(*m_fra)) QSKIP("the corpus has too few images");
    auto result = ctl.run({"--json", "promote", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(digest(*m_tyo), old); // not even the tags without a conflict
    const auto conflicts = result.json["promotion"].toObject()["conflicts"].toArray();
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts[0].toObject()["target"].toString(), QString("sjc"));
    QCOMPARE(conflicts[0].toObject()["found"].toString().toStdString(), foreign);
    result = ctl.run({"--json", "promote", "all", "--on-conflict", "keep"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    QCOMPARE(digest(*m_tyo, kOther), digest(*m_fra));
    QCOMPARE(digest(*m_sjc, kOther), foreign);
    QCOMPARE(digest(*m_sjc), digest(*m_fra));
    QCOMPARE(ctl.run({"--json", "promote", "all", "--on-conflict=overwrite"}).status, 0);
    QCOMPARE(digest(*m_sjc, kOther), digest(*m_fra));
  }

  void oneTargetIsDown_data() {
    QTest::addColumn<QString>("policy");
    QTest::newRow("wait") << "wait";
    QTest::newRow("continue") << "continue";
    QTest::newRow("rollback") << "rollback";
  }
  void oneTargetIsDown() {
    QFETCH(QString, policy);
    Ctl ctl(regions(m_sjc->url()), "\"rel/app\"", promotion(",\"on_target_down\":\"" + policy.toStdString() + "\",\"wait\":\"5m\""));
    QCOMPARE(ctl.run({"--json", "promote", "all"}).status, 0);
    const auto old = digest(*m_fra);
    QVERIFY(release(1));
    const auto fresh = digest(*m_fra);
    test::RegistryProcessOptions again;
    again.port = m_sjc->port();
    again.folder = m_sjc->storage().string();
    m_sjc->stop();
    auto process = ctl.start({"--json", "promote", "all"});
    QVERIFY(process);
    if (policy == "wait") {
      // It has to find that nobody answers before somebody does.
      QTest::qWait(2000);
      QCOMPARE(digest(*m_tyo), old);
      auto back = RegistryProcess::start(again);
      QVERIFY2(back, back ? "" : back.error().message.c_str());
      const auto result = ctl.end(*process, 120);
      QVERIFY2(result.status == 0, qPrintable(said(result)));
      QCOMPARE(digest(*m_tyo), fresh);
      QCOMPARE(digest(**back), fresh);
      return;
    }
    const auto result = ctl.end(*process, 120);
    QVERIFY2(result.status == 1, qPrintable(said(result)));
    QCOMPARE(digest(*m_tyo), policy == "continue" ? fresh : old);
    const auto seen = result.json["promotion"].toObject();
    QCOMPARE(seen["lagging"].toArray().size(), policy == "continue" ? 1 : 0);
    auto back = RegistryProcess::start(again);
    QVERIFY2(back, back ? "" : back.error().message.c_str());
    const auto mended = ctl.run({"--json", "promote", "all"});
    QVERIFY2(mended.status == 0, qPrintable(said(mended)));
    QCOMPARE(digest(*m_tyo), fresh);
    QCOMPARE(digest(**back), fresh);
  }

  void killedInMidFlip() {
    test::CutProxy line(m_sjc->port());
    Ctl ctl(regions("http://127.0.0.1:" + std::to_string(line.port())), "\"rel/app\"", promotion(",\"group\":\"release\""));
    ctl.environment("MERIDIAN_LOG=jobs=info");
    auto result = ctl.run({"--json", "promote", "all"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    const auto old = digest(*m_fra);
    QVERIFY(release(1));
    const auto fresh = digest(*m_fra);
    // What goes to San Jose takes its time, so that Tokyo's tags are set long before.
    line.delay(400ms);
    auto process = ctl.start({"--json", "promote", "all"});
    QVERIFY(process);
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (digest(*m_tyo) != fresh && digest(*m_tyo, kOther) != fresh) {
      QVERIFY(std::chrono::steady_clock::now() < deadline);
      std::this_thread::sleep_for(1ms);
    }
    process->kill();
    (void)ctl.end(*process);
    line.cutAll();
    line.delay(0ms);
    const auto between = digest(*m_sjc);
    QVERIFY2(between == old, "the kill came too late to show anything");

    result = ctl.run({"--json", "promote", "all"});
    QVERIFY2(result.status == 0, qPrintable(said(result)));
    for (const auto* registry : {m_tyo.get(), m_sjc.get()})
      for (const auto* ref : {kRef, kOther}) QCOMPARE(digest(*registry, ref), fresh);
    QVERIFY2(result.err.contains("left open was ended"), qPrintable(result.err));
  }

private:
  static std::unique_ptr<RegistryProcess> start() {
    auto started = RegistryProcess::start();
    return started ? std::move(*started) : nullptr;
  }
  std::vector<Ctl::Region> regions(const std::string& sjc) const {
    return {{"fra", m_fra->url(), {}, {}}, {"tyo", m_tyo->url(), {}, {}}, {"sjc", sjc, {}, {}}};
  }
  bool copy(const std::string& image, const RegistryProcess& to, const char* ref) const {
    const auto at = [](const RegistryProcess& registry, const std::string& name) {
      return "docker://127.0.0.1:" + std::to_string(registry.port()) + "/" + name;
    };
    const auto done = test::run({"skopeo", "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false", at(*m_fra, image), at(to, ref)}, 60s);
    return done && done->status == 0;
  }
  /// Both tags of the release at the source become that image of the corpus.
  bool release(std::size_t image) const { return copy(m_images[image], *m_fra, kRef) && copy(m_images[image], *m_fra, kOther); }

  std::unique_ptr<RegistryProcess> m_fra, m_tyo, m_sjc;
  std::vector<std::string> m_images; ///< of the corpus, neighbours differ
};

QTEST_GUILESS_MAIN(E2ePromoteTest)
#include "promote_test.moc"
