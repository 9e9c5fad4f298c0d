// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/guide/library.h"

#include <QFile>

#include <algorithm>

namespace meridian::console {

using models::GuideBlock;

namespace {

constexpr qsizetype kMostFound = 60;

/// What is found first: titles, headings, keys, then text.
int rankOf(const GuideBlock& block) {
  if (block.kind == GuideBlock::Kind::Title) return 0;
  if (block.kind == GuideBlock::Kind::Heading) return 1;
  return block.anchor.isEmpty() ? 3 : 2;
}

} // namespace

Library::Library(const QString& language) {
  for (const auto& name : pages()) {
    QFile file(QStringLiteral(":/meridian/guide/%1/%2.md").arg(language, name));
    if (file.open(QIODevice::ReadOnly)) m_pages.insert(name, models::readGuide(QString::fromUtf8(file.readAll())));
  }
}

const QStringList& Library::pages() {
  static const QStringList kPages{QStringLiteral("start"),   QStringLiteral("fleet-file"), QStringLiteral("commands"),
                                  QStringLiteral("links"),   QStringLiteral("promotion"),  QStringLiteral("recover"),
                                  QStringLiteral("service"), QStringLiteral("move"),       QStringLiteral("security"),
                                  QStringLiteral("trouble"), QStringLiteral("keys")};
  return kPages;
}

const QList<GuideBlock>& Library::page(const QString& name) const {
  static const QList<GuideBlock> kNone;
  const auto found = m_pages.constFind(name);
  return found == m_pages.constEnd() ? kNone : *found;
}

QString Library::title(const QString& name) const {
  const auto& blocks = page(name);
  return blocks.isEmpty() ? QString() : blocks.first().text;
}

QList<Library::Found> Library::search(const QString& words) const {
  const auto wanted = words.simplified().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
  if (wanted.isEmpty()) return {};
  QList<std::pair<int, Found>> ranked;
  for (const auto& name : pages()) {
    QString section = title(name);
    const auto& blocks = page(name);
    for (qsizetype i = 0; i < blocks.size(); ++i) {
      const auto& block = blocks[i];
      if (block.kind == GuideBlock::Kind::Heading) section = block.text;
      const auto text = block.text.toCaseFolded();
      if (!std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) { return text.contains(word); })) continue;
      const auto where = section == title(name) ? section : title(name) + QStringLiteral(" › ") + section;
      const auto heading = rankOf(block) < 2;
      ranked.append({rankOf(block), {name + QStringLiteral("#:%1").arg(i), where, heading ? QString() : block.text.simplified()}});
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  QList<Found> found;
  for (const auto& one : ranked.mid(0, kMostFound)) found.append(one.second);
  return found;
}

int Library::blockAt(const QString& place) const {
  const auto& blocks = page(place.section(u'#', 0, 0));
  const auto anchor = place.section(u'#', 1);
  if (anchor.isEmpty()) return blocks.isEmpty() ? -1 : 0;
  if (anchor.startsWith(u':')) return anchor.mid(1).toInt() < blocks.size() ? anchor.mid(1).toInt() : -1;
  for (qsizetype i = 0; i < blocks.size(); ++i)
    if (blocks[i].anchor == anchor) return static_cast<int>(i);
  return -1;
}

} // namespace meridian::console
