// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/answers.h"
#include "plan/rule.h"

#include <QObject>
#include <QTimer>
#include <QVariantList>

#include <optional>

namespace meridian::console {

/// What the rule in the form selects at its source, asked while somebody types: once the typing rests, and only when it
/// changed what is selected. GUI thread.
class MatchState : public QObject {
  Q_OBJECT
  /// Whether there is anything to show: a question that waits or runs, or its answer.
  Q_PROPERTY(bool active READ active NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  /// "12 repositories, 240 of 1,312 tags".
  Q_PROPERTY(QString summary READ summary NOTIFY changed)
  /// What names cannot tell: "The age of images is not looked at here".
  Q_PROPERTY(QString note READ note NOTIFY changed)
  /// {name, text ("40 of 60 tags"), tags ("4.1, 4.2, ...")}, those with tags first; at most 200.
  Q_PROPERTY(QVariantList repositories READ repositories NOTIFY changed)
  /// What could not be listed, in the registry's words.
  Q_PROPERTY(QStringList problems READ problems NOTIFY changed)

public:
  static constexpr std::chrono::milliseconds kRest{400};

  explicit MatchState(QObject* parent = nullptr);

  /// The form shows this rule now; due() comes once it rests. A rule that selects nothing yet clears.
  void look(const plan::Rule& rule);
  void finish(base::Result<engine::RuleMatches> result);
  void clear();
  void retranslate() { emit changed(); }

  [[nodiscard]] const plan::Rule& rule() const { return m_rule; }
  [[nodiscard]] bool active() const { return m_busy || m_matches || m_error; }
  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString summary() const;
  [[nodiscard]] QString note() const;
  [[nodiscard]] QVariantList repositories() const;
  [[nodiscard]] QStringList problems() const;

signals:
  void changed();
  void due();

private:
  plan::Rule m_rule;
  QString m_key; ///< what of the rule decides what it selects
  bool m_busy = false;
  std::optional<engine::RuleMatches> m_matches;
  std::optional<base::Error> m_error;
  QTimer m_rest;
};

} // namespace meridian::console
