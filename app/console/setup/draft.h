// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantMap>

#include <optional>

namespace meridian::console {

/// What somebody has said in the guided set-up so far, as it outlives the program. Never a secret: what is typed as a
/// password is nowhere in it. A value.
struct SetupDraft {
  QString fleet;        ///< the fleet file that it is about
  int step = 0;         ///< on show
  int reached = 0;      ///< the last one that may be shown
  bool open = false;    ///< it was on show when this was kept
  QString source;       ///< id of the region that is copied from; empty: not yet saved
  QVariantMap region;    ///< the first region as it is described (region_step.h)
  bool describing = false;
  QVariantMap more;      ///< the further one that is being described
  QVariantMap selection; ///< selection_step.h
  QVariantMap schedule;  ///< schedule_step.h
  QString rule;         ///< id of the rule as it was saved; empty: not yet
  QString job;          ///< of the first sync

  [[nodiscard]] QByteArray toJson() const;
  /// nullopt for what is no such text.
  [[nodiscard]] static std::optional<SetupDraft> fromJson(const QByteArray& json);
  bool operator==(const SetupDraft&) const = default;
};

/// Where a draft is kept between two runs of the program.
class DraftShelf {
public:
  virtual ~DraftShelf() = default;
  [[nodiscard]] virtual QByteArray read() const = 0;
  virtual void write(const QByteArray& json) = 0;
};

/// In the settings of the program.
class SettingsShelf final : public DraftShelf {
public:
  [[nodiscard]] QByteArray read() const override;
  void write(const QByteArray& json) override;
};

} // namespace meridian::console
