// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// The guided set-up: what the operator has said so far, what was found out, and what is still to be said. QML singleton `Setup`; made by Desk. GUI thread.
class Setup final : public QObject, public Lone<Setup> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Setup(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
