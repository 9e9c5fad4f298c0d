// SPDX-License-Identifier: GPL-3.0-or-later
#include "map/land_data.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cmath>

// Outside any namespace: the macro declares a function of the resource's generated code.
static void initLandResource() {
  Q_INIT_RESOURCE(map_land);
}

namespace meridian::map {
namespace {

constexpr qsizetype kHeader = 28;
constexpr quint32 kMostPoints = 4'000'000; // far above any file of ours: a damaged count asks for no memory

/// Takes little-endian numbers off a byte array whose size was checked beforehand.
class Reader {
public:
  explicit Reader(const QByteArray& bytes) : m_at(bytes.constData()) {}

  template <typename T>
  T take() {
    const T value = qFromLittleEndian<T>(m_at);
    m_at += sizeof(T);
    return value;
  }
  void skip(qsizetype count) { m_at += count; }

private:
  const char* m_at;
};

LandData fromResource(const QString& path) {
  initLandResource();
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  return parseLand(file.readAll()).value_or(LandData{});
}

} // namespace

std::optional<LandData> parseLand(const QByteArray& bytes) {
  if (bytes.size() < kHeader || !bytes.startsWith("MLND")) return std::nullopt;
  Reader reader(bytes);
  reader.skip(4);
  const auto version = reader.take<quint16>();
  reader.skip(2);
  const auto polygons = reader.take<quint32>();
  const auto rings = reader.take<quint32>();
  const auto points = reader.take<quint32>();
  const double quantum = std::bit_cast<double>(reader.take<quint64>());
  if (version != 1 || points > kMostPoints || rings > points || polygons > rings) return std::nullopt;
  if (!std::isfinite(quantum) || quantum <= 0) return std::nullopt;
  if (bytes.size() != kHeader + 2 * qint64(polygons) + 4 * qint64(rings) + 4 * qint64(points))
    return std::nullopt;

  QList<quint16> ringsOf(polygons);
  for (quint16& count : ringsOf)
    count = reader.take<quint16>();
  QList<quint32> pointsOf(rings);
  for (quint32& count : pointsOf)
    count = reader.take<quint32>();

  LandData land;
  land.points = points;
  land.polygons.reserve(polygons);
  quint32 ring = 0;
  quint32 left = points;
  for (const quint16 count : ringsOf) {
    if (count == 0 || count > rings - ring) return std::nullopt;
    LandPolygon polygon;
    for (const quint32 last = ring + count; ring < last; ++ring) {
      if (pointsOf[ring] < 3 || pointsOf[ring] > left) return std::nullopt;
      left -= pointsOf[ring];
      QList<QPointF> line;
      line.reserve(pointsOf[ring]);
      for (quint32 i = 0; i < pointsOf[ring]; ++i) {
        const auto x = reader.take<qint16>();
        const auto y = reader.take<qint16>();
        line.append({x * quantum, y * quantum});
      }
      polygon.rings.append(std::move(line));
    }
    const auto& border = polygon.rings.first();
    const auto [west, east] =
        std::minmax_element(border.begin(), border.end(), [](auto a, auto b) { return a.x() < b.x(); });
    const auto [south, north] =
        std::minmax_element(border.begin(), border.end(), [](auto a, auto b) { return a.y() < b.y(); });
    polygon.bounds = QRectF(QPointF(west->x(), south->y()), QPointF(east->x(), north->y()));
    land.polygons.append(std::move(polygon));
  }
  if (ring != rings || left != 0) return std::nullopt;
  return land;
}

const LandData& baseLand() {
  static const LandData land = fromResource(QStringLiteral(":/map/land.bin"));
  return land;
}

const LandData& detailedLand() {
  static const LandData land = fromResource(QStringLiteral(":/map/land_detail.bin"));
  return land;
}

} // namespace meridian::map
