// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace meridian::ui {

/// Equal spans of time as bars over a base line, oldest first: how much of a figure fell into each, and in which of
/// them something failed (a mark under the bar). Painted only when
/// something changes. GUI thread.
class HourBars : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<double> values READ values WRITE setValues NOTIFY valuesChanged)
    /// How many failed in each; a mark stands under those above zero.
    Q_PROPERTY(QList<double> failed READ failed WRITE setFailed NOTIFY failedChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorsChanged)
    Q_PROPERTY(QColor failedColor READ failedColor WRITE setFailedColor NOTIFY colorsChanged)
    Q_PROPERTY(QColor baseColor READ baseColor WRITE setBaseColor NOTIFY colorsChanged)
    /// The bar that stands out; -1: none.
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
public:
    explicit HourBars(QQuickItem *parent = nullptr);

    /// The bar under an x of the item; -1: none.
    Q_INVOKABLE int barAt(qreal x) const;

    QList<double> values() const { return m_values; }
    void setValues(const QList<double> &values);
    QList<double> failed() const { return m_failed; }
    void setFailed(const QList<double> &failed);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);
    QColor failedColor() const { return m_failed_color; }
    void setFailedColor(const QColor &color);
    QColor baseColor() const { return m_base_color; }
    void setBaseColor(const QColor &color);
    int current() const { return m_current; }
    void setCurrent(int current);

    void paint(QPainter *painter) override;

signals:
    void valuesChanged();
    void failedChanged();
    void colorsChanged();
    void currentChanged();

private:
    QList<double> m_values, m_failed;
    QColor m_color, m_failed_color, m_base_color;
    int m_current = -1;
};

} // namespace meridian::ui
