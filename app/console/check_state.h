// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/answers.h"

#include <QObject>
#include <QVariantList>

#include <optional>

namespace meridian::console {

/// The last look at a registry ("Test connection"). GUI thread.
class CheckState : public QObject {
  Q_OBJECT
  Q_PROPERTY(bool busy READ busy NOTIFY changed)
  Q_PROPERTY(bool done READ done NOTIFY changed)
  Q_PROPERTY(bool passed READ passed NOTIFY changed)
  Q_PROPERTY(QString summary READ summary NOTIFY changed)
  /// {kind, label, passed, text, advice}, in order.
  Q_PROPERTY(QVariantList steps READ steps NOTIFY changed)

public:
  using QObject::QObject;

  void begin();
  void finish(engine::RegionCheck check);
  void clear();
  void retranslate() { emit changed(); }

  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] bool done() const { return m_check.has_value(); }
  [[nodiscard]] bool passed() const { return m_check && m_check->passed; }
  [[nodiscard]] QString summary() const;
  [[nodiscard]] QVariantList steps() const;

signals:
  void changed();

private:
  bool m_busy = false;
  std::optional<engine::RegionCheck> m_check;
};

} // namespace meridian::console
