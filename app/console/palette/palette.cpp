// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/palette/palette.h"

#include "console/bridge.h"
#include "console/palette/deeds.h"
#include "console/palette/shortcuts.h"
#include "console/settings/kept.h"
#include "models/job_rows.h"
#include "models/text.h"

#include <QSet>

namespace meridian::console {

namespace {

constexpr std::size_t kShown = 50;
constexpr qsizetype kRecent = 6, kSeen = 20'000;
constexpr int kJobsLookedAt = 8;
QString recentKey() { return QStringLiteral("palette/recent"); }

QString kindText(const QString& kind) {
  if (kind == QLatin1String("page")) return Palette::tr("Page");
  if (kind == QLatin1String("region")) return Palette::tr("Region");
  if (kind == QLatin1String("rule")) return Palette::tr("Rule");
  if (kind == QLatin1String("job")) return Palette::tr("Job");
  if (kind == QLatin1String("repository")) return Palette::tr("Repository");
  return kind == QLatin1String("image") ? Palette::tr("Image") : Palette::tr("Action");
}

QList<QByteArray> roles() {
  return {"key", "kind", "kindText", "title", "markedTitle", "detail", "iconName", "shortcut", "spoken"};
}

models::Row rowOf(const Entry& entry, const QList<int>& places) {
  QStringList spoken{entry.title, kindText(entry.kind), entry.detail, entry.shortcut};
  spoken.removeAll(QString());
  return {entry.key, {entry.key, entry.kind, kindText(entry.kind), entry.title, marked(entry.title, places), entry.detail,
                      entry.icon, entry.shortcut, spoken.join(QStringLiteral(", "))}};
}

} // namespace

Palette::Palette(FleetLink& link, Bridge& bridge, QObject* parent)
    : QObject(parent), m_link(link), m_bridge(bridge), m_rows(roles()) {
  connect(&m_bridge, &Bridge::retranslated, this, &Palette::retranslate);
}

Palette::~Palette() {
  for (const auto question : m_questions) m_link.drop(question);
}

QVariantList Palette::shortcuts() const {
  QVariantList list;
  for (const auto& one : shortcutKeys())
    list.append(QVariantMap{{QStringLiteral("keys"), one.keys}, {QStringLiteral("key"), one.key},
                            {QStringLiteral("text"), one.text}, {QStringLiteral("group"), one.group}});
  return list;
}

void Palette::retranslate() {
  emit shortcutsChanged();
  lookAround();
  show();
}

void Palette::open() {
  m_query.clear();
  lookAround();
  show();
  askForImages();
  emit queryChanged();
}

void Palette::setQuery(const QString& query) {
  if (query == m_query) return;
  m_query = query;
  show();
  emit queryChanged();
}

void Palette::saw(const SeenImage& image) {
  if (image.ref.isEmpty()) return;
  if (const auto at = m_seen_at.constFind(image.ref); at != m_seen_at.constEnd()) {
    if (!image.digest.isEmpty()) m_seen[*at].digest = image.digest;
    return;
  }
  if (m_seen.size() >= kSeen) return;
  m_seen_at.insert(image.ref, m_seen.size());
  m_seen.append(image);
}

/// The newest jobs say which images there are: of what they copied or found equal.
void Palette::askForImages() {
  for (const auto question : m_questions) m_link.drop(question);
  m_questions.clear();
  const auto snapshot = m_link.snapshot();
  for (std::size_t i = 0; snapshot && i < snapshot->jobs.size() && m_questions.size() < kJobsLookedAt; ++i) {
    m_questions.append(m_link.images(snapshot->jobs[i].record.id, [this](std::vector<engine::ImageStatus> images) {
      for (const auto& image : images) saw({models::fromStd(image.ref), models::fromStd(image.digest)});
      lookAround();
      show();
    }));
  }
}

void Palette::lookAround() {
  const auto snapshot = m_link.snapshot();
  m_known.clear();
  if (!snapshot) return;
  for (auto& entry : allEntries({*snapshot, *m_bridge.jobs(), *m_bridge.rules(), m_seen, m_bridge.slowRate(),
                                 !m_bridge.slowText().isEmpty()}))
    m_known.emplace_back(std::move(entry));
}

void Palette::show() {
  QList<models::Row> rows;
  QSet<QString> shown;
  const auto add = [&](const Entry& entry, const QList<int>& places) {
    if (shown.contains(entry.key)) return;
    shown.insert(entry.key);
    rows.append(rowOf(entry, places));
  };
  const auto typed = typedEntries(m_query, m_seen);
  const bool digest = !typed.empty() && !m_query.contains(u'/');
  if (digest)
    for (const auto& entry : typed) add(entry, {});
  for (const auto& found : rank(m_known, m_query, kept::value(recentKey()).toStringList(), kShown))
    add(m_known[found.at].entry, found.places);
  if (!digest)
    for (const auto& entry : typed) add(entry, {});
  m_rows.assign(rows);
}

void Palette::choose(int row) {
  const auto key = m_rows.value(row, "key").toString();
  if (key.isEmpty()) return;
  auto recent = kept::value(recentKey()).toStringList();
  recent.removeAll(key);
  recent.prepend(key);
  kept::put(recentKey(), recent.mid(0, kRecent));
  run(key);
}

void Palette::run(const QString& key) {
  if (key == QLatin1String("back")) return m_bridge.back();
  if (perform(key, m_bridge, m_link)) return;
  emit wanted(key.section(u':', 0, 0), key.section(u':', 1));
}

} // namespace meridian::console
