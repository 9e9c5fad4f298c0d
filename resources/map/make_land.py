#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the map's land files from Natural Earth (as packed by npm's world-atlas 2.0.2).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    ./make_land.py package/land-50m.json package/land-10m.json .

writes land.bin (the whole world) and land_detail.bin (shown above zoom 2.2). Same input, same
bytes. Only the standard library is used.

File format, little endian: "MLND", u16 version = 1, u16 0, u32 polygons, u32 rings, u32 points,
f64 units per quantum; then u16 rings of each polygon (the first ring is its outer border), u32
points of each ring, and i16 x, i16 y of each point: projected Natural Earth I, y up, central
meridian 11 E. Rings are closed; the first point is not repeated.
"""
import json
import math
import struct
import sys

CENTRAL = 11.0  # degrees east; the cut is opposite, at 169 W
SOUTH_LIMIT = -60.0  # a polygon wholly south of this is Antarctica or an islet beside it
HALF_WIDTH = 0.870700 * math.pi  # of the projected world, in units of the sphere's radius
QUANTUM = HALF_WIDTH / 32767.0


def project(lam_degrees, lat_degrees):
    """Natural Earth I (Šavrič, Jenny, Patterson, Petrovič, Hurni 2011); lam from the central meridian."""
    lam, phi = math.radians(lam_degrees), math.radians(lat_degrees)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.870700 - 0.131979 * p2 - 0.013791 * p4 + p4 * p4 * p2 * (0.003971 - 0.001529 * p2))
    y = phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return x, y


def read_polygons(path):
    """Polygons as lists of rings of (lon, lat), TopoJSON arcs put together again."""
    with open(path, encoding="utf-8") as file:
        topology = json.load(file)
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)

    def ring(indices):
        points = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        if points[0] == points[-1]:
            points.pop()
        return points

    polygons = []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons.extend([ring(r) for r in polygon] for polygon in many)
    return polygons


def unwrap(ring):
    """Longitudes from the central meridian without jumps, or None for a ring around a pole."""
    out, last = [], None
    for lon, lat in ring:
        lam = lon - CENTRAL
        if last is not None:
            lam += 360.0 * round((last - lam) / 360.0)
        out.append((lam, lat))
        last = lam
    return None if abs(out[0][0] - out[-1][0]) > 180.0 else out


def keep_side(ring, limit, sign):
    """Parts of a closed ring where sign * (lam - limit) <= 0. The crossings with the limit, in order
    of latitude, pair off as entry and exit, so that a concave coast falls into separate rings
    and no edge runs along the limit outside the land."""
    def inside(point):
        return sign * (point[0] - limit) <= 0.0

    if all(inside(p) for p in ring):
        return [ring]
    start = next((i for i, p in enumerate(ring) if not inside(p)), None)
    if start is None or not any(inside(p) for p in ring):
        return []
    chains, current = [], None
    count = len(ring)
    for step in range(count):
        a, b = ring[(start + step) % count], ring[(start + step + 1) % count]
        if inside(a) != inside(b):
            t = (limit - a[0]) / (b[0] - a[0])
            crossing = (limit, a[1] + t * (b[1] - a[1]))
            if inside(b):
                current = [crossing, b]
            else:
                current.append(crossing)
                chains.append(current)
                current = None
        elif current is not None:
            current.append(b)
    ends = sorted([(c[0][1], i, 0) for i, c in enumerate(chains)] + [(c[-1][1], i, 1) for i, c in enumerate(chains)])
    partner = {}
    for one, other in zip(ends[::2], ends[1::2]):
        partner[one[1:]], partner[other[1:]] = other[1:], one[1:]
    rings, used = [], set()
    for first in range(len(chains)):
        if first in used:
            continue
        joined, index, backwards = [], first, False
        while index not in used:
            used.add(index)
            joined.extend(chains[index][::-1] if backwards else chains[index])
            index, end = partner[(index, 0 if backwards else 1)]
            backwards = end == 1
        rings.append(joined)
    return rings


def split_at_cut(ring):
    """The ring's parts, each moved into [-180, 180] from the central meridian."""
    low = math.floor((min(p[0] for p in ring) + 180.0) / 360.0)
    high = math.ceil((max(p[0] for p in ring) - 180.0) / 360.0)
    parts = []
    for turn in range(low, max(low, high) + 1):
        for half in keep_side(ring, 360.0 * turn + 180.0, 1.0):
            for part in keep_side(half, 360.0 * turn - 180.0, -1.0):
                parts.append([(lam - 360.0 * turn, lat) for lam, lat in part])
    return parts


