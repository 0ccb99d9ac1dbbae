"""Events on a map, as one HTML page that needs no network.

Outlines are Natural Earth's (public domain), embedded in tenths of a degree. The map shows the
part of the world in which the events lie; areas keep their shape at its middle latitude. One
circle stands for all events of one type at one point and grows with their number; a dashed one
is only near there (geo_precision 2 or 3).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template

import polars as pl

import transforms

TENTHS = 10
MIN_SPAN = 120.0
MARGIN = 0.12
RATIO = 16 / 9
MAX_LABELS = 14
MAX_TOOLTIP_EVENTS = 8
WORLD = (-1800.0, -850.0, 3600.0, 1450.0)
"""x, y, width and height of the view without any event, in tenths of a degree."""

COLOURS = {
    "Battles": "#b2182b",
    "Explosions/Remote violence": "#e08214",
    "Violence against civilians": "#7b3294",
    "Protests": "#2166ac",
    "Riots": "#1b9e77",
    "Strategic developments": "#6b7280",
}
OTHER_COLOUR = "#111827"

_TEMPLATE = Path(__file__).with_name("map_page.html")
_OUTLINES = Path(transforms.__file__).with_name("gazetteers") / "outlines.json"


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown; x is squeezed by the cosine of the latitude."""

    left: float
    top: float
    width: float
    height: float
    squeeze: float

    def x(self, longitude: float) -> float:
        """Position of a longitude (degrees)."""
        return longitude * TENTHS * self.squeeze

    @property
    def unit(self) -> float:
        """A hundredth of the width, for radii and letters."""
        return self.width / 100


def render_map(events: pl.DataFrame, title: str = "Events") -> str:
    """The map page of events with the ACLED-style columns; rows without a point are counted.

    Args:
        events: needs event_type, event_date, location, latitude, longitude, geo_precision,
            fatalities; any order, other columns are ignored.
        title: heading of the page, escaped here.
    """
    placed = events.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    view = make_view(placed)
    spots = _spots(placed)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        title=escape(title),
        view_box=f"{view.left:.1f} {view.top:.1f} {view.width:.1f} {view.height:.1f}",
        squeeze=f"{view.squeeze:.4f}",
        land=land_paths(),
        circles="\n".join(_circle(spot, view) for spot in spots.iter_rows(named=True)),
        labels="\n".join(place_labels(spots, view)),
        legend=_legend(placed),
        caption=_caption(placed, events.height - placed.height),
    )


def make_view(placed: pl.DataFrame) -> View:
    """The part of the world around the points; the whole world where there are none."""
    if placed.is_empty():
        return View(*WORLD, squeeze=1.0)
    west, east = _extent(placed["longitude"])
    south, north = _extent(placed["latitude"])
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.2)
    width = max((east - west) * TENTHS * squeeze * (1 + 2 * MARGIN), MIN_SPAN)
    height = max((north - south) * TENTHS * (1 + 2 * MARGIN), MIN_SPAN / RATIO)
    width, height = max(width, height * RATIO), max(height, width / RATIO)
    middle_x = (west + east) / 2 * TENTHS * squeeze
    middle_y = -(south + north) / 2 * TENTHS
    return View(middle_x - width / 2, middle_y - height / 2, width, height, squeeze)


def _extent(degrees: pl.Series) -> tuple[float, float]:
    values = degrees.to_list()
    return min(values), max(values)


def _spots(placed: pl.DataFrame) -> pl.DataFrame:
    """One row a point and type: count, deaths, whether all are exact, lines for the tooltip."""
    line = pl.format(
        "{} {} ({} killed)",
        pl.col("event_date").cast(pl.String).fill_null("no date"),
        pl.col("event_type").fill_null("no type"),
        pl.col("fatalities").fill_null(0),
    )
    return (
        placed.with_columns(line=line)
        .sort("event_date", "event_type", nulls_last=True)
        .group_by("latitude", "longitude", "event_type", maintain_order=True)
        .agg(
            pl.col("location").first(),
            pl.len().alias("n_events"),
            (pl.col("geo_precision").min() <= 1).fill_null(False).alias("is_exact"),
            pl.col("line").head(MAX_TOOLTIP_EVENTS),
        )
        .sort("n_events", "location", "event_type", descending=[True, False, False])
    )


def _circle(spot: dict[str, object], view: View) -> str:
    n_events = int(str(spot["n_events"]))
    colour = COLOURS.get(str(spot["event_type"]), OTHER_COLOUR)
    lines = [f"{spot['location']}: {n_events} event{'s' if n_events > 1 else ''}"]
    lines += list(spot["line"]) if isinstance(spot["line"], list) else []
    if n_events > MAX_TOOLTIP_EVENTS:
        lines.append(f"and {n_events - MAX_TOOLTIP_EVENTS} more")
    x, y = view.x(float(str(spot["longitude"]))), -float(str(spot["latitude"])) * TENTHS
    radius = view.unit * (0.55 + 0.35 * math.sqrt(n_events - 1))
    kind = "" if spot["is_exact"] else ' class="approximate"'
    return (
        f'<circle{kind} cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="{colour}" '
        f'stroke="{colour}" tabindex="0"><title>{escape(chr(10).join(lines))}</title></circle>'
    )


def place_labels(spots: pl.DataFrame, view: View) -> list[str]:
    """Names of the places with most events; a name too near to another is left out."""
    labels: list[str] = []
    taken: list[tuple[float, float]] = []
    for spot in spots.unique("location", keep="first", maintain_order=True).iter_rows(named=True):
        x, y = view.x(spot["longitude"]), -spot["latitude"] * TENTHS
        near = any(abs(x - a) < 14 * view.unit and abs(y - b) < 2 * view.unit for a, b in taken)
        if near or spot["location"] is None or len(labels) == MAX_LABELS:
            continue
        taken.append((x, y))
        size = 1.3 * view.unit
        labels.append(
            f'<text x="{x + view.unit:.2f}" y="{y - 0.6 * view.unit:.2f}" font-size="{size:.2f}" '
            f'stroke-width="{size / 4:.2f}">{escape(spot["location"])}</text>'
        )
    return labels


@lru_cache(maxsize=1)
def land_paths() -> str:
    """Every country as an SVG path with its name."""
    outlines = json.loads(_OUTLINES.read_text(encoding="utf-8"))
    return "".join(
        f'<path d="{outline["d"]}"><title>{escape(outline["name"])}</title></path>'
        for outline in outlines
    )


def _legend(placed: pl.DataFrame) -> str:
    counts = dict(placed["event_type"].value_counts().iter_rows())
    entries = [(name, colour) for name, colour in COLOURS.items() if name in counts]
    entries += [(str(name), OTHER_COLOUR) for name in counts if name not in COLOURS]
    return "".join(
        f'<li><span style="background:{colour}"></span>{escape(name)} {counts.get(name, 0)}</li>'
        for name, colour in entries
    )


def _caption(placed: pl.DataFrame, n_unplaced: int) -> str:
    n_points = placed.select("latitude", "longitude").n_unique()
    shown = f"{placed.height} events at {n_points} points."
    dashed = " Dashed: near this point, or somewhere in the area whose seat it is."
    hidden = f" {n_unplaced} without coordinates are not shown." if n_unplaced else ""
    return shown + (dashed if placed.height else "") + hidden + " Outlines: Natural Earth."
