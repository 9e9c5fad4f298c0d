// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "console/bridge.h"
#include "console/palette/palette.h"
#include "console/settings/kept.h"
#include "support/console/fake_link.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QSignalSpy>

using namespace meridian;
using console::Bridge;
using console::Palette;
using support::FakeLink;

namespace {
const char kDigest[] = "sha256:9f2c1e77ab0112345678901234567890123456789012345678901234567890ab";
}

class PaletteTest : public QObject {
  Q_OBJECT
  std::unique_ptr<FakeLink> m_link;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<Palette> m_palette;

  [[nodiscard]] QString key(int row) const { return m_palette->rows()->value(row, "key").toString(); }

private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }
  void init() {
    console::kept::useSettings(false);
    m_link = std::make_unique<FakeLink>();
    m_link->show(support::sampleSnapshot());
    m_link->image_answer = {{"tyo", "base/alpine:3.19", kDigest, engine::ImageStatus::State::Copied, {}, {}, {}, {}}};
    m_bridge = std::make_unique<Bridge>(*m_link, Bridge::About{false, "fleet.json", "my fleet.json", "0.1.0"});
    m_palette = std::make_unique<Palette>(*m_link, *m_bridge);
    m_palette->open();
  }
  void cleanup() {
    m_palette.reset();
    m_bridge.reset();
    m_link.reset();
  }

  void offersEverything_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a page") << "jobs" << "page:jobs";
    QTest::newRow("a region by its id") << "tyo" << "region:tyo";
    QTest::newRow("a rule") << "base" << "rule:base";
    QTest::newRow("sync a rule") << "sync base now" << "sync:base";
    QTest::newRow("audit a rule") << "audit app" << "audit:app";
    QTest::newRow("slow mode") << "slow" << "slow:on";
    QTest::newRow("a theme") << "dark" << "theme:dark";
    QTest::newRow("a language in its own letters") << "中文" << "lang:zh_CN";
    QTest::newRow("a set-up") << "set up mirror" << "page:setup";
    QTest::newRow("a region to add") << "add region" << "act:regions";
    QTest::newRow("prewarm") << "prew" << "prewarm";
    QTest::newRow("an image that was not seen") << "team/web:2.0" << "image:team/web:2.0";
  }
  void offersEverything() {
    QFETCH(QString, query);
    m_palette->setQuery(query);
    QTEST(key(0), "expected");
  }

  void findsDigests() {
    QTRY_VERIFY(m_palette->rows()->count() > 0);
    m_palette->setQuery("9f2c1e77ab01");
    QTRY_COMPARE(key(0), QStringLiteral("image:base/alpine:3.19"));
    m_palette->setQuery(QString("sha256:") + QString(64, 'a'));
    QCOMPARE(key(0), QStringLiteral("image:base/alpine@sha256:") + QString(64, 'a'));
    m_palette->choose(0);
    QCOMPARE(m_bridge->page(), QStringLiteral("image"));
  }

  void doesWhatIsChosen() {
    m_palette->setQuery("sync base now");
    m_palette->choose(0);
    QCOMPARE(m_link->started, std::vector<std::string>{"base"});
    m_palette->open();
    QCOMPARE(key(0), QStringLiteral("sync:base")); // the newest stands first
    m_palette->setQuery("pause");
    QVERIFY(key(0).startsWith("pause:"));
    m_palette->choose(0);
    QCOMPARE(m_link->paused.size(), std::size_t{1});
    m_palette->setQuery("copy cli base");
    m_palette->choose(0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("meridianctl --fleet 'my fleet.json' sync base"));
    m_palette->run("slow:on");
    QCOMPARE(m_link->slow_modes.size(), std::size_t{1});
    m_palette->run("region:tyo");
    QCOMPARE(m_bridge->subject(), QStringLiteral("tyo"));
    m_palette->run("back");
    QVERIFY(m_bridge->subject() != QStringLiteral("tyo"));
    m_palette->choose(-1);
  }

  void asksTheWindow() {
    QSignalSpy wanted(m_palette.get(), &Palette::wanted);
    m_palette->setQuery("light theme");
    m_palette->choose(0);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0], (QVariantList{"theme", "light"}));
    m_palette->run("quit");
    QCOMPARE(wanted[1], (QVariantList{"quit", ""}));
  }

  void everyShortcutIsOne() {
    QSet<QString> keys;
    for (const auto& one : m_palette->shortcuts()) {
      const auto map = one.toMap();
      QVERIFY(!map["text"].toString().isEmpty());
      QVERIFY2(!keys.contains(map["keys"].toString()), qPrintable(map["keys"].toString()));
      keys.insert(map["keys"].toString());
    }
    QVERIFY(keys.contains("Ctrl+K"));
    QVERIFY(keys.contains("Ctrl+8"));
  }
};

QTEST_MAIN(PaletteTest)
#include "palette_test.moc"
