"""Figures of the report as SVG and HTML: map, weekly counts, tables with bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape

import polars as pl

from flows.map_page import COLOURS, View, land_paths, make_view, place_labels

MAX_SPOTS = 1200
AXES = ("latitude", "longitude")
GRIDS_DEGREES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
WEEK = timedelta(days=7)
BARS_UP_TO_WEEKS = 160
CLASSES = {name: f"t{number}" for number, name in enumerate(COLOURS)}
OTHER = f"t{len(COLOURS)}"
N_TICKS = 4


def type_class(event_type: str | None) -> str:
    """CSS class of a type's colour."""
    return CLASSES.get(event_type or "", OTHER)


def draw_map(spots: pl.DataFrame) -> str:
    """The map of all spots; many small ones are drawn as fewer, on a grid."""
    drawn = _coarsen(spots)
    view = make_view(drawn)
    box = f"{view.left:.1f} {view.top:.1f} {view.width:.1f} {view.height:.1f}"
    circles = "".join(_circle(row, view) for row in drawn.iter_rows(named=True))
    return (
        f'<svg class="map" viewBox="{box}" role="img" aria-labelledby="map-title map-text">'
        f'<g class="land" transform="scale({view.squeeze:.4f} 1)" aria-hidden="true">'
        f"{land_paths()}</g><g>{circles}</g>"
        f'<g class="names" aria-hidden="true">{"".join(place_labels(drawn, view))}</g></svg>'
    )


def _coarsen(spots: pl.DataFrame) -> pl.DataFrame:
    drawn = spots
    for grid in GRIDS_DEGREES:
        if drawn.height <= MAX_SPOTS:
            break
        cell = [(pl.col(axis) / grid).round().alias(f"cell_{axis}") for axis in AXES]
        share = pl.col("n_events") / pl.col("n_events").sum()
        middle = [(pl.col(axis) * share).sum() for axis in AXES]
        drawn = spots.group_by(*cell, "event_type", maintain_order=True).agg(
            *middle,
            pl.col("n_events").sum(),
            pl.col("location").first(),
            pl.col("is_exact").all(),
        )
    order = ["n_events", "location", "event_type", "latitude", "longitude"]
    return drawn.sort(order, descending=[True, False, False, False, False], nulls_last=True)


def _circle(row: dict[str, object], view: View) -> str:
    n_events = int(str(row["n_events"]))
    x, y = view.x(float(str(row["longitude"]))), -float(str(row["latitude"])) * 10
    radius = view.unit * min(0.42 + 0.16 * (n_events - 1) ** 0.5, 2.6)
    near = "" if row["is_exact"] else " near"
    words = f"{row['location']}: {n_events:,} {row['event_type']}"
    return (
        f'<circle class="{type_class(str(row["event_type"]))}{near}" cx="{x:.1f}" cy="{y:.1f}" '
        f'r="{radius:.1f}"><title>{escape(words)}</title></circle>'
    )


def draw_weeks(weeks: pl.DataFrame) -> str:
    """Stacked weekly counts: shapes in SVG, labels in HTML so that they keep their size."""
    if weeks.is_empty():
        return '<p class="muted">No events yet.</p>'
    first, last = _ends(weeks["week_start"])
    n_weeks = (last - first) // WEEK + 1
    totals = weeks.group_by("week_start").agg(pl.col("n").sum())
    top, step = nice_top(max(totals["n"].to_list()))
    lines = "".join(
        f'<path class="line" d="M0 {top - tick}H{n_weeks}"/>' for tick in range(0, top + 1, step)
    )
    ticks = "".join(
        f'<span style="bottom:{100 * tick / top:.2f}%">{tick:,}</span>'
        for tick in range(0, top + 1, step)
    )
    return (
        '<div class="weeks" aria-hidden="true">'
        f'<div class="ticks">{ticks}</div>'
        f'<svg viewBox="0 0 {n_weeks} {top}" preserveAspectRatio="none">{lines}'
        f"{''.join(_stacks(weeks, first, n_weeks, top))}</svg>"
        f'<div class="months">{_months(first, n_weeks)}</div></div>'
    )


