// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"
#include "console/palette/entries.h"
#include "models/row_model.h"

#include <QQmlEngine>
#include <QVariantList>

namespace meridian::console {

class Bridge;

/// Ctrl+K: everything that can be gone to or done, by what is typed. QML singleton `Finder` (Palette is one of Qt
/// Quick's own names); made by Desk. GUI thread.
class Palette final : public QObject, public Lone<Palette> {
  Q_OBJECT
  QML_NAMED_ELEMENT(Finder)
  QML_SINGLETON
  Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
  /// What fits, best first: key, kind, kindText, title, markedTitle (StyledText), detail, iconName, shortcut, spoken.
  Q_PROPERTY(meridian::models::RowModel* rows READ rows CONSTANT)
  /// The keys that work everywhere (shortcuts.h): [{keys, key, text, group}].
  Q_PROPERTY(QVariantList shortcuts READ shortcuts NOTIFY shortcutsChanged)

public:
  Palette(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);
  ~Palette() override;

  /// Looks around anew and starts with nothing typed.
  Q_INVOKABLE void open();
  /// Goes or does; what is done often stands first next time.
  Q_INVOKABLE void choose(int row);
  /// Does what an entry or a shortcut of this key does.
  Q_INVOKABLE void run(const QString& key);
  /// Says everything again in the language that is installed now.
  void retranslate();

  [[nodiscard]] QString query() const { return m_query; }
  void setQuery(const QString& query);
  [[nodiscard]] models::RowModel* rows() { return &m_rows; }
  [[nodiscard]] QVariantList shortcuts() const;
  /// An image that somebody looked at or listed; the newest 20,000 are found again.
  void saw(const SeenImage& image);

signals:
  void queryChanged();
  void shortcutsChanged();
  /// `kind`: "palette", "notices", "dismiss", "undo", "shortcuts", "help", "quit", "prewarm", "theme" (value: its name), "lang"
  /// (its code) or "act" (the page whose primary action it is): what the window does.
  void wanted(const QString& kind, const QString& value);

private:
  void lookAround();
  void askForImages();
  void show();

  FleetLink& m_link;
  Bridge& m_bridge;
  QString m_query;
  models::RowModel m_rows;
  std::vector<Known> m_known;
  QList<SeenImage> m_seen;
  QHash<QString, qsizetype> m_seen_at;
  QList<FleetLink::Question> m_questions;
};

} // namespace meridian::console
