// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/flow_nodes.h"

#include "map/comet.h"

#include <QMatrix4x4>
#include <QQuickWindow>

namespace meridian::map {

void FlowNodes::setArcs(QQuickWindow* window, const QImage& image) {
  if (!m_arcs) {
    m_arcs.reset(window->createImageNode());
    m_arcs->setFlag(OwnedByParent, false);
    m_arcs->setOwnsTexture(true);
    m_arcs->setFiltering(QSGTexture::Nearest);
    prependChildNode(m_arcs.get());
  }
  m_arcs->setTexture(window->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
  m_arcs->setRect(QRectF(QPointF(), QSizeF(image.size()) / image.devicePixelRatio()));
}

void FlowNodes::clearSprites() {
  m_comets.clear();
  m_sprites.clear();
}

void FlowNodes::addSprite(QQuickWindow* window, QRgb color, const QImage& image) {
  m_sprites.insert(color, std::shared_ptr<QSGTexture>(
                              window->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel)));
}

void FlowNodes::setCometCount(QQuickWindow* window, std::size_t count) {
  while (m_comets.size() > count)
    m_comets.pop_back();
  while (m_comets.size() < count) {
    Comet comet{std::make_unique<QSGTransformNode>(),
                std::unique_ptr<QSGImageNode>(window->createImageNode())};
    comet.turn->setFlag(OwnedByParent, false);
    comet.image->setFlag(OwnedByParent, false);
    comet.image->setOwnsTexture(false);
    comet.image->setFiltering(QSGTexture::Linear);
    comet.image->setRect(kCometRect);
    m_comets.push_back(std::move(comet));
  }
}

void FlowNodes::setComet(std::size_t index, QPointF at, double angle, QRgb color) {
  const Comet& comet = m_comets[index];
  if (QSGTexture* texture = m_sprites.value(color).get(); comet.image->texture() != texture)
    comet.image->setTexture(texture);
  QMatrix4x4 matrix;
  matrix.translate(static_cast<float>(at.x()), static_cast<float>(at.y()));
  matrix.rotate(static_cast<float>(angle), 0, 0, 1);
  comet.turn->setMatrix(matrix);
  // Only now: an image node must not be shown before it has a texture.
  if (!comet.image->parent()) comet.turn->appendChildNode(comet.image.get());
  if (!comet.turn->parent()) appendChildNode(comet.turn.get());
}

} // namespace meridian::map
