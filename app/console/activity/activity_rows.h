// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/units.h"
#include "ports/action_log.h"
#include "ports/state_store.h"

#include <QAbstractListModel>
#include <QSet>
#include <QString>

#include <functional>
#include <vector>

namespace meridian::console {

/// A line of the audit trail or of the engine's story, as it was kept.
struct ActivityLine {
  quint64 seq = 0;
  base::Timestamp time{};
  QString actor;   ///< empty: the engine itself
  QString verb;    ///< an action's, or an event's level
  QString subject; ///< "rule base", "job 2026..."
  QString detail, problem;

  [[nodiscard]] static ActivityLine of(const ports::ActionRecord& action);
  [[nodiscard]] static ActivityLine of(const ports::EventRecord& event);
};

/// What of it is shown.
struct ActivityFilter {
  QString text;  ///< each word has to stand somewhere in the line
  QString actor, verb; ///< empty: all
  bool refused = false; ///< only what was refused or failed
  bool operator==(const ActivityFilter&) const = default;
  [[nodiscard]] bool isEmpty() const { return *this == ActivityFilter(); }
};

/// "Started a job" of "job.start" ...; the verb itself where it is not known.
[[nodiscard]] QString verbText(const QString& verb);
/// What shows a subject (palette/deeds.h): "rule base" -> "rule:base"; empty: nothing does.
[[nodiscard]] QString subjectKey(const QString& subject);

/// Lines, newest first, as rows for a view: words are made only for rows that are looked at. GUI thread.
class ActivityRows final : public QAbstractListModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
  explicit ActivityRows(QObject* parent = nullptr);

  /// Older lines, newest first, behind those that are there.
  void append(const std::vector<ActivityLine>& lines);
  /// Newer lines, newest first; those that are there already are left out.
  void prepend(const std::vector<ActivityLine>& lines);
  void clear();
  void filter(const ActivityFilter& filter);
  /// Who asks for older lines when the view comes to the end; returns whether there are any.
  void loadBy(std::function<bool()> can, std::function<void()> load);
  /// Words for the subject of a line, such as a region's name.
  void nameBy(std::function<QString(const QString& subject)> name) { m_name = std::move(name); }
  void retranslate();

  [[nodiscard]] const std::vector<ActivityLine>& lines() const { return m_lines; }
  /// Those that the filter leaves, newest first.
  [[nodiscard]] std::vector<ActivityLine> shown() const;
  [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
  [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;
  /// One role of a row; for tests and for what the keyboard does.
  Q_INVOKABLE QString text(int row, const QString& role) const;

signals:
  void countChanged();

private:
  [[nodiscard]] bool fits(const ActivityLine& line) const;
  [[nodiscard]] QString subjectText(const QString& subject) const;
  [[nodiscard]] QString spoken(const ActivityLine& line) const;

  std::vector<ActivityLine> m_lines;
  std::vector<std::size_t> m_shown;
  ActivityFilter m_filter;
  QStringList m_words;
  std::function<bool()> m_can;
  std::function<void()> m_load;
  std::function<QString(const QString&)> m_name;
};

} // namespace meridian::console
