// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// Pages of the operator's guide (resources/guide), as much of Markdown as they use: headings, paragraphs, lists, tables,
/// fenced code, links, code and emphasis. Pure.
namespace meridian::models {

struct GuideLink {
  QString text;
  QString target; ///< "promotion#rollback": page and place, without ".md"; "#rollback" on the same page
  bool operator==(const GuideLink&) const = default;
};

/// A piece of a page that stands in a line of its own.
struct GuideBlock {
  enum class Kind { Title, Heading, Text, Bullet, Step, Code, Head, Row };
  Kind kind = Kind::Text;
  int level = 1;           ///< of a heading
  QString text;            ///< plain: for search and screen readers; code as it stands
  QString html;            ///< for Text.RichText; empty for code and rows
  QString mark;            ///< of a step: "3."
  QString anchor;          ///< what a link to this place names; empty where none can
  QStringList cells;       ///< of a row, as html
  QList<double> shares;    ///< of a row: how wide each cell is, together 1
  QList<GuideLink> links;  ///< in their order
};

/// Comments are left out. A table's rows that explain a key have the anchor "SECTION.KEY".
[[nodiscard]] QList<GuideBlock> readGuide(const QString& markdown);
/// "text", "code" ...: the kind in QML's words.
[[nodiscard]] QString name(GuideBlock::Kind kind);

} // namespace meridian::models
