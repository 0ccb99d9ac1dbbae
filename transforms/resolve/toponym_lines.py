"""`newsledger places resolve` and `places find` as pure functions over parsed lines.

In:  {"article_id", "toponyms": [{"start", "end", "text"}], "text"?, "language"?,
      "outlet_country"?, "dateline"?}
Out: {"article_id", "resolved": [{"geonameid", "name", "admin1", "admin2", "country", "iso",
      "region", "lat", "lon", "kind", "confidence"} or null]}, same order.
A line may carry `doc_id` in place of `article_id`; the answer then does too. The point is the
place's own; for an area that is its middle, not its seat.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from transforms.errors import InputError
from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import Gazetteer
from transforms.records import Place
from transforms.resolve.toponyms import Toponym, ToponymQuery, resolve_toponyms

_ID_KEYS = ("article_id", "doc_id")
_ABOUT = ("text", "language", "outlet_country", "dateline")
_MAX_OFFSET = 2**31 - 1


def parse_queries(lines: Iterable[str], source: str) -> tuple[str, list[ToponymQuery]]:
    """The id key of the lines and their queries; `source` names the file in messages.

    Raises:
        InputError: a line is no JSON object, or lacks its id, toponyms or their offsets.
    """
    queries = []
    id_key = _ID_KEYS[0]
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{source}, line {number}"
        entry = _object(line, where)
        id_key = next((key for key in _ID_KEYS if key in entry), "")
        if not id_key:
            raise InputError(f"{where}: article_id is missing; give every line an article_id")
        queries.append(_query(entry, id_key, where))
    return id_key, queries


def resolve_lines(
    id_key: str, queries: Sequence[ToponymQuery], gazetteer: Gazetteer
) -> list[dict[str, Any]]:
    """One answer a query, in order, ready to be written as JSON lines."""
    return [
        {id_key: query.article_id, "resolved": [_answer(place, gazetteer) for place in places]}
        for query, places in zip(queries, resolve_toponyms(queries, gazetteer), strict=True)
    ]


def find_places(name: str, gazetteer: Gazetteer, limit: int = 10) -> list[Place]:
    """The places of a name, best known first; empty when no place has it."""
    hits = gazetteer.lookup([normal_form(name)])
    fame = gazetteer.log_population[hits.row] + gazetteer.log_names[hits.row] - hits.tier
    order = sorted(range(len(hits.row)), key=lambda at: -fame[at])
    return [gazetteer.place(int(hits.row[at])) for at in order[:limit]]


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: no JSON ({error}); write one JSON object a line") from error
    if not isinstance(entry, dict):
        raise InputError(f"{where}: no JSON object but {line[:40]!r}")
    return entry


def _query(entry: dict[str, Any], id_key: str, where: str) -> ToponymQuery:
    toponyms = entry.get("toponyms")
    if not isinstance(toponyms, list):
        raise InputError(f"{where}: toponyms must be a list of start, end and text")
    about: dict[str, Any] = {name: entry.get(name) for name in _ABOUT}
    for name, value in about.items():
        if value is not None and not isinstance(value, str):
            raise InputError(f"{where}: {name} must be text, not {value!r:.40}")
    spans = tuple(_toponym(toponym, where) for toponym in toponyms)
    return ToponymQuery(article_id=str(entry[id_key]), toponyms=spans, **about)


def _toponym(entry: Any, where: str) -> Toponym:
    try:
        start, end, text = int(entry["start"]), int(entry["end"]), entry["text"]
        if isinstance(text, str) and 0 <= start <= end <= _MAX_OFFSET:
            return Toponym(start, end, text)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError(f"{where}: toponym {entry!r:.60} needs start, end and text") from error
    raise InputError(f"{where}: toponym {entry!r:.60} needs 0 <= start <= end, and text")


def _answer(place: Place | None, gazetteer: Gazetteer) -> dict[str, Any] | None:
    if place is None:
        return None
    lat, lon = place.latitude, place.longitude
    if place.geonameid is not None:
        lat, lon = gazetteer.own_point(place.geonameid)
    return {
        "geonameid": place.geonameid,
        "name": place.name,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "iso": place.iso,
        "region": place.region,
        "lat": round(lat, 4),
        "lon": round(lon, 4),
        "kind": place.kind,
        "confidence": place.confidence,
    }
