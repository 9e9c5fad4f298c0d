// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/region_rows.h"
#include "models/text.h"

#include <array>

namespace meridian::models {

using engine::RegionState;

namespace {

struct In {
  const engine::LinkStatus& link;
  const engine::Region& from;
  const engine::Region& to;
  int place; ///< of the target: an arc has the colour of the region that it feeds
};

QString health(const engine::LinkStatus& link) {
  switch (link.state) {
  case RegionState::InSync:
  case RegionState::Syncing: return QStringLiteral("ok");
  case RegionState::Drift: return QStringLiteral("warn");
  case RegionState::Failed: return QStringLiteral("bad");
  case RegionState::Offline:
  case RegionState::Unknown: break;
  }
  return QStringLiteral("idle");
}

const std::array<Column<In>, 11> kColumns{{
    {"fromId", [](const In& in) -> QVariant { return fromStd(in.link.from); }},
    {"toId", [](const In& in) -> QVariant { return fromStd(in.link.to); }},
    {"fromLon", [](const In& in) -> QVariant { return in.from.lon; }},
    {"fromLat", [](const In& in) -> QVariant { return in.from.lat; }},
    {"toLon", [](const In& in) -> QVariant { return in.to.lon; }},
    {"toLat", [](const In& in) -> QVariant { return in.to.lat; }},
    {"rate", [](const In& in) -> QVariant { return in.link.rate.value; }},
    {"rateText", [](const In& in) -> QVariant { return rateText(in.link.rate); }},
    {"active", [](const In& in) -> QVariant { return in.link.active; }},
    {"health", [](const In& in) -> QVariant { return health(in.link); }},
    {"seriesIndex", [](const In& in) -> QVariant { return in.place; }},
}};

} // namespace

QList<QByteArray> linkRoles() { return rolesOf<In>(kColumns); }

QList<Row> linkRows(const engine::Snapshot& snapshot) {
  const auto place = [&](const std::string& id) {
    for (std::size_t i = 0; i < snapshot.regions.size(); ++i)
      if (snapshot.regions[i].region.id == id) return static_cast<int>(i);
    return -1;
  };
  QList<Row> rows;
  for (const auto& link : snapshot.links) {
    const int from = place(link.from), to = place(link.to);
    if (from < 0 || to < 0) continue;
    rows.append(rowOf<In>(kColumns, fromStd(link.from + '>' + link.to),
                          In{link, snapshot.regions[static_cast<std::size_t>(from)].region,
                             snapshot.regions[static_cast<std::size_t>(to)].region, to}));
  }
  return rows;
}

} // namespace meridian::models
