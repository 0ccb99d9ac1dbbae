"""Build outlines.json, the country outlines of the map page, from world-atlas (build time only).

    python -m transforms.gazetteers.build_outlines NPM_DIRECTORY

NPM_DIRECTORY holds the unpacked npm package world-atlas (Natural Earth, public domain). Each
country but Antarctica becomes one SVG path in tenths of a degree, x = longitude, y = -latitude.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TENTHS = 10
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
        rings = [_ring(ring, arcs) for polygon in nested for ring in polygon]
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
