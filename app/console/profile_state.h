// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "console/fleet_link.h"
#include "ports/registry_profile.h"

#include <QObject>
#include <QVariantList>

#include <optional>

namespace meridian::console {

/// What is known of one region's registry, and the probe that finds it out. GUI thread.
class ProfileState : public QObject {
  Q_OBJECT
  Q_PROPERTY(QString regionId READ regionId NOTIFY changed)
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(bool known READ known NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)
  Q_PROPERTY(QString probedText READ probedText NOTIFY changed)
  /// {title, facts: [{label, status ("yes"|"no"|"unknown"|"told"), text}]}, in order.
  Q_PROPERTY(QVariantList groups READ groups NOTIFY changed)
  Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)

public:
  explicit ProfileState(FleetLink& link, QObject* parent = nullptr) : QObject(parent), m_link(link) {}

  /// Another region; nothing is known of it yet.
  void show(const QString& region);
  void know(std::optional<ports::RegistryProfile> profile);
  /// What was known stays in sight while the probe runs.
  void begin(const QString& region);
  void finish(base::Result<ports::RegistryProfile> profile);
  void stop();
  void retranslate() { emit changed(); }

  [[nodiscard]] QString regionId() const { return m_region; }
  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] bool known() const { return m_profile.has_value(); }
  [[nodiscard]] QString error() const;
  [[nodiscard]] QString probedText() const;
  [[nodiscard]] QVariantList groups() const;
  [[nodiscard]] QStringList remarks() const;

signals:
  void changed();

private:
  FleetLink& m_link;
  QString m_region;
  bool m_busy = false;
  std::optional<ports::RegistryProfile> m_profile;
  std::optional<base::Error> m_error;
};

} // namespace meridian::console
