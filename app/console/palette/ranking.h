// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace meridian::console {

/// Something that can be gone to or done.
struct Entry {
  QString key;      ///< what it does (deeds.h); also how it is known again
  QString kind;     ///< "page", "region", "rule", "job", "repository", "image" or "action"
  QString title;
  QString detail;
  QString icon;
  QString shortcut; ///< keys that do the same
  QString words;    ///< other names that it is found by
};

/// Letter by letter without capitals and marks, for comparing: "São" -> "sao".
[[nodiscard]] QString folded(QString text);

/// An entry made ready to be searched.
struct Known {
  explicit Known(Entry from);
  Entry entry;
  QString title, rest; ///< case-folded: the title, and what counts less
  quint64 letters;
};

/// One entry as the answer to a query.
struct Found {
  std::size_t at = 0; ///< of the entries
  int score = 0;
  QList<int> places;  ///< letters of the title that were typed
};

/// The best `limit` entries for what was typed, best first; each word has to stand in the title or the rest. Nothing
/// typed: `recent` keys first, then the entries as they stand.
[[nodiscard]] std::vector<Found> rank(const std::vector<Known>& entries, const QString& query, const QStringList& recent,
                                      std::size_t limit);

/// Text for Text.StyledText with the letters at `places` in bold.
[[nodiscard]] QString marked(const QString& text, const QList<int>& places);

} // namespace meridian::console
