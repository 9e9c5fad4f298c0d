// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/link_rows.h"

#include "models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <functional>

namespace meridian::models {

using engine::RegionState;

namespace {

struct Link {
  Q_DECLARE_TR_FUNCTIONS(Link)
};

constexpr std::size_t kTolerated = 20; // one failure in so many images does not make a link degraded

struct In {
  const engine::LinkStatus& link;
  const engine::Region& from;
  const engine::Region& to;
  int place; ///< of the target: an arc has the colour of the region that it feeds
};

QString nameOf(const engine::Region& region) { return fromStd(region.name.empty() ? region.id : region.name); }
QString keyOf(const engine::LinkStatus& link) { return fromStd(link.from + '>' + link.to); }

QString health(const engine::LinkStatus& link) {
  switch (link.state) {
  case RegionState::InSync:
  case RegionState::Syncing:
    return link.failed * kTolerated > link.copied + link.failed ? QStringLiteral("warn") : QStringLiteral("ok");
  case RegionState::Drift: return QStringLiteral("warn");
  case RegionState::Failed: return QStringLiteral("bad");
  case RegionState::Offline:
  case RegionState::Unknown: break;
  }
  return QStringLiteral("idle");
}

QString healthWord(const engine::LinkStatus& link) {
  const auto key = health(link);
  if (key == QLatin1String("ok")) return Link::tr("Healthy");
  if (key == QLatin1String("warn")) return Link::tr("Degraded");
  if (key == QLatin1String("bad")) return Link::tr("Failing");
  return stateWord(link.state);
}

int rank(const engine::LinkStatus& link) {
  const auto key = health(link);
  return key == QLatin1String("bad") ? 3 : key == QLatin1String("warn") ? 2 : key == QLatin1String("idle") ? 1 : 0;
}

QString tripText(std::chrono::microseconds trip) {
  if (trip.count() <= 0) return QStringLiteral("–");
  const double ms = static_cast<double>(trip.count()) / 1000;
  return Link::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 9.95 ? 1 : 0));
}

QString movingText(const engine::LinkStatus& link) {
  return Link::tr("%1 moving, %2 waiting", "blobs").arg(numberText(link.transfers), numberText(link.waiting));
}

double success(const engine::LinkStatus& link) {
  const auto all = link.copied + link.failed;
  return all == 0 ? -1 : static_cast<double>(link.copied) / static_cast<double>(all);
}

QVariantList history(const engine::LinkStatus& link) {
  QVariantList list;
  for (const float value : link.history) list.append(static_cast<double>(value));
  return list;
}

const std::array<Column<In>, 28> kColumns{{
    {"key", [](const In& in) -> QVariant { return keyOf(in.link); }},
    {"fromId", [](const In& in) -> QVariant { return fromStd(in.link.from); }},
    {"toId", [](const In& in) -> QVariant { return fromStd(in.link.to); }},
    {"fromName", [](const In& in) -> QVariant { return nameOf(in.from); }},
    {"toName", [](const In& in) -> QVariant { return nameOf(in.to); }},
    {"title", [](const In& in) -> QVariant { return QString(nameOf(in.from) + QStringLiteral(" → ") + nameOf(in.to)); }},
    {"fromLon", [](const In& in) -> QVariant { return in.from.lon; }},
    {"fromLat", [](const In& in) -> QVariant { return in.from.lat; }},
    {"toLon", [](const In& in) -> QVariant { return in.to.lon; }},
    {"toLat", [](const In& in) -> QVariant { return in.to.lat; }},
    {"rate", [](const In& in) -> QVariant { return in.link.rate.value; }},
    {"rateText", [](const In& in) -> QVariant { return in.link.rate.value < 1 ? Link::tr("idle") : rateText(in.link.rate); }},
    {"active", [](const In& in) -> QVariant { return in.link.active; }},
    {"health", [](const In& in) -> QVariant { return health(in.link); }},
    {"healthWord", [](const In& in) -> QVariant { return healthWord(in.link); }},
    {"rank", [](const In& in) -> QVariant { return rank(in.link); }},
    {"seriesIndex", [](const In& in) -> QVariant { return in.place; }},
    {"movingText", [](const In& in) -> QVariant { return movingText(in.link); }},
    {"waiting", [](const In& in) -> QVariant { return static_cast<int>(in.link.waiting); }},
    {"fromTripText", [](const In& in) -> QVariant { return tripText(in.link.from_round_trip); }},
    {"toTripText", [](const In& in) -> QVariant { return tripText(in.link.to_round_trip); }},
    {"p95", [](const In& in) -> QVariant { return in.link.p95.value_or(-1); }},
    {"p95Text", [](const In& in) -> QVariant {
       return in.link.p95 ? durationText(base::Seconds(*in.link.p95)) : QStringLiteral("–");
     }},
    {"copied", [](const In& in) -> QVariant { return static_cast<int>(in.link.copied); }},
    {"failed", [](const In& in) -> QVariant { return static_cast<int>(in.link.failed); }},
    {"success", [](const In& in) -> QVariant { return success(in.link); }},
    {"successText", [](const In& in) -> QVariant {
       return success(in.link) < 0 ? QStringLiteral("–") : percentText(success(in.link), 1);
     }},
    {"history", [](const In& in) -> QVariant { return history(in.link); }},
}};

/// Calls `use` for each link whose ends the fleet has.
void forEach(const engine::Snapshot& snapshot, const std::function<void(const In&)>& use) {
  const auto place = [&](const std::string& id) {
    for (std::size_t i = 0; i < snapshot.regions.size(); ++i)
      if (snapshot.regions[i].region.id == id) return static_cast<int>(i);
    return -1;
  };
  for (const auto& link : snapshot.links) {
    const int from = place(link.from), to = place(link.to);
    if (from < 0 || to < 0) continue;
    use(In{link, snapshot.regions[static_cast<std::size_t>(from)].region,
           snapshot.regions[static_cast<std::size_t>(to)].region, to});
  }
}

} // namespace

QList<QByteArray> linkRoles() { return rolesOf<In>(kColumns); }

QList<Row> linkRows(const engine::Snapshot& snapshot) {
  QList<Row> rows;
  forEach(snapshot, [&](const In& in) { rows.append(rowOf<In>(kColumns, keyOf(in.link), in)); });
  return rows;
}

QList<Row> linkRows(const engine::Snapshot& snapshot, std::string_view region) {
  QList<Row> rows;
  forEach(snapshot, [&](const In& in) {
    if (in.link.from == region || in.link.to == region) rows.append(rowOf<In>(kColumns, keyOf(in.link), in));
  });
  return rows;
}

QVariantList linkFlows(const engine::Snapshot& snapshot) {
  QVariantList flows;
  forEach(snapshot, [&](const In& in) {
    flows.append(QVariantMap{{QStringLiteral("key"), keyOf(in.link)},
                             {QStringLiteral("fromLon"), in.from.lon},
                             {QStringLiteral("fromLat"), in.from.lat},
                             {QStringLiteral("toLon"), in.to.lon},
                             {QStringLiteral("toLat"), in.to.lat},
                             {QStringLiteral("rate"), in.link.rate.value},
                             {QStringLiteral("active"), in.link.active},
                             {QStringLiteral("health"), health(in.link)},
                             {QStringLiteral("seriesIndex"), in.place}});
  });
  return flows;
}

} // namespace meridian::models
