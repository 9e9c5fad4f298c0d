// SPDX-License-Identifier: GPL-3.0-or-later
// Deletes against real registries: one that takes them (distribution 2.8: by digest only) and one where they are off.
#include "e2e/ctl.h"

#include <QTest>

using namespace meridian;
using namespace std::chrono_literals;
using test::Ctl;
using test::storedTags;

namespace {

using Tags = std::map<std::string, std::string>;

Tags without(Tags tags, const QStringList& refs) {
  for (const auto& ref : refs) tags.erase(ref.toStdString());
  return tags;
}

QString joined(const QJsonValue& list, const char* key) {
  QStringList out;
  for (const auto& value : list.toArray()) out << value.toObject()["target"].toString() + " " + value.toObject()[key].toString();
  out.sort();
  return out.join(", ");
}

} // namespace

class E2eDeletesTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    test::RegistryProcessOptions off;
    off.deletes = false;
    for (auto* registry : {&m_fra, &m_tyo, &m_sjc}) {
      auto started = test::RegistryProcess::start(registry == &m_sjc ? off : test::RegistryProcessOptions{});
      QVERIFY2(started, started ? "" : started.error().message.c_str());
      *registry = std::move(*started);
    }
    QVERIFY(test::makeCorpus(*m_fra));
    m_ctl = std::make_unique<Ctl>(
        std::vector<Ctl::Region>{{"fra", m_fra->url(), {}, {}}, {"tyo", m_tyo->url(), {}, {}}, {"sjc", m_sjc->url(), {}, {}}},
        "\"**\"", ",\"deletes\":{\"mode\":\"propagate\",\"quarantine\":\"1d\",\"stop_above\":30}");
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    m_all = storedTags(*m_fra);
    QVERIFY(m_all.size() >= 12 && storedTags(*m_tyo) == m_all && storedTags(*m_sjc) == m_all);
    QCOMPARE(m_all.at("apps/api:2.1.0"), m_all.at("apps/api:latest"));
  }

  void waitsInQuarantine() {
    // An image of its own, an index, and one of two names of an image.
    for (const auto* ref : {"apps/web:1.0.0", "apps/api:2.1.0"}) untag(ref);
    for (const auto* ref : {"multi/web:1.0", "multi/web:latest"}) {
      if (m_all.at("multi/web:1.0") == m_all.at("multi/web:latest") || QString(ref).endsWith("1.0")) untag(ref);
    }
    // The repository that has lost its last tag would be kept: another one stays there.
    if (m_all.at("multi/web:1.0") == m_all.at("multi/web:latest")) copyTag("multi/web", "kept");
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    QCOMPARE(result.json["deleted"].toArray().size(), 0);
    for (const auto& [ref, digest] : m_all) QCOMPARE(storedTags(*m_tyo).at(ref), digest);
  }

  void planShowsWhatWouldGo() {
    auto result = m_ctl->run({"--json", "plan", "all"});
    QCOMPARE(result.status, 0);
    const auto deletions = result.json["deletions"].toArray();
    QCOMPARE(deletions.size(), static_cast<int>(2 * m_gone.size()));
    int shared = 0;
    for (const auto& value : deletions) {
      const auto deletion = value.toObject();
      QCOMPARE(deletion["state"].toString(), QString("quarantined"));
      QCOMPARE(deletion["digest"].toString().toStdString(), m_all.at(deletion["ref"].toString().toStdString()));
      if (deletion["ref"] == "apps/api:2.1.0") {
        QCOMPARE(deletion["shared_tags"].toArray(), QJsonArray{"latest"});
        ++shared;
      }
      if (deletion["ref"].toString().startsWith("multi/"))
        QVERIFY(deletion["own_children"].toArray().size() + deletion["shared_children"].toArray().size() >= 2);
    }
    QCOMPARE(shared, 2);
    agePast();
    result = m_ctl->run({"plan", "all"});
    QVERIFY2(result.out.contains("NO LONGER AT fra") && result.out.contains("next run") &&
                 result.out.contains("same manifest as latest"),
             qPrintable(result.out));
    QCOMPARE(storedTags(*m_tyo).count("apps/web:1.0.0"), 1U);
  }

  void goesWhereItCan() {
    const auto before = storedTags(*m_tyo);
    const auto result = m_ctl->run({"--json", "sync", "all"});
    QCOMPARE(result.status, 1);
    QCOMPARE(result.json["result"].toString(), QString("partial"));
    // One image has another name that stays, and 2.8 deletes by digest only; at sjc deletes are off, said once.
    QCOMPARE(result.errors(true), QString("sjc  UNSUPPORTED, tyo apps/api:2.1.0 UNSUPPORTED"));
    QVERIFY2(result.out.contains("deletes are switched off at this registry (405); for distribution set "
                                 "storage.delete.enabled"),
             qPrintable(result.out));
    QVERIFY2(result.out.contains("would take or break latest"), qPrintable(result.out));
    m_deleted = m_gone;
    m_deleted.removeOne("apps/api:2.1.0");
    QCOMPARE(result.json["deleted"].toArray().size(), m_deleted.size());
    QVERIFY(storedTags(*m_tyo) == without(before, m_deleted));
    for (const auto& [ref, digest] : m_all) QCOMPARE(storedTags(*m_sjc).at(ref), digest);
    const auto again = m_ctl->run({"--json", "sync", "all"});
    QCOMPARE(again.json["deleted"].toArray().size(), 0);
  }

  void comesBack() {
    const auto list = m_ctl->run({"--json", "deleted", "all"});
    QCOMPARE(list.status, 0);
    QStringList expected;
    for (const auto& ref : m_deleted) expected << "tyo " + ref;
    expected.sort();
    QCOMPARE(joined(list.json["deleted"], "ref"), expected.join(", "));
    const auto result = m_ctl->run({"undelete", "all"});
    QVERIFY2(result.status == 0, qPrintable(result.out + result.err));
    for (const auto& ref : m_deleted) {
      QVERIFY2(result.out.contains("restored " + ref + " at tyo"), qPrintable(result.out));
      QCOMPARE(storedTags(*m_tyo).at(ref.toStdString()), m_all.at(ref.toStdString()));
      const test::TemporaryFolder folder;
      const auto pulled = test::run({"skopeo", "copy", "--quiet", "--all", "--src-tls-verify=false",
                                     "docker://127.0.0.1:" + std::to_string(m_tyo->port()) + "/" + ref.toStdString(),
                                     "dir:" + folder.file("image")},
                                    60s);
      QVERIFY2(pulled && pulled->status == 0, pulled ? pulled->output.c_str() : "");
    }
    QVERIFY(m_ctl->run({"deleted", "all"}).out.contains("Nothing was deleted"));
    QCOMPARE(m_ctl->run({"undelete", "all"}).status, 1);
    // It was brought back by hand: it stays.
    (void)m_ctl->run({"sync", "all"});
    agePast();
    QCOMPARE(m_ctl->run({"--json", "sync", "all"}).json["deleted"].toArray().size(), 0);
    for (const auto& ref : m_deleted) QCOMPARE(storedTags(*m_tyo).count(ref.toStdString()), 1U);
  }

  void anEmptySourceDeletesNothing() {
    const auto before = storedTags(*m_tyo);
    for (const auto& [ref, digest] : storedTags(*m_fra)) untag(ref.c_str());
    QVERIFY(storedTags(*m_fra).empty());
    for (int i = 0; i < 2; ++i) {
      const auto result = m_ctl->run({"--json", "sync", "all"});
      QCOMPARE(result.json["deleted"].toArray().size(), 0);
      agePast();
    }
    QVERIFY(storedTags(*m_tyo) == before);
    QVERIFY(m_ctl->run({"plan", "all"}).out.contains("the source shows no tag at all: nothing is deleted"));
  }

