// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/desktop/desktop_notes.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace meridian::console {

namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr uchar kNormal = 1, kCritical = 2;
constexpr int kAnswerMs = 3000;

} // namespace

DesktopNotes::DesktopNotes(QDBusConnection bus, QObject* parent) : QObject(parent), m_bus(std::move(bus)) {
  m_bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this, SLOT(invoked(quint32, QString)));
  m_bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this, SLOT(closed(quint32, quint32)));
}

void DesktopNotes::say(const QString& title, const QString& body, bool bad, const QString& key) {
  if (!m_bus.isConnected()) {
    emit unheard(title, body, bad);
    return;
  }
  auto call = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
  const QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(bad ? kCritical : kNormal)},
                          {QStringLiteral("desktop-entry"), QStringLiteral("meridian")},
                          {QStringLiteral("category"), bad ? QStringLiteral("transfer.error") : QStringLiteral("transfer.complete")}};
  // The body is markup to most services, and registries may say anything.
  call.setArguments({QStringLiteral("Meridian"), quint32{0}, QStringLiteral("meridian"), title, body.toHtmlEscaped(),
                     QStringList{QStringLiteral("default"), tr("Show")}, hints, -1});
  auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, kAnswerMs), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, title, body, bad, key](QDBusPendingCallWatcher* done) {
    const QDBusPendingReply<quint32> reply = *done;
    done->deleteLater();
    if (reply.isError())
      emit unheard(title, body, bad);
    else
      m_keys.insert(reply.value(), key);
  });
}

void DesktopNotes::invoked(quint32 id, const QString&) {
  if (m_keys.contains(id)) emit chosen(m_keys.value(id));
}

void DesktopNotes::closed(quint32 id, quint32) { m_keys.remove(id); }

} // namespace meridian::console
