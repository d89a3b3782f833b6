#!/usr/bin/env python3
"""Makes `coast.bin`: the coastlines and borders that the map draws.

From Natural Earth 4.1.0, 1:10m (public domain, https://www.naturalearthdata.com), as the npm package world-atlas 2.0.2
carries it (https://github.com/topojson/world-atlas, ISC licence): `npm pack world-atlas@2.0.2`, unpack, and

    python3 coast.py package/countries-10m.json coast.bin

Lines are thinned so that none moves by more than TOLERANCE, islands smaller than that are left out. The file is made of
variable-length integers, 7 bits a byte, least first; signed ones zigzag. Twice, for land and then for borders: how
many lines; for each how many points, the first in steps of STEP degrees (longitude, latitude), the others as
differences. Land is closed rings, even-odd, without the closing point; their longitudes run on past the date line.
"""
import json
import sys

import numpy as np

TOLERANCE = 800.0  # m
STEP = 0.002  # degrees
DEGREE = 111_195.0  # m


def thin(line):
    """Douglas & Peucker (1973)."""
    meters = line * DEGREE
    meters[:, 0] *= np.cos(np.radians(line[:, 1].clip(-89, 89)))
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        points, chord = meters[first + 1 : last] - meters[first], meters[last] - meters[first]
        along = (points @ chord / max(chord @ chord, 1e-9)).clip(0, 1)
        away = np.hypot(*(points - along[:, None] * chord).T)
        if away.max() > TOLERANCE:
            middle = first + 1 + int(away.argmax())
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def unwrap(line):
    """Longitudes without a jump at the date line."""
    steps = np.diff(line[:, 0])
    turns = np.cumsum(np.where(steps > 180, -360, np.where(steps < -180, 360, 0)))
    line = line.copy()
    line[1:, 0] += turns
    return line


def ring(points):
    points = unwrap(points)
    if abs(points[-1, 0] - points[0, 0]) > 180:  # round a pole, which is Antarctica's
        ends = points[[-1, 0]].copy()
        ends[:, 1] = -90
        return np.concatenate([thin(points), ends])
    far = int(np.hypot(*(points - points[0]).T).argmax())
    return np.concatenate([thin(points[: far + 1]), thin(points[far:])[1:-1]])


def varint(value, out):
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def write(lines, out):
    varint(len(lines), out)
    for line in lines:
        varint(len(line), out)
        for step in np.diff(line, axis=0, prepend=0).ravel():
            step = int(step)
            varint(2 * step if step >= 0 else -2 * step - 1, out)


def steps(line):
    line = np.rint(line / STEP).astype(int)
    return line[np.concatenate([[True], np.any(np.diff(line, axis=0) != 0, axis=1)])]


def main():
    topology = json.load(open(sys.argv[1]))
    scale, translate = map(np.array, topology["transform"].values())
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]

    def join(indices):
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([parts[0]] + [part[1:] for part in parts[1:]])

    def polygons(geometry):
        match geometry["type"]:
            case "Polygon":
                return [geometry["arcs"]]
            case "MultiPolygon":
                return geometry["arcs"]
            case "GeometryCollection":
                return [p for each in geometry["geometries"] for p in polygons(each)]
        return []

    rings = [indices for polygon in polygons(topology["objects"]["land"]) for indices in polygon]
    coast = {i if i >= 0 else ~i for indices in rings for i in indices}
    land = [steps(ring(join(indices))) for indices in rings]
    land = [line for line in land if len(line) > 2]
    used = {}
    for polygon in polygons(topology["objects"]["countries"]):
        for i in (i if i >= 0 else ~i for indices in polygon for i in indices):
            used[i] = used.get(i, 0) + 1
    borders = [steps(thin(unwrap(arcs[i]))) for i, times in used.items() if times > 1 and i not in coast]
    borders = [line for line in borders if len(line) > 1]
    out = bytearray()
    write(land, out)
    write(borders, out)
    open(sys.argv[2], "wb").write(out)
    print(len(land), sum(map(len, land)), "points of land,", len(borders), sum(map(len, borders)), "of borders,", len(out), "bytes")


main()
