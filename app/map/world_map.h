// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/map_painter.h"
#include "map/map_view.h"

#include <QImage>
#include <QQuickItem>

#include <optional>

namespace meridian::map {

/// The world: land on a sea, without borders of countries. Pan by mouse, finger or arrow keys; zoom by wheel,
/// pinch, double click, plus and minus. Markers are QML items beside or above it, placed by a binding such as
///
///     readonly property point place: { map.viewRevision; return map.toItem(lon, lat) }
///
/// It paints only when view, size, pixel ratio or colours change. GUI thread.
class WorldMap : public QQuickItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(QColor land READ land WRITE setLand NOTIFY colorsChanged)
  Q_PROPERTY(QColor coast READ coast WRITE setCoast NOTIFY colorsChanged)
  Q_PROPERTY(QColor graticule READ graticule WRITE setGraticule NOTIFY colorsChanged)
  Q_PROPERTY(QColor seaTop READ seaTop WRITE setSeaTop NOTIFY colorsChanged)
  Q_PROPERTY(QColor seaBottom READ seaBottom WRITE setSeaBottom NOTIFY colorsChanged)
  /// Of the item's corners, logical pixels: an item in a rounded card cannot be clipped to it in software.
  Q_PROPERTY(qreal radius READ radius WRITE setRadius NOTIFY shapeChanged)
  /// A header of this height stands over the sea; the world begins below it.
  Q_PROPERTY(qreal topInset READ topInset WRITE setTopInset NOTIFY shapeChanged)
  /// 1 (fitted) to 12.
  Q_PROPERTY(qreal zoom READ zoom WRITE setZoom NOTIFY viewChanged)
  /// (longitude, latitude) in degrees in the middle of the view.
  Q_PROPERTY(QPointF centre READ centre WRITE setCentre NOTIFY viewChanged)
  /// Rises whenever toItem() would answer differently: read it in a binding to have it evaluated again.
  Q_PROPERTY(int viewRevision READ viewRevision NOTIFY viewChanged)
  /// Whether mouse, touch and keys move the map.
  Q_PROPERTY(bool interactive READ isInteractive WRITE setInteractive NOTIFY interactiveChanged)

public:
  explicit WorldMap(QQuickItem* parent = nullptr);

  /// Item point of a place given in degrees; also for places outside the item.
  Q_INVOKABLE QPointF toItem(qreal longitude, qreal latitude) const;
  /// (longitude, latitude) of an item point; beside the world the nearest place on its edge.
  Q_INVOKABLE QPointF toGeo(qreal x, qreal y) const;
  /// Zooms by a factor; the place under (x, y) stays there.
  Q_INVOKABLE void zoomAt(qreal x, qreal y, qreal factor);
  /// Moves the world by logical pixels.
  Q_INVOKABLE void panBy(qreal dx, qreal dy);
  /// Back to the whole world.
  Q_INVOKABLE void fit();

  [[nodiscard]] const MapView& view() const { return m_view; }
  [[nodiscard]] QColor land() const { return m_colors.land; }
  [[nodiscard]] QColor coast() const { return m_colors.coast; }
  [[nodiscard]] QColor graticule() const { return m_colors.graticule; }
  [[nodiscard]] QColor seaTop() const { return m_colors.seaTop; }
  [[nodiscard]] QColor seaBottom() const { return m_colors.seaBottom; }
  [[nodiscard]] qreal radius() const { return m_radius; }
  [[nodiscard]] qreal topInset() const { return m_topInset; }
  [[nodiscard]] qreal zoom() const { return m_view.zoom(); }
  [[nodiscard]] QPointF centre() const;
  [[nodiscard]] int viewRevision() const { return m_viewRevision; }
  [[nodiscard]] bool isInteractive() const { return m_interactive; }
  /// How often it has painted; for tests of "only when something changed".
  [[nodiscard]] int paintCount() const { return m_paintCount; }

  void setLand(const QColor& color) { setColor(m_colors.land, color); }
  void setCoast(const QColor& color) { setColor(m_colors.coast, color); }
  void setGraticule(const QColor& color) { setColor(m_colors.graticule, color); }
  void setSeaTop(const QColor& color) { setColor(m_colors.seaTop, color); }
  void setSeaBottom(const QColor& color) { setColor(m_colors.seaBottom, color); }
  void setRadius(qreal radius);
  void setTopInset(qreal inset);
  void setZoom(qreal zoom);
  void setCentre(QPointF geo);
  void setInteractive(bool interactive);

signals:
  /// The left button went down and up at about this item point: no drag.
  void tapped(qreal x, qreal y);
  void colorsChanged();
  void shapeChanged();
  void viewChanged();
  void interactiveChanged();

protected:
  void geometryChange(const QRectF& now, const QRectF& before) override;
  void itemChange(ItemChange change, const ItemChangeData& data) override;
  void updatePolish() override;
  QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseUngrabEvent() override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void touchEvent(QTouchEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  /// Applies a change to the view and, if it came out different, announces and paints it.
  template <typename Change>
  void changeView(Change change);
  void setColor(QColor& mine, const QColor& color);
  void updateViewport();
  void repaintSoon();
  void paint();

  MapView m_view;
  MapColors m_colors;
  QImage m_image; // painted, not yet taken over by the scene graph
  std::optional<QPointF> m_dragged;
  std::optional<QPointF> m_pressed; // where, while it may still become a tap
  QPointF m_touchCentre;
  qreal m_touchSpread = 0;
  qsizetype m_touchCount = 0;
  qreal m_radius = 0;
  qreal m_topInset = 0;
  int m_viewRevision = 0;
  int m_paintCount = 0;
  bool m_interactive = true;
  bool m_dirty = true;
};

} // namespace meridian::map
