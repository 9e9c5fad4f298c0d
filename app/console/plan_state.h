// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/fleet.h"
#include "models/row_model.h"
#include "models/row_view.h"
#include "plan/plan.h"

#include <QObject>

#include <memory>
#include <optional>

namespace meridian::console {

/// The plan that was asked for last, as text; its targets are the model `planTargets`. GUI thread.
class PlanState : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString ruleId READ ruleId NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(bool ready READ ready NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(QString readText READ readText NOTIFY changed)
  Q_PROPERTY(QString writeText READ writeText NOTIFY changed)
  Q_PROPERTY(QString timeText READ timeText NOTIFY changed)
  Q_PROPERTY(QString tagsText READ tagsText NOTIFY changed)
  Q_PROPERTY(bool empty READ empty NOTIFY changed)
  Q_PROPERTY(QString cli READ cli NOTIFY changed)
  /// Where the engine is best placed.
  Q_PROPERTY(QStringList advice READ advice NOTIFY changed)
  /// Deletions that are held back, and why.
  Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)
  /// What the rule's choice of platforms does to digests and signatures.
  Q_PROPERTY(QString rewriteText READ rewriteText NOTIFY changed)
  Q_PROPERTY(int deletions READ deletions NOTIFY changed)
  /// So many that the rule's name has to be typed before they go.
  Q_PROPERTY(bool grave READ grave NOTIFY changed)
  /// What becomes of each tag (models/plan_tag_rows.h), and how many there are beyond those that are listed and equal ones.
  Q_PROPERTY(meridian::models::RowView* tags READ tags CONSTANT)
  Q_PROPERTY(QString moreText READ moreText NOTIFY changed)

public:
  static constexpr int kGrave = 10;           ///< tags that go
  static constexpr qsizetype kMostTags = 20'000; ///< that are listed

  explicit PlanState(QObject* parent = nullptr);

  void begin(const QString& rule, const QString& cli);
  /// With the fleet for the names of its regions.
  void finish(base::Result<plan::Plan> result, std::shared_ptr<const engine::Fleet> fleet);
  /// Back to nothing, e.g. after the plan was run.
  void clear();
  /// Says everything again in the language that is installed now.
  void retranslate();

  [[nodiscard]] models::RowModel* targets() { return &m_targets; }
  [[nodiscard]] QString ruleId() const { return m_rule; }
  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] bool ready() const { return m_plan.has_value(); }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString readText() const;
  [[nodiscard]] QString writeText() const;
  [[nodiscard]] QString timeText() const;
  [[nodiscard]] QString tagsText() const;
  [[nodiscard]] bool empty() const { return !m_plan || (m_plan->empty() && deletions() == 0); }
  [[nodiscard]] QString cli() const { return m_cli; }
  [[nodiscard]] QStringList advice() const;
  [[nodiscard]] QStringList remarks() const;
  [[nodiscard]] QString rewriteText() const;
  [[nodiscard]] int deletions() const;
  [[nodiscard]] bool grave() const { return deletions() >= kGrave; }
  [[nodiscard]] models::RowView* tags() { return &m_tag_view; }
  [[nodiscard]] QString moreText() const;

signals:
  void changed();

private:
  QString m_rule, m_cli;
  bool m_busy = false;
  std::optional<plan::Plan> m_plan;
  std::optional<base::Error> m_error;
  std::shared_ptr<const engine::Fleet> m_fleet;
  models::RowModel m_targets, m_tags;
  models::RowView m_tag_view;
};

} // namespace meridian::console
