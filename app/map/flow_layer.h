// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/flow_route.h"
#include "map/flow_traffic.h"
#include "map/world_map.h"

#include <QColor>
#include <QElapsedTimer>
#include <QImage>
#include <QPointer>
#include <QQuickItem>
#include <QTimer>
#include <QVariantList>

#include <vector>

class QPainter;

namespace meridian::map {

/// Arcs between regions and the traffic on them, over a WorldMap of the same size and place.
///
/// A link without traffic is a thin translucent arc; an active one a stronger arc with comets that fly from
/// source to target. A clock of 12 frames a second (24 with a GPU) moves them, and runs only when somebody
/// can see it: item visible, window exposed and not minimised, a flow active with a rate, `running`, motion
/// not reduced. Otherwise the layer costs nothing. With reduced motion the comets stand still and still show
/// the direction. GUI thread.
class FlowLayer : public QQuickItem {
  Q_OBJECT
  QML_ELEMENT
  Q_PROPERTY(meridian::map::WorldMap* map READ map WRITE setMap NOTIFY mapChanged)
  /// Maps of fromLon, fromLat, toLon, toLat (degrees), rate (bytes per second), active (bool), color and
  /// health ("ok", "warn" and "bad": dashed, "idle": thin whatever the rate). The higher the rate, the thicker.
  Q_PROPERTY(QVariantList flows READ flows WRITE setFlows NOTIFY flowsChanged)
  /// Bytes per second that count as full load. 0: the largest rate among the flows.
  Q_PROPERTY(qreal maxRate READ maxRate WRITE setMaxRate NOTIFY maxRateChanged)
  /// False holds the comets where they are.
  Q_PROPERTY(bool running READ isRunning WRITE setRunning NOTIFY runningChanged)
  Q_PROPERTY(bool reducedMotion READ isReducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
  /// Place in `flows` of the one that is drawn to stand out; -1: none.
  Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
  /// Rises whenever flowAt() or middleOf() would answer differently.
  Q_PROPERTY(int layoutRevision READ layoutRevision NOTIFY laidOut)
  /// Whether the clock runs now.
  Q_PROPERTY(bool animating READ isAnimating NOTIFY animatingChanged)

public:
  explicit FlowLayer(QQuickItem* parent = nullptr);
  ~FlowLayer() override;

  /// The flow whose arc passes nearest to an item point, and near enough for a pointer to mean it; -1: none.
  Q_INVOKABLE int flowAt(qreal x, qreal y) const;
  /// Item point on a flow's arc that is on show and nearest to its middle; the middle where none is on show.
  Q_INVOKABLE QPointF middleOf(int flow) const;

  [[nodiscard]] WorldMap* map() const { return m_map; }
  [[nodiscard]] QVariantList flows() const { return m_given; }
  [[nodiscard]] qreal maxRate() const { return m_maxRate; }
  [[nodiscard]] bool isRunning() const { return m_running; }
  [[nodiscard]] bool isReducedMotion() const { return m_reducedMotion; }
  [[nodiscard]] int current() const { return m_current; }
  [[nodiscard]] int layoutRevision() const { return m_layoutRevision; }
  [[nodiscard]] bool isAnimating() const { return m_clock.isActive(); }
  /// Frames a second of the clock on this window's renderer.
  [[nodiscard]] int framesPerSecond() const;
  /// Comets that are inside the item now.
  [[nodiscard]] int visibleComets() const { return static_cast<int>(m_comets.size()); }

  void setMap(WorldMap* map);
  void setFlows(const QVariantList& flows);
  void setMaxRate(qreal rate);
  void setRunning(bool running);
  void setReducedMotion(bool reduced);
  void setCurrent(int flow);

signals:
  void currentChanged();
  void laidOut();
  void mapChanged();
  void flowsChanged();
  void maxRateChanged();
  void runningChanged();
  void reducedMotionChanged();
  void animatingChanged();

protected:
  void geometryChange(const QRectF& now, const QRectF& before) override;
  void itemChange(ItemChange change, const ItemChangeData& data) override;
  void updatePolish() override;
  QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  struct Flow {
    QPointF from, to; // (longitude, latitude)
    QColor color;
    double rate = 0;
    bool active = false;
    bool dashed = false;
    int strength = 0; // of its load, in steps: a rate that wavers does not repaint the arcs

    [[nodiscard]] bool moves() const { return active && rate > 0; }
    /// Whether the arc is painted the same, though the rate may differ.
    [[nodiscard]] bool looksLike(const Flow& other) const;

    QList<Polyline> pieces;
    FlowRoute route;
    FlowTraffic traffic;
  };
  struct Comet {
    QPointF at;
    double angle;
    QRgb color;
  };

  [[nodiscard]] static Flow read(const QVariantMap& map);
  [[nodiscard]] QRectF viewport() const;
  [[nodiscard]] bool onDark() const;
  void watchWindow(QQuickWindow* window);
  void updateClock();
  void updateLoads();
  void layOut();
  void placeComets();
  void repaintSoon();
  void tick();
  void paintArc(QPainter& painter, const Flow& flow, bool current) const;
  [[nodiscard]] QImage paintArcs() const;

  QPointer<WorldMap> m_map;
  QPointer<QQuickWindow> m_window;
  QVariantList m_given;
  std::vector<Flow> m_flows;
  std::vector<Comet> m_comets;
  QImage m_arcs; // painted, not yet taken over by the scene graph
  QTimer m_clock;
  QElapsedTimer m_sinceTick;
  qreal m_maxRate = 0;
  int m_current = -1;
  int m_layoutRevision = 0;
  bool m_running = true;
  bool m_reducedMotion = false;
  bool m_dirty = true;
  bool m_spritesStale = true;
};

} // namespace meridian::map
