// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/guide/guide.h"

#include "console/bridge.h"

#include <QQuickItem>

namespace meridian::console {

namespace {

QString firstPage() { return Library::pages().first(); }

/// Which folder of the guide is in the language that is installed.
QString folder() { return Guide::tr("en", "the guide's folder in this language: en or zh_CN"); }

models::Row rowOf(int at, const models::GuideBlock& block) {
  QVariantList shares, links;
  for (const auto share : block.shares) shares.append(share);
  for (const auto& link : block.links)
    links.append(QVariantMap{{QStringLiteral("text"), link.text}, {QStringLiteral("target"), link.target}});
  return {QString::number(at),
          {models::name(block.kind), block.text, block.html, block.mark, block.level, block.cells, shares, links}};
}

} // namespace

Guide::Guide(Bridge& bridge, QObject* parent)
    : QObject(parent), m_bridge(bridge), m_library(folder()),
      m_blocks({"kind", "text", "html", "mark", "level", "cells", "shares", "links"}), m_found({"place", "title", "text"}) {
  connect(&m_bridge, &Bridge::retranslated, this, &Guide::retranslate);
  connect(&m_bridge, &Bridge::pageChanged, this, [this] {
    if (m_bridge.page() != QLatin1String("guide")) return;
    close();
    show(m_bridge.subject().isEmpty() ? firstPage() : m_bridge.subject());
  });
  fill();
}

QString Guide::placeFor(const QString& page) {
  static const QHash<QString, QString> kPlaces{
      {QStringLiteral("overview"), QStringLiteral("links")},
      {QStringLiteral("regions"), QStringLiteral("fleet-file#region")},
      {QStringLiteral("region"), QStringLiteral("links#what-to-do")},
      {QStringLiteral("rules"), QStringLiteral("fleet-file#rule")},
      {QStringLiteral("images"), QStringLiteral("commands#look")},
      {QStringLiteral("image"), QStringLiteral("commands#look")},
      {QStringLiteral("jobs"), QStringLiteral("links#what-you-see")},
      {QStringLiteral("consistency"), QStringLiteral("recover#differs")},
      {QStringLiteral("activity"), QStringLiteral("security#who")},
      {QStringLiteral("settings"), QStringLiteral("service")},
      {QStringLiteral("setup"), QStringLiteral("start#console")},
      {QStringLiteral("guide"), QStringLiteral("keys")}};
  return kPlaces.value(page, firstPage());
}

void Guide::help(QObject* focused) {
  QString topic;
  bool above = false;
  for (auto* item = qobject_cast<QQuickItem*>(focused); item != nullptr; item = item->parentItem()) {
    if (topic.isEmpty()) topic = item->property("topic").toString();
    above = above || item->inherits("QQuickOverlay");
  }
  const auto place = topic.isEmpty() ? placeFor(m_bridge.page()) : topic;
  if (m_above) return follow(QStringLiteral("keys"));
  if (!above) return m_bridge.open(QStringLiteral("guide"), place);
  m_been.clear();
  show(place);
  m_above = true;
  emit aboveChanged();
}

void Guide::follow(const QString& target) {
  const auto place = target.startsWith(u'#') ? page() + target : target;
  if (m_library.blockAt(place) < 0) return;
  setQuery({});
  if (!m_above) return m_bridge.open(QStringLiteral("guide"), place);
  m_been.append(m_place);
  show(place);
}

void Guide::back() {
  if (canGoBack()) show(m_been.takeLast());
}

void Guide::close() {
  m_been.clear();
  if (!m_above) return;
  m_above = false;
  emit aboveChanged();
}

void Guide::show(const QString& place) {
  const bool same = place.section(u'#', 0, 0) == page();
  m_place = m_library.blockAt(place) < 0 ? (m_library.page(place.section(u'#', 0, 0)).isEmpty() ? firstPage() : place.section(u'#', 0, 0))
                                         : place;
  if (!same) fill();
  emit placeChanged();
}

void Guide::fill() {
  QList<models::Row> rows;
  const auto& blocks = m_library.page(page());
  for (qsizetype i = 0; i < blocks.size(); ++i) rows.append(rowOf(static_cast<int>(i), blocks[i]));
  m_blocks.reset(std::move(rows));
}

void Guide::retranslate() {
  m_library = Library(folder());
  fill();
  emit placeChanged();
  setQuery({});
}

QString Guide::title() const { return m_library.title(page()); }

int Guide::block() const { return std::max(0, m_library.blockAt(m_place)); }

QVariantList Guide::contents() const {
  QVariantList list;
  const auto add = [&](const QString& place, const QString& title, int level, bool current) {
    list.append(QVariantMap{{QStringLiteral("place"), place}, {QStringLiteral("title"), title},
                            {QStringLiteral("level"), level}, {QStringLiteral("current"), current}});
  };
  for (const auto& name : Library::pages()) {
    add(name, m_library.title(name), 0, name == page());
    if (name != page()) continue;
    const auto& blocks = m_library.page(name);
    for (qsizetype i = 0; i < blocks.size(); ++i)
      if (blocks[i].kind == models::GuideBlock::Kind::Heading && blocks[i].level == 2)
        add(blocks[i].anchor.isEmpty() ? name + QStringLiteral("#:%1").arg(i) : name + u'#' + blocks[i].anchor, blocks[i].text, 1, false);
  }
  return list;
}

void Guide::setQuery(const QString& query) {
  if (query == m_query) return;
  m_query = query;
  QList<models::Row> rows;
  for (const auto& one : m_library.search(query)) rows.append({one.place, {one.place, one.title, one.text}});
  m_found.reset(std::move(rows));
  emit queryChanged();
}

} // namespace meridian::console
