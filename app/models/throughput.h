// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/snapshot.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QVariantList>

class QXYSeries;

namespace meridian::models {

/// Feeds the throughput chart: the last 60 s of each region, x = -60..0 s, y in `unit`. Each line is replaced in one
/// call when its values changed. GUI thread.
class Throughput : public QObject {
  Q_OBJECT
  Q_PROPERTY(double maxY READ maxY NOTIFY changed)
  Q_PROPERTY(QString unit READ unit NOTIFY changed)
  /// {name, seriesIndex, valueText} of each region.
  Q_PROPERTY(QVariantList series READ series NOTIFY changed)
  /// Those of `series` that a legend has room for: all of a few, of many the busiest.
  Q_PROPERTY(QVariantList legend READ legend NOTIFY changed)

public:
  using QObject::QObject;

  /// `series` is a QtCharts line; a second call for the same region replaces the first.
  Q_INVOKABLE void attach(int regionIndex, QObject* series);
  void applySnapshot(const engine::Snapshot& snapshot);

  [[nodiscard]] double maxY() const { return m_max; }
  [[nodiscard]] QString unit() const { return m_unit; }
  [[nodiscard]] QVariantList series() const { return m_series; }
  [[nodiscard]] QVariantList legend() const { return m_legend; }
  /// A round number that is not below `value` and whose third is round as well: the chart has three steps.
  [[nodiscard]] static double nice(double value);

signals:
  void changed();

private:
  void draw(int region);

  double m_max = 1;
  double m_scale = 1e6;
  QString m_unit = QStringLiteral("MB/s");
  QVariantList m_series, m_legend;
  std::vector<std::vector<float>> m_histories;
  QHash<int, QPointer<QObject>> m_lines;
};

} // namespace meridian::models
