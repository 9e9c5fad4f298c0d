// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "models/matrix_rows.h"
#include "models/row_model.h"
#include "models/row_view.h"

#include <QStringList>
#include <QUrl>

#include <optional>

namespace meridian::console {

/// The page Consistency: what the newest audits found, and one repository's tags in all regions. Asks only while
/// somebody looks. GUI thread.
class ConsistencyState : public QObject {
  Q_OBJECT
  Q_PROPERTY(meridian::models::RowModel* audits READ audits CONSTANT)
  Q_PROPERTY(meridian::models::RowModel* findings READ findings CONSTANT)
  /// `findings` and `deleted` as they are searched and sorted.
  Q_PROPERTY(meridian::models::RowView* drifts READ drifts CONSTANT)
  Q_PROPERTY(meridian::models::RowView* gone READ gone CONSTANT)
  Q_PROPERTY(meridian::models::MatrixRows* tags READ tags CONSTANT)
  /// Tags of the rule that were deleted at targets and may come back.
  Q_PROPERTY(meridian::models::RowModel* deleted READ deleted CONSTANT)
  /// The rule on show; the first one until another is chosen.
  Q_PROPERTY(QString ruleId READ ruleId WRITE setRuleId NOTIFY changed)
  /// All roles of its row in `audits`.
  Q_PROPERTY(QVariantMap audit READ audit NOTIFY auditChanged)
  /// What the rule selects, to choose from.
  Q_PROPERTY(QStringList repositories READ repositories NOTIFY changed)
  Q_PROPERTY(QString repository READ repository WRITE setRepository NOTIFY changed)
  /// Names of the columns of `tags`.
  Q_PROPERTY(QStringList regions READ regions NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  /// Regions that could not be read.
  Q_PROPERTY(QStringList problems READ problems NOTIFY changed)

public:
  explicit ConsistencyState(FleetLink& link, QObject* parent = nullptr);
  ~ConsistencyState() override;

  /// A new snapshot, or another language.
  void show(base::Timestamp now);
  /// Whether somebody looks: then the matrix is asked for.
  void setWatched(bool watched);

  [[nodiscard]] models::RowModel* audits() { return &m_audits; }
  [[nodiscard]] models::RowModel* findings() { return &m_findings; }
  [[nodiscard]] models::MatrixRows* tags() { return &m_tags; }
  [[nodiscard]] models::RowModel* deleted() { return &m_deleted; }
  [[nodiscard]] QString ruleId() const { return m_rule; }
  void setRuleId(const QString& rule);
  [[nodiscard]] QVariantMap audit() const { return m_audit; }
  [[nodiscard]] QStringList repositories() const { return m_repositories; }
  [[nodiscard]] QString repository() const { return m_repository; }
  void setRepository(const QString& repository);
  [[nodiscard]] QStringList regions() const { return m_regions; }
  [[nodiscard]] bool busy() const { return m_list_question != 0 || m_tags_question != 0; }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QStringList problems() const;
  [[nodiscard]] models::RowView* drifts() { return &m_drifts; }
  [[nodiscard]] models::RowView* gone() { return &m_gone; }
  /// Writes what the newest audit found into a file: JSON where it is named so, else a page for people.
  Q_INVOKABLE void saveReport(const QUrl& file);
  /// Reads the regions again.
  Q_INVOKABLE void refresh();

signals:
  void changed();
  void auditChanged();
  void reportSaved(const QString& file);
  void reportRefused(const QString& why);

private:
  [[nodiscard]] const engine::Fleet& fleet() const;
  void askForRepositories();
  void chooseRepository();
  void askForTags();
  void askForDeleted();
  void drop();
  void showAudit();

  FleetLink& m_link;
  bool m_watched = false;
  QString m_rule, m_repository;
  QString m_seen_job; ///< the audit that `findings` shows
  QStringList m_repositories, m_regions;
  QVariantMap m_audit;
  models::RowModel m_audits, m_findings, m_deleted;
  models::RowView m_drifts, m_gone;
  models::MatrixRows m_tags;
  std::vector<std::pair<std::string, base::Error>> m_problems;
  std::optional<base::Error> m_error;
  FleetLink::Question m_list_question = 0, m_tags_question = 0, m_deleted_question = 0, m_report_question = 0;
  std::size_t m_ended = 0; ///< jobs of the rule that had ended when `deleted` was asked for
};

} // namespace meridian::console
