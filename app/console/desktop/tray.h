// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace meridian::console {

class Bridge;

/// What the tray shows of the fleet: a word, and the tone of the dot on the icon ("ok", "warn", "bad" or "accent").
struct TrayState {
  QString tone, text;
  bool operator==(const TrayState&) const = default;
};
[[nodiscard]] TrayState trayState(int running, int failing, int offline);

/// The icon in the desktop's tray, with the state of the fleet and what is done without the window. Made only where the
/// desktop has a tray. GUI thread; the bridge outlives it.
class Tray final : public QObject {
  Q_OBJECT

public:
  explicit Tray(Bridge& bridge, QObject* parent = nullptr);

  void say(const QString& title, const QString& body, bool bad);
  /// Says everything again in the language that is installed now.
  void retranslate();
  /// So that the menu's first line says what it does.
  void setWindowShown(bool shown);

signals:
  void windowWanted(bool shown);
  void quitWanted();

private:
  void show();

  Bridge& m_bridge;
  QMenu m_menu;
  QAction m_window, m_sync, m_slow, m_quit;
  QSystemTrayIcon m_icon;
  TrayState m_state;
  bool m_shown = true;
};

} // namespace meridian::console
