// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/marker_layer.h"

#include "components/label_places.h"

#include <QStringList>
#include <QVariant>

namespace meridian::ui {
namespace {

constexpr double kRing = 14; // a marker's radius, logical pixels
constexpr double kSmallRing = 10;
constexpr qsizetype kFew = 12;
constexpr double kMargin = 6;

} // namespace

MarkerLayer::MarkerLayer(QQuickItem *parent) : QQuickItem(parent) {}

void MarkerLayer::setRevision(int revision)
{
    if (revision == m_revision)
        return;
    m_revision = revision;
    emit revisionChanged();
    polish();
}

void MarkerLayer::setObstacles(const QList<QQuickItem *> &obstacles)
{
    if (obstacles == m_obstacles)
        return;
    m_obstacles = obstacles;
    for (QQuickItem *item : m_obstacles) {
        connect(item, &QQuickItem::widthChanged, this, &QQuickItem::polish, Qt::UniqueConnection);
        connect(item, &QQuickItem::heightChanged, this, &QQuickItem::polish, Qt::UniqueConnection);
        connect(item, &QQuickItem::visibleChanged, this, &QQuickItem::polish, Qt::UniqueConnection);
    }
    emit obstaclesChanged();
    polish();
}

void MarkerLayer::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    polish();
}

void MarkerLayer::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemChildAddedChange || change == ItemChildRemovedChange)
        polish();
    QQuickItem::itemChange(change, data);
}

QList<QQuickItem *> MarkerLayer::markers() const
{
    QList<QQuickItem *> found;
    for (QQuickItem *item : childItems())
        if (item->property("labelSize").isValid())
            found.append(item);
    return found;
}

void MarkerLayer::updatePolish()
{
    const QList<QQuickItem *> items = markers();
    const bool crowded = items.size() > kFew;
    std::vector<Mark> marks;
    for (QQuickItem *item : items)
        marks.push_back({item->position(), item->property("labelSize").toSizeF(), item->property("weight").toDouble()});
    std::vector<QRectF> obstacles;
    for (QQuickItem *item : std::as_const(m_obstacles))
        if (item->isVisible())
            obstacles.push_back(mapRectFromItem(item, QRectF(0, 0, item->width(), item->height())));
    const QRectF bounds = QRectF(0, 0, width(), height()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const auto places = placeMarks(marks, bounds, obstacles, crowded ? kSmallRing : kRing);

    QList<QStringList> others(items.size());
    for (qsizetype i = 0; i < items.size(); ++i)
        if (const int leader = places[static_cast<std::size_t>(i)].leader; leader != i)
            others[leader].append(items[i]->property("name").toString());
    for (qsizetype i = 0; i < items.size(); ++i) {
        const MarkPlace &place = places[static_cast<std::size_t>(i)];
        items[i]->setProperty("gathered", place.leader != i);
        if (items[i]->property("others").toStringList() != others[i]) // QML takes any list for another one
            items[i]->setProperty("others", others[i]);
        if (place.labelled)
            items[i]->setProperty("labelAt", place.at);
        items[i]->setProperty("labelShown", place.labelled);
    }
    if (crowded == m_crowded)
        return;
    m_crowded = crowded;
    emit crowdedChanged();
}

} // namespace meridian::ui
