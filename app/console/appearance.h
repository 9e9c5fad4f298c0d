// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QQmlEngine>
#include <QTranslator>

namespace meridian::console {

/// How the console looks and speaks; QML singleton `Appearance`. One per process, made by main() (or a test) before
/// the first QML file is loaded. GUI thread.
class Appearance final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  Q_PROPERTY(bool dark READ dark NOTIFY themeChanged)
  Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
  Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
  Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
  Q_PROPERTY(bool softwareRendering READ softwareRendering CONSTANT)

public:
  enum class Keep { InSettings, Nowhere };

  /// With InSettings, starts from what was kept; the language starts from the system's where nothing was.
  Appearance(Keep keep, bool software_rendering, QObject* parent = nullptr);
  ~Appearance() override;
  static Appearance* create(QQmlEngine* qml, QJSEngine* engine);

  [[nodiscard]] bool dark() const;
  [[nodiscard]] QString theme() const { return m_theme; }
  /// "system", "dark" or "light"; anything else is ignored.
  void setTheme(const QString& theme);
  [[nodiscard]] QString language() const { return m_language; }
  /// "en" or "zh_CN"; anything else is ignored. Numbers and dates follow.
  void setLanguage(const QString& language);
  [[nodiscard]] bool reducedMotion() const { return m_reduced_motion; }
  void setReducedMotion(bool reduced);
  [[nodiscard]] bool softwareRendering() const { return m_software_rendering; }

signals:
  void themeChanged();
  /// After the translation was installed: time to retranslate what is on show.
  void languageChanged();
  void reducedMotionChanged();

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void keep(const QString& key, const QVariant& value) const;
  void install();

  const Keep m_keep;
  const bool m_software_rendering;
  QString m_theme = QStringLiteral("system");
  QString m_language = QStringLiteral("en");
  bool m_reduced_motion = false;
  QTranslator m_translator;
};

} // namespace meridian::console
