// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickImageProvider>

class QQmlEngine;

namespace meridian::icons {

/// Bundled Lucide icons as images of one colour: `image://icon/<name>?<colour>`, where the colour is
/// what QColor reads without its `#` (`rrggbb`, `aarrggbb` or a name). An unknown name yields a null
/// image and a warning, so that a test sees it. Called on the scene's loader threads; holds no state.
class IconProvider final : public QQuickImageProvider {
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

/// Registers the provider as `icon`; the engine owns it.
void install(QQmlEngine &engine);

} // namespace meridian::icons
