"""The report: a ledger as one HTML page that needs no network and little room.

The figures are plain HTML and SVG. The table of events, its filters and the quoted sentences are
made in the browser from packed data (report_pack.py) by report_page.js. Every text from an
article is escaped here or set as text there, and the page's own policy forbids any other script
and every request.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import polars as pl

from flows.report_figures import bar_table, draw_map, draw_weeks, legend
from flows.report_pack import CHUNK_EVENTS, pack, pack_articles, pack_chunks, pack_events
from transforms.codebook import load_codebook
from warehouse.report_rows import ReportRows

MAX_PAGE_BYTES = 4_700_000
"""Quoted sentences go in while the page stays below; under 5 MB with all else."""

HERE = Path(__file__).parent
RELEASE_FILES = (
    ("README.md", "what the files are"),
    ("CHANGELOG.md", "what changed"),
    ("DATASHEET.md", "how the data came about"),
    ("DATA_DICTIONARY.md", "all columns"),
    ("LICENSE.md", "rights"),
)


def write_report(path: Path, rows: ReportRows, version: str | None = None) -> None:
    """Write the page to a file, through a file beside it.

    Args:
        path: the page to write.
        rows: what it tells.
        version: name of the release that it stands in, for its links to the other files.
    """
    aside = path.with_name(f".tmp-{path.name}")
    aside.write_text(render_report(rows, version), encoding="utf-8")
    aside.replace(path)


def render_report(rows: ReportRows, version: str | None = None) -> str:
    """Return the page; the same rows give the same bytes."""
    articles, quotes = pack_articles(rows)
    script = _part("report_page.js")
    values = {
        "policy": _policy(script),
        "css": _part("report_page.css"),
        "version": escape(version or "the warehouse"),
        "release": _release_note(rows, version),
        "figures": _figures(rows.totals),
        "map": draw_map(rows.spots),
        "map_text": escape(_map_text(rows)),
        "legend": legend(_counts(rows.weeks)),
        "weeks": draw_weeks(rows.weeks),
        "years": _years(rows.weeks),
        "actors": _actors(rows.actors),
        "countries": bar_table(
            "Countries with most events",
            ("Country", "Events", "Deaths"),
            rows.countries.iter_rows(),
            "No events yet.",
        ),
        "quality": _quality(rows),
        "table_note": escape(_table_note(rows)),
        "files": _file_links(version),
        "events_data": pack(pack_events(rows.events)),
        "articles_data": pack(articles),
        "script": script,
    }
    page = Template(_part("report_page.html"))
    bare = len(page.substitute(values, chunks="").encode())
    chunks = pack_chunks(rows.events["notes"], quotes, MAX_PAGE_BYTES - bare)
    tags = "\n".join(
        f'<script type="text/plain" class="chunk" data-events="{CHUNK_EVENTS}">{chunk}</script>'
        for chunk in chunks
    )
    return page.substitute(values, chunks=tags)


@lru_cache(maxsize=3)
def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """Content-Security-Policy: this one script, our styles, and nothing from anywhere."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )


def _release_note(rows: ReportRows, version: str | None) -> str:
    first, last = rows.totals["first_day"], rows.totals["last_day"]
    of = f"Release <b>{escape(version)}</b>. " if version else ""
    return of + (f"Events from {first} to {last}." if first else "No events yet.")


def _figures(totals: Any) -> str:
    shown = (
        ("n_events", "event", "events"),
        ("n_fatalities", "reported death", "reported deaths"),
        ("n_countries", "country", "countries"),
        ("n_articles", "article read", "articles read"),
        ("n_outlets", "named outlet", "named outlets"),
        ("n_incomplete", "incomplete report, kept apart", "incomplete reports, kept apart"),
    )
    return "".join(
        f"<div><dt>{one if totals[name] == 1 else many}</dt><dd>{totals[name]:,}</dd></div>"
        for name, one, many in shown
    )


def _counts(weeks: pl.DataFrame) -> dict[str, int]:
    return dict(weeks.group_by("event_type").agg(pl.col("n").sum()).iter_rows())


def _map_text(rows: ReportRows) -> str:
    placed = int(rows.spots["n_events"].sum())
    points = rows.spots.select("latitude", "longitude").n_unique()
    return (
        f"{placed:,} events at {points:,} points. A circle grows with the number of events; a "
        "dashed one is only near there, or somewhere in the area whose seat it is. "
        "Outlines: Natural Earth."
    )


def _years(weeks: pl.DataFrame) -> str:
    """The chart's figures as a table, by year and type, for readers who cannot see it."""
    if weeks.is_empty():
        return ""
    table = (
        weeks.with_columns(year=pl.col("week_start").dt.year())
        .group_by("year", "event_type")
        .agg(pl.col("n").sum())
        .pivot("event_type", index="year", values="n", sort_columns=True)
        .fill_null(0)
        .sort("year")
    )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns[1:])
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(f'<td class="number">{value:,}</td>' for value in row[1:])
        + "</tr>"
        for row in table.iter_rows()
    )
    return (
        "<div class='scroll' tabindex='0' role='region' aria-label='Events by year and type'>"
        f"<table><thead><tr><th scope='col'>Year of the week</th>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _actors(actors: pl.DataFrame) -> str:
    rows = [(row[0], row[2], row[3]) for row in actors.iter_rows()]
    heads = ("Actor", "Events", "Deaths")
    return bar_table("Actors in most events", heads, rows, "No events yet.")


def _quality(rows: ReportRows) -> str:
    rules = load_codebook().validation_rules
    broken = [
        (f"{rule_id} {rules[rule_id].rule if rule_id in rules else ''}", level, n)
        for rule_id, n in rows.rules.iter_rows()
        for level in [_level(rules[rule_id].level if rule_id in rules else "")]
    ]
    held = f"{len(rules) - rows.rules.height} of {len(rules)} rules hold for all rows"
    aside = [(f"{kind}: {why}", n) for kind, why, n in rows.quarantine.iter_rows()]
    return (
        bar_table("Articles by outcome", ("Outcome", "Articles"), rows.outcomes.iter_rows(), "None")
        + bar_table(
            "Incomplete reports by what they lack",
            ("Missing", "Reports"),
            rows.missing.iter_rows(),
            "No report lacks a needed value.",
        )
        + bar_table("Quarantine by reason", ("Reason", "Rows"), aside, "Nothing is in quarantine.")
        + bar_table(
            f"Validation: {held} of {len(rules)} rules hold for all rows"
            + ", all but:" * bool(broken),
            ("Rule", "A breach", "Rows"),
            broken,
            "No row breaks a rule",
        )
    )


def _level(level: str) -> str:
    return "goes to quarantine" if level == "error" else "is kept, with a warning"


def _table_note(rows: ReportRows) -> str:
    total, shown = int(str(rows.totals["n_events"])), rows.events.height
    if total > shown:
        return f"The table holds the newest {shown:,} of {total:,} events; the files hold them all."
    return ""


def _file_links(version: str | None) -> str:
    if version is None:
        return ""
    links = "".join(f'<li><a href="{name}">{name}</a>: {what}</li>' for name, what in RELEASE_FILES)
    return f"<h3>Files of this release</h3><ul>{links}</ul>"
