"""Build outlines.json, the country outlines of the map page, from world-atlas (build time only).

    python -m transforms.gazetteers.build_outlines NPM_DIRECTORY

NPM_DIRECTORY holds the unpacked npm package world-atlas (Natural Earth, public domain). Each
country but Antarctica becomes one SVG path in tenths of a degree, x = longitude, y = -latitude.
A ring that crosses the date line (Russia, Fiji) is cut there: else it would run back around the
whole world, as a stray line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TENTHS = 10
EAST_END = 180 * TENTHS
AROUND = 360 * TENTHS
MIN_POINTS = 4

Point = tuple[int, int]


def build_outlines(topology: dict[str, Any]) -> list[dict[str, str]]:
    """Name and SVG path of each country of a TopoJSON `countries` object."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    outlines = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] == "Antarctica":
            continue
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        whole = [_ring(ring, arcs) for polygon in nested for ring in polygon]
        rings = [part for ring in whole for part in cut_at_date_line(ring)]
        path = "".join(_path(ring) for ring in rings if len(ring) >= MIN_POINTS)
        if path:
            outlines.append({"name": geometry["properties"]["name"], "d": path})
    return outlines


def _decode(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Points of a delta-encoded arc, without repeats at this resolution."""
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[Point] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon, lat = x * scale_x + left, y * scale_y + low
        points.append((round(lon * TENTHS), -round(lat * TENTHS)))
    return points


def _ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indexes:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        for point in points:
            if not ring or point != ring[-1]:
                ring.append(point)
    return ring


def cut_at_date_line(ring: list[Point]) -> list[list[Point]]:
    """The ring itself, or its parts on either side of the date line, each closed."""
    unrolled = [ring[0]]
    for x, y in ring[1:]:
        last = unrolled[-1][0]
        turns = round((last - x) / AROUND)
        unrolled.append((x + turns * AROUND, y))
    if max(x for x, _ in unrolled) > EAST_END:
        shift = 0
    elif min(x for x, _ in unrolled) < -EAST_END:
        shift = AROUND
    else:
        return [ring]
    moved = [(x + shift, y) for x, y in unrolled]
    west = _clip([(-x, y) for x, y in moved], -EAST_END)
    return [_clip(moved, EAST_END), [(-x - AROUND, y) for x, y in west]]


def _clip(ring: list[Point], end: int) -> list[Point]:
    """The part of a ring with x <= end (Sutherland and Hodgman 1974, for one edge)."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (x0 <= end) != (x1 <= end):
            kept.append((end, y0 + round((y1 - y0) * (end - x0) / (x1 - x0))))
        if x1 <= end:
            kept.append((x1, y1))
    return [point for i, point in enumerate(kept) if i == 0 or point != kept[i - 1]]


def _path(ring: list[Point]) -> str:
    """Relative SVG path: "M100 -50l3 4..."."""
    steps: list[Point] = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:], strict=False):
        dx, dy = x1 - x0, y1 - y0
        if steps and steps[-1][0] * dy == steps[-1][1] * dx and _forward(steps[-1], (dx, dy)):
            steps[-1] = (steps[-1][0] + dx, steps[-1][1] + dy)
        else:
            steps.append((dx, dy))
    moves = " ".join(f"{dx} {dy}" for dx, dy in steps)
    return f"M{ring[0][0]} {ring[0][1]}l{moves}z".replace(" -", "-")


def _forward(one: Point, other: Point) -> bool:
    return one[0] * other[0] + one[1] * other[1] > 0


if __name__ == "__main__":
    source = sorted(Path(sys.argv[1]).rglob("countries-50m.json"))[0]
    outlines = build_outlines(json.loads(source.read_text(encoding="utf-8")))
    text = json.dumps(outlines, ensure_ascii=False, separators=(",", ":"))
    (HERE / "outlines.json").write_text(text + "\n", encoding="utf-8")
