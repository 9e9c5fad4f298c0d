// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"

#include <QLocale>
#include <QObject>
#include <QTimer>
#include <QVariantMap>

namespace meridian::console {

/// The last 24 hours of one link, or of everything into one region, asked for while somebody looks: at once, every
/// minute, and when the figures that it is told of have moved. GUI thread.
class LineState final : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  /// models/line_past.h; empty while nothing has come.
  Q_PROPERTY(QVariantMap past READ past NOTIFY changed)

public:
  explicit LineState(FleetLink& link, QObject* parent = nullptr);
  ~LineState() override;

  /// `from` empty: from everywhere.
  void watch(const std::string& from, const std::string& to);
  void stop();
  /// How much has happened so far; asks again when that is not what it was. With every snapshot.
  void noticed(quint64 events);

  [[nodiscard]] bool busy() const { return m_question != 0 && !m_history; }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QVariantMap past() const { return m_past; }

signals:
  void changed();

private:
  void ask();
  void show();

  FleetLink& m_link;
  std::string m_from, m_to;
  bool m_watched = false;
  std::optional<quint64> m_events;
  FleetLink::Question m_question = 0;
  std::optional<engine::LineHistory> m_history;
  std::optional<base::Error> m_error;
  QVariantMap m_past;
  QLocale m_words; ///< the language that it is said in
  QTimer m_minute;
};

} // namespace meridian::console
