// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/display.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>

namespace meridian::console {

namespace {

bool drawnByCpu() {
  QOpenGLContext context;
  if (!context.create()) return true;
  QOffscreenSurface surface;
  surface.setFormat(context.format());
  surface.create();
  if (!context.makeCurrent(&surface)) return true;
  const auto* text = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
  const auto renderer = QByteArray(text).toLower();
  context.doneCurrent();
  return renderer.isEmpty() || renderer.contains("llvmpipe") || renderer.contains("softpipe") ||
         renderer.contains("swrast") || renderer.contains("software");
}

} // namespace

bool hasDisplay() {
  for (const char* variable : {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"})
    if (!qEnvironmentVariableIsEmpty(variable)) return true;
  return false;
}

bool chooseRenderer() {
  if (!qEnvironmentVariableIsEmpty("QT_QUICK_BACKEND")) return qgetenv("QT_QUICK_BACKEND") == "software";
  if (!qEnvironmentVariableIsEmpty("QSG_RHI_BACKEND")) return false;
  if (!drawnByCpu()) return false;
  QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
  return true;
}

} // namespace meridian::console
