// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace meridian::ui {

/// The last values of a figure as a small line over a faint fill. Painted only when values, colour or
/// size change. `values` are evenly spaced, oldest first; `fromZero` keeps the lower end of the scale at zero
/// when set (rates), else the line fills the height (percentages near 100). GUI thread.
class Sparkline : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values READ values WRITE setValues NOTIFY valuesChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
    Q_PROPERTY(bool fromZero READ fromZero WRITE setFromZero NOTIFY fromZeroChanged)
public:
    explicit Sparkline(QQuickItem *parent = nullptr);

    QList<double> values() const { return m_values; }
    void setValues(const QList<double> &values);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);
    bool fromZero() const { return m_fromZero; }
    void setFromZero(bool fromZero);

    void paint(QPainter *painter) override;

signals:
    void valuesChanged();
    void colorChanged();
    void fromZeroChanged();

private:
    QPolygonF line() const;

    QList<double> m_values;
    QColor m_color;
    bool m_fromZero = false;
};

} // namespace meridian::ui
