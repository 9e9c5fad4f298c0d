// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QHash>
#include <QObject>

namespace meridian::console {

/// Tells the desktop's notification service (org.freedesktop.Notifications). GUI thread; never waits.
class DesktopNotes final : public QObject {
  Q_OBJECT

public:
  explicit DesktopNotes(QDBusConnection bus, QObject* parent = nullptr);

  /// `key` comes back by chosen() when somebody clicks on it. `bad`: shown until somebody looks, where the desktop does so.
  void say(const QString& title, const QString& body, bool bad, const QString& key);

signals:
  /// There is no such service here: for another way.
  void unheard(const QString& title, const QString& body, bool bad);
  void chosen(const QString& key);

private slots:
  void invoked(quint32 id, const QString& action);
  void closed(quint32 id, quint32 reason);

private:
  QDBusConnection m_bus;
  QHash<quint32, QString> m_keys;
};

} // namespace meridian::console
