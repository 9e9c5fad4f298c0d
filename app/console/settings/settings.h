// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// What the operator has set for this console, beside its looks. QML singleton `Settings`; made by Desk. GUI thread.
class Settings final : public QObject, public Lone<Settings> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Settings(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
