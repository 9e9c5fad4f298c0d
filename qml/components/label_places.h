// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace meridian::ui {

/// A marker on the map, as far as room for it and for its label is concerned. Logical pixels of the map.
struct Mark {
    QPointF spot;
    QSizeF label;
    double weight = 0; ///< the heavier has its label, and stands for the lighter ones at the same place
};

/// Where a marker ended up.
struct MarkPlace {
    int leader = 0;   ///< the mark that stands for this one; its own number where it stands for itself
    QPointF at;       ///< the label's corner as seen from the marker
    bool labelled = false;
};

constexpr double kMarkReach = 10; ///< half the room that a marker needs for itself

/// Gathers markers that would cover each other and finds places for the labels of those that remain: no label covers
/// a marker, another label or an obstacle, or leaves `bounds`; where there is no room, it is not shown. `ring` is the
/// radius that labels keep away from. Equal input has equal output. Pure.
std::vector<MarkPlace> placeMarks(const std::vector<Mark> &marks, const QRectF &bounds, const std::vector<QRectF> &obstacles,
                                  double ring);

} // namespace meridian::ui
