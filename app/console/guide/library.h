// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/guide_text.h"

#include <QHash>

namespace meridian::console {

/// All pages of the guide in one language, out of the program's resources.
class Library {
public:
  /// `language`: the folder, "en" or "zh_CN".
  explicit Library(const QString& language);

  /// In the order of the table of contents.
  [[nodiscard]] static const QStringList& pages();
  [[nodiscard]] const QList<models::GuideBlock>& page(const QString& name) const;
  [[nodiscard]] QString title(const QString& name) const;

  /// Where a search found something; `place` can be gone to.
  struct Found {
    QString place, title, text;
  };
  /// All words somewhere in a block; headings and keys first.
  [[nodiscard]] QList<Found> search(const QString& words) const;
  /// The block that "promotion#rollback" or "promotion#:17" means, 0 for a page's beginning; -1 where there is none.
  [[nodiscard]] int blockAt(const QString& place) const;

private:
  QHash<QString, QList<models::GuideBlock>> m_pages;
};

} // namespace meridian::console