def area(ring):
    return 0.5 * abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])))


def simplify(ring, tolerance):
    """Douglas-Peucker on a closed ring, opened at its first point and the one farthest from it."""
    far = max(range(len(ring)), key=lambda i: (ring[i][0] - ring[0][0]) ** 2 + (ring[i][1] - ring[0][1]) ** 2)
    points = ring + ring[:1]
    keep = {0, far, len(ring)}
    stack = [(0, far), (far, len(ring))]
    while stack:
        a, b = stack.pop()
        (ax, ay), (bx, by) = points[a], points[b]
        dx, dy = bx - ax, by - ay
        length2 = dx * dx + dy * dy
        worst, at = tolerance * tolerance, None
        for i in range(a + 1, b):
            px, py = points[i][0] - ax, points[i][1] - ay
            t = max(0.0, min(1.0, (px * dx + py * dy) / length2)) if length2 else 0.0
            d2 = (px - t * dx) ** 2 + (py - t * dy) ** 2
            if d2 > worst:
                worst, at = d2, i
        if at is not None:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [points[i] for i in sorted(keep) if i < len(ring)]


def quantise(ring):
    out = []
    for x, y in ring:
        point = (round(x / QUANTUM), round(y / QUANTUM))
        if not out or out[-1] != point:
            out.append(point)
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def make(source, target, tolerance, smallest_area):
    polygons = []
    for polygon in read_polygons(source):
        if max(lat for _, lat in polygon[0]) < SOUTH_LIMIT:
            continue
        outer = unwrap(polygon[0])
        if outer is None:
            continue  # only Antarctica goes around a pole
        # A hole (an inland sea) follows its land; none reaches the cut.
        holes = [part for hole in polygon[1:] for part in split_at_cut(unwrap(hole))]
        parts = split_at_cut(outer)
        for number, part in enumerate(parts):
            rings = []
            for degrees in [part] + (holes if number == 0 else []):
                projected = [project(lam, lat) for lam, lat in degrees]
                if area(projected) < smallest_area:
                    if not rings:
                        break
                    continue
                quantised = quantise(simplify(projected, tolerance))
                if len(quantised) >= 3:
                    rings.append(quantised)
                elif not rings:
                    break
            if rings:
                polygons.append(rings)
    polygons.sort(key=lambda rings: -len(rings[0]))
    rings = [ring for polygon in polygons for ring in polygon]
    points = sum(len(ring) for ring in rings)
    with open(target, "wb") as file:
        file.write(struct.pack("<4sHHIIId", b"MLND", 1, 0, len(polygons), len(rings), points, QUANTUM))
        file.write(struct.pack(f"<{len(polygons)}H", *(len(p) for p in polygons)))
        file.write(struct.pack(f"<{len(rings)}I", *(len(r) for r in rings)))
        for ring in rings:
            file.write(struct.pack(f"<{2 * len(ring)}h", *(c for point in ring for c in point)))
    print(f"{target}: {len(polygons)} polygons, {len(rings)} rings, {points} points")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    make(sys.argv[1], sys.argv[3] + "/land.bin", 0.00048, 0.0000008)
    make(sys.argv[2], sys.argv[3] + "/land_detail.bin", 0.00020, 0.0000001)
