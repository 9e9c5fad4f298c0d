// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/std_string.h"
#include "plan/referrers.h"
#include "support/images.h"

using namespace meridian;

namespace {
std::set<std::string> words(const QString& text) {
  std::set<std::string> out;
  for (const auto& word : text.split(' ', Qt::SkipEmptyParts)) out.insert(word.toStdString());
  return out;
}
std::vector<std::string> list(const QString& text) {
  std::vector<std::string> out;
  for (const auto& word : text.split(' ', Qt::SkipEmptyParts)) out.push_back(word.toStdString());
  return out;
}
} // namespace

class ReferrersTest : public QObject {
  Q_OBJECT

private slots:
  void cosign() {
    const auto digest = test::digestOf("image");
    const auto tags = plan::cosignTags(digest);
    const std::string start = "sha256-" + std::string(digest.encoded());
    QVERIFY((tags == std::vector<std::string>{start + ".sig", start + ".att", start + ".sbom"}));
    for (const auto& tag : tags) QVERIFY2(!plan::cosignType(tag).empty(), tag.c_str());
    for (const auto& tag : {start, start + ".txt", std::string("sha256-abc.sig"), std::string("1.2")})
      QVERIFY2(plan::cosignType(tag).empty(), tag.c_str());
  }

  void kinds_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("kind");
    QTest::newRow("notation") << "application/vnd.cncf.notary.signature" << "" << "signature";
    QTest::newRow("cosign") << "application/vnd.dev.cosign.artifact.sig.v1+json" << "" << "signature";
    QTest::newRow("bundle of a signature") << "application/vnd.dev.sigstore.bundle.v0.3+json" << "message-signature" << "signature";
    QTest::newRow("bundle of an attestation") << "application/vnd.dev.sigstore.bundle.v0.3+json" << "dsse-envelope" << "attestation";
    QTest::newRow("SPDX") << "application/spdx+json" << "" << "sbom";
    QTest::newRow("CycloneDX") << "application/vnd.cyclonedx+json" << "" << "sbom";
    QTest::newRow("in-toto") << "application/vnd.in-toto+json" << "" << "attestation";
    QTest::newRow("another") << "application/vnd.acme.rocket" << "" << "";
  }
  void kinds() {
    QFETCH(QString, type);
    QFETCH(QString, content);
    QFETCH(QString, kind);
    std::map<std::string, std::string> annotations;
    if (!content.isEmpty()) annotations["dev.sigstore.bundle.content"] = content.toStdString();
    QCOMPARE(std::string(plan::kindOf(type.toStdString(), annotations)), kind.toStdString());
  }

  void wants() {
    const auto all = plan::ReferrerFilter::compile({true, {}, {}});
    QVERIFY(all->copies() && all->wants("application/vnd.acme.rocket"));
    const auto none = plan::ReferrerFilter::compile({});
    QVERIFY(!none->copies() && !none->wants("application/spdx+json"));
    const auto some = plan::ReferrerFilter::compile({true, {"application/vnd.cncf.*", "re:application/spdx[+]json"}, {}});
    QVERIFY(some->wants("application/vnd.cncf.notary.signature") && some->wants("application/spdx+json"));
    QVERIFY(!some->wants("application/vnd.cyclonedx+json"));
    QVERIFY(!plan::ReferrerFilter::compile({true, {"re:("}, {}}));
  }

  void missing_data() {
    QTest::addColumn<QString>("require");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("missing");
    QTest::newRow("nothing asked for") << "" << "" << "";
    QTest::newRow("there") << "signature sbom" << "signature sbom application/spdx+json" << "";
    QTest::newRow("one is not") << "signature sbom" << "signature" << "sbom";
    QTest::newRow("a type") << "application/vnd.acme.*" << "application/vnd.acme.rocket" << "";
    QTest::newRow("another type") << "application/vnd.acme.*" << "application/spdx+json sbom" << "application/vnd.acme.*";
  }
  void missing() {
    QFETCH(QString, require);
    QFETCH(QString, found);
    QFETCH(QString, missing);
    const auto filter = plan::ReferrerFilter::compile({true, {}, list(require)});
    QVERIFY(filter);
    QVERIFY(filter->missing(words(found)) == list(missing));
  }
};

QTEST_GUILESS_MAIN(ReferrersTest)
#include "referrers_test.moc"
