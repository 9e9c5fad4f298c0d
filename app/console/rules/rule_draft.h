// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"
#include "console/lone.h"

#include <QQmlEngine>

namespace meridian::console {

class Bridge;

/// A rule while it is written, as a form and as JSON. QML singleton `RuleDraft`; made by Desk. GUI thread.
class RuleDraft final : public QObject, public Lone<RuleDraft> {
  Q_OBJECT
  QML_ELEMENT
  QML_SINGLETON

public:
  RuleDraft(FleetLink& link, Bridge& bridge, QObject* parent = nullptr);

private:
  FleetLink& m_link;
  Bridge& m_bridge;
};

} // namespace meridian::console
