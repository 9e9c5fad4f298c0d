// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// What happened, for those who looked away: toasts that were, and what the desktop is told. QML singleton `Notices`; made by Desk. GUI thread.
class Notices final : public QObject, public Lone<Notices> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  Notices(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
