// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/guide/guide.h"
#include "support/console/fake_link.h"

#include <QDir>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::Guide;
using console::Library;
using support::FakeLink;

namespace {

/// An item of a form, in another one.
struct Form {
  QQuickItem form, field;
  Form(const char* form_topic, const char* field_topic) {
    field.setParentItem(&form);
    if (*form_topic != 0) form.setProperty("topic", QString::fromLatin1(form_topic));
    if (*field_topic != 0) field.setProperty("topic", QString::fromLatin1(field_topic));
  }
};

} // namespace

class GuideTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Guide> m_guide;

private slots:
  void init() {
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", "my fleet.json", "0.1.0"});
    m_guide = std::make_unique<Guide>(*m_bridge);
  }
  void cleanup() {
    m_guide.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void everyPageIsInTheContents_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "en";
    QTest::newRow("Chinese") << "zh_CN";
  }
  void everyPageIsInTheContents() {
    QFETCH(QString, language);
    auto files = QDir(":/meridian/guide/" + language).entryList({"*.md"});
    auto pages = Library::pages();
    for (auto& file : files) file.chop(3);
    files.sort();
    pages.sort();
    QCOMPARE(files, pages);
    const Library library(language);
    for (const auto& page : pages) QVERIFY2(!library.title(page).isEmpty(), qPrintable(page));
  }

  void linksLeadSomewhere() {
    for (const char* language : {"en", "zh_CN"}) {
      const Library library(QString::fromLatin1(language));
      for (const auto& page : Library::pages())
        for (const auto& block : library.page(page))
          for (const auto& link : block.links) {
            const auto target = link.target.startsWith(u'#') ? page + link.target : link.target;
            QVERIFY2(library.blockAt(target) >= 0, qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(language), page, target)));
          }
    }
  }

  void everyPageOfTheConsoleHasItsPlace() {
    const Library library(QStringLiteral("en"));
    for (const auto& page : Bridge::pages()) QVERIFY2(library.blockAt(Guide::placeFor(page)) >= 0, qPrintable(page));
  }

  void theKeyboardSaysWhichPlaceFits_data() {
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("place");
    QTest::newRow("a field") << "rules" << "fleet-file#rule.tags" << "fleet-file#rule.tags.semver" << "fleet-file#rule.tags.semver";
    QTest::newRow("a form") << "rules" << "fleet-file#rule.tags" << "" << "fleet-file#rule.tags";
    QTest::newRow("a page") << "consistency" << "" << "" << "recover#differs";
  }
  void theKeyboardSaysWhichPlaceFits() {
    QFETCH(QString, page);
    QFETCH(QString, form);
    QFETCH(QString, field);
    Form made(form.toLatin1(), field.toLatin1());
    m_bridge->setPage(page);
    m_guide->help(&made.field);
    QCOMPARE(m_bridge->page(), QStringLiteral("guide"));
    QTEST(m_bridge->subject(), "place");
    QTEST(m_guide->place(), "place");
    QVERIFY(m_guide->block() > 0);
    m_bridge->back();
    QCOMPARE(m_bridge->page(), page);
  }
  void nobodyHasTheKeyboard() {
    m_bridge->setPage("setup");
    m_guide->help(nullptr);
    QCOMPARE(m_guide->place(), QStringLiteral("start#console"));
  }

  void aboveAnOpenFormNothingOfItIsLost() {
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport QtQuick.Templates as T\n"
                      "T.ApplicationWindow { visible: true; width: 400; height: 300\n"
                      "  T.Popup { visible: true; modal: true; width: 300; height: 200\n"
                      "    contentItem: Item { property string topic: 'promotion#conflicts'; Item { objectName: 'field' } } } }",
                      {});
    const std::unique_ptr<QObject> window(component.create());
    QVERIFY2(window, qPrintable(component.errorString()));
    auto* field = window->findChild<QQuickItem*>("field");
    QVERIFY(field);
    QTRY_VERIFY(field->window());
    m_bridge->setPage("rules");
    QSignalSpy above(m_guide.get(), &Guide::aboveChanged);
    m_guide->help(field);
    QCOMPARE(m_bridge->page(), QStringLiteral("rules"));
    QVERIFY(m_guide->above());
    QCOMPARE(m_guide->place(), QStringLiteral("promotion#conflicts"));
    QVERIFY(!m_guide->canGoBack());
    m_guide->follow("recover");
    QVERIFY(m_guide->canGoBack());
    m_guide->back();
    QCOMPARE(m_guide->place(), QStringLiteral("promotion#conflicts"));
    QCOMPARE(m_bridge->page(), QStringLiteral("rules"));
    m_guide->close();
    QVERIFY(!m_guide->above());
    QCOMPARE(above.count(), 2);
  }

  void linksAreFollowedAndLedBack() {
    m_bridge->open("guide", {});
    QCOMPARE(m_guide->place(), QStringLiteral("start"));
    m_guide->follow("promotion#rollback");
    QCOMPARE(m_guide->title(), QStringLiteral("Promotion"));
    const auto block = m_guide->blocks()->get(m_guide->block());
    QCOMPARE(block["kind"].toString(), QStringLiteral("heading"));
    m_guide->follow("#conflicts");
    QCOMPARE(m_guide->place(), QStringLiteral("promotion#conflicts"));
    m_guide->follow("nowhere");
    m_guide->follow("promotion#nowhere");
    QCOMPARE(m_guide->place(), QStringLiteral("promotion#conflicts"));
    m_bridge->back();
    QCOMPARE(m_guide->place(), QStringLiteral("promotion#rollback"));
    m_bridge->back();
    QCOMPARE(m_guide->place(), QStringLiteral("start"));
  }
  void aPlaceThatIsNoneIsItsPage() {
    m_bridge->open("guide", "promotion#nowhere");
    QCOMPARE(m_guide->place(), QStringLiteral("promotion"));
    m_bridge->open("guide", "nowhere");
    QCOMPARE(m_guide->place(), QStringLiteral("start"));
  }

  void contentsHaveThePartsOfThePage() {
    m_bridge->open("guide", "promotion");
    int parts = 0, pages = 0;
    for (const auto& entry : m_guide->contents()) {
      const auto one = entry.toMap();
      (one["level"].toInt() == 0 ? pages : parts)++;
      QVERIFY(m_guide->library().blockAt(one["place"].toString()) >= 0);
      QCOMPARE(one["current"].toBool(), one["place"] == "promotion");
    }
    QCOMPARE(pages, int(Library::pages().size()));
    QVERIFY(parts > 4);
  }

  void searchFindsAllWords_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("page"); // of the first that is found; empty: nothing
    QTest::newRow("a heading first") << "rolled back before" << "";
    QTest::newRow("a key") << "tags.semver" << "fleet-file";
    QTest::newRow("an error") << "tls_untrusted" << "trouble";
    QTest::newRow("a command") << "meridianctl rollback" << "commands";
    QTest::newRow("nothing") << "xyzzy" << "";
    QTest::newRow("blank") << "  " << "";
  }
  void searchFindsAllWords() {
    QFETCH(QString, query);
    m_guide->setQuery(query);
    QTEST(m_guide->found()->value(0, "place").toString().section(u'#', 0, 0), "page");
    for (int i = 0; i < m_guide->found()->count(); ++i)
      QVERIFY(m_guide->library().blockAt(m_guide->found()->value(i, "place").toString()) >= 0);
  }
  void aFoundPlaceIsShown() {
    m_bridge->open("guide", {});
    m_guide->setQuery("promotion");
    QVERIFY(m_guide->found()->count() > 3);
    m_guide->follow(m_guide->found()->value(1, "place").toString());
    QVERIFY(m_guide->query().isEmpty());
    QCOMPARE(m_guide->found()->count(), 0);
    QVERIFY(m_guide->block() >= 0);
  }
};

QTEST_MAIN(GuideTest)
#include "guide_test.moc"
