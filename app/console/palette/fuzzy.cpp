// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/fuzzy.h"

#include <algorithm>
#include <array>
#include <vector>

namespace meridian::console {

namespace {

constexpr qsizetype kLongest = 160;
constexpr int kNo = -100'000;
constexpr int kHit = 2, kStart = 12, kWordStart = 10, kInRow = 8, kWhole = 30;

bool startsWord(QStringView text, qsizetype at) {
  if (at == 0) return true;
  const QChar before = text[at - 1], here = text[at];
  if (here.script() == QChar::Script_Han) return true;
  return !before.isLetterOrNumber() || before.isDigit() != here.isDigit();
}

/// Rows of the table: best score of the first i letters with the last of them at a place.
using Scores = std::vector<std::array<int, kLongest>>;

Scores scoresOf(QStringView word, QStringView text) {
  Scores best(static_cast<std::size_t>(word.size()));
  for (qsizetype i = 0; i < word.size(); ++i) {
    auto& row = best[static_cast<std::size_t>(i)];
    row.fill(kNo);
    int far = kNo; // the best of the letter before, with a gap in between
    for (qsizetype at = i; at < text.size(); ++at) {
      const auto place = static_cast<std::size_t>(at);
      if (i > 0) far = std::max(far, at >= 2 ? best[static_cast<std::size_t>(i) - 1][place - 2] : kNo) - 1;
      if (word[i] != text[at]) continue;
      const int here = kHit + (at == 0 ? kStart : startsWord(text, at) ? kWordStart : 0);
      if (i == 0)
        row[place] = here - static_cast<int>(std::min<qsizetype>(at, 5));
      else
        row[place] = here + std::max(far, at >= 1 ? best[static_cast<std::size_t>(i) - 1][place - 1] + kInRow : kNo);
    }
  }
  return best;
}

/// The way back through the table.
QList<int> placesOf(const Scores& best) {
  QList<int> places;
  int limit = static_cast<int>(kLongest), next = -1;
  for (auto row = best.rbegin(); row != best.rend(); ++row) {
    int at = 0, value = kNo * 2;
    for (int place = 0; place < limit; ++place) {
      const int score = (*row)[static_cast<std::size_t>(place)];
      const int worth = next < 0 ? score : place == next - 1 ? score + kInRow : score - (next - 1 - place);
      if (score > kNo / 2 && worth > value) {
        value = worth;
        at = place;
      }
    }
    places.prepend(at);
    next = limit = at;
  }
  return places;
}

bool standsIn(QStringView word, QStringView text) {
  qsizetype found = 0;
  for (qsizetype at = 0; at < text.size() && found < word.size(); ++at)
    if (text[at] == word[found]) ++found;
  return found == word.size();
}

} // namespace

std::optional<int> fuzzyScore(QStringView word, QStringView text, QList<int>* places) {
  text = text.left(kLongest);
  if (word.isEmpty() || word.size() > text.size() || !standsIn(word, text)) return std::nullopt;
  const auto best = scoresOf(word, text);
  const int most = *std::ranges::max_element(best.back());
  if (places) *places = placesOf(best);
  const auto rest = static_cast<int>(std::min<qsizetype>((text.size() - word.size()) / 4, 8));
  return most - rest + (word.size() == text.size() ? kWhole : 0);
}

quint64 lettersOf(QStringView folded) {
  quint64 letters = 0;
  for (const QChar letter : folded) letters |= quint64{1} << (letter.unicode() % 64);
  return letters;
}

} // namespace meridian::console
