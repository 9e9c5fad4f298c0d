// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/throughput.h"

#include "models/region_rows.h"
#include "models/showing.h"
#include "models/text.h"

#include <QLocale>
#include <QXYSeries>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace meridian::models {

namespace {

constexpr std::size_t kLegend = 8;
constexpr double kNothingMoves = 3; // the end of the scale: its thirds are whole

/// Places of the regions that a legend names, in their order: all of a few, of many those that move most.
std::vector<std::size_t> busiest(const engine::Snapshot& snapshot) {
  std::vector<std::size_t> places(snapshot.regions.size());
  std::iota(places.begin(), places.end(), 0);
  if (places.size() <= kLegend) return places;
  const auto rate = [&](std::size_t place) { return snapshot.regions[place].in.value + snapshot.regions[place].out.value; };
  std::erase_if(places, [&](std::size_t place) { return rate(place) < 1; });
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) { return rate(a) > rate(b); });
  places.resize(std::min(places.size(), kLegend));
  std::sort(places.begin(), places.end());
  return places;
}

} // namespace

double Throughput::nice(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.2, 1.5, 1.8, 2.4, 3.0, 4.5, 6.0, 9.0})
    if (value <= step * power * (1 + 1e-9)) return step * power;
  return 12 * power;
}

void Throughput::attach(int region, QObject* series) {
  m_lines.insert(region, series);
  draw(region);
}

void Throughput::applySnapshot(const engine::Snapshot& snapshot) {
  float highest = 0;
  std::vector<std::vector<float>> histories;
  for (const auto& region : snapshot.regions) {
    for (const float value : region.history) highest = std::max(highest, value);
    histories.push_back(region.history);
  }
  const bool bits = ratesInBits();
  const bool small = highest > 0 && static_cast<double>(highest) * (bits ? 8 : 1) < 1e6;
  const double scale = (small ? 1e3 : 1e6) / (bits ? 8 : 1);
  const double max = highest > 0 ? nice(static_cast<double>(highest) / scale) : kNothingMoves;
  QVariantList series;
  for (std::size_t i = 0; i < snapshot.regions.size(); ++i) {
    const auto& region = snapshot.regions[i];
    const double now = (region.in.value + region.out.value) / scale;
    series.append(QVariantMap{
        {QStringLiteral("name"), fromStd(region.region.name.empty() ? region.region.id : region.region.name)},
        {QStringLiteral("seriesIndex"), static_cast<int>(i)},
        {QStringLiteral("valueText"), QLocale().toString(now, 'f', now > 0 && now < 9.95 ? 1 : 0)}});
  }
  const bool lines = histories != m_histories || scale != m_scale;
  if (!lines && max == m_max && series == m_series) return;
  m_histories = std::move(histories);
  m_scale = scale;
  m_max = max;
  m_unit = bits ? small ? QStringLiteral("kbit/s") : QStringLiteral("Mbit/s")
           : small ? QStringLiteral("kB/s") : QStringLiteral("MB/s");
  m_series = std::move(series);
  m_legend.clear();
  for (const auto place : busiest(snapshot)) m_legend.append(m_series[static_cast<qsizetype>(place)]);
  emit changed();
  if (lines)
    for (int i = 0; i < static_cast<int>(m_histories.size()); ++i) draw(i);
}

void Throughput::draw(int region) {
  auto* line = qobject_cast<QXYSeries*>(m_lines.value(region).data());
  if (!line || region < 0 || region >= static_cast<int>(m_histories.size())) return;
  const auto& history = m_histories[static_cast<std::size_t>(region)];
  QList<QPointF> points;
  points.reserve(static_cast<qsizetype>(history.size()));
  for (std::size_t i = 0; i < history.size(); ++i)
    points.append({static_cast<double>(i) - static_cast<double>(history.size()) + 1, history[i] / m_scale});
  line->replace(points);
}

} // namespace meridian::models
