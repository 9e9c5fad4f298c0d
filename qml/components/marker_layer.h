// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>

namespace meridian::ui {

/// Parent of the map's markers: gathers those that would cover each other and finds each remaining one a place for
/// its label where it covers no other marker, no other label and nothing that stands on the map. A marker is a child
/// with the properties `name`, `labelSize` and `weight` (in: what matters more goes first), `labelAt` (out: the
/// label's corner as seen from the marker), `labelShown` (out: false where no room is left), `gathered` (out: another
/// one stands for it) and `others` (out: names of those that it stands for). Places are found again after a change of
/// view, size, markers or texts, at most once a frame. GUI thread.
class MarkerLayer : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    /// Anything that rises when markers have moved, e.g. the map's viewRevision.
    Q_PROPERTY(int revision READ revision WRITE setRevision NOTIFY revisionChanged)
    /// Items on the map that labels keep away from.
    Q_PROPERTY(QList<QQuickItem *> obstacles READ obstacles WRITE setObstacles NOTIFY obstaclesChanged)
    /// So many markers that rings and labels have to be small.
    Q_PROPERTY(bool crowded READ isCrowded NOTIFY crowdedChanged)
public:
    explicit MarkerLayer(QQuickItem *parent = nullptr);

    int revision() const { return m_revision; }
    void setRevision(int revision);
    QList<QQuickItem *> obstacles() const { return m_obstacles; }
    void setObstacles(const QList<QQuickItem *> &obstacles);
    bool isCrowded() const { return m_crowded; }
    /// For markers: their label's size or their weight has changed.
    Q_INVOKABLE void placeSoon() { polish(); }

signals:
    void revisionChanged();
    void obstaclesChanged();
    void crowdedChanged();

protected:
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void updatePolish() override;

private:
    QList<QQuickItem *> markers() const;

    int m_revision = 0;
    bool m_crowded = false;
    QList<QQuickItem *> m_obstacles;
};

} // namespace meridian::ui
