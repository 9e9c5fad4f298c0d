// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/flow_layer.h"

#include "map/comet.h"
#include "map/flow_nodes.h"
#include "map/world_map.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGRendererInterface>

#include <algorithm>
#include <cmath>

namespace meridian::map {
namespace {

constexpr int kSoftwareFrames = 12;
constexpr int kGpuFrames = 24;
constexpr int kStrengths = 4;
constexpr double kThinnest = 1.2;  // logical pixels
constexpr double kPerStrength = 0.45;
constexpr double kReach = 7;       // logical pixels from an arc that a pointer still means it
constexpr double kLongestTick = 0.25; // seconds: after a stall comets go on, they do not leap

QPointF place(const QVariantMap& map, const QString& lon, const QString& lat) {
  return {map.value(lon).toDouble(), map.value(lat).toDouble()};
}

} // namespace

FlowLayer::FlowLayer(QQuickItem* parent) : QQuickItem(parent) {
  setFlag(ItemHasContents);
  setClip(true); // a comet's tail may reach over the edge
  m_clock.setTimerType(Qt::CoarseTimer);
  connect(&m_clock, &QTimer::timeout, this, &FlowLayer::tick);
}

FlowLayer::~FlowLayer() = default;

bool FlowLayer::Flow::looksLike(const Flow& other) const {
  return from == other.from && to == other.to && color == other.color && active == other.active &&
         dashed == other.dashed && strength == other.strength;
}

FlowLayer::Flow FlowLayer::read(const QVariantMap& map) {
  Flow flow;
  flow.from = place(map, QStringLiteral("fromLon"), QStringLiteral("fromLat"));
  flow.to = place(map, QStringLiteral("toLon"), QStringLiteral("toLat"));
  flow.color = map.value(QStringLiteral("color")).value<QColor>();
  if (!flow.color.isValid()) flow.color = Qt::gray;
  flow.rate = map.value(QStringLiteral("rate")).toDouble();
  const QString health = map.value(QStringLiteral("health")).toString();
  flow.active = map.value(QStringLiteral("active")).toBool() && health != QLatin1String("idle");
  flow.dashed = health == QLatin1String("bad") || health == QLatin1String("warn");
  return flow;
}

void FlowLayer::setMap(WorldMap* map) {
  if (map == m_map) return;
  if (m_map) m_map->disconnect(this);
  m_map = map;
  if (map) {
    connect(map, &WorldMap::viewChanged, this, &FlowLayer::repaintSoon);
    connect(map, &WorldMap::shapeChanged, this, &FlowLayer::repaintSoon);
    connect(map, &WorldMap::colorsChanged, this, [this] {
      m_spritesStale = true;
      update();
    });
    connect(map, &QObject::destroyed, this, &FlowLayer::updateClock);
  }
  repaintSoon();
  updateClock();
  emit mapChanged();
}

void FlowLayer::setFlows(const QVariantList& flows) {
  if (flows == m_given) return;
  m_given = flows;
  std::vector<Flow> before = std::exchange(m_flows, {});
  for (const QVariant& given : flows) {
    Flow flow = read(given.toMap());
    // What flies keeps flying when only its rate changed, wherever it stands in the list.
    const auto known = std::find_if(before.begin(), before.end(), [&](const Flow& old) {
      return old.from == flow.from && old.to == flow.to && !old.pieces.isEmpty();
    });
    if (known != before.end()) {
      flow.traffic = std::move(known->traffic);
      flow.route = std::move(known->route);
      flow.pieces = std::exchange(known->pieces, {});
    } else {
      flow.pieces = greatCircle(flow.from, flow.to);
    }
    m_flows.push_back(std::move(flow));
  }
  updateLoads();
  const bool sameLook = std::equal(m_flows.begin(), m_flows.end(), before.begin(), before.end(),
                                   [](const Flow& now, const Flow& old) { return now.looksLike(old); });
  if (!sameLook) repaintSoon();
  placeComets();
  updateClock();
  emit flowsChanged();
}

void FlowLayer::setMaxRate(qreal rate) {
  if (rate == m_maxRate) return;
  m_maxRate = rate;
  updateLoads();
  repaintSoon();
  emit maxRateChanged();
}

void FlowLayer::setRunning(bool running) {
  if (running == m_running) return;
  m_running = running;
  updateClock();
  emit runningChanged();
}

void FlowLayer::setReducedMotion(bool reduced) {
  if (reduced == m_reducedMotion) return;
  m_reducedMotion = reduced;
  updateClock();
  emit reducedMotionChanged();
}

void FlowLayer::setCurrent(int flow) {
  if (flow == m_current) return;
  m_current = flow;
  repaintSoon();
  emit currentChanged();
}

int FlowLayer::framesPerSecond() const {
  const auto* renderer = window() ? window()->rendererInterface() : nullptr;
  const bool software = !renderer || renderer->graphicsApi() == QSGRendererInterface::Software;
  return software ? kSoftwareFrames : kGpuFrames;
}

void FlowLayer::updateLoads() {
  double most = m_maxRate;
  if (!(most > 0))
    for (const Flow& flow : m_flows)
      most = std::max(most, flow.rate);
  for (Flow& flow : m_flows) {
    const double load = FlowTraffic::loadOf(flow.rate, most);
    flow.traffic.setLoad(load);
    flow.strength = flow.moves() ? 1 + static_cast<int>(std::lround(load * (kStrengths - 1))) : 0;
    if (!flow.moves())
      flow.traffic.clear();
    else if (flow.traffic.positions().empty())
      flow.traffic.fill(flow.route.length());
  }
}

void FlowLayer::updateClock() {
  const bool seen = isVisible() && width() > 0 && height() > 0 && m_map && m_window &&
                    m_window->isExposed() && !(m_window->windowStates() & Qt::WindowMinimized);
  const bool moving =
      std::any_of(m_flows.begin(), m_flows.end(), [](const Flow& flow) { return flow.moves(); });
  const bool run = seen && moving && m_running && !m_reducedMotion;
  if (run == m_clock.isActive()) return;
  if (run) {
    m_sinceTick.start();
    m_clock.start(1000 / framesPerSecond());
  } else {
    m_clock.stop();
  }
  emit animatingChanged();
}

void FlowLayer::tick() {
  const double seconds = std::min(kLongestTick, static_cast<double>(m_sinceTick.restart()) / 1000);
  for (Flow& flow : m_flows)
    if (flow.moves()) flow.traffic.advance(seconds, flow.route.length());
  placeComets();
}

QRectF FlowLayer::viewport() const {
  return m_map ? m_map->view().viewport() : QRectF();
}

bool FlowLayer::onDark() const {
  return !m_map || m_map->seaTop().lightness() < 128;
}

void FlowLayer::placeComets() {
  m_comets.clear();
  const QRectF area = viewport();
  for (const Flow& flow : m_flows) {
    if (!(flow.route.length() > 0)) continue;
    for (const double position : flow.traffic.positions()) {
      const auto [at, angle] = flow.route.placeAt(position * flow.route.length());
      if (area.contains(at)) m_comets.push_back({at, angle, flow.color.rgb()});
    }
  }
  update();
}

void FlowLayer::layOut() {
  for (Flow& flow : m_flows) {
    const double before = flow.route.length();
    flow.route = m_map ? FlowRoute(flow.pieces, m_map->view()) : FlowRoute();
    const double length = flow.route.length();
    if (flow.moves() && std::abs(length - before) > 0.02 * before) flow.traffic.fill(length);
  }
  placeComets();
}

void FlowLayer::repaintSoon() {
  m_dirty = true;
  polish();
}

void FlowLayer::paintArc(QPainter& painter, const Flow& flow, bool current) const {
  const QPainterPath path = flow.route.path();
  const double width = kThinnest + kPerStrength * flow.strength + (current ? 1 : 0);
  QColor color = flow.color;
  if (current || (flow.active && onDark())) { // a faint glow; on white it would only smear
    color.setAlphaF(current ? 0.24F : 0.10F);
    painter.strokePath(path, QPen(color, width + (current ? 6 : 3.3), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  }
  color.setAlphaF(current ? 1.0F : flow.active ? 0.78F : flow.dashed ? 0.6F : 0.34F);
  QPen pen(color, width, Qt::SolidLine, flow.dashed ? Qt::FlatCap : Qt::RoundCap, Qt::RoundJoin);
  if (flow.dashed) pen.setDashPattern({8 / width, 6 / width});
  painter.strokePath(path, pen);
}

QImage FlowLayer::paintArcs() const {
  const double ratio = m_window ? m_window->effectiveDevicePixelRatio() : 1;
  const QSize pixels(static_cast<int>(std::ceil(width() * ratio)),
                     static_cast<int>(std::ceil(height() * ratio)));
  QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(ratio);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(viewport());
  const auto current = static_cast<std::size_t>(m_current); // -1 is none
  for (std::size_t i = 0; i < m_flows.size(); ++i)
    if (i != current) paintArc(painter, m_flows[i], false);
  if (current < m_flows.size()) paintArc(painter, m_flows[current], true);
  return image;
}

int FlowLayer::flowAt(qreal x, qreal y) const {
  int nearest = -1;
  double least = kReach;
  if (!viewport().contains(QPointF(x, y))) return nearest;
  for (std::size_t i = 0; i < m_flows.size(); ++i) {
    const double away = m_flows[i].route.distanceTo({x, y});
    if (away >= least) continue;
    least = away;
    nearest = static_cast<int>(i);
  }
  return nearest;
}

QPointF FlowLayer::middleOf(int flow) const {
  if (flow < 0 || flow >= static_cast<int>(m_flows.size())) return {};
  const FlowRoute& route = m_flows[static_cast<std::size_t>(flow)].route;
  if (!(route.length() > 0)) return {};
  const QRectF area = viewport();
  for (int step = 0; step <= 20; ++step)
    for (const int side : {1, -1}) {
      const QPointF at = route.placeAt(route.length() * (0.5 + side * 0.025 * step)).at;
      if (area.contains(at)) return at;
    }
  return route.placeAt(route.length() / 2).at;
}

void FlowLayer::updatePolish() {
  if (!m_dirty || !m_window) return;
  m_dirty = false;
  layOut();
  m_arcs = paintArcs();
  update();
  ++m_layoutRevision;
  emit laidOut();
}

QSGNode* FlowLayer::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
  auto* nodes = static_cast<FlowNodes*>(old);
  if (width() <= 0 || height() <= 0 || !m_map) {
    delete nodes;
    return nullptr;
  }
  if (!nodes) {
    nodes = new FlowNodes;
    if (m_arcs.isNull()) m_arcs = paintArcs(); // the scene graph was lost; what was painted went with it
  }
  if (!m_arcs.isNull()) nodes->setArcs(m_window, std::exchange(m_arcs, {}));
  if (std::exchange(m_spritesStale, false)) nodes->clearSprites();
  for (const Comet& comet : m_comets)
    if (!nodes->hasSprite(comet.color))
      nodes->addSprite(m_window, comet.color,
                       cometImage(QColor(comet.color), onDark(), m_window->effectiveDevicePixelRatio()));
  nodes->setCometCount(m_window, m_comets.size());
  for (std::size_t i = 0; i < m_comets.size(); ++i)
    nodes->setComet(i, m_comets[i].at, m_comets[i].angle, m_comets[i].color);
  return nodes;
}

void FlowLayer::geometryChange(const QRectF& now, const QRectF& before) {
  QQuickItem::geometryChange(now, before);
  if (now.size() == before.size()) return;
  repaintSoon();
  updateClock();
}

void FlowLayer::watchWindow(QQuickWindow* window) {
  if (m_window == window) return;
  if (m_window) m_window->removeEventFilter(this);
  m_window = window;
  if (window) window->installEventFilter(this);
}

bool FlowLayer::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
  case QEvent::Expose:
  case QEvent::Show:
  case QEvent::Hide:
  case QEvent::WindowStateChange:
    updateClock();
    break;
  default:
    break;
  }
  return QQuickItem::eventFilter(watched, event);
}

void FlowLayer::itemChange(ItemChange change, const ItemChangeData& data) {
  switch (change) {
  case ItemSceneChange:
    watchWindow(data.window);
    [[fallthrough]];
  case ItemDevicePixelRatioHasChanged:
    m_spritesStale = true;
    repaintSoon();
    break;
  default:
    break;
  }
  QQuickItem::itemChange(change, data);
  if (change == ItemSceneChange || change == ItemVisibleHasChanged) updateClock();
}

} // namespace meridian::map