private:
  /// Takes the name away, as a registry does that deletes by tag.
  void untag(const char* ref) {
    const std::string text = ref;
    const auto colon = text.rfind(':');
    std::filesystem::remove_all(m_fra->storage() / "docker/registry/v2/repositories" / text.substr(0, colon) /
                                "_manifests/tags" / text.substr(colon + 1));
    m_gone << ref;
  }
  void copyTag(const std::string& repository, const std::string& tag) {
    const auto at = "docker://127.0.0.1:" + std::to_string(m_fra->port()) + "/";
    const auto done = test::run({"skopeo", "copy", "--quiet", "--src-tls-verify=false", "--dest-tls-verify=false",
                                 at + "apps/web:1.2.0", at + repository + ":" + tag},
                                60s);
    QVERIFY2(done && done->status == 0, done ? done->output.c_str() : "");
  }
  /// Everything that waits has waited two days longer.
  void agePast() {
    const auto aged = test::run({"python3", "-c",
                                 "import sqlite3, sys\n"
                                 "db = sqlite3.connect(sys.argv[1])\n"
                                 "for key, value in db.execute(\"select key, value from facts where key like 'tombstone/%'\").fetchall():\n"
                                 "    db.execute('update facts set value = ? where key = ?', (str(int(value) - 2 * 86400000), key))\n"
                                 "db.commit()\n",
                                 (m_ctl->state() / "state.db").string()},
                                30s);
    QVERIFY2(aged && aged->status == 0, aged ? aged->output.c_str() : "");
  }

  std::unique_ptr<test::RegistryProcess> m_fra, m_tyo, m_sjc;
  std::unique_ptr<Ctl> m_ctl;
  Tags m_all;
  QStringList m_gone, m_deleted;
};

QTEST_GUILESS_MAIN(E2eDeletesTest)
#include "deletes_test.moc"
