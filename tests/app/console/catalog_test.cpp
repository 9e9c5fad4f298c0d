// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue, the tags and the image that the console asks for while somebody looks.
#include <QTest>

#include "console/bridge.h"
#include "console/catalog/catalog.h"
#include "console/catalog/image_search.h"
#include "support/console/fake_link.h"

#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::Catalog;
using support::FakeLink;

class CatalogTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Catalog> m_catalog;

  static engine::TagMatrix matrix(std::vector<std::string> tags) {
    engine::TagMatrix made;
    made.regions = {"fra", "tyo"};
    for (auto& tag : tags) made.rows.push_back({std::move(tag), {oci::Digest::sha256(std::string(64, 'a')), std::nullopt}, true});
    made.problems = {{"tyo", {base::Errc::TooManyRequests, "slow down", {}, 429, {}, {}, {}}}, {"tyo", {base::Errc::TooManyRequests, "slow down", {}, 429, {}, {}, {}}}};
    return made;
  }
  static engine::ImageDetail detail(const std::string& digest = std::string(64, 'a')) {
    engine::ImageDetail made;
    made.repository = "base/alpine";
    made.reference = "3.20";
    made.region = "fra";
    made.digest = "sha256:" + digest;
    engine::ImageDetail::Child child;
    child.platform = "linux/amd64";
    child.layers.resize(3);
    made.children = {child, child};
    made.children[1].platform = "linux/arm64";
    made.children[1].layers.resize(5);
    made.places = {{"fra", oci::Digest::sha256(digest), {10}, {}, {}}, {"tyo", std::nullopt, {}, {10}, {}}};
    return made;
  }
  console::RepositoryList& repositories() { return *m_catalog->repositories(); }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_link->repository_answer = std::vector<std::string>{"base/alpine", "app/web"};
    m_link->tag_answer = matrix({"3.20", "3.19"});
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", {}, "0.1.0"});
    m_catalog = std::make_unique<Catalog>(*m_link, *m_bridge);
  }
  void cleanup() {
    m_catalog.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void asksOnlyForThoseWhoLook() {
    QTest::qWait(0);
    QVERIFY(m_link->catalogues.empty() && m_link->matrices.empty());
    m_bridge->open("images");
    QCOMPARE(m_link->catalogues.size(), std::size_t{5});
    QTRY_COMPARE(m_catalog->repository(), QStringLiteral("app/web"));
    QTRY_COMPARE(m_catalog->tags()->total(), 2);
    QCOMPARE(repositories().waiting(), 0);
    QCOMPARE(repositories().rows()->get(0)["regionsText"].toString(), QStringLiteral("5 regions"));
    QCOMPARE(m_catalog->problems().size(), 1);
    m_bridge->open("jobs");
    m_bridge->open("images");
    QCOMPARE(m_link->catalogues.size(), std::size_t{5});
    QCOMPARE(m_link->matrices.size(), std::size_t{1});
    QCOMPARE(m_catalog->refAt(0), QStringLiteral("app/web:3.20"));
    m_catalog->openRow(1);
    QCOMPARE(m_bridge->subject(), QStringLiteral("app/web:3.19"));
    m_catalog->openRow(9);
    QCOMPARE(m_bridge->subject(), QStringLiteral("app/web:3.19"));
  }

  void thePageMayNameTheRepository() {
    m_bridge->open("images", "base/alpine");
    QCOMPARE(m_catalog->repository(), QStringLiteral("base/alpine"));
    QCOMPARE(m_catalog->cli(), QStringLiteral("meridianctl tags base/alpine"));
    QTRY_COMPARE(repositories().rows()->total(), 2);
    QCOMPARE(m_catalog->repository(), QStringLiteral("base/alpine"));
  }

  void aCatalogueThatIsNotPermittedLeavesWhatRulesName() {
    auto fleet = *m_link->snapshot()->fleet;
    fleet.rules[1].repositories = {"legacy/one", "base/alpine"};
    (void)m_link->replaceFleet(fleet);
    m_link->repository_answer = base::fail(base::Errc::Denied, "catalogue is for administrators");
    m_bridge->open("images");
    QTRY_COMPARE(repositories().problems().size(), 5);
    QVERIFY(repositories().problems().first().startsWith("Frankfurt: "));
    QVERIFY(repositories().problems().first().contains("administrators"));
    QCOMPARE(repositories().rows()->total(), 2);
    QCOMPARE(repositories().rows()->get(1)["regionsText"].toString(), QStringLiteral("Named by a rule"));
  }

  void followsTheFleet() {
    m_bridge->open("images");
    QTRY_COMPARE(repositories().rows()->total(), 2);
    auto fleet = *m_link->snapshot()->fleet;
    fleet.rules.clear();
    fleet.regions.pop_back();
    fleet.regions[1].registry_url = "https://elsewhere";
    m_link->repository_answer = std::vector<std::string>{"new/one"};
    (void)m_link->replaceFleet(fleet);
    QCOMPARE(m_link->catalogues.size(), std::size_t{6});
    QCOMPARE(m_link->catalogues.back(), std::string("tyo"));
    QTRY_COMPARE(repositories().rows()->total(), 3);
    QCOMPARE(repositories().rows()->get(2)["regionsText"].toString(), QStringLiteral("Only Tokyo"));
    (void)m_link->replaceFleet({});
    QCOMPARE(repositories().rows()->total(), 0);
    QCOMPARE(repositories().regions(), 0);
  }

  void anEndedJobMakesContentsStale() {
    m_bridge->open("images");
    QTRY_COMPARE(m_catalog->tags()->total(), 2);
    auto next = *m_link->snapshot();
    next.jobs[0].record.state = ports::JobState::Succeeded;
    next.jobs[0].record.finished = next.time + std::chrono::seconds(1);
    m_link->tag_answer = matrix({"3.21", "3.20", "3.19"});
    m_link->show(next);
    QTRY_COMPARE(m_catalog->tags()->total(), 3);
    m_link->show(next);
    QTRY_VERIFY(!m_catalog->busy());
    QCOMPARE(m_link->matrices.size(), std::size_t{2});
    m_link->tag_answer = base::fail(base::Errc::Timeout, "no answer within 30 s");
    m_catalog->refresh();
    QTRY_VERIFY(m_catalog->error().contains("30 s"));
    QCOMPARE(m_catalog->tags()->total(), 3); // what is known stays
  }

  void showsAnImage() {
    auto& image = *m_catalog->image();
    m_link->image_detail_answer = detail();
    m_bridge->open("image", "base/alpine:3.20");
    QVERIFY(image.busy() && !image.known());
    QTRY_VERIFY(image.known());
    QCOMPARE(m_link->looked_at, std::vector<std::string>{"base/alpine:3.20"});
    QCOMPARE(image.platforms().size(), 2);
    QCOMPARE(image.layers().size(), 3);
    QVERIFY(image.lacking());
    image.setPlatform(1);
    QCOMPARE(image.layers().size(), 5);
    image.setPlatform(4);
    QCOMPARE(image.platform(), 1);
    m_link->image_detail_answer = detail(std::string(64, 'c'));
    image.refresh();
    QVERIFY(image.known()); // what was known stays until the answer
    QSignalSpy told(&image, &console::ImageState::changed);
    QTRY_COMPARE(image.facts()["digestText"].toString(), QString(12, u'c'));
    QCOMPARE(image.platform(), 1);
    QCOMPARE(told.count(), 1);
    image.refresh();
    QTRY_VERIFY(!image.busy());
    QCOMPARE(told.count(), 1); // nothing new
    m_bridge->open("image", "base/alpine:3.19");
    QVERIFY(!image.known());
    QCOMPARE(image.platform(), 0);
    m_bridge->open("jobs");
    QVERIFY(!image.busy());
  }

  void anImageNowhereAndAnErrorAreTold() {
    auto& image = *m_catalog->image();
    auto gone = detail();
    gone.places[0].digest.reset();
    m_link->image_detail_answer = gone;
    m_bridge->open("image", "base/alpine:3.20");
    QTRY_VERIFY(image.nowhere());
    QVERIFY(!image.known());
    m_link->image_detail_answer = base::fail(base::Errc::Denied, "no pull access");
    m_bridge->open("image", "base/alpine:3.19");
    QTRY_VERIFY(image.error().contains("no pull access"));
    m_bridge->open("image", "base/alpine"); // no reference: nothing to ask
    QVERIFY(!image.busy());
  }

  void completesRepositoriesThenTags() {
    console::ImageSearch search(*m_link, repositories());
    search.setQuery("alp");
    QTRY_COMPARE(search.suggestions(), QStringList{"base/alpine"});
    search.setQuery("a");
    QCOMPARE(search.suggestions(), (QStringList{"app/web", "base/alpine"})); // what begins with it first
    search.setQuery("base/alpine:");
    QTRY_COMPARE(search.suggestions(), (QStringList{"base/alpine:3.20", "base/alpine:3.19"}));
    search.setQuery("base/alpine:19");
    QCOMPARE(search.suggestions(), QStringList{"base/alpine:3.19"});
    QCOMPARE(m_link->matrices, std::vector<std::string>{"base/alpine"});
    m_link->tag_answer = base::fail(base::Errc::NameUnknown, "no such repository");
    search.setQuery("none:");
    QVERIFY(search.busy());
    QTRY_VERIFY(!search.busy());
    QVERIFY(search.suggestions().isEmpty());
  }
};

QTEST_MAIN(CatalogTest)
#include "catalog_test.moc"
