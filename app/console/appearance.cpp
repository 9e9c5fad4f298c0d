// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/appearance.h"

#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <QSettings>

namespace meridian::console {

namespace {

Appearance* g_appearance = nullptr; // what QML gets; set and cleared by the one instance

} // namespace

Appearance::Appearance(Keep keep, bool software_rendering, QObject* parent)
    : QObject(parent), m_keep(keep), m_software_rendering(software_rendering) {
  g_appearance = this;
  if (m_keep == Keep::InSettings) {
    const QSettings settings;
    const auto system = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    m_theme = settings.value(QStringLiteral("appearance/theme"), m_theme).toString();
    m_language = settings.value(QStringLiteral("appearance/language"), system).toString();
    m_reduced_motion = settings.value(QStringLiteral("appearance/reducedMotion"), false).toBool();
  }
  install();
  qApp->installEventFilter(this);
}

Appearance::~Appearance() {
  if (g_appearance == this) g_appearance = nullptr;
}

Appearance* Appearance::create(QQmlEngine*, QJSEngine*) {
  Q_ASSERT_X(g_appearance, "Appearance", "has to be made before QML is loaded");
  QJSEngine::setObjectOwnership(g_appearance, QJSEngine::CppOwnership);
  return g_appearance;
}

bool Appearance::dark() const {
  if (m_theme == QLatin1String("dark")) return true;
  if (m_theme == QLatin1String("light")) return false;
  const auto palette = QGuiApplication::palette();
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

void Appearance::setTheme(const QString& theme) {
  if (theme == m_theme || !QStringList{QStringLiteral("system"), QStringLiteral("dark"), QStringLiteral("light")}.contains(theme))
    return;
  m_theme = theme;
  keep(QStringLiteral("appearance/theme"), theme);
  emit themeChanged();
}

void Appearance::setLanguage(const QString& language) {
  if (language == m_language || !QStringList{QStringLiteral("en"), QStringLiteral("zh_CN")}.contains(language)) return;
  m_language = language;
  keep(QStringLiteral("appearance/language"), language);
  install();
  emit languageChanged();
}

void Appearance::setReducedMotion(bool reduced) {
  if (reduced == m_reduced_motion) return;
  m_reduced_motion = reduced;
  keep(QStringLiteral("appearance/reducedMotion"), reduced);
  emit reducedMotionChanged();
}

void Appearance::install() {
  QCoreApplication::removeTranslator(&m_translator);
  QLocale::setDefault(QLocale(m_language == QLatin1String("en") ? QStringLiteral("en_US") : m_language));
  if (m_translator.load(QStringLiteral(":/i18n/meridian_%1.qm").arg(m_language)))
    QCoreApplication::installTranslator(&m_translator);
}

void Appearance::keep(const QString& key, const QVariant& value) const {
  if (m_keep == Keep::InSettings) QSettings().setValue(key, value);
}

bool Appearance::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ApplicationPaletteChange && m_theme == QLatin1String("system")) emit themeChanged();
  return QObject::eventFilter(watched, event);
}

} // namespace meridian::console
