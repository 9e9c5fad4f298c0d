// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/fleet_link.h"

#include <QQmlEngine>
#include <QVariantList>

namespace meridian::console {

/// The first sync of the guided set-up, while it runs and at its end. GUI thread.
class SetupRun final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("hangs on Setup")
  /// "idle", "running", "done", "failed".
  Q_PROPERTY(QString phase READ phase NOTIFY changed)
  Q_PROPERTY(QString job READ job NOTIFY changed)
  Q_PROPERTY(double progress READ progress NOTIFY changed)
  Q_PROPERTY(QString headline READ headline NOTIFY changed)
  /// "3.1 of 7.4 GB", "2.1 GB/s", "6 min left", "38 of 96 tags": empty where nothing is known.
  Q_PROPERTY(QString bytesText READ bytesText NOTIFY changed)
  Q_PROPERTY(QString rateText READ rateText NOTIFY changed)
  Q_PROPERTY(QString leftText READ leftText NOTIFY changed)
  Q_PROPERTY(QString tagsText READ tagsText NOTIFY changed)
  /// Why nothing moves, or what failed.
  Q_PROPERTY(QString whyNot READ whyNot NOTIFY changed)
  /// {id, name, progress, text, status} of each region that gets copies.
  Q_PROPERTY(QVariantList regions READ regions NOTIFY changed)

public:
  explicit SetupRun(FleetLink& link, QObject* parent = nullptr);

  /// Runs a rule of the fleet; what refuses it, or "".
  QString start(const std::string& rule);
  /// What failed once more, or the whole rule where that cannot be.
  QString again(const std::string& rule);
  void follow(const QString& job);
  void clear() { follow({}); }

  [[nodiscard]] QString phase() const;
  [[nodiscard]] QString job() const { return m_job; }
  [[nodiscard]] double progress() const;
  [[nodiscard]] QString headline() const;
  [[nodiscard]] QString bytesText() const;
  [[nodiscard]] QString rateText() const;
  [[nodiscard]] QString leftText() const;
  [[nodiscard]] QString tagsText() const;
  [[nodiscard]] QString whyNot() const;
  [[nodiscard]] QVariantList regions() const;
  void retranslate() { emit changed(); }

signals:
  void changed();

private:
  void look();
  [[nodiscard]] bool runs() const;

  FleetLink& m_link;
  QString m_job;
  std::optional<engine::JobStatus> m_status; ///< the last that was seen of it
};

} // namespace meridian::console
