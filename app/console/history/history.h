// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "models/job_list.h"
#include "models/row_view.h"

#include <QLocale>
#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// Jobs of all times, to be searched, sorted and filtered, and the one of them that is looked at. Asks for what is
/// remembered once the page Jobs is shown. QML singleton `History`; made by Desk. GUI thread.
class History final : public QObject, public Lone<History> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  Q_PROPERTY(meridian::models::JobList* jobs READ jobs CONSTANT)
  /// Bridge's models of the selected job, as they are searched and sorted here.
  Q_PROPERTY(meridian::models::RowView* images READ images CONSTANT)
  Q_PROPERTY(meridian::models::RowView* blobs READ blobs CONSTANT)
  Q_PROPERTY(meridian::models::RowView* events READ events CONSTANT)
  /// The selected job: roles of `jobs`, and cli, comparedText, fixText, retryable, any. Empty texts where there is none.
  Q_PROPERTY(QVariantMap job READ job NOTIFY jobChanged)
  /// Its row in `jobs`; -1 where the filter hides it.
  Q_PROPERTY(int row READ row NOTIFY rowChanged)
  /// What can be filtered for: [{key, label}], "" first.
  Q_PROPERTY(QVariantList rules READ rules NOTIFY choicesChanged)
  Q_PROPERTY(QVariantList kinds READ kinds NOTIFY choicesChanged)
  Q_PROPERTY(bool filtered READ filtered NOTIFY filterChanged)
  /// What is remembered is being read.
  Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
  /// Why it could not be read.
  Q_PROPERTY(QString error READ error NOTIFY busyChanged)

public:
  static constexpr std::size_t kMost = 10'000;

  History(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~History() override;

  /// Selects the job of a row.
  Q_INVOKABLE void choose(int row);
  Q_INVOKABLE void retryFailed(const QString& jobId);
  Q_INVOKABLE void clearFilter();

  [[nodiscard]] models::JobList* jobs() { return &m_jobs; }
  [[nodiscard]] models::RowView* images() { return &m_images; }
  [[nodiscard]] models::RowView* blobs() { return &m_blobs; }
  [[nodiscard]] models::RowView* events() { return &m_events; }
  [[nodiscard]] QVariantMap job() const { return m_job; }
  [[nodiscard]] int row() const { return m_row; }
  [[nodiscard]] QVariantList rules() const;
  [[nodiscard]] QVariantList kinds() const;
  [[nodiscard]] bool filtered() const { return m_jobs.filtered(); }
  [[nodiscard]] bool busy() const { return m_question != 0; }
  [[nodiscard]] QString error() const;

signals:
  void jobChanged();
  void rowChanged();
  void choicesChanged();
  void filterChanged();
  void busyChanged();

private:
  void show();
  void showJob();
  void turn();
  void ask();
  [[nodiscard]] QString fixText() const;

  FleetLink& m_link;
  Bridge& m_bridge;
  models::JobList m_jobs;
  models::RowView m_images, m_blobs, m_events;
  QVariantMap m_job;
  int m_row = -1;
  bool m_asked = false;
  QLocale m_locale; ///< that the texts were made in
  std::optional<base::Error> m_error;
  FleetLink::Question m_question = 0;
};

} // namespace meridian::console
