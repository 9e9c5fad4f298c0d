// SPDX-License-Identifier: GPL-3.0-or-later
// Three real registries, the real tool, skopeo as the judge.
#include "e2e/ctl.h"

#include "support/cut_proxy.h"

#include <QTest>

#include <csignal>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::storedTags;

namespace {

QByteArray raw(const test::RegistryProcess& registry, const std::string& ref) {
  const auto out = test::run({"skopeo", "inspect", "--tls-verify=false", "--raw",
                              "docker://127.0.0.1:" + std::to_string(registry.port()) + "/" + ref},
                             30s);
  return out && out->status == 0 ? QByteArray::fromStdString(out->output) : QByteArray();
}

} // namespace

class E2eSyncTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    for (auto* registry : {&m_fra, &m_tyo, &m_sjc}) {
      auto started = test::RegistryProcess::start();
      QVERIFY2(started, started ? "" : started.error().message.c_str());
      *registry = std::move(*started);
    }
    QVERIFY(test::makeCorpus(*m_fra));
    m_ctl = std::make_unique<Ctl>(std::vector<Ctl::Region>{
        {"fra", m_fra->url(), {}, {}}, {"tyo", m_tyo->url(), {}, {}}, {"sjc", m_sjc->url(), {}, {}}});
  }

  void checks() {
    const auto result = m_ctl->run({"--json", "check"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.json["passed"].toBool());
    QCOMPARE(result.json["regions"].toArray().size(), 3);
  }

  void plansAndChangesNothing() {
    const auto result = m_ctl->run({"--json", "plan", "all"});
    QCOMPARE(result.status, 0);
    m_planned = result.json;
    QVERIFY(result.bytes("read") > 0 && result.bytes("write") > result.bytes("read"));
    QVERIFY(storedTags(*m_tyo).empty());
  }

  void mirrorsEverything() {
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QCOMPARE(result.json["result"].toString(), QString("succeeded"));
    const auto wanted = storedTags(*m_fra);
    QCOMPARE(result.tags("matched"), static_cast<int>(wanted.size()));
    QCOMPARE(result.tags("copied"), static_cast<int>(wanted.size()));
    QCOMPARE(result.tags("failed"), 0);
    QVERIFY(storedTags(*m_tyo) == wanted);
    QVERIFY(storedTags(*m_sjc) == wanted);
    QCOMPARE(result.bytes("written"), m_planned["bytes"].toObject()["write"].toDouble());
    QVERIFY(result.json["errors"].toArray().isEmpty());
    QCOMPARE(m_tyo->openUploads(), 0);
    // Blobs once, not once per target; manifests come on top.
    const auto blobs = m_planned["bytes"].toObject()["read"].toDouble();
    QVERIFY2(result.bytes("read") >= blobs && result.bytes("read") < blobs + 100'000, qPrintable(result.out));
  }

  void skopeoReadsTheSameBytes() {
    int judged = 0;
    for (const auto& [ref, digest] : storedTags(*m_fra)) {
      const auto source = raw(*m_fra, ref);
      QVERIFY2(!source.isEmpty(), ref.c_str());
      QCOMPARE(raw(*m_tyo, ref), source);
      QCOMPARE(raw(*m_sjc, ref), source);
      ++judged;
    }
    QVERIFY(judged > 3);
  }

  void skopeoPullsWhole() {
    const test::TemporaryFolder folder;
    int n = 0;
    for (const auto& [ref, digest] : storedTags(*m_sjc)) {
      const auto out = test::run({"skopeo", "copy", "--quiet", "--all", "--src-tls-verify=false",
                                  "docker://127.0.0.1:" + std::to_string(m_sjc->port()) + "/" + ref,
                                  "dir:" + folder.file("image" + std::to_string(n++))},
                                 60s);
      QVERIFY2(out && out->status == 0, out ? out->output.c_str() : "");
    }
  }

  void aSecondSyncMovesNothing() {
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.tags("copied"), 0);
    QCOMPARE(result.tags("unchanged"), result.tags("matched"));
    QVERIFY2(result.bytes("read") < 4000, qPrintable(result.out)); // lists of names
    QCOMPARE(result.bytes("written"), 0.0);
  }

  void aChangedTagMovesItsDifference() {
    const auto before = storedTags(*m_fra);
    std::string changed;
    for (const auto& [ref, digest] : before) {
      const auto done = test::run({"python3", MERIDIAN_SOURCE "/installer/demo/make_corpus.py", "--registry", m_fra->url(),
                                   "--size", "tiny", "--change", ref},
                                  60s);
      if (done && done->status == 0) {
        changed = ref;
        break;
      }
    }
    QVERIFY(!changed.empty() && storedTags(*m_fra) != before);
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.tags("copied"), 1);
    QVERIFY(storedTags(*m_tyo) == storedTags(*m_fra));
    QVERIFY(storedTags(*m_sjc) == storedTags(*m_fra));
  }

  void tellsItInWordsAndRemembersIt() {
    const auto words = m_ctl->run({"sync", "all"});
    QCOMPARE(words.status, 0);
    QVERIFY2(words.out.contains("succeeded") && words.out.contains("tyo"), qPrintable(words.out));
    QVERIFY(!words.out.contains('\x1b'));
    const auto jobs = m_ctl->run({"--json", "jobs"});
    QCOMPARE(jobs.status, 0);
    QVERIFY(jobs.json["jobs"].toArray().size() >= 4);
    const auto job = m_ctl->run({"--json", "job", jobs.json["jobs"].toArray()[0].toObject()["job"].toString()});
    QCOMPARE(job.status, 0);
    QVERIFY(!job.json["events"].toArray().isEmpty());
  }

  void killedInTheMiddleThenCompleted() {
    auto late = test::RegistryProcess::start();
    QVERIFY(late);
    test::CutProxy line((*late)->port());
    line.delay(20ms);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"late", "http://127.0.0.1:" + std::to_string(line.port()), {}, {}}});
    {
      auto process = ctl.start({"--json", "sync", "all"});
      QVERIFY(process);
      QVERIFY(test::waitUntil([&] { return line.passed(test::CutProxy::Way::Up) > 150'000; }, 60s));
      process->signal(SIGKILL);
      QCOMPARE(process->wait(20s).value_or(-1), 128 + SIGKILL);
    }
    QVERIFY(storedTags(**late) != storedTags(*m_fra));
    line.delay(0ms);
    const auto jobs = ctl.run({"--json", "jobs"});
    QCOMPARE(jobs.status, 0);
    const auto result = ctl.run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QVERIFY(storedTags(**late) == storedTags(*m_fra));
    const auto after = ctl.run({"--json", "jobs"});
    QCOMPARE(after.json["jobs"].toArray()[1].toObject()["result"].toString(), QString("interrupted"));
  }

  void interruptedBySignal_data() {
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
  }
  void interruptedBySignal() {
    QFETCH(int, signal);
    auto late = test::RegistryProcess::start();
    QVERIFY(late);
    test::CutProxy line((*late)->port());
    line.delay(20ms);
    Ctl ctl({{"fra", m_fra->url(), {}, {}}, {"late", "http://127.0.0.1:" + std::to_string(line.port()), {}, {}}});
    auto process = ctl.start({"--json", "sync", "all"});
    QVERIFY(process);
    QVERIFY(test::waitUntil([&] { return line.passed(test::CutProxy::Way::Up) > 150'000; }, 60s));
    line.stall(true); // nothing moves any more: the signal has to wake the wait
    process->signal(signal);
    const auto result = ctl.end(*process, 20);
    QCOMPARE(result.status, 3);
    QCOMPARE(result.json["result"].toString(), QString("cancelled"));
    QVERIFY(storedTags(**late) != storedTags(*m_fra));
  }

private:
  std::unique_ptr<test::RegistryProcess> m_fra, m_tyo, m_sjc;
  std::unique_ptr<Ctl> m_ctl;
  QJsonObject m_planned;
};

QTEST_GUILESS_MAIN(E2eSyncTest)
#include "sync_test.moc"
