// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/appearance.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using meridian::console::Appearance;

class AppearanceTest : public QObject {
  Q_OBJECT
  QTemporaryDir m_home;

private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("meridian");
    QCoreApplication::setApplicationName("appearance-test");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
  }

  void followsThePalette() {
    Appearance appearance(Appearance::Keep::Nowhere, true);
    QCOMPARE(appearance.theme(), QStringLiteral("system"));
    QSignalSpy changed(&appearance, &Appearance::themeChanged);
    for (const bool dark : {true, false}) {
      QPalette palette;
      palette.setColor(QPalette::Window, dark ? Qt::black : Qt::white);
      palette.setColor(QPalette::WindowText, dark ? Qt::white : Qt::black);
      QGuiApplication::setPalette(palette);
      QTRY_COMPARE(appearance.dark(), dark);
    }
    QTRY_VERIFY(changed.count() >= 2);
    appearance.setTheme("dark");
    QVERIFY(appearance.dark());
    appearance.setTheme("pink");
    QCOMPARE(appearance.theme(), QStringLiteral("dark"));
  }

  void keepsWhatWasChosen() {
    {
      Appearance appearance(Appearance::Keep::InSettings, false);
      appearance.setTheme("light");
      appearance.setLanguage("zh_CN");
      appearance.setReducedMotion(true);
    }
    {
      Appearance nowhere(Appearance::Keep::Nowhere, false);
      QCOMPARE(nowhere.theme(), QStringLiteral("system"));
      nowhere.setTheme("dark");
    }
    Appearance again(Appearance::Keep::InSettings, false);
    QCOMPARE(again.theme(), QStringLiteral("light"));
    QCOMPARE(again.language(), QStringLiteral("zh_CN"));
    QVERIFY(again.reducedMotion());
    QCOMPARE(QLocale().language(), QLocale::Chinese);
    again.setLanguage("en");
    QCOMPARE(QLocale().language(), QLocale::English);
  }
};

QTEST_MAIN(AppearanceTest)
#include "appearance_test.moc"
