"""Finds the document creation time (DCT): the day an article was written, or None.

Order: metadata or page, URL, dateline, else inferred from the text. The run date is never
used. Datelines and inference need a time pack of the language (`transforms.timexes`).
"""

from __future__ import annotations

import re
from datetime import date

from transforms.records import Article, CreationTime, Span
from transforms.text.layout import mark_layout
from transforms.timexes import find_timexes, supported_languages
from transforms.timexes.creation import infer_creation_time

EARLIEST_URL_YEAR = 1990
CONFIDENCE = {"metadata": 0.98, "page": 0.95, "url": 0.9, "dateline": 0.9}
# A line of its own at the top, such as "Published: 7 March 2024", counts as a dateline.
TOP_SECTIONS = 3
MIN_DATE_SHARE = 0.5

_URL_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)"
    r"(?P<month>0?[1-9]|1[0-2]|[A-Za-z]{3})(?P=mark)(?P<day>[0-2]?\d|3[01])(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def creation_time(article: Article, language: str) -> CreationTime:
    """Returns the DCT that the article states, else what its text lets infer.

    Method "unknown", without any day, where neither gives one.
    """
    stated = find_creation_time(article, language)
    if stated.method != "unknown" or language not in supported_languages():
        return stated
    return infer_creation_time(article.text, language)


def find_creation_time(article: Article, language: str) -> CreationTime:
    """Returns the DCT that the article states; its day is None where it states none.

    The method is metadata, page, url, dateline or unknown. A dateline without a year
    states no day.
    """
    if article.published_at is not None:
        method = "page" if article.published_method == "page" else "metadata"
        return _known(article.published_at, method)
    if url_day := find_url_date(article.url or ""):
        return _known(url_day, "url")
    found = _find_dateline_date(article.text, language)
    if found is not None:
        day, span = found
        return _known(day, "dateline", span)
    return CreationTime(None, None, None, "unknown", 0.0)


def find_url_date(url: str) -> date | None:
    """Returns the day in a URL's path: /2024/03/07/, /2024-03-07-, /2024/mar/07/, /20240307/.

    >>> find_url_date("https://news.example/2024/03/07/talks.html")
    datetime.date(2024, 3, 7)
    """
    path = re.sub(r"^\w+://[^/]*", "", url).split("?")[0]
    days = (_to_day(match) for match in _URL_DATE.finditer(path))
    return next((day for day in days if day and day.year >= EARLIEST_URL_YEAR), None)


def _to_day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    if not match["mark"] and len(match[0]) != len("20240307"):
        return None
    try:
        number = _MONTHS.index(month) + 1 if month.isalpha() else int(month)
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def _known(day: date, method: str, span: Span | None = None) -> CreationTime:
    return CreationTime(day, day, day, method, CONFIDENCE[method], span)


def _find_dateline_date(text: str, language: str) -> tuple[date, Span] | None:
    """Returns the first full date of a dateline, or of a line at the top that is only a date."""
    if language not in supported_languages():
        return None
    for index, section in enumerate(mark_layout(text, language)):
        is_line = index < TOP_SECTIONS and section.role in ("heading", "credit")
        if section.role != "dateline" and not is_line:
            continue
        line = text[section.start : section.end]
        for timex in find_timexes(line, language, None):
            is_enough = not is_line or (timex.end - timex.start) / len(line) >= MIN_DATE_SHARE
            if timex.start_day and timex.start_day == timex.end_day and is_enough:
                span = Span(section.start + timex.start, section.start + timex.end)
                return timex.start_day, span
    return None
