// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_rows.h"

#include <QAbstractListModel>
#include <QHash>

#include <memory>
#include <optional>
#include <vector>

namespace meridian::models {

/// Jobs of all times: what the state remembers, and over it what the newest snapshots say. Searched, filtered and sorted;
/// roles as the model `jobs`. Cells are made when they are looked at, and a snapshot touches only the jobs that it
/// changes: ten thousand cost nothing while nobody scrolls. GUI thread.
class JobList : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  /// Jobs there are, shown or not.
  Q_PROPERTY(int total READ total NOTIFY changed)
  /// Looked for in the job's id, its rule, its targets' ids and its error.
  Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
  /// "" (all), "open" (as they wait for their turn), "bad" (failed wholly or in part), or a job's status.
  Q_PROPERTY(QString status READ status WRITE setStatus NOTIFY changed)
  Q_PROPERTY(QString rule READ rule WRITE setRule NOTIFY changed)
  Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY changed)
  /// Created within the last so many hours; 0: whenever.
  Q_PROPERTY(int hours READ hours WRITE setHours NOTIFY changed)
  /// "newest", "oldest", "longest", "largest" or "rule".
  Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY changed)

public:
  explicit JobList(QObject* parent = nullptr);

  /// What the state remembers. Jobs that a snapshot has shown already stay as they are.
  void remember(const std::vector<ports::JobRecord>& records);
  void show(std::shared_ptr<const engine::Snapshot> snapshot, base::Timestamp now);
  /// Says everything again in the language that is installed now.
  void retranslate();

  [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
  [[nodiscard]] int total() const { return static_cast<int>(m_jobs.size()); }
  [[nodiscard]] QString text() const { return m_text; }
  void setText(const QString& text);
  [[nodiscard]] QString status() const { return m_status; }
  void setStatus(const QString& status);
  [[nodiscard]] QString rule() const { return m_rule; }
  void setRule(const QString& rule);
  [[nodiscard]] QString kind() const { return m_kind; }
  void setKind(const QString& kind);
  [[nodiscard]] int hours() const { return m_hours; }
  void setHours(int hours);
  [[nodiscard]] QString order() const { return m_order; }
  void setOrder(const QString& order);
  [[nodiscard]] bool filtered() const;
  void clearFilter();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  /// All roles of a row by name; empty when there is no such row.
  Q_INVOKABLE QVariantMap get(int row) const;
  /// The row of a job, or -1 where it is not shown.
  Q_INVOKABLE int find(const QString& id) const;
  /// All roles of a job, shown or not; empty for an unknown one.
  [[nodiscard]] QVariantMap of(const QString& id) const;
  [[nodiscard]] const engine::JobStatus* job(const QString& id) const;
  /// The newest ended job of the same rule and kind that came before; null: none.
  [[nodiscard]] const engine::JobStatus* before(const engine::JobStatus& job) const;
  /// Rules and kinds that there are jobs of, sorted.
  [[nodiscard]] QStringList rules() const;
  [[nodiscard]] QStringList kinds() const;

signals:
  void changed();

private:
  template <class T>
  void choose(T& what, const T& value);
  void rebuild();
  /// Puts a job where it belongs now.
  void place(int job);
  [[nodiscard]] bool fits(const engine::JobStatus& job) const;
  [[nodiscard]] bool sooner(int left, int right) const;
  [[nodiscard]] JobPicture picture(const engine::JobStatus& job) const;
  [[nodiscard]] QVariantMap map(const engine::JobStatus& job) const;

  std::vector<engine::JobStatus> m_jobs;
  QHash<QString, int> m_at;  ///< place in m_jobs by id
  std::vector<int> m_shown;  ///< places in m_jobs, in order
  std::shared_ptr<const engine::Snapshot> m_snapshot;
  base::Timestamp m_now{};
  QString m_text, m_status, m_rule, m_kind, m_order = QStringLiteral("newest");
  int m_hours = 0;
};

} // namespace meridian::models
