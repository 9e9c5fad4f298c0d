// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kpi_rows.h"

#include "models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace meridian::models {

namespace {

struct Kpi {
  Q_DECLARE_TR_FUNCTIONS(Kpi)
public:
  QString key, label, value, unit, caption, delta, delta_tone, tone, icon;
  const engine::Figure* figure = nullptr;
};

constexpr double kSuccessTarget = 0.995; ///< of tags copied at the first go, over 24 h
constexpr double kSuccessFloor = 0.95;

const std::array<Column<Kpi>, 10> kColumns{{
    {"key", [](const Kpi& k) -> QVariant { return k.key; }},
    {"label", [](const Kpi& k) -> QVariant { return k.label; }},
    {"value", [](const Kpi& k) -> QVariant { return k.value.isEmpty() ? QStringLiteral("–") : k.value; }},
    {"unit", [](const Kpi& k) -> QVariant { return k.value.isEmpty() ? QString() : k.unit; }},
    {"caption", [](const Kpi& k) -> QVariant { return k.caption; }},
    {"delta", [](const Kpi& k) -> QVariant { return k.delta; }},
    {"deltaTone", [](const Kpi& k) -> QVariant { return k.delta_tone; }},
    {"tone", [](const Kpi& k) -> QVariant { return k.tone; }},
    {"icon", [](const Kpi& k) -> QVariant { return k.icon; }},
    {"history", [](const Kpi& k) -> QVariant {
       QVariantList list;
       for (const float value : k.figure->history) list.append(static_cast<double>(value));
       return list;
     }},
}};

/// "+0.14", "−1.2 s"; nothing where the change would show as zero.
void showChange(Kpi& kpi, double change, int decimals, const QString& unit, bool more_is_better) {
  const auto digits = QLocale().toString(std::abs(change), 'f', decimals);
  if (std::abs(change) < 0.5 * std::pow(10.0, -decimals)) return;
  kpi.delta = (change > 0 ? QStringLiteral("+") : QStringLiteral("−")) + digits + unit;
  kpi.delta_tone = (change > 0) == more_is_better ? QStringLiteral("ok") : QStringLiteral("bad");
}

Kpi success(const engine::Figures& figures) {
  Kpi kpi{QStringLiteral("success"), Kpi::tr("Sync success rate"), {}, QStringLiteral("%"), {}, {}, {},
          QStringLiteral("ok"), QStringLiteral("circle-check"), &figures.success_rate};
  kpi.caption = Kpi::tr("target %1").arg(percentText(kSuccessTarget, 1));
  if (const auto value = figures.success_rate.value) {
    kpi.value = percentFigure(*value, 2);
    kpi.tone = *value >= kSuccessTarget  ? QStringLiteral("ok")
               : *value >= kSuccessFloor ? QStringLiteral("warn")
                                         : QStringLiteral("bad");
  }
  if (const auto change = figures.success_rate.change) showChange(kpi, *change * 100, 2, {}, true);
  return kpi;
}

Kpi transferTime(const engine::Figures& figures) {
  Kpi kpi{QStringLiteral("p95"), Kpi::tr("Transfer time p95"), {}, Kpi::tr("s", "seconds"), {}, {}, {},
          QStringLiteral("accent"), QStringLiteral("timer"), &figures.transfer_p95};
  kpi.caption = Kpi::tr("per image, 24 h");
  if (const auto value = figures.transfer_p95.value) {
    const bool minutes = *value >= 99.95;
    kpi.value = QLocale().toString(minutes ? *value / 60 : *value, 'f', 1);
    if (minutes) kpi.unit = Kpi::tr("min", "minutes");
  }
  if (const auto change = figures.transfer_p95.change)
    showChange(kpi, *change, 1, QStringLiteral(" ") + Kpi::tr("s", "seconds"), false);
  return kpi;
}

Kpi throughput(const engine::Figures& figures) {
  Kpi kpi{QStringLiteral("throughput"), Kpi::tr("Throughput"), {}, {}, {}, {}, {},
          QStringLiteral("warn"), QStringLiteral("gauge"), &figures.throughput};
  if (figures.throughput_peak > 0) kpi.caption = Kpi::tr("peak %1").arg(rateText({figures.throughput_peak}));
  if (const auto value = figures.throughput.value) {
    const auto text = rateText({*value});
    kpi.value = text.section(u' ', 0, 0);
    kpi.unit = text.section(u' ', 1);
  }
  return kpi;
}

Kpi consistency(const engine::Figures& figures) {
  Kpi kpi{QStringLiteral("consistency"), Kpi::tr("Consistency"), {}, QStringLiteral("%"), {}, {}, {},
          QStringLiteral("ok"), QStringLiteral("shield-check"), &figures.consistency};
  const auto drifted = figures.regions_drifted;
  if (const auto value = figures.consistency.value) {
    kpi.value = percentFigure(*value, 2);
    kpi.tone = *value >= 1 ? QStringLiteral("ok") : QStringLiteral("bad");
    kpi.caption = *value >= 1    ? Kpi::tr("all regions equal")
                  : drifted == 0 ? Kpi::tr("some regions are behind")
                  : drifted == 1 ? Kpi::tr("1 region drifted")
                                 : Kpi::tr("%1 regions drifted").arg(drifted);
  }
  if (const auto change = figures.consistency.change) showChange(kpi, *change * 100, 2, {}, true);
  return kpi;
}

} // namespace

QList<QByteArray> kpiRoles() { return rolesOf<Kpi>(kColumns); }

QList<Row> kpiRows(const engine::Snapshot& snapshot) {
  QList<Row> rows;
  for (const auto& make : {success, transferTime, throughput, consistency}) {
    const auto kpi = make(snapshot.figures);
    rows.append(rowOf<Kpi>(kColumns, kpi.key, kpi));
  }
  return rows;
}

} // namespace meridian::models