def _ends(days: pl.Series) -> tuple[date, date]:
    values = days.to_list()
    return min(values), max(values)


def nice_top(highest: int) -> tuple[int, int]:
    """Return the top of an axis and the step of its marks: 1, 2 or 5 times a power of ten.

    >>> nice_top(7), nice_top(230)
    ((8, 2), (250, 50))
    """
    step = 1
    while step * (N_TICKS + 1) < highest:
        digits = str(step)
        step = step * 5 // 2 if digits.startswith("2") else step * 2
    return -(-highest // step) * step, step


def _stacks(weeks: pl.DataFrame, first: date, n_weeks: int, top: int) -> Iterable[str]:
    """One path a type: a bar a week on top of the types before it."""
    gap = 0.18 if n_weeks <= BARS_UP_TO_WEEKS else 0.0
    heights = [0] * n_weeks
    counts = {(row[0], row[1]): row[2] for row in weeks.iter_rows()}
    names = [*COLOURS, *sorted({name for _, name in counts if name not in COLOURS})]
    for name in names:
        bars = []
        for week in range(n_weeks):
            if n := counts.get((first + week * WEEK, name)):
                low = heights[week]
                heights[week] = low + n
                bars.append(f"M{week + gap / 2:g} {top - low}v-{n}h{1 - gap:g}v{n}z")
        if bars:
            yield f'<path class="{type_class(name)}" d="{"".join(bars)}"/>'


def _months(first: date, n_weeks: int) -> str:
    """Labels under the axis: years, or months where there is room."""
    days = [first + week * WEEK for week in range(n_weeks)]
    is_long = n_weeks > 2 * 53
    every = max(n_weeks // 40, 1) if not is_long else 1
    starts = [
        (number, day)
        for number, day in enumerate(days)
        if number == 0
        or (day.year != days[number - 1].year if is_long else day.month != days[number - 1].month)
    ]
    if is_long and len(starts) > 1 and starts[1][0] < n_weeks / 12:
        starts = starts[1:]
    shown = starts[:: max(every, len(starts) // 8 if is_long else len(starts) // 12, 1)]
    return "".join(
        f'<span style="left:{100 * number / n_weeks:.2f}%">'
        f"{day.year if is_long else day.strftime('%b %Y')}</span>"
        for number, day in shown
    )


def legend(counts: dict[str, int]) -> str:
    """Types with their colours and numbers of events."""
    names = [*(name for name in COLOURS if name in counts)]
    names += sorted(name for name in counts if name not in COLOURS)
    return "".join(
        f'<li><span class="dot {type_class(name)}"></span>{escape(name)} '
        f"<b>{counts[name]:,}</b></li>"
        for name in names
    )


def bar_table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]], none: str
) -> str:
    """A table whose first number has a bar; without rows, the words `none`."""
    listed = list(rows)
    if not listed:
        return f'<div><h3>{escape(caption)}</h3><p class="muted">{escape(none)}</p></div>'
    at = next(i for i, value in enumerate(listed[0]) if isinstance(value, int))
    most = max(int(str(row[at])) for row in listed) or 1
    head = "".join(
        f'<th scope="col"{_number(i, listed[0], at)}>{escape(name)}</th>'
        for i, name in enumerate(heads)
    )
    body = "".join(
        "<tr>" + "".join(_cell(i, value, at, most) for i, value in enumerate(row)) + "</tr>"
        for row in listed
    )
    return (
        f"<div><table class='bars'><caption>{escape(caption)}</caption><thead><tr>{head}</tr>"
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _number(i: int, row: Sequence[object], at: int) -> str:
    across = ' colspan="2"' if i == at else ""
    return f'{across} class="number"' if isinstance(row[i], int) else ""


def _cell(i: int, value: object, at: int, most: int) -> str:
    if not isinstance(value, int):
        tag = "th scope='row'" if i == 0 else "td"
        return f"<{tag}>{escape(str(value) if value is not None else '–')}</{tag.split()[0]}>"
    bar = f'<td class="bar"><i style="width:{100 * value / most:.1f}%"></i></td>' if i == at else ""
    return f'{bar}<td class="number">{value:,}</td>'
