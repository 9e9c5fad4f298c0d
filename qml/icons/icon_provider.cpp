// SPDX-License-Identifier: GPL-3.0-or-later
#include "icons/icon_provider.h"

#include <QColor>
#include <QFile>
#include <QImage>
#include <QLoggingCategory>
#include <QPainter>
#include <QQmlEngine>
#include <QSvgRenderer>

namespace meridian::icons {
namespace {

Q_LOGGING_CATEGORY(lcIcons, "meridian.icons")
constexpr int kNaturalSize = 24;

QColor colourOf(const QString &text)
{
    const QColor plain(text);
    return plain.isValid() ? plain : QColor(QLatin1Char('#') + text);
}

QByteArray sourceOf(const QString &name)
{
    QFile file(QStringLiteral(":/meridian/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

IconProvider::IconProvider() : QQuickImageProvider(QQuickImageProvider::Image) {}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const qsizetype mark = id.indexOf(QLatin1Char('?'));
    const QByteArray svg = sourceOf(mark < 0 ? id : id.left(mark));
    if (size)
        *size = {kNaturalSize, kNaturalSize};
    if (svg.isEmpty()) {
        qCWarning(lcIcons) << "no icon" << id;
        return {};
    }
    const int edge = qMax(qMax(requestedSize.width(), requestedSize.height()), 1);
    QImage image(requestedSize.isEmpty() ? QSize(kNaturalSize, kNaturalSize) : QSize(edge, edge),
                 QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer(svg).render(&painter);
    // QSvgRenderer draws `currentColor` black: keep the coverage, replace the colour.
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), mark < 0 ? QColor(Qt::black) : colourOf(id.mid(mark + 1)));
    return image;
}

void install(QQmlEngine &engine)
{
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider);
}

} // namespace meridian::icons
