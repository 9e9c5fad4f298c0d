// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/world_map.h"

#include "map/projection.h"

#include <QQuickWindow>
#include <QSGImageNode>

#include <cmath>

namespace meridian::map {

WorldMap::WorldMap(QQuickItem* parent) : QQuickItem(parent) {
  setFlag(ItemHasContents);
  setAcceptedMouseButtons(Qt::LeftButton);
  setAcceptTouchEvents(true);
}

QPointF WorldMap::toItem(qreal longitude, qreal latitude) const {
  return m_view.toItem(project(longitude, latitude));
}

QPointF WorldMap::toGeo(qreal x, qreal y) const {
  return unproject(m_view.toProjected({x, y}));
}

template <typename Change>
void WorldMap::changeView(Change change) {
  const MapView before = m_view;
  change(m_view);
  if (before.scale() == m_view.scale() && before.centre() == m_view.centre() &&
      before.viewport() == m_view.viewport())
    return;
  ++m_viewRevision;
  repaintSoon();
  emit viewChanged();
}

void WorldMap::zoomAt(qreal x, qreal y, qreal factor) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  changeView([&](MapView& view) { view.zoomAt({x, y}, factor); });
}

void WorldMap::panBy(qreal dx, qreal dy) {
  changeView([&](MapView& view) { view.panBy({dx, dy}); });
}

void WorldMap::fit() {
  changeView([](MapView& view) { view.fit(); });
}

QPointF WorldMap::centre() const {
  return unproject(m_view.centre());
}

void WorldMap::setZoom(qreal zoom) {
  if (!std::isfinite(zoom)) return;
  changeView([&](MapView& view) { view.setZoom(zoom); });
}

void WorldMap::setCentre(QPointF geo) {
  changeView([&](MapView& view) { view.setCentre(project(geo.x(), geo.y())); });
}

void WorldMap::setRadius(qreal radius) {
  if (radius == m_radius) return;
  m_radius = radius;
  repaintSoon();
  emit shapeChanged();
}

void WorldMap::setTopInset(qreal inset) {
  if (inset == m_topInset) return;
  m_topInset = inset;
  updateViewport();
  emit shapeChanged();
}

void WorldMap::setInteractive(bool interactive) {
  if (interactive == m_interactive) return;
  m_interactive = interactive;
  setAcceptedMouseButtons(interactive ? Qt::LeftButton : Qt::NoButton);
  setAcceptTouchEvents(interactive);
  emit interactiveChanged();
}

void WorldMap::setColor(QColor& mine, const QColor& color) {
  if (mine == color) return;
  mine = color;
  repaintSoon();
  emit colorsChanged();
}

void WorldMap::updateViewport() {
  const qreal top = std::min(m_topInset, height());
  changeView([&](MapView& view) { view.setViewport({0, top, width(), height() - top}); });
}

void WorldMap::repaintSoon() {
  m_dirty = true;
  polish();
}

void WorldMap::geometryChange(const QRectF& now, const QRectF& before) {
  QQuickItem::geometryChange(now, before);
  if (now.size() != before.size()) updateViewport();
}

void WorldMap::itemChange(ItemChange change, const ItemChangeData& data) {
  if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange) repaintSoon();
  QQuickItem::itemChange(change, data);
}

// Painting here, on the GUI thread, keeps the view free of locks; the node below only takes the image.
void WorldMap::updatePolish() {
  if (!m_dirty || !window()) return;
  m_dirty = false;
  paint();
  update();
}

void WorldMap::paint() {
  m_image = paintMap(m_view, size(), window()->effectiveDevicePixelRatio(), m_colors, m_radius);
  ++m_paintCount;
}

QSGNode* WorldMap::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
  auto* node = static_cast<QSGImageNode*>(old);
  if (width() <= 0 || height() <= 0) {
    delete node;
    return nullptr;
  }
  if (!node && m_image.isNull()) paint(); // the scene graph was lost; what was painted went with it
  if (!m_image.isNull()) {
    if (!node) {
      node = window()->createImageNode();
      node->setOwnsTexture(true);
      node->setFiltering(QSGTexture::Nearest);
    }
    const bool opaque = !m_image.hasAlphaChannel();
    node->setTexture(window()->createTextureFromImage(
        m_image, opaque ? QQuickWindow::TextureIsOpaque : QQuickWindow::TextureHasAlphaChannel));
    node->setRect(QRectF(QPointF(), QSizeF(m_image.size()) / m_image.devicePixelRatio()));
    m_image = {};
  }
  return node;
}

} // namespace meridian::map
