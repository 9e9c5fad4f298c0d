// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/match_state.h"
#include "console/setup/repository_rows.h"

#include <QQmlEngine>
#include <QVariantMap>

namespace meridian::console {

/// What the guided set-up mirrors, and where to: repositories by name or pattern, tags by filter, target regions. Asks the
/// source what there is and what the choice comes to. GUI thread.
class SetupSelection final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("hangs on Setup")
  /// As a rule's form (forms.h): id, targets, repositories, include, exclude, semver, latest.
  Q_PROPERTY(QVariantMap form READ form NOTIFY changed)
  /// Of the repositories, those that are no name in the catalogue: "base/*".
  Q_PROPERTY(QStringList patterns READ patterns NOTIFY changed)
  Q_PROPERTY(meridian::console::RepositoryRows* rows READ rows CONSTANT)
  Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed)
  Q_PROPERTY(bool listing READ listing NOTIFY changed)
  /// Why there is no list, in the registry's words; names can be typed all the same.
  Q_PROPERTY(QString listError READ listError NOTIFY changed)
  /// "3 of 120 picked".
  Q_PROPERTY(QString countText READ countText NOTIFY changed)
  Q_PROPERTY(meridian::console::MatchState* matches READ matches CONSTANT)
  /// {id, name, chosen}: regions that may get copies.
  Q_PROPERTY(QVariantList targets READ targets NOTIFY changed)
  Q_PROPERTY(QString missing READ missing NOTIFY changed)

public:
  explicit SetupSelection(FleetLink& link, QObject* parent = nullptr);
  ~SetupSelection() override;

  /// The step is on show, for this source: its catalogue is asked for.
  void show(const QString& source);
  [[nodiscard]] QVariantMap toMap() const { return m_form; }
  void restore(const QVariantMap& map);
  void clear();

  Q_INVOKABLE void put(const QString& field, const QVariant& value);
  Q_INVOKABLE void toggle(int row);
  /// All that the search shows, or none of these.
  Q_INVOKABLE void pickShown(bool picked);
  Q_INVOKABLE void setPatterns(const QStringList& patterns);
  Q_INVOKABLE void everything() { setPatterns({QStringLiteral("**")}); }
  Q_INVOKABLE void toggleTarget(const QString& region);
  Q_INVOKABLE void refresh();

  [[nodiscard]] QVariantMap form() const { return m_form; }
  [[nodiscard]] QStringList patterns() const;
  [[nodiscard]] RepositoryRows* rows() { return &m_rows; }
  [[nodiscard]] QString search() const { return m_search; }
  void setSearch(const QString& text);
  [[nodiscard]] bool listing() const { return m_list_question != 0; }
  [[nodiscard]] QString listError() const;
  [[nodiscard]] QString countText() const;
  [[nodiscard]] MatchState* matches() { return &m_matches; }
  [[nodiscard]] const MatchState& matching() const { return m_matches; }
  [[nodiscard]] QVariantList targets() const;
  [[nodiscard]] QString missing() const;
  void retranslate();

signals:
  void changed();

private:
  [[nodiscard]] QStringList repositories() const;
  [[nodiscard]] QStringList possibleTargets() const;
  void setRepositories(const QStringList& names);
  void tell();
  void askForMatches();

  FleetLink& m_link;
  QString m_source, m_search;
  QVariantMap m_form;
  bool m_targets_chosen = false; ///< by hand; before, all regions are
  RepositoryRows m_rows;
  MatchState m_matches;
  std::optional<base::Error> m_list_error;
  FleetLink::Question m_list_question = 0, m_match_question = 0;
};

} // namespace meridian::console
