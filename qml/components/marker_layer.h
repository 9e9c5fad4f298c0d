// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>
#include <QRectF>

#include <vector>

namespace meridian::ui {

/// Parent of the map's markers: finds each one a place for its label where it covers no other marker, no other
/// label and nothing that stands on the map. A marker is a child with the properties `labelSize` (in), `labelAt`
/// (out: the label's corner as seen from the marker) and `labelShown` (out: false where no room is left). Labels are
/// placed again after a change of view, size, markers or texts, at most once a frame. GUI thread.
class MarkerLayer : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    /// Anything that rises when markers have moved, e.g. the map's viewRevision.
    Q_PROPERTY(int revision READ revision WRITE setRevision NOTIFY revisionChanged)
    /// Items on the map that labels keep away from.
    Q_PROPERTY(QList<QQuickItem *> obstacles READ obstacles WRITE setObstacles NOTIFY obstaclesChanged)
public:
    explicit MarkerLayer(QQuickItem *parent = nullptr);

    int revision() const { return m_revision; }
    void setRevision(int revision);
    QList<QQuickItem *> obstacles() const { return m_obstacles; }
    void setObstacles(const QList<QQuickItem *> &obstacles);
    /// For markers: their label's size has changed.
    Q_INVOKABLE void placeSoon() { polish(); }

    /// The best corner for a label of `size` beside a marker at `spot`; `taken` may be overlapped as little as possible.
    /// `covered` is the share of the label that overlaps or leaves `bounds` there.
    static QPointF place(QPointF spot, QSizeF size, const QRectF &bounds, const std::vector<QRectF> &taken, double &covered);

signals:
    void revisionChanged();
    void obstaclesChanged();

protected:
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void updatePolish() override;

private:
    int m_revision = 0;
    QList<QQuickItem *> m_obstacles;
};

} // namespace meridian::ui
