// SPDX-License-Identifier: GPL-3.0-or-later
#include "components/label_places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace meridian::ui {
namespace {

constexpr double kGap = 6;   // between ring and label
constexpr double kApart = 2; // between labels

using Corners = std::array<QPointF, 20>;

/// Corners of a label around a marker, the best first: below, beside, above, the diagonals, then shifted along.
Corners corners(QSizeF size, double ring)
{
    const double out = ring + kGap;
    const double w = size.width();
    const double h = size.height();
    const double slant = ring * 0.7;
    const double left = -out - w;
    const double above = -out - h;
    return {{{-w / 2, out}, {out, -h / 2}, {-w / 2, above}, {left, -h / 2},
             {slant, slant}, {-slant - w, slant}, {slant, -slant - h}, {-slant - w, -slant - h},
             {-w / 4, out}, {-3 * w / 4, out}, {-w / 4, above}, {-3 * w / 4, above},
             {out, 0}, {out, -h}, {left, 0}, {left, -h},
             {0, out}, {-w, out}, {0, above}, {-w, above}}};
}

bool isFree(const QRectF &label, const QRectF &bounds, const std::vector<QRectF> &taken)
{
    return bounds.contains(label)
        && std::none_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(label); });
}

std::optional<QPointF> freeCorner(const Mark &mark, const QRectF &bounds, const std::vector<QRectF> &taken, double ring)
{
    for (const QPointF corner : corners(mark.label, ring))
        if (isFree(QRectF(mark.spot + corner, mark.label), bounds, taken))
            return corner;
    return std::nullopt;
}

std::vector<int> byWeight(const std::vector<Mark> &marks)
{
    std::vector<int> order(marks.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return marks[static_cast<std::size_t>(a)].weight > marks[static_cast<std::size_t>(b)].weight;
    });
    return order;
}

/// The nearest of those that stand for themselves, where it is so near that both would cover each other; -1: none.
int coveredBy(QPointF spot, const std::vector<Mark> &marks, const std::vector<int> &leaders)
{
    int nearest = -1;
    double least = 2 * kMarkReach;
    for (const int leader : leaders) {
        const QPointF gap = marks[static_cast<std::size_t>(leader)].spot - spot;
        const double away = std::max(std::abs(gap.x()), std::abs(gap.y()));
        if (away >= least)
            continue;
        least = away;
        nearest = leader;
    }
    return nearest;
}

} // namespace

std::vector<MarkPlace> placeMarks(const std::vector<Mark> &marks, const QRectF &bounds, const std::vector<QRectF> &obstacles,
                                  double ring)
{
    std::vector<MarkPlace> places(marks.size());
    std::vector<QRectF> taken = obstacles;
    std::vector<int> leaders;
    for (const int mark : byWeight(marks)) {
        const QPointF spot = marks[static_cast<std::size_t>(mark)].spot;
        const int leader = coveredBy(spot, marks, leaders);
        places[static_cast<std::size_t>(mark)].leader = leader < 0 ? mark : leader;
        if (leader >= 0)
            continue;
        leaders.push_back(mark);
        taken.emplace_back(spot.x() - ring, spot.y() - ring, 2 * ring, 2 * ring);
    }
    for (const int leader : leaders) {
        const Mark &mark = marks[static_cast<std::size_t>(leader)];
        if (mark.label.isEmpty() || !bounds.contains(mark.spot))
            continue;
        const auto corner = freeCorner(mark, bounds, taken, ring);
        if (!corner)
            continue;
        places[static_cast<std::size_t>(leader)].at = *corner;
        places[static_cast<std::size_t>(leader)].labelled = true;
        taken.push_back(QRectF(mark.spot + *corner, mark.label).adjusted(-kApart, -kApart, kApart, kApart));
    }
    return places;
}

} // namespace meridian::ui
