// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/catalog_rows.h"
#include "models/image_detail_rows.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using engine::ImageDetail;
using models::CatalogRows;

namespace {

const oci::Digest kRoot = oci::Digest::sha256(std::string(64, 'a')), kOther = oci::Digest::sha256(std::string(64, 'b'));
const base::Timestamp kNow{std::chrono::hours(500'000)};

engine::Fleet fleet() {
  engine::Fleet made;
  for (const auto& [id, name] : {std::pair{"fra", "Frankfurt"}, {"tyo", "Tokyo"}, {"sjc", "San José"}, {"gru", "São Paulo"}}) {
    engine::Region region;
    region.id = id;
    region.name = name;
    region.registry_url = std::string("https://registry.") + id + ".example.com/";
    made.regions.push_back(region);
  }
  return made;
}

ImageDetail detail() {
  ImageDetail made;
  made.repository = "base/alpine";
  made.reference = "3.20";
  made.region = "fra";
  made.digest = kRoot.text();
  made.media_type = "application/vnd.oci.image.index.v1+json";
  made.size = {100'000'000};
  ImageDetail::Child amd{ImageDetail::Child::Kind::Image, "sha256:11", "application/vnd.oci.image.manifest.v1+json", "", "linux/amd64",
                         {60'000'000}, kNow - std::chrono::hours(48), {}, {true, true, false, false}};
  amd.layers = {{"sha256:c0", "application/vnd.oci.image.config.v1+json", {4000}, "", {true, true, true, false}},
                {"sha256:l1", "application/vnd.oci.image.layer.v1.tar+gzip", {40'000'000}, "RUN make", {true, true, false, false}},
                {"sha256:l2", "application/vnd.oci.image.layer.v1.tar+gzip", {20'000'000}, "", {true, true, true, false}}};
  auto arm = amd;
  arm.platform = "linux/arm64/v8";
  arm.in_region = {true, true, true, true};
  arm.layers.clear();
  ImageDetail::Child proof{ImageDetail::Child::Kind::Attestation, "sha256:22", "", "", "linux/amd64", {1000}, {}, {}, {true, true, true, true}};
  made.children = {amd, arm, proof};
  made.referrers = {{"sha256:33", "application/vnd.dev.cosign.artifact.sig.v1+json", {2100}}, {"sha256:44", "application/x.own", {10}}};
  made.places = {{"fra", kRoot, {100'000'000}, {}, {}},
                 {"tyo", kOther, {78'000'000}, {22'000'000}, {}},
                 {"sjc", std::nullopt, {0}, {100'000'000}, {}},
                 {"gru", std::nullopt, {}, {}, base::Error{base::Errc::ConnectionRefused, "connection refused", {}, 0, {}, {}, {}}}};
  return made;
}

} // namespace

class ImageDetailTest : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

  void references_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("valid");
    QTest::newRow("tag") << "base/alpine:3.20" << "base/alpine" << "3.20" << true;
    QTest::newRow("digest") << "base/alpine@sha256:aa" << "base/alpine" << "sha256:aa" << true;
    QTest::newRow("blanks") << " alpine:3 " << "alpine" << "3" << true;
    QTest::newRow("repository") << "base/alpine" << "base/alpine" << "" << false;
    QTest::newRow("no tag yet") << "base/alpine:" << "base/alpine" << "" << false;
    QTest::newRow("a colon before a slash") << "host:5000/alpine" << "host:5000/alpine" << "" << false;
    QTest::newRow("nothing") << "" << "" << "" << false;
    QTest::newRow("only a tag") << ":3" << ":3" << "" << false;
  }
  void references() {
    QFETCH(QString, text);
    const auto ref = models::imageRef(text);
    QTEST(ref.repository, "repository");
    QTEST(ref.reference, "reference");
    QTEST(ref.valid(), "valid");
    if (ref.valid()) QCOMPARE(ref.text(), text.trimmed());
  }

  void factsOfAnIndex() {
    const auto facts = models::imageFacts(detail(), fleet(), kNow);
    QCOMPARE(facts["sizeText"].toString(), QStringLiteral("100 MB"));
    QCOMPARE(facts["platformsText"].toString(), QStringLiteral("2"));
    QCOMPARE(facts["createdText"].toString(), QStringLiteral("2 d ago"));
    QCOMPARE(facts["regionText"].toString(), QStringLiteral("Frankfurt"));
    QCOMPARE(facts["digestText"].toString(), QString(12, u'a'));
  }

  void placesSayWhatIsThere() {
    const auto places = models::imagePlaces(detail(), fleet());
    QStringList status, shares;
    for (const auto& place : places) {
      status.append(place.toMap()["status"].toString());
      shares.append(place.toMap()["shareText"].toString());
    }
    QCOMPARE(status, (QStringList{"same", "different", "absent", "failed"})); // no rule wants it in San José
    QCOMPARE(shares, (QStringList{"all there", "78 % there, 22.0 MB missing", "0 % there, 100 MB missing", ""}));
    QVERIFY(places[3].toMap()["problem"].toString().contains("connection refused"));
    auto with_rule = fleet();
    with_rule.rules.resize(1);
    with_rule.rules[0].source = "fra";
    with_rule.rules[0].targets = {"sjc"};
    with_rule.rules[0].repositories = {"base/*"};
    QCOMPARE(models::imagePlaces(detail(), with_rule)[2].toMap()["status"].toString(), QStringLiteral("missing"));
    auto nearly = detail();
    nearly.places[1].there = {99'999'999};
    nearly.places[1].missing = {1};
    QVERIFY(models::imagePlaces(nearly, fleet())[1].toMap()["shareText"].toString().startsWith("99 %")); // never 100 % of what is not whole
  }

