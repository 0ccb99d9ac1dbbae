"""The map page: events become circles in a view around them; the page needs no network."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import polars as pl
import pytest

from flows.map_page import COLOURS, render_map
from transforms.gazetteers.build_outlines import cut_at_date_line

SCHEMA = {
    "event_date": pl.Date, "event_type": pl.String, "location": pl.String,
    "latitude": pl.Float64, "longitude": pl.Float64, "geo_precision": pl.Int8,
    "fatalities": pl.Int32,
}  # fmt: skip
ROWS = [
    (date(2025, 3, 1), "Battles", "Marib <Old>", 15.46, 45.32, 1, 4),
    (date(2025, 3, 2), "Battles", "Marib <Old>", 15.46, 45.32, 1, 0),
    (date(2025, 3, 2), "Protests", "Aden", 12.79, 45.03, 3, 0),
    (None, "Riots", None, None, None, None, 0),
]


def page(rows):
    return render_map(pl.DataFrame(rows, schema=SCHEMA, orient="row"), "Yemen & more")


def svg_of(html):
    return ET.fromstring(re.search(r"<svg.*</svg>", html, re.DOTALL).group())


def test_one_circle_a_point_and_type():
    circles = list(svg_of(page(ROWS)).iter("circle"))
    assert [circle.get("fill") for circle in circles] == [COLOURS["Battles"], COLOURS["Protests"]]
    assert float(circles[0].get("r")) > float(circles[1].get("r"))
    assert [circle.get("class") for circle in circles] == [None, "approximate"]
    assert "2 events" in circles[0].find("title").text
    assert "2025-03-01 Battles (4 killed)" in circles[0].find("title").text


def test_every_circle_lies_in_the_view():
    svg = svg_of(page(ROWS))
    left, top, width, height = map(float, svg.get("viewBox").split())
    for circle in svg.iter("circle"):
        assert left < float(circle.get("cx")) < left + width
        assert top < float(circle.get("cy")) < top + height
    assert width / height == pytest.approx(16 / 9, rel=0.01)


def test_words_are_escaped_and_the_missing_counted():
    html = page(ROWS)
    assert "Marib &lt;Old&gt;" in html and "<Old>" not in html
    assert "<title>Yemen &amp; more</title>" in html
    assert "3 events at 2 points." in html
    assert "1 without coordinates are not shown." in html


def test_the_page_needs_no_network():
    assert not re.search(r"https?:|src=|@import|url\(", page(ROWS))
    assert len(page(ROWS)) < 300_000


def test_no_events_show_the_world():
    svg = svg_of(page([]))
    assert not list(svg.iter("circle"))
    assert len(list(svg.iter("path"))) > 200
    assert "0 events at 0 points." in page([])


def test_a_single_event_and_the_date_line_do_not_break_the_view():
    far = [(date(2025, 1, 1), "Riots", "Suva", -18.14, 178.44, 1, 0)]
    assert float(svg_of(page(far)).get("viewBox").split()[2]) > 0
    both = [*far, (date(2025, 1, 1), "Riots", "Apia", -13.83, -171.77, 1, 0)]
    assert len(list(svg_of(page(both)).iter("circle"))) == 2


def test_no_outline_runs_around_the_world():
    land = svg_of(page([])).find(".//*[@class='land']")
    for path in land.iter("path"):
        for ring in re.findall(r"M[^M]+", path.get("d")):
            x, y, *steps = map(int, re.findall(r"-?\d+", ring))
            across = [x, *(x := x + step for step in steps[::2])]
            assert max(across) - min(across) < 1800, path.find("title").text
            assert -1800 <= min(across) <= max(across) <= 1800


def test_a_ring_over_the_date_line_is_cut_in_two():
    ring = [(1790, 0), (-1790, 0), (-1790, 10), (1790, 10), (1790, 0)]
    east, west = cut_at_date_line(ring)
    assert {x for x, _ in east} == {1790, 1800}
    assert {x for x, _ in west} == {-1800, -1790}
    assert cut_at_date_line(east) == [east]
