// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/hour_bars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace meridian::ui {
namespace {

constexpr double kMarkHeight = 5;
constexpr double kGap = 2;
constexpr double kLeast = 2; // of a bar that is not zero: a little is not nothing

template <class T>
bool put(T &mine, const T &next)
{
    if (mine == next)
        return false;
    mine = next;
    return true;
}

} // namespace

HourBars::HourBars(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void HourBars::setValues(const QList<double> &values)
{
    if (!put(m_values, values))
        return;
    emit valuesChanged();
    update();
}

void HourBars::setFailed(const QList<double> &failed)
{
    if (!put(m_failed, failed))
        return;
    emit failedChanged();
    update();
}

void HourBars::setColor(const QColor &color)
{
    if (!put(m_color, color))
        return;
    emit colorsChanged();
    update();
}

void HourBars::setFailedColor(const QColor &color)
{
    if (!put(m_failed_color, color))
        return;
    emit colorsChanged();
    update();
}

void HourBars::setBaseColor(const QColor &color)
{
    if (!put(m_base_color, color))
        return;
    emit colorsChanged();
    update();
}

void HourBars::setCurrent(int current)
{
    if (!put(m_current, current))
        return;
    emit currentChanged();
    update();
}

int HourBars::barAt(qreal x) const
{
    if (m_values.isEmpty() || x < 0 || x >= width())
        return -1;
    return static_cast<int>(x / width() * static_cast<double>(m_values.size()));
}

void HourBars::paint(QPainter *painter)
{
    if (m_values.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const double floor = height() - kMarkHeight - 2 * kGap;
    const double most = *std::max_element(m_values.cbegin(), m_values.cend());
    const double step = width() / static_cast<double>(m_values.size());
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const double x = step * static_cast<double>(i) + kGap / 2;
        const double tall = m_values[i] > 0 ? std::max(kLeast, m_values[i] / most * (floor - kGap)) : 0;
        QColor color = m_color;
        color.setAlphaF(m_current < 0 || m_current == i ? 0.85F : 0.4F);
        painter->setBrush(color);
        if (tall > 0)
            painter->drawRoundedRect(QRectF(x, floor - tall, step - kGap, tall), 1.5, 1.5);
        painter->setBrush(m_failed_color);
        if (m_failed.value(i) > 0)
            painter->drawRoundedRect(QRectF(x, floor + kGap, step - kGap, kMarkHeight), 1.5, 1.5);
    }
    painter->fillRect(QRectF(0, std::floor(floor), width(), 1), m_base_color);
}

} // namespace meridian::ui
