// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/palette/ranking.h"
#include "engine/snapshot.h"

#include <QHash>

namespace meridian::models {
class RowModel;
}

namespace meridian::console {

/// An image that the console has seen somewhere.
struct SeenImage {
  QString ref;    ///< "app/web:1.2"
  QString digest; ///< empty: not known
  bool operator==(const SeenImage&) const = default;
};

/// What entries are made of.
struct Sources {
  const engine::Snapshot& snapshot;
  const models::RowModel& jobs;  ///< Bridge's, for titles
  const models::RowModel& rules; ///< Bridge's, for command lines
  const QList<SeenImage>& seen;
  QString slow_rate;
  bool slow = false;
};

/// Everything that the palette offers before a word is typed: pages, actions, regions, rules, jobs, repositories and
/// images, in this order. In the language that is installed now.
[[nodiscard]] std::vector<Entry> allEntries(const Sources& from);

/// What the text itself may mean: a digest ("sha256:..." or its first twelve digits and more) that was seen, or that may
/// be looked up in the repositories that were; an image that was not seen.
[[nodiscard]] std::vector<Entry> typedEntries(const QString& text, const QList<SeenImage>& seen);

} // namespace meridian::console
