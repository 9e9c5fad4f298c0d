// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QRgb>
#include <QSGImageNode>
#include <QSGTransformNode>

#include <memory>
#include <vector>

class QQuickWindow;

namespace meridian::map {

/// Scene graph of a FlowLayer: the arcs as one image that seldom changes, and above it one small image per
/// comet. The software renderer then repaints only the comets' surroundings, not the map, and a GPU batches
/// them by texture. Lives on the render thread. A transform node although it moves nothing: when a comet moves, Qt
/// 6.4's software renderer takes the place of its parent from what it noted of transform, clip and opacity nodes,
/// and draws the children of any other node relative to the window.
class FlowNodes : public QSGTransformNode {
public:
  void setArcs(QQuickWindow* window, const QImage& image);

  /// The comet images by colour; call before setComet() when colours, theme or pixel ratio changed.
  void clearSprites();
  [[nodiscard]] bool hasSprite(QRgb color) const { return m_sprites.contains(color); }
  void addSprite(QQuickWindow* window, QRgb color, const QImage& image);

  void setCometCount(QQuickWindow* window, std::size_t count);
  void setComet(std::size_t index, QPointF at, double angle, QRgb color);

private:
  struct Comet {
    std::unique_ptr<QSGTransformNode> turn;
    std::unique_ptr<QSGImageNode> image;
  };

  // Order matters: textures outlive the nodes that show them.
  QHash<QRgb, std::shared_ptr<QSGTexture>> m_sprites;
  std::unique_ptr<QSGImageNode> m_arcs;
  std::vector<Comet> m_comets;
};

} // namespace meridian::map