  void attestationsAreFoldedIntoTheirPlatform() {
    auto image = detail();
    auto platforms = models::imagePlatforms(image, fleet(), kNow);
    QCOMPARE(platforms.size(), 2);
    QCOMPARE(platforms[0].toMap()["title"].toString(), QStringLiteral("linux/amd64"));
    QCOMPARE(platforms[0].toMap()["noteText"].toString(), QStringLiteral("with attestation · not in San José"));
    QCOMPARE(platforms[1].toMap()["child"].toInt(), 1);
    QVERIFY(platforms[1].toMap()["whole"].toBool());
    image.children[2].platform = "linux/s390x"; // of a platform that is not there
    platforms = models::imagePlatforms(image, fleet(), kNow);
    QCOMPARE(platforms.size(), 3);
    QCOMPARE(platforms[2].toMap()["title"].toString(), QStringLiteral("Attestation of linux/s390x"));
  }

  void layersSayWhoSharesThem() {
    const auto layers = models::imageLayers(detail(), 0, fleet());
    QCOMPARE(layers.size(), 3);
    QCOMPARE(layers[0].toMap()["kindText"].toString(), QStringLiteral("Configuration"));
    QCOMPARE(layers[1].toMap()["createdBy"].toString(), QStringLiteral("RUN make"));
    QCOMPARE(layers[1].toMap()["share"].toDouble(), 1.0);
    QCOMPARE(layers[1].toMap()["placesText"].toString(), QStringLiteral("not in San José"));
    QCOMPARE(layers[1].toMap()["dots"].toList().size(), 3); // of the region that could not be read nothing is said
    QCOMPARE(layers[2].toMap()["placesText"].toString(), QStringLiteral("in all that were read"));
    auto answered = detail();
    answered.places.pop_back();
    for (auto& layer : answered.children[0].layers) layer.in_region.pop_back();
    QCOMPARE(models::imageLayers(answered, 0, fleet())[2].toMap()["placesText"].toString(), QStringLiteral("in all regions"));
    QCOMPARE(layers[2].toMap()["share"].toDouble(), 0.5);
    QVERIFY(models::imageLayers(detail(), 7, fleet()).isEmpty());
    QVERIFY(models::imageLayers(detail(), -1, fleet()).isEmpty());
  }

  void artifacts_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("cosign") << "application/vnd.dev.cosign.artifact.sig.v1+json" << "Signature";
    QTest::newRow("notation") << "application/vnd.cncf.notary.signature" << "Signature";
    QTest::newRow("bundle") << "application/vnd.dev.sigstore.bundle.v0.3+json" << "Signature";
    QTest::newRow("spdx") << "application/spdx+json" << "SBOM, SPDX";
    QTest::newRow("cyclonedx") << "application/vnd.cyclonedx+json" << "SBOM, CycloneDX";
    QTest::newRow("in-toto") << "application/vnd.in-toto+json" << "Attestation";
    QTest::newRow("unknown") << "application/x.own" << "application/x.own";
    QTest::newRow("none") << "" << "Artifact";
  }
  void artifacts() {
    QFETCH(QString, type);
    QTEST(models::artifactText(type.toStdString()), "text");
  }

  void commandsPullByDigest() {
    const auto commands = models::imageCommands(detail(), fleet(), "my fleet.json");
    QStringList lines;
    for (const auto& command : commands) lines.append(command.toMap()["text"].toString());
    QCOMPARE(lines, (QStringList{"meridianctl --fleet 'my fleet.json' image base/alpine:3.20", "meridianctl --fleet 'my fleet.json' prewarm base/alpine:3.20",
                                 "podman pull registry.fra.example.com/base/alpine@" + QString::fromStdString(kRoot.text()),
                                 "podman pull registry.tyo.example.com/base/alpine@" + QString::fromStdString(kOther.text())}));
    auto by_digest = detail();
    by_digest.reference = kRoot.text();
    QCOMPARE(models::imageCommands(by_digest, fleet(), {}).size(), 3); // a digest is not prewarmed
  }

  void catalogueCountsRegions() {
    CatalogRows rows;
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList names{"Frankfurt", "Tokyo", "São Paulo"};
    const std::vector<models::CatalogEntry> entries{{"app/web", {true, true, false}, false}, {"base/alpine", {false, true, false}, true}, {"legacy/x", {false, false, false}, true}};
    rows.assign(entries, {true, true, false}, names);
    QStringList texts;
    for (int i = 0; i < rows.count(); ++i) texts.append(rows.get(i)["regionsText"].toString());
    QCOMPARE(texts, (QStringList{"2 regions", "Only Tokyo", "Named by a rule"}));
    QVERIFY(!rows.get(0)["missing"].toBool());
    QVERIFY(rows.get(1)["missing"].toBool());
    QSignalSpy reset(&rows, &CatalogRows::modelReset);
    rows.assign(entries, {true, true, false}, names);
    QCOMPARE(reset.count(), 0);
    rows.setOrder("regions");
    QCOMPARE(rows.nameAt(0), QStringLiteral("legacy/x"));
    rows.setFilter("BASE");
    QCOMPARE(rows.count(), 1);
    QCOMPARE(rows.find("base/alpine"), 0);
    QCOMPARE(rows.find("app/web"), -1);
    QCOMPARE(rows.total(), 3);
    QCOMPARE(rows.nameAt(9), QString());
  }
};

QTEST_GUILESS_MAIN(ImageDetailTest)
#include "image_detail_test.moc"
