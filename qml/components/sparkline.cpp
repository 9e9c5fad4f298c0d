// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/sparkline.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>

namespace meridian::ui {
namespace {
constexpr double kLineWidth = 1.6;
constexpr double kFillAlpha = 0.22;
} // namespace

Sparkline::Sparkline(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Sparkline::setValues(const QList<double> &values)
{
    if (values == m_values)
        return;
    m_values = values;
    emit valuesChanged();
    update();
}

void Sparkline::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    emit colorChanged();
    update();
}

void Sparkline::setFromZero(bool fromZero)
{
    if (fromZero == m_fromZero)
        return;
    m_fromZero = fromZero;
    emit fromZeroChanged();
    update();
}

QPolygonF Sparkline::line() const
{
    const auto [low, high] = std::minmax_element(m_values.cbegin(), m_values.cend());
    const double bottom = m_fromZero ? std::min(0.0, *low) : *low;
    const double span = *high - bottom;
    const double step = (width() - 2 * kLineWidth) / static_cast<double>(m_values.size() - 1);
    QPolygonF points;
    points.reserve(m_values.size());
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        // A flat line sits low when it is at its floor, and in the middle otherwise.
        const double part = span > 0 ? (m_values[i] - bottom) / span : (*high > bottom || !m_fromZero ? 0.5 : 0.0);
        points << QPointF(kLineWidth + step * static_cast<double>(i),
                          height() - kLineWidth - part * (height() - 2 * kLineWidth));
    }
    return points;
}

void Sparkline::paint(QPainter *painter)
{
    if (m_values.size() < 2)
        return;
    const QPolygonF points = line();
    QPainterPath area;
    area.addPolygon(points);
    area.lineTo(points.last().x(), height());
    area.lineTo(points.first().x(), height());
    area.closeSubpath();
    QColor top = m_color;
    top.setAlphaF(kFillAlpha);
    QColor none = m_color;
    none.setAlphaF(0);
    QLinearGradient fade(0, 0, 0, height());
    fade.setColorAt(0, top);
    fade.setColorAt(1, none);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillPath(area, fade);
    painter->setPen(QPen(m_color, kLineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(points);
}

} // namespace meridian::ui
