// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/region_rows.h"

#include "models/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace meridian::models {

using engine::RegionState;

namespace {

struct Overview {
  Q_DECLARE_TR_FUNCTIONS(Overview)
};

struct In {
  const engine::RegionStatus& status;
  int place;
  base::Timestamp now;
};

double consistency(const engine::RegionStatus& s) {
  if (s.state == RegionState::Unknown || s.tags_total == 0) return -1;
  return static_cast<double>(s.tags_equal) / static_cast<double>(s.tags_total);
}

QVariantList history(const engine::RegionStatus& s) {
  QVariantList list;
  for (const float value : s.history) list.append(static_cast<double>(value));
  return list;
}

QString whyNot(const engine::RegionStatus& s) { return s.problem ? errorText(*s.problem) : QString(); }

QString rates(const engine::RegionStatus& s) {
  if (s.in.value < 1 && s.out.value < 1) return Overview::tr("idle");
  return s.out.value > s.in.value ? Overview::tr("%1 out", "rate").arg(rateText(s.out))
                                  : Overview::tr("%1 in", "rate").arg(rateText(s.in));
}

QString synced(const In& in) {
  if (in.status.region.role == engine::Role::Primary) return QStringLiteral("–");
  const auto text = agoText(in.status.last_in_sync, in.now);
  return text.isEmpty() ? Overview::tr("never") : text;
}

int rank(const engine::RegionStatus& s) {
  switch (s.state) {
  case RegionState::Failed: return 5;
  case RegionState::Drift: return 4;
  case RegionState::Offline: return 3;
  case RegionState::Syncing: return 2;
  case RegionState::Unknown: return 1;
  case RegionState::InSync: break;
  }
  return 0;
}

/// What is wrong goes first, then where everything comes from, then what moves most (in powers of ten: labels must not
/// change places with every tick; and never so much that it outweighs what is wrong).
double weight(const engine::RegionStatus& s) {
  const double traffic = s.in.value + s.out.value;
  const bool primary = s.region.role == engine::Role::Primary;
  return rank(s) * 10 + (primary ? 25 : 0) + (traffic > 1e4 ? std::min(4.0, std::floor(std::log10(traffic)) - 4) : 0);
}

const std::array<Column<In>, 28> kColumns{{
    {"regionId", [](const In& in) -> QVariant { return fromStd(in.status.region.id); }},
    {"name", [](const In& in) -> QVariant {
       return fromStd(in.status.region.name.empty() ? in.status.region.id : in.status.region.name);
     }},
    {"role", [](const In& in) -> QVariant {
       return in.status.region.role == engine::Role::Primary ? QStringLiteral("primary") : QStringLiteral("replica");
     }},
    {"roleText", [](const In& in) -> QVariant { return roleText(in.status.region.role); }},
    {"lat", [](const In& in) -> QVariant { return in.status.region.lat; }},
    {"lon", [](const In& in) -> QVariant { return in.status.region.lon; }},
    {"status", [](const In& in) -> QVariant { return stateKey(in.status.state); }},
    {"statusText", [](const In& in) -> QVariant { return stateText(in.status); }},
    {"statusWord", [](const In& in) -> QVariant { return stateWord(in.status.state); }},
    {"whyNot", [](const In& in) -> QVariant { return whyNot(in.status); }},
    {"held", [](const In& in) -> QVariant { return heldText(in.status, in.now); }},
    {"rateIn", [](const In& in) -> QVariant { return in.status.in.value; }},
    {"rateOut", [](const In& in) -> QVariant { return in.status.out.value; }},
    {"rateText", [](const In& in) -> QVariant { return rates(in.status); }},
    {"synced", [](const In& in) -> QVariant {
       return static_cast<qlonglong>(in.status.last_in_sync.time_since_epoch().count());
     }},
    {"syncedText", [](const In& in) -> QVariant { return synced(in); }},
    {"tagsEqual", [](const In& in) -> QVariant { return static_cast<int>(in.status.tags_equal); }},
    {"tagsTotal", [](const In& in) -> QVariant { return static_cast<int>(in.status.tags_total); }},
    {"consistencyText", [](const In& in) -> QVariant {
       const double ratio = consistency(in.status);
       return ratio < 0 ? QStringLiteral("–") : percentText(ratio, 2);
     }},
    {"consistency", [](const In& in) -> QVariant { return consistency(in.status); }},
    {"history", [](const In& in) -> QVariant { return history(in.status); }},
    {"seriesIndex", [](const In& in) -> QVariant { return in.place; }},
    {"url", [](const In& in) -> QVariant { return fromStd(in.status.region.registry_url); }},
    {"credential", [](const In& in) -> QVariant { return fromStd(in.status.region.credential); }},
    {"ca", [](const In& in) -> QVariant { return fromStd(in.status.region.ca); }},
    {"rank", [](const In& in) -> QVariant { return rank(in.status); }},
    {"traffic", [](const In& in) -> QVariant { return in.status.in.value + in.status.out.value; }},
    {"weight", [](const In& in) -> QVariant { return weight(in.status); }},
}};

} // namespace

QList<QByteArray> regionRoles() { return rolesOf<In>(kColumns); }

QList<Row> regionRows(const engine::Snapshot& snapshot, base::Timestamp now) {
  QList<Row> rows;
  int place = 0;
  for (const auto& status : snapshot.regions)
    rows.append(rowOf<In>(kColumns, fromStd(status.region.id), In{status, place++, now}));
  return rows;
}

QString regionName(const engine::Fleet& fleet, std::string_view id) {
  for (const auto& region : fleet.regions)
    if (region.id == id && !region.name.empty()) return fromStd(region.name);
  return fromStd(id);
}

QString outboundText(const engine::Snapshot& snapshot) {
  base::BytesPerSecond sum;
  for (const auto& region : snapshot.regions) sum.value += region.out.value;
  return rateText(sum);
}

QString largestLagText(const engine::Snapshot& snapshot, base::Timestamp now) {
  base::Seconds largest{0};
  for (const auto& region : snapshot.regions) {
    if (region.region.role == engine::Role::Primary || region.tags_equal >= region.tags_total) continue;
    if (region.last_in_sync == base::Timestamp{}) continue;
    largest = std::max(largest, base::Seconds(now - region.last_in_sync));
  }
  return largest.count() <= 0 ? QString() : durationText(largest);
}

int activeTransfers(const engine::Snapshot& snapshot) {
  std::size_t sum = 0;
  for (const auto& link : snapshot.links) sum += link.transfers;
  return static_cast<int>(sum);
}

QString subtitle(const engine::Snapshot& snapshot, base::Timestamp now) {
  const auto regions = snapshot.regions.size();
  if (regions == 0) return Overview::tr("No regions yet");
  const auto tags = snapshot.figures.tags_mirrored;
  QStringList parts;
  parts.append(regions == 1 ? Overview::tr("1 region") : Overview::tr("%1 regions").arg(numberText(regions)));
  if (tags > 0)
    parts.append(tags == 1 ? Overview::tr("1 tag mirrored") : Overview::tr("%1 tags mirrored").arg(numberText(tags)));
  base::Timestamp last{};
  for (const auto& region : snapshot.regions) last = std::max(last, region.last_check);
  if (last != base::Timestamp{}) parts.append(Overview::tr("last check %1").arg(clockText(last, now)));
  return parts.join(QStringLiteral(" · "));
}

} // namespace meridian::models
