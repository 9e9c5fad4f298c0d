// SPDX-License-Identifier: GPL-3.0-or-later
// What two real registries have of an image, and who a registry with a private CA is, by the real tool.
#include "e2e/ctl.h"

#include <QDebug>
#include <QTest>

using namespace meridian;
using test::Ctl;
using test::storedTags;

class E2eImageTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    for (auto* registry : {&m_fra, &m_tyo}) {
      auto started = test::RegistryProcess::start();
      QVERIFY2(started, started ? "" : started.error().message.c_str());
      *registry = std::move(*started);
    }
    QVERIFY(test::makeCorpus(*m_fra));
    m_ctl = std::make_unique<Ctl>(std::vector<Ctl::Region>{{"fra", m_fra->url(), {}, {}}, {"tyo", m_tyo->url(), {}, {}}});
  }

  void everyImageIsMissingAndThenThere() {
    int indexes = 0;
    const auto tags = storedTags(*m_fra);
    for (const auto& [ref, digest] : tags) {
      const auto told = look(ref);
      QCOMPARE(told["digest"].toString(), QString::fromStdString(digest));
      QVERIFY2(told["remarks"].toArray().isEmpty(), ref.c_str());
      const auto bytes = told["bytes"].toDouble();
      QVERIFY(bytes > 0);
      QCOMPARE(place(told, "fra")["bytes"].toObject()["there"].toDouble(), bytes);
      QCOMPARE(place(told, "tyo")["bytes"].toObject()["missing"].toDouble(), bytes);
      indexes += told["children"].toArray().size() > 1 ? 1 : 0;
    }
    QVERIFY(!tags.empty() && indexes > 0);
    const auto synced = m_ctl->run({"--json", "sync", "all"});
    QVERIFY2(synced.status == 0, qPrintable(synced.out + synced.err));
    for (const auto& [ref, digest] : tags) {
      const auto told = look(ref);
      QCOMPARE(place(told, "tyo")["digest"].toString(), QString::fromStdString(digest));
      QCOMPARE(place(told, "tyo")["bytes"].toObject()["missing"].toDouble(), 0.0);
      for (const auto& child : told["children"].toArray()) QCOMPARE(child.toObject()["regions"].toArray().size(), 2);
    }
  }

  void forPeople() {
    const auto ref = storedTags(*m_fra).begin()->first;
    const auto told = m_ctl->run({"image", QString::fromStdString(ref)});
    QCOMPARE(told.status, 0);
    for (const auto* word : {"PLATFORM", "REGION", "LACKS", "same"}) QVERIFY2(told.out.contains(word), qPrintable(told.out));
  }

  void refuses_data() {
    QTest::addColumn<QString>("reference");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    QTest::newRow("nowhere") << "app/none:1" << 1 << "no region has app/none:1";
    QTest::newRow("no tag") << "app/none" << 2 << "names no image";
    QTest::newRow("no reference") << "App:1" << 2 << "App";
  }
  void refuses() {
    QFETCH(QString, reference);
    const auto told = m_ctl->run({"image", reference});
    QTEST(told.status, "status");
    QFETCH(QString, says);
    QVERIFY2(told.err.contains(says), qPrintable(told.err));
  }

  void aPrivateCaIsTrustedByItsFingerprint() {
    test::RegistryProcessOptions tls;
    tls.tls = true;
    const auto registry = test::RegistryProcess::start(tls);
    QVERIFY2(registry, registry ? "" : registry.error().message.c_str());
    Ctl ctl({{"fra", (*registry)->url(), {}, {}}, {"tyo", m_tyo->url(), {}, {}}});
    QCOMPARE(ctl.run({"check"}).status, 1);
    const auto shown = ctl.run({"--json", "certificate", "fra"});
    QCOMPARE(shown.status, 1); // not trusted
    QVERIFY(!shown.json["trusted"].toBool() && shown.json["kept"].isNull());
    const auto print = shown.json["chain"].toArray().last().toObject()["fingerprint"].toString();
    QCOMPARE(print.size(), 95);
    const auto url = QString::fromStdString((*registry)->url());
    const auto trusted = ctl.run({"certificate", url.mid(url.indexOf("//") + 2), "--trust", "fra"});
    QVERIFY2(trusted.status == 0, qPrintable(trusted.out + trusted.err));
    QVERIFY(trusted.out.contains(print) && trusted.out.contains("trust/fra.pem"));
    const auto checked = ctl.run({"--json", "check"});
    QVERIFY2(checked.status == 0, qPrintable(checked.out));
    QCOMPARE(checked.json["regions"].toArray().first().toObject()["product"].toString(), QString("distribution"));
    QCOMPARE(ctl.run({"certificate", url, "--trust", "mars"}).status, 2);
    const auto plain = ctl.run({"certificate", "tyo"});
    QVERIFY2(plain.status != 0 && plain.err.contains("plain HTTP"), qPrintable(plain.err));
  }

private:
  QJsonObject look(const std::string& ref) {
    const auto told = m_ctl->run({"--json", "image", QString::fromStdString(ref)});
    if (told.status != 0) qWarning() << told.out << told.err;
    return told.json;
  }
  static QJsonObject place(const QJsonObject& image, const char* region) {
    for (const auto& one : image["places"].toArray())
      if (one.toObject()["region"].toString() == region) return one.toObject();
    return {};
  }

  std::unique_ptr<test::RegistryProcess> m_fra, m_tyo;
  std::unique_ptr<Ctl> m_ctl;
};

QTEST_GUILESS_MAIN(E2eImageTest)
#include "image_test.moc"
