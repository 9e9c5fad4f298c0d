// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/appearance.h"
#include "console/bridge.h"
#include "console/desk.h"
#include "icons/fonts.h"
#include "icons/icon_provider.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

namespace meridian::bench {

/// The console's whole window over a link, as main() makes it.
class ConsoleWindow {
public:
  explicit ConsoleWindow(console::FleetLink& link)
      : m_appearance(console::Appearance::Keep::Nowhere, true),
        m_bridge(link, {true, {}, {}, QStringLiteral("bench")}), m_desk(std::make_unique<console::Desk>(link, m_bridge)) {
    m_appearance.setTheme(QStringLiteral("dark"));
    m_appearance.setLanguage(QStringLiteral("en"));
    m_qml.addImportPath(QStringLiteral("qrc:/qt/qml"));
    icons::useFonts();
    icons::install(m_qml);
    m_qml.load(QUrl(QStringLiteral("qrc:/qt/qml/Meridian/Ui/Main.qml")));
    if (!m_qml.rootObjects().isEmpty()) m_window = qobject_cast<QQuickWindow*>(m_qml.rootObjects().constFirst());
  }

  [[nodiscard]] console::Appearance& appearance() { return m_appearance; }
  [[nodiscard]] console::Bridge& bridge() { return m_bridge; }
  [[nodiscard]] console::Desk& desk() { return *m_desk; }
  [[nodiscard]] QQuickWindow* window() { return m_window; }

private:
  console::Appearance m_appearance;
  console::Bridge m_bridge;
  std::unique_ptr<console::Desk> m_desk;
  QQmlApplicationEngine m_qml; ///< gone before what it shows
  QQuickWindow* m_window = nullptr;
};

inline void spin(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

/// A line of /proc/self/status, its number: "VmRSS" in kB, "Threads".
inline long statusOf(const std::string& name) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(name + ":")) return std::stol(line.substr(name.size() + 1));
  return -1;
}

inline long openFiles() {
  long count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

} // namespace meridian::bench
