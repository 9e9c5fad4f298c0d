// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/guide/library.h"
#include "console/lone.h"
#include "models/row_model.h"

#include <QQmlEngine>
#include <QVariantList>

namespace meridian::console {

class Bridge;

/// The operator's guide: one of its pages, its table of contents, a search, and which place of it fits where somebody is.
/// QML singleton `Guide`; made by Desk. GUI thread.
class Guide final : public QObject, public Lone<Guide> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON
  /// Page and place on show, "promotion#rollback".
  Q_PROPERTY(QString place READ place NOTIFY placeChanged)
  Q_PROPERTY(QString title READ title NOTIFY placeChanged)
  /// The block that the place means; the view begins with it.
  Q_PROPERTY(int block READ block NOTIFY placeChanged)
  /// The page on show: kind, text, html, mark, level, cells, shares, links ([{text, target}]).
  Q_PROPERTY(meridian::models::RowModel* blocks READ blocks CONSTANT)
  /// [{place, title, level (0 page, 1 part of the page on show), current}]
  Q_PROPERTY(QVariantList contents READ contents NOTIFY placeChanged)
  Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
  /// What the query finds: place, title, text.
  Q_PROPERTY(meridian::models::RowModel* found READ found CONSTANT)
  /// Shown above what is open, a form or a dialog, instead of as a page: nothing of it is lost.
  Q_PROPERTY(bool above READ above NOTIFY aboveChanged)
  Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY placeChanged)

public:
  explicit Guide(Bridge& bridge, QObject* parent = nullptr);

  /// Shows what fits: `focused` has the keyboard. Its `topic` or that of what it stands in is the place, else the page's.
  Q_INVOKABLE void help(QObject* focused);
  /// Goes where a link leads.
  Q_INVOKABLE void follow(const QString& target);
  /// Back to where the guide was before; only while it is shown above something.
  Q_INVOKABLE void back();
  /// Ends `above`.
  Q_INVOKABLE void close();
  void retranslate();

  [[nodiscard]] QString place() const { return m_place; }
  [[nodiscard]] QString title() const;
  [[nodiscard]] int block() const;
  [[nodiscard]] models::RowModel* blocks() { return &m_blocks; }
  [[nodiscard]] QVariantList contents() const;
  [[nodiscard]] QString query() const { return m_query; }
  void setQuery(const QString& query);
  [[nodiscard]] models::RowModel* found() { return &m_found; }
  [[nodiscard]] bool above() const { return m_above; }
  [[nodiscard]] bool canGoBack() const { return m_above && !m_been.isEmpty(); }
  /// The place that fits a page of the console.
  [[nodiscard]] static QString placeFor(const QString& page);
  [[nodiscard]] const Library& library() const { return m_library; }

signals:
  void placeChanged();
  void queryChanged();
  void aboveChanged();

private:
  void show(const QString& place);
  void fill();
  [[nodiscard]] QString page() const { return m_place.section(u'#', 0, 0); }

  Bridge& m_bridge;
  Library m_library;
  QString m_place = QStringLiteral("start");
  QString m_query;
  QStringList m_been;
  bool m_above = false;
  models::RowModel m_blocks, m_found;
};

} // namespace meridian::console
