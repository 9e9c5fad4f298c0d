// SPDX-License-Identifier: GPL-3.0-or-later
// Three real registries that are changed behind the engine's back, and the real tool that has to find out.
#include "e2e/ctl.h"

#include "base/sha256.h"

#include <QTest>

#include <filesystem>

using namespace meridian;
using test::Ctl;
using test::storedTags;
namespace fs = std::filesystem;

class E2eAuditTest : public QObject {
  Q_OBJECT

  /// "tyo missing tag app/web:1", one a line, sorted; further tags are not told.
  static QString found(const Ctl::Result& result) {
    QStringList lines;
    for (const auto& value : result.json["drifts"].toArray()) {
      const auto drift = value.toObject();
      lines << drift["region"].toString() + " " + drift["cause"].toString() + " " + drift["what"].toString();
    }
    lines.sort();
    return lines.join("\n");
  }
  static fs::path tagLink(const test::RegistryProcess& registry, const std::string& ref) {
    const auto colon = ref.find(':');
    return registry.storage() / "docker/registry/v2/repositories" / ref.substr(0, colon) / "_manifests/tags" / ref.substr(colon + 1) /
           "current/link";
  }
  /// The blobs that an image's manifest names, read from the storage: config first.
  static QStringList blobsOf(const test::RegistryProcess& registry, const std::string& digest) {
    const auto manifest = QJsonDocument::fromJson(QByteArray::fromStdString(test::readFile(registry.blobFile(digest.substr(7))))).object();
    QStringList out;
    if (!manifest.contains("layers")) return out;
    out << manifest["config"].toObject()["digest"].toString();
    for (const auto& layer : manifest["layers"].toArray()) out << layer.toObject()["digest"].toString();
    return out;
  }
  QString audit(const QStringList& more, int status) {
    m_last = m_ctl->run(QStringList{"--json", "audit", "all"} + more);
    if (m_last.status != status) return "status " + QString::number(m_last.status) + ": " + m_last.out + m_last.err;
    return found(m_last);
  }
  double rate() const { return m_last.json["pass_rate"].toDouble(-1); }

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
    const auto synced = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(synced.status == 0, qPrintable(synced.out + synced.err));
    m_tags = storedTags(*m_fra);
    QVERIFY(m_tags.size() > 4);
    // An image whose last layer no other tag has, and two other tags.
    std::map<QString, int> users;
    for (const auto& [ref, digest] : m_tags)
      for (const auto& blob : blobsOf(*m_fra, digest)) ++users[blob];
    for (const auto& [ref, digest] : m_tags) {
      const auto blobs = blobsOf(*m_fra, digest);
      if (!m_image.empty() || blobs.isEmpty() || users[blobs.last()] > 1 || users[blobs.first()] > 1) continue;
      m_image = ref;
      m_layer = blobs.last().toStdString();
      m_config = blobs.first().toStdString();
    }
    // In other repositories, of which everything is believed that an audit found complete.
    const auto repository = m_image.substr(0, m_image.find(':') + 1);
    for (const auto& [ref, digest] : m_tags)
      if (!ref.starts_with(repository)) (m_gone.empty() ? m_gone : m_moved) = ref;
    QVERIFY(!m_image.empty() && !m_moved.empty());
  }

  void everythingIsTheSame() {
    QCOMPARE(audit({}, 0), QString());
    QCOMPARE(rate(), 1.0);
    QCOMPARE(m_last.json["regions"].toArray().size(), 3);
    QCOMPARE(audit({"--deep"}, 0), QString());
    QVERIFY(m_last.json["bytes_read"].toDouble() > 1000);
  }

  void findsWhatWasDoneBehindOurBack() {
    // A tag deleted, a tag moved, a file cut short, a file gone.
    fs::remove_all(tagLink(*m_tyo, m_gone).parent_path().parent_path());
    test::writeFile(tagLink(*m_sjc, m_moved).string(), m_tags[m_image]);
    const auto moved_repository = m_moved.substr(0, m_moved.find(':'));
    const auto revisions = m_sjc->storage() / "docker/registry/v2/repositories" / moved_repository / "_manifests/revisions/sha256";
    fs::create_directories(revisions / m_tags[m_image].substr(7));
    test::writeFile((revisions / m_tags[m_image].substr(7) / "link").string(), m_tags[m_image]);
    const auto layer = m_sjc->blobFile(m_layer.substr(7));
    fs::resize_file(layer, fs::file_size(layer) / 2);
    fs::remove(m_tyo->blobFile(m_config.substr(7)));

    // Believed for a day: only what tags tell.
    QCOMPARE(audit({}, 1), QString("sjc different tag\ntyo missing tag"));
    QCOMPARE(audit({"--fresh"}, 1), QString("sjc corrupt blob\nsjc different tag\ntyo missing blob\ntyo missing tag"));
    QVERIFY(rate() < 1);
    QCOMPARE(audit({"--deep"}, 1), QString("sjc corrupt blob\nsjc different tag\ntyo missing blob\ntyo missing tag"));
    for (const auto& value : m_last.json["drifts"].toArray()) {
      const auto drift = value.toObject();
      if (drift["what"] == "tag") QCOMPARE(drift["refs"].toArray().size(), 1);
      if (drift["cause"] == "corrupt") QCOMPARE(drift["wanted"].toString().toStdString(), m_layer);
      if (drift["cause"] == "corrupt") QCOMPARE(drift["refs"].toArray().first().toString().toStdString(), m_image);
    }
  }

  void peopleReadIt() {
    const auto result = m_ctl->run({"audit", "all", "--fresh", "--report", QString::fromStdString(m_folder.file("page.html"))});
    QCOMPARE(result.status, 1);
    for (const auto* word : {"REGION", "tyo", "sjc", "missing at tyo", "corrupt at sjc", "different at sjc", "a repair: "})
      QVERIFY2(result.out.contains(word), qPrintable(result.out));
    const auto page = QString::fromStdString(test::readFile(m_folder.file("page.html")));
    QVERIFY(page.startsWith("<!DOCTYPE html>") && page.contains(QString::fromStdString(m_gone)) && page.contains("Corrupt (1)"));
    const auto json = m_ctl->run({"--quiet", "audit", "all", "--report", QString::fromStdString(m_folder.file("report.json"))});
    QCOMPARE(json.status, 1);
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(test::readFile(m_folder.file("report.json")))).isObject());
  }

  void repairsWhatCanBe() {
    // This registry never writes over a file that it has, whatever is pushed: that is what the report has to say.
    QCOMPARE(audit({"--deep", "--repair"}, 1), QString("sjc corrupt blob"));
    const auto drift = m_last.json["drifts"].toArray().first().toObject();
    QVERIFY(!drift["repairable"].toBool());
    QVERIFY2(drift["remedy"].toString().contains(QString::fromStdString(m_layer.substr(7))), qPrintable(drift["remedy"].toString()));
    int done = 0;
    for (const auto& value : m_last.json["mended"].toArray()) done += value.toObject()["done"].toBool() ? 1 : 0;
    QCOMPARE(done, 3);
    QVERIFY(storedTags(*m_tyo) == m_tags);
    QVERIFY(storedTags(*m_sjc) == m_tags);
    QVERIFY(fs::exists(m_tyo->blobFile(m_config.substr(7))));

    // Who follows the advice gets the rest mended too.
    fs::remove(m_sjc->blobFile(m_layer.substr(7)));
    QCOMPARE(audit({"--deep", "--repair"}, 0), QString());
    QCOMPARE(rate(), 1.0);
    QCOMPARE(audit({"--deep", "--fresh"}, 0), QString());
    QCOMPARE(rate(), 1.0);
  }

  void otherBytesOfTheSameLength() {
    const auto file = m_tyo->blobFile(m_layer.substr(7)).string();
    auto bytes = test::readFile(file);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    test::writeFile(file, bytes);
    QCOMPARE(audit({"--fresh"}, 0), QString()); // HEAD cannot know
    QCOMPARE(audit({"--sample", "100"}, 1), QString("tyo corrupt blob"));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    test::writeFile(file, bytes);
    QCOMPARE(audit({"--deep"}, 0), QString());
  }

  void aTagTooMany() {
    const auto repository = m_image.substr(0, m_image.find(':'));
    const auto link = tagLink(*m_sjc, repository + ":left-behind");
    fs::create_directories(link.parent_path());
    test::writeFile(link.string(), m_tags[m_image]);
    QCOMPARE(audit({"--repair"}, 1), QString("sjc extra tag"));
    QCOMPARE(rate(), 1.0);
    QVERIFY(fs::exists(link)); // a repair deletes nothing
    fs::remove_all(link.parent_path().parent_path());
  }

  void aRegionThatIsDown() {
    m_sjc->stop();
    const auto result = m_ctl->run({"--json", "audit"});
    QCOMPARE(result.status, 1);
    const auto one = result.json["audits"].toArray().first().toObject();
    QCOMPARE(one["drifts"].toArray().size(), 1);
    QCOMPARE(one["drifts"].toArray().first().toObject()["what"].toString(), QString("region"));
    QCOMPARE(result.json["consistent"].toBool(true), false);
  }

  void unusable() {
    QCOMPARE(m_ctl->run({"audit", "none"}).status, 2);
    QCOMPARE(m_ctl->run({"audit", "all", "--deep", "--sample", "3"}).status, 2);
    QCOMPARE(m_ctl->run({"audit", "all", "--sample", "0"}).status, 2);
    QCOMPARE(m_ctl->run({"audit", "all", "--report", "report.pdf"}).status, 2);
    QCOMPARE(m_ctl->run({"sync", "all", "--deep"}).status, 2);
  }

private:
  std::unique_ptr<test::RegistryProcess> m_fra, m_tyo, m_sjc;
  std::unique_ptr<Ctl> m_ctl;
  test::TemporaryFolder m_folder;
  std::map<std::string, std::string> m_tags; ///< at the source
  std::string m_image, m_layer, m_config;    ///< a tag, and blobs that it alone has
  std::string m_gone, m_moved;               ///< other tags
  Ctl::Result m_last;
};

QTEST_GUILESS_MAIN(E2eAuditTest)
#include "audit_test.moc"
