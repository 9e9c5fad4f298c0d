// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/desktop/tray.h"

#include "console/bridge.h"

#include <QGuiApplication>
#include <QIcon>
#include <QPainter>

namespace meridian::console {

namespace {

constexpr int kSide = 64;

/// Tones as on a light and a dark panel alike.
QColor dotOf(const QString& tone) {
  if (tone == QLatin1String("bad")) return QColor(0xe0, 0x3f, 0x52);
  if (tone == QLatin1String("accent")) return QColor(0x2f, 0x6f, 0xea);
  return tone == QLatin1String("warn") ? QColor(0xe8, 0x9c, 0x1c) : QColor(0x1f, 0xa9, 0x74);
}

QIcon iconOf(const QString& tone) {
  auto picture = QGuiApplication::windowIcon().pixmap(kSide, kSide);
  if (picture.isNull()) picture = QPixmap(kSide, kSide), picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::white, 4));
  painter.setBrush(dotOf(tone));
  const QRectF side(QPointF(), picture.deviceIndependentSize());
  painter.drawEllipse(QRectF(side.right() - 28, side.bottom() - 28, 24, 24));
  painter.end();
  return QIcon(picture);
}

} // namespace

TrayState trayState(int running, int failing, int offline) {
  if (failing > 0 || offline > 0) {
    QStringList parts;
    if (failing > 0) parts.append(failing == 1 ? Tray::tr("1 rule fails") : Tray::tr("%1 rules fail").arg(failing));
    if (offline > 0) parts.append(offline == 1 ? Tray::tr("1 region is offline") : Tray::tr("%1 regions are offline").arg(offline));
    return {QStringLiteral("bad"), parts.join(QStringLiteral(", "))};
  }
  if (running > 0) return {QStringLiteral("accent"), running == 1 ? Tray::tr("1 job runs") : Tray::tr("%1 jobs run").arg(running)};
  return {QStringLiteral("ok"), Tray::tr("Everything is well")};
}

Tray::Tray(Bridge& bridge, QObject* parent) : QObject(parent), m_bridge(bridge) {
  for (auto* action : {&m_window, &m_sync, &m_slow}) m_menu.addAction(action);
  m_menu.addSeparator();
  m_menu.addAction(&m_quit);
  m_slow.setCheckable(true);
  connect(&m_window, &QAction::triggered, this, [this] { emit windowWanted(!m_shown); });
  connect(&m_sync, &QAction::triggered, &m_bridge, &Bridge::syncAll);
  connect(&m_slow, &QAction::triggered, this, [this](bool on) { m_bridge.setSlowMode(on ? m_bridge.slowRate() : QString()); });
  connect(&m_quit, &QAction::triggered, this, &Tray::quitWanted);
  connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
    if (reason == QSystemTrayIcon::Trigger) emit windowWanted(!m_shown);
  });
  connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { emit windowWanted(true); });
  connect(&m_bridge, &Bridge::snapshotChanged, this, &Tray::show);
  m_icon.setContextMenu(&m_menu);
  retranslate();
  m_icon.show();
}

void Tray::retranslate() {
  m_window.setText(m_shown ? tr("Hide the window") : tr("Show the window"));
  m_sync.setText(tr("Sync all rules now"));
  m_slow.setText(tr("Slow mode"));
  m_quit.setText(tr("Quit"));
  m_state = {};
  show();
}

void Tray::setWindowShown(bool shown) {
  m_shown = shown;
  m_window.setText(m_shown ? tr("Hide the window") : tr("Show the window"));
}

void Tray::show() {
  int offline = 0;
  const auto& regions = *m_bridge.regions();
  for (int row = 0; row < regions.count(); ++row) offline += regions.value(row, "status") == QStringLiteral("offline") ? 1 : 0;
  m_slow.setChecked(!m_bridge.slowText().isEmpty());
  const auto state = trayState(m_bridge.runningJobs(), m_bridge.failedJobs(), offline);
  if (state == m_state) return;
  if (state.tone != m_state.tone) m_icon.setIcon(iconOf(state.tone));
  m_state = state;
  m_icon.setToolTip(QStringLiteral("Meridian: ") + state.text);
}

void Tray::say(const QString& title, const QString& body, bool bad) {
  m_icon.showMessage(title, body, bad ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace meridian::console
