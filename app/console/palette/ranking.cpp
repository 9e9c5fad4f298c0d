// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/ranking.h"

#include "console/palette/fuzzy.h"

#include <algorithm>

namespace meridian::console {

namespace {

constexpr int kElsewhere = 18; ///< what a word outside of the title costs
constexpr int kRecent = 6;

int weight(const QString& kind) {
  if (kind == QLatin1String("page")) return 5;
  if (kind == QLatin1String("region") || kind == QLatin1String("rule")) return 4;
  return kind == QLatin1String("job") ? 0 : 2;
}

std::optional<int> scoreOf(const Known& known, const QStringList& words, QList<int>* places) {
  int score = 0;
  for (const auto& word : words) {
    QList<int> mine;
    if (const auto inTitle = fuzzyScore(word, known.title, places ? &mine : nullptr)) {
      score += *inTitle;
      if (places) places->append(mine);
    } else if (const auto elsewhere = fuzzyScore(word, known.rest)) {
      score += *elsewhere - kElsewhere;
    } else {
      return std::nullopt;
    }
  }
  return score + weight(known.entry.kind);
}

std::vector<Found> asTheyStand(const std::vector<Known>& entries, const QStringList& recent, std::size_t limit) {
  std::vector<Found> found;
  for (const auto& key : recent)
    for (std::size_t at = 0; at < entries.size(); ++at)
      if (entries[at].entry.key == key) found.push_back({at, 0, {}});
  for (std::size_t at = 0; at < entries.size() && found.size() < limit; ++at)
    if (!recent.contains(entries[at].entry.key)) found.push_back({at, 0, {}});
  if (found.size() > limit) found.resize(limit);
  return found;
}

} // namespace

Known::Known(Entry from)
    : entry(std::move(from)), title(folded(entry.title)),
      rest(folded(entry.detail + u' ' + entry.words)), letters(lettersOf(title) | lettersOf(rest)) {}

QString folded(QString text) {
  for (QChar& letter : text) {
    const auto parts = letter.decompositionTag() == QChar::Canonical ? letter.decomposition() : QString();
    letter = (parts.isEmpty() ? letter : parts[0]).toCaseFolded();
  }
  return text;
}

std::vector<Found> rank(const std::vector<Known>& entries, const QString& query, const QStringList& recent, std::size_t limit) {
  const auto words = folded(query).split(u' ', Qt::SkipEmptyParts);
  if (words.isEmpty()) return asTheyStand(entries, recent, limit);
  quint64 letters = 0;
  for (const auto& word : words) letters |= lettersOf(word);
  std::vector<Found> found;
  for (std::size_t at = 0; at < entries.size(); ++at) {
    if ((letters & ~entries[at].letters) != 0) continue;
    if (const auto score = scoreOf(entries[at], words, nullptr))
      found.push_back({at, *score + (recent.contains(entries[at].entry.key) ? kRecent : 0), {}});
  }
  const auto better = [&](const Found& a, const Found& b) { return a.score != b.score ? a.score > b.score : a.at < b.at; };
  const auto kept = std::min(limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
  found.resize(kept);
  for (auto& one : found) (void)scoreOf(entries[one.at], words, &one.places);
  return found;
}

QString marked(const QString& text, const QList<int>& places) {
  QString out;
  for (int at = 0; at < text.size(); ++at) {
    const auto letter = QString(text[at]).toHtmlEscaped();
    out += places.contains(at) ? QStringLiteral("<b>") + letter + QStringLiteral("</b>") : letter;
  }
  return out.replace(QStringLiteral("</b><b>"), QString());
}

} // namespace meridian::console
