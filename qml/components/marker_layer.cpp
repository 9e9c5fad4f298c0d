// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/marker_layer.h"

#include <QVariant>

#include <array>

namespace meridian::ui {
namespace {

constexpr double kRing = 14;          // a marker's radius, logical pixels
constexpr double kGap = 8;            // between ring and label
constexpr double kTooMuchCovered = 0.35;
constexpr double kSame = 1e-6;        // areas are differences of products

double area(const QRectF &rect)
{
    return rect.isEmpty() ? 0 : rect.width() * rect.height();
}

std::array<QPointF, 8> corners(QSizeF size)
{
    const double out = kRing + kGap;
    const double w = size.width();
    const double h = size.height();
    const double slant = kRing * 0.7;
    return {{{-w / 2, out}, {out, -h / 2}, {-w / 2, -out - h}, {-out - w, -h / 2},
             {slant, slant}, {-slant - w, slant}, {slant, -slant - h}, {-slant - w, -slant - h}}};
}

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
    }
    emit obstaclesChanged();
    polish();
}

QPointF MarkerLayer::place(QPointF spot, QSizeF size, const QRectF &bounds, const std::vector<QRectF> &taken,
                           double &covered)
{
    QPointF best;
    covered = 2;
    for (const QPointF corner : corners(size)) {
        const QRectF label(spot + corner, size);
        double hidden = area(label) - area(label & bounds);
        for (const QRectF &other : taken)
            hidden += area(label & other);
        const double share = area(label) > 0 ? hidden / area(label) : 0;
        if (share < covered - kSame) {
            covered = share;
            best = corner;
        }
    }
    return best;
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

void MarkerLayer::updatePolish()
{
    const QRectF bounds = QRectF(0, 0, width(), height()).adjusted(6, 6, -6, -6);
    std::vector<QRectF> taken;
    std::vector<QQuickItem *> markers;
    for (QQuickItem *item : m_obstacles)
        taken.push_back(mapRectFromItem(item, QRectF(0, 0, item->width(), item->height())));
    for (QQuickItem *item : childItems()) {
        if (!item->property("labelSize").isValid())
            continue;
        markers.push_back(item);
        taken.emplace_back(item->x() - kRing, item->y() - kRing, 2 * kRing, 2 * kRing);
    }
    for (QQuickItem *marker : markers) {
        const QSizeF size = marker->property("labelSize").toSizeF();
        double covered = 0;
        const QPointF at = place(marker->position(), size, bounds, taken, covered);
        const bool shown = covered < kTooMuchCovered;
        marker->setProperty("labelAt", at);
        marker->setProperty("labelShown", shown);
        if (shown)
            taken.emplace_back(marker->position() + at, size);
    }
}

} // namespace meridian::ui
