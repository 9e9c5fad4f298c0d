// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// Ctrl+K: everything that can be gone to or done, by what is typed. QML singleton `Palette`; made by Desk. GUI thread.
class Palette final : public QObject, public Lone<Palette> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Palette(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
