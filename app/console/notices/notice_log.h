// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace meridian::console {

/// Something that happened, in the words that it was told in.
struct Notice {
  quint64 id = 0;      ///< given by the log, rising
  base::Timestamp time{};
  QString tone;        ///< "ok", "info", "warn" or "bad"
  QString kind;        ///< "failure", "finished", "region", "alert" or "console"
  QString source;      ///< "rule base", "region tyo"; what can be muted; empty: the console itself
  QString text, detail;
  QString action;      ///< what shows more (deeds.h); empty: nothing does
  QString second;      ///< what else can be done, such as "retry:JOB"
  int times = 1;       ///< how often it happened in a row
  bool read = false;
  bool operator==(const Notice&) const = default;
};

/// What happened, newest first, at most kMost. Plain values; no clock, no file.
class NoticeLog {
public:
  static constexpr qsizetype kMost = 200;

  /// A notice that says the same as an unread one of the same source counts there, which becomes the newest. Muted ones
  /// are kept as read. Returns what stands in the log now.
  const Notice& add(Notice notice);
  void read(quint64 id);
  void readAll();
  void remove(quint64 id);
  void clear();
  void mute(const QString& source, bool mute);

  [[nodiscard]] const QList<Notice>& notices() const { return m_notices; }
  [[nodiscard]] int unread() const;
  [[nodiscard]] bool muted(const QString& source) const { return m_muted.contains(source); }
  [[nodiscard]] const QStringList& muted() const { return m_muted; }

  [[nodiscard]] QByteArray toJson() const;
  /// Takes what toJson() wrote; anything else leaves an empty log.
  void fromJson(const QByteArray& json);

private:
  QList<Notice> m_notices;
  QStringList m_muted;
  quint64 m_last = 0;
};

} // namespace meridian::console
