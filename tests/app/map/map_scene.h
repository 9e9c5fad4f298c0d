// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "map/flow_layer.h"
#include "map/world_map.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTest>

#include <memory>

/// A window with a WorldMap and a FlowLayer, made from QML as the console makes them.
struct MapScene {
  QQmlEngine engine;
  std::unique_ptr<QQuickWindow> window;
  meridian::map::WorldMap* map = nullptr;
  meridian::map::FlowLayer* flows = nullptr;

  explicit MapScene(QSize size = {925, 430}) {
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(&engine);
    component.setData(R"(
      import QtQuick
      import QtQuick.Window
      import Meridian.Map
      Window {
        property alias world: world
        property alias layer: layer
        property point tokyo: { world.viewRevision; return world.toItem(139.7, 35.7) }
        WorldMap { id: world; anchors.fill: parent }
        FlowLayer { id: layer; anchors.fill: world; map: world }
      })",
                      QUrl(QStringLiteral("map_scene.qml")));
    window.reset(qobject_cast<QQuickWindow*>(component.create()));
    if (!window) qFatal("%s", qPrintable(component.errorString()));
    window->resize(size);
    map = window->property("world").value<meridian::map::WorldMap*>();
    flows = window->property("layer").value<meridian::map::FlowLayer*>();
  }

  [[nodiscard]] bool show() const {
    window->show();
    return QTest::qWaitForWindowExposed(window.get());
  }
};

inline QVariantMap flow(QPointF from, QPointF to, double rate, const char* color, const char* health = "ok") {
  return {{"fromLon", from.x()}, {"fromLat", from.y()}, {"toLon", to.x()},        {"toLat", to.y()},
          {"rate", rate},        {"active", rate > 0},  {"color", QColor(color)}, {"health", health}};
}

namespace places {
inline constexpr QPointF frankfurt{8.68, 50.11}, tokyo{139.69, 35.68}, siliconValley{-121.9, 37.35},
    singapore{103.85, 1.29}, saoPaulo{-46.63, -23.55};
}
