// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace meridian::console {

/// How well the letters of `word` stand in `text`, in their order: the more at the starts of words and in a row, the
/// better; nullopt where they do not. Both case-folded. `places`: where they stand. Only the first 160 letters count.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView word, QStringView text, QList<int>* places = nullptr);

/// Tells quickly that a text cannot contain a word: every bit of the word's is one of the text's where it can.
[[nodiscard]] quint64 lettersOf(QStringView folded);

} // namespace meridian::console
