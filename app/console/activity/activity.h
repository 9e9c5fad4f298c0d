// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/activity/activity_rows.h"
#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>
#include <QTimer>
#include <QUrl>
#include <QVariantList>

namespace meridian::console {

class Bridge;

/// The audit trail: who did what, and when; and the engine's story of all jobs. QML singleton `Activity`; made by Desk.
/// GUI thread.
class Activity final : public QObject, public Lone<Activity> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// "actions" or "events".
  Q_PROPERTY(QString view READ view WRITE setView NOTIFY viewChanged)
  /// Rows of the view: seq, timeText, exactText, who, what, subject, detail, problem, refused, tone, actionKey, spoken.
  Q_PROPERTY(QAbstractListModel* rows READ rows NOTIFY viewChanged)
  Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged)
  Q_PROPERTY(QString actor READ actor WRITE setActor NOTIFY filterChanged)
  Q_PROPERTY(QString verb READ verb WRITE setVerb NOTIFY filterChanged)
  Q_PROPERTY(bool refusedOnly READ refusedOnly WRITE setRefusedOnly NOTIFY filterChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)
  /// What can be chosen: [{key, label}], the first for all.
  Q_PROPERTY(QVariantList actors READ actors NOTIFY choicesChanged)
  Q_PROPERTY(QVariantList verbs READ verbs NOTIFY choicesChanged)
  Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
  Q_PROPERTY(QString error READ error NOTIFY busyChanged)

public:
  Activity(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~Activity() override;

  /// Asks for what is new.
  Q_INVOKABLE void refresh();
  Q_INVOKABLE void clearFilter();
  /// Shows what a row is about.
  Q_INVOKABLE void follow(int row);
  /// Writes all that the filter leaves, also what was not loaded yet. `format`: "csv" or "json". A toast tells the end.
  Q_INVOKABLE void exportTo(const QUrl& file, const QString& format);
  void retranslate();

  [[nodiscard]] QString view() const { return m_view; }
  void setView(const QString& view);
  [[nodiscard]] QAbstractListModel* rows() { return &current(); }
  [[nodiscard]] QString search() const { return m_filter.text; }
  void setSearch(const QString& text);
  [[nodiscard]] QString actor() const { return m_filter.actor; }
  void setActor(const QString& actor);
  [[nodiscard]] QString verb() const { return m_filter.verb; }
  void setVerb(const QString& verb);
  [[nodiscard]] bool refusedOnly() const { return m_filter.refused; }
  void setRefusedOnly(bool only);
  [[nodiscard]] bool filtered() const { return !m_filter.isEmpty(); }
  [[nodiscard]] QVariantList actors() const;
  [[nodiscard]] QVariantList verbs() const;
  [[nodiscard]] bool busy() const { return m_older != 0; }
  [[nodiscard]] QString error() const { return m_error; }

signals:
  void viewChanged();
  void filterChanged();
  void choicesChanged();
  void busyChanged();

private:
  [[nodiscard]] ActivityRows& current() { return m_view == QLatin1String("events") ? m_events : m_actions; }
  [[nodiscard]] const ActivityRows& current() const { return m_view == QLatin1String("events") ? m_events : m_actions; }
  void askForOlder();
  void askForNewer();
  void askForEvents();
  void useFilter();
  void writePending();

  FleetLink& m_link;
  Bridge& m_bridge;
  QString m_view = QStringLiteral("actions");
  ActivityRows m_actions, m_events;
  ActivityFilter m_filter;
  FleetLink::Question m_older = 0, m_newer = 0, m_events_question = 0;
  bool m_end = false; ///< there is nothing older
  QString m_error, m_pending_file, m_pending_format;
  QTimer m_rest;      ///< between two looks for what is new
};

} // namespace meridian::console
