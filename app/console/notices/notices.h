// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "console/notices/happenings.h"
#include "console/notices/notice_log.h"
#include "models/row_model.h"

#include <QQmlEngine>
#include <QTimer>
#include <QVariantMap>

#include <functional>

namespace meridian::console {

class Bridge;

/// What the desktop is told while nobody looks at the window.
struct DesktopNote {
  QString title, body;
  bool bad = false;
  QString action; ///< what a click on it shows (deeds.h)
};

/// What happened, for those who looked away: messages on show, those that were, and what the desktop is told. QML
/// singleton `Notices`; made by Desk. GUI thread.
class Notices final : public QObject, public Lone<Notices> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// Messages on show, at most three, the oldest first: toastId, tone, text, detail, times, seconds (how long it stays),
  /// actionText.
  Q_PROPERTY(meridian::models::RowModel* toasts READ toasts CONSTANT)
  /// What was told, newest first: noticeId, tone, text, detail, timeText, times, unread, source, sourceText, actionText,
  /// secondText, spoken.
  Q_PROPERTY(meridian::models::RowModel* rows READ rows CONSTANT)
  Q_PROPERTY(int unread READ unread NOTIFY changed)
  /// What is muted: [{source, text}].
  Q_PROPERTY(QVariantList muted READ muted NOTIFY changed)

public:
  Notices(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~Notices() override;

  /// Keeps what happened in this file, and begins with what is in it.
  void keepIn(const QString& file);
  /// Where notes for the desktop go; without it there are none.
  void tellDesktop(std::function<void(const DesktopNote&)> tell) { m_desktop = std::move(tell); }
  /// Whether somebody looks at the window; by default what Qt says.
  void watchedBy(std::function<bool()> watched) { m_watched = std::move(watched); }
  void retranslate();

  Q_INVOKABLE void dismiss(const QString& toast);
  /// The newest message on show goes.
  Q_INVOKABLE void dismissNewest();
  /// Does what the message's button says.
  Q_INVOKABLE void act(const QString& toast);
  /// Shows what a row is about; `second`: its other button.
  Q_INVOKABLE void follow(const QString& notice, bool second);
  Q_INVOKABLE void markRead();
  Q_INVOKABLE void remove(const QString& notice);
  Q_INVOKABLE void clear();
  Q_INVOKABLE void mute(const QString& source, bool mute);
  /// Brings back what was removed last, while its message is on show.
  Q_INVOKABLE void undo();
  /// A note as the desktop would show it, to try.
  Q_INVOKABLE void tryDesktop();
  /// What removing a region ("region") or rule ("rule") touches: lines (texts), rules (ids), typed (what has to be typed
  /// first, empty where little is lost).
  Q_INVOKABLE QVariantMap stake(const QString& kind, const QString& id) const;

  [[nodiscard]] models::RowModel* toasts() { return &m_toasts; }
  [[nodiscard]] models::RowModel* rows() { return &m_rows; }
  [[nodiscard]] int unread() const { return m_log.unread(); }
  [[nodiscard]] QVariantList muted() const;
  /// Kinds of notes for the desktop that can be switched off; kept as "notify/<kind>".
  [[nodiscard]] static QStringList desktopKinds();

signals:
  void changed();

private:
  struct Toast {
    quint64 id = 0;
    QString tone, text, detail, action;
    int times = 1, seconds = 6;
  };
  void look();
  void tell(const Happening& happening, QList<DesktopNote>& notes);
  void noteAll(const QList<DesktopNote>& notes);
  void pop(Toast toast);
  void show();
  void showToasts();
  void removed(const QString& text, const engine::Fleet& before, const engine::Fleet& after);
  void touch();
  void save();
  [[nodiscard]] QString sourceText(const QString& source) const;

  FleetLink& m_link;
  Bridge& m_bridge;
  NoticeLog m_log;
  Happenings m_happenings;
  QList<Toast> m_queue;
  quint64 m_last_toast = 0;
  models::RowModel m_toasts, m_rows;
  std::function<void(const DesktopNote&)> m_desktop;
  std::function<bool()> m_watched;
  std::optional<engine::Fleet> m_before; ///< the fleet before something was removed from it
  std::string m_after;                   ///< what it was right after, as JSON
  QString m_file;
  QTimer m_save, m_age;
};

} // namespace meridian::console
