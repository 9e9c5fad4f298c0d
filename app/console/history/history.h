// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// Jobs of all times, to be searched, sorted and filtered. QML singleton `History`; made by Desk. GUI thread.
class History final : public QObject, public Lone<History> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  History(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
