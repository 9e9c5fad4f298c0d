// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace meridian::support {

namespace {

constexpr double kMeanAtMost = 1.0;  ///< of 255, over the whole page
constexpr double kCellAtMost = 16.0; ///< of 255, over the worst cell
constexpr int kCell = 8;             ///< 16 pixels of the page: the size of its icons

int distance(QRgb a, QRgb b) {
  return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// How far a pixel is from the nearest like it right around that place: another hinting moves strokes by a pixel or two.
int strangeness(const QImage& a, const QImage& b, int x, int y) {
  const auto wanted = a.pixel(x, y);
  int least = distance(wanted, b.pixel(x, y));
  for (int dy = -1; dy <= 1 && least > 0; ++dy)
    for (int dx = -1; dx <= 1; ++dx)
      if (b.valid(x + dx, y + dy)) least = std::min(least, distance(wanted, b.pixel(x + dx, y + dy)));
  return least;
}

} // namespace

QImage reduced(const QImage& page) {
  auto small = page.scaled(page.width() / 2, page.height() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                   .convertToFormat(QImage::Format_RGB32);
  for (int y = 0; y < small.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(small.scanLine(y));
    const auto step = [](int value) { return (value + 8) / 17 * 17; };
    for (int x = 0; x < small.width(); ++x) line[x] = qRgb(step(qRed(line[x])), step(qGreen(line[x])), step(qBlue(line[x])));
  }
  return small;
}

QString difference(const QImage& wanted, const QImage& got) {
  if (wanted.size() != got.size())
    return QStringLiteral("is %1x%2 instead of %3x%4").arg(got.width()).arg(got.height()).arg(wanted.width()).arg(wanted.height());
  const auto a = wanted.convertToFormat(QImage::Format_RGB32), b = got.convertToFormat(QImage::Format_RGB32);
  double sum = 0, worst = 0;
  QPoint place;
  for (int top = 0; top < a.height(); top += kCell)
    for (int left = 0; left < a.width(); left += kCell) {
      int cell = 0;
      for (int y = top; y < std::min(top + kCell, a.height()); ++y)
        for (int x = left; x < std::min(left + kCell, a.width()); ++x) cell += std::max(strangeness(a, b, x, y), strangeness(b, a, x, y));
      sum += cell;
      if (const double mean = static_cast<double>(cell) / (kCell * kCell); mean > worst) {
        worst = mean;
        place = {left * 2, top * 2};
      }
    }
  const double mean = sum / (static_cast<double>(a.width()) * a.height());
  if (mean <= kMeanAtMost && worst <= kCellAtMost) return {};
  return QStringLiteral("differs by %1 of 255 on average (at most %2), by %3 (at most %4) around %5, %6")
      .arg(mean, 0, 'f', 2).arg(kMeanAtMost).arg(worst, 0, 'f', 1).arg(kCellAtMost).arg(place.x()).arg(place.y());
}

QImage besides(const QImage& wanted, const QImage& got) {
  const QSize size = wanted.size().expandedTo(got.size());
  QImage all(size.width() * 3 + 20, size.height(), QImage::Format_RGB32);
  all.fill(Qt::magenta);
  QPainter painter(&all);
  painter.drawImage(0, 0, wanted);
  painter.drawImage(size.width() + 10, 0, got);
  painter.drawImage(2 * size.width() + 20, 0, wanted);
  painter.setCompositionMode(QPainter::CompositionMode_Difference);
  painter.drawImage(2 * size.width() + 20, 0, got);
  return all;
}

} // namespace meridian::support
