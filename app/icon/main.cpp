// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of an SVG in several sizes: meridian_icon FILE.svg FOLDER SIZE...
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 4) return std::fputs("usage: meridian_icon FILE.svg FOLDER SIZE...\n", stderr), 2;
  QSvgRenderer renderer(QString::fromLocal8Bit(argv[1]));
  if (!renderer.isValid()) return std::fprintf(stderr, "meridian_icon: %s is no SVG\n", argv[1]), 1;
  for (int i = 3; i < argc; ++i) {
    const int size = QByteArray(argv[i]).toInt();
    QImage image(size, size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    const auto file = QStringLiteral("%1/%2.png").arg(QString::fromLocal8Bit(argv[2])).arg(size);
    if (!image.save(file)) return std::fprintf(stderr, "meridian_icon: %s cannot be written\n", qPrintable(file)), 1;
  }
  return 0;
}
