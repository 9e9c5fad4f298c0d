// SPDX-License-Identifier: GPL-3.0-or-later
// How mouse, wheel, fingers and keys move the map.
#include "map/world_map.h"

#include <QCursor>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QTouchEvent>
#include <QWheelEvent>

#include <cmath>

namespace meridian::map {
namespace {

constexpr qreal kNotchFactor = 1.25; // zoom of one notch of a wheel, or of one press of plus
constexpr qreal kNotch = 120;        // QWheelEvent::angleDelta() of a notch
constexpr qreal kKeyStep = 60;       // logical pixels

} // namespace

bool WorldMap::event(QEvent* event) {
  if (event->type() == QEvent::NativeGesture && m_interactive) {
    const auto* gesture = static_cast<QNativeGestureEvent*>(event);
    if (gesture->gestureType() == Qt::ZoomNativeGesture) {
      zoomAt(gesture->position().x(), gesture->position().y(), 1 + gesture->value());
      event->accept();
      return true;
    }
  }
  return QQuickItem::event(event);
}

void WorldMap::mousePressEvent(QMouseEvent* event) {
  m_dragged = m_pressed = event->position();
  setKeepMouseGrab(true); // or a page that scrolls would take the drag over
  if (flags() & ItemIsFocusScope || activeFocusOnTab()) forceActiveFocus(Qt::MouseFocusReason);
  event->accept();
}

void WorldMap::mouseMoveEvent(QMouseEvent* event) {
  if (!m_dragged) return;
  if (m_pressed) {
    const int reach = QGuiApplication::styleHints()->startDragDistance();
    if ((event->position() - *m_pressed).manhattanLength() < reach) return;
    m_pressed.reset();
  }
  const QPointF by = event->position() - *m_dragged;
  m_dragged = event->position();
  setCursor(Qt::ClosedHandCursor);
  panBy(by.x(), by.y());
}

void WorldMap::mouseReleaseEvent(QMouseEvent* event) {
  const bool tap = m_pressed.has_value();
  mouseUngrabEvent();
  if (tap) emit tapped(event->position().x(), event->position().y());
}

void WorldMap::mouseUngrabEvent() {
  m_dragged.reset();
  m_pressed.reset();
  setKeepMouseGrab(false);
  unsetCursor();
}

void WorldMap::mouseDoubleClickEvent(QMouseEvent* event) {
  zoomAt(event->position().x(), event->position().y(), 2);
}

void WorldMap::wheelEvent(QWheelEvent* event) {
  const qreal notches = event->angleDelta().y() / kNotch;
  const bool atEnd =
      (notches < 0 && zoom() <= MapView::kMinZoom) || (notches > 0 && zoom() >= MapView::kMaxZoom);
  if (!m_interactive || notches == 0 || atEnd) {
    event->ignore(); // the page around the map may scroll
    return;
  }
  zoomAt(event->position().x(), event->position().y(), std::pow(kNotchFactor, notches));
  event->accept();
}

void WorldMap::touchEvent(QTouchEvent* event) {
  if (event->type() == QEvent::TouchCancel || event->type() == QEvent::TouchEnd) {
    m_touchCount = 0;
    setKeepTouchGrab(false);
    return;
  }
  QPointF centre;
  qsizetype count = 0;
  for (const auto& point : event->points()) {
    if (point.state() == QEventPoint::Released) continue;
    centre += point.position();
    ++count;
  }
  if (count == 0) return;
  centre /= static_cast<qreal>(count);
  qreal spread = 0;
  for (const auto& point : event->points()) {
    if (point.state() == QEventPoint::Released) continue;
    const QPointF off = point.position() - centre;
    spread += std::hypot(off.x(), off.y()) / static_cast<qreal>(count);
  }
  // A finger that comes or goes moves the middle: start over from there.
  if (count == m_touchCount) {
    panBy(centre.x() - m_touchCentre.x(), centre.y() - m_touchCentre.y());
    if (count > 1 && m_touchSpread > 1) zoomAt(centre.x(), centre.y(), spread / m_touchSpread);
  }
  m_touchCount = count;
  m_touchCentre = centre;
  m_touchSpread = spread;
  setKeepTouchGrab(true);
  event->accept();
}

void WorldMap::keyPressEvent(QKeyEvent* event) {
  if (!m_interactive) return event->ignore();
  const QPointF middle = m_view.viewport().center();
  switch (event->key()) {
  case Qt::Key_Left:
    return panBy(kKeyStep, 0);
  case Qt::Key_Right:
    return panBy(-kKeyStep, 0);
  case Qt::Key_Up:
    return panBy(0, kKeyStep);
  case Qt::Key_Down:
    return panBy(0, -kKeyStep);
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    return zoomAt(middle.x(), middle.y(), kNotchFactor);
  case Qt::Key_Minus:
    return zoomAt(middle.x(), middle.y(), 1 / kNotchFactor);
  case Qt::Key_0:
  case Qt::Key_Home:
    return fit();
  default:
    event->ignore();
  }
}

} // namespace meridian::map
