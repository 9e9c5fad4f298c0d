// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/notices/notice_log.h"
#include "engine/snapshot.h"

#include <QHash>
#include <QSet>
#include <QVariantList>

namespace meridian::console {

/// Something worth a notice, seen between two snapshots.
struct Happening {
  Notice notice;
  QString job;                ///< the job that ended; empty for others
  base::Seconds took{0};      ///< how long it ran
};

/// Finds what a person would want to be told of in a row of snapshots: jobs that end, whoever started them, regions that
/// go offline and come back, alerts. The first snapshot only says how things are.
class Happenings {
public:
  [[nodiscard]] QList<Happening> look(const engine::Snapshot& snapshot, const QVariantList& alerts);

private:
  void lookAtJobs(const engine::Snapshot& snapshot, QList<Happening>& found);
  void lookAtRegions(const engine::Snapshot& snapshot, QList<Happening>& found);
  void lookAtAlerts(const engine::Snapshot& snapshot, const QVariantList& alerts, QList<Happening>& found);

  bool m_first = true;
  QSet<QString> m_open;                ///< jobs that had not ended
  base::Timestamp m_latest{};          ///< newest end seen
  QHash<QString, bool> m_offline;      ///< by region
  QSet<QString> m_alerts;
};

} // namespace meridian::console
