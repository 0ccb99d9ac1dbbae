"""What may stand in an entry of `sources.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError

from transforms.codebook import load_codebook

Row = dict[str, tuple[Any, int]]
"""An entry: key -> (value, line)."""

TOP_KEYS = ("sources", "contact")
PLACES = ("feed", "sitemap", "site", "path")
TEXTS = ("page", "feed")
ANY_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_REQUIRED = ("name", "scale", "licence")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_ISO3 = re.compile(r"[A-Z]{3}")


def faults(row: Row, line: int) -> Iterator[str]:
    """Yield `line: what is wrong` for each mistake in an entry."""
    for key in _REQUIRED:
        if key not in row:
            yield f"{line}: {key!r} is missing"
    given = [key for key in PLACES if key in row]
    if len(given) != 1:
        yield f"{line}: give one of {', '.join(PLACES)}; found {', '.join(given) or 'none'}"
    for key, (value, at) in row.items():
        if key not in _CHECKS:
            yield f"{at}: unknown key {key!r}; known are {', '.join(_CHECKS)}"
        elif not _CHECKS[key][0](value):
            told = f" ({', '.join(_scales())})" if key == "scale" else ""
            yield f"{at}: {key}: {value!r}, expected {_CHECKS[key][1]}{told}"


def repeated_names(rows: Sequence[Row]) -> Iterator[str]:
    """Yield `line: what is wrong` for each name that an entry before has."""
    seen: dict[str, int] = {}
    for row in rows:
        name, line = row.get("name", (None, 0))
        if isinstance(name, str) and seen.setdefault(name.casefold(), line) != line:
            yield f"{line}: the name {name!r} is also in line {seen[name.casefold()]}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_country(value: Any) -> bool:
    return value is None or (isinstance(value, str) and bool(_ISO3.fullmatch(value)))


def _is_language(value: Any) -> bool:
    return isinstance(value, str) and bool(_LANGUAGE.fullmatch(value))


def _is_scale(value: Any) -> bool:
    return value in _scales()


def _scales() -> tuple[str, ...]:
    return tuple(scale for scale in load_codebook().source_scales if "-" not in scale)


def _is_address(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _is_cron(value: Any) -> bool:
    try:
        CronSim(value, ANY_DAY)
    except (CronSimError, AttributeError, TypeError):
        return False
    return True


def _is_pattern(value: Any) -> bool:
    try:
        re.compile(value)
    except (re.error, TypeError):
        return False
    return True


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


_CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (_is_text, "a name"),
    "country": (_is_country, "three letters of ISO 3166-1, such as KEN, or nothing"),
    "scale": (_is_scale, "a level of source_scale.yaml"),
    "language": (_is_language, 'a language code in quotes, such as "sw"'),
    "licence": (_is_text, "a note"),
    "feed": (_is_address, "an http or https address"),
    "sitemap": (_is_address, "an http or https address"),
    "site": (_is_address, "an http or https address"),
    "path": (_is_text, "a file or folder"),
    "schedule": (_is_cron, 'a cron expression, such as "0 * * * *"'),
    "allow_private": (_is_bool, "true or false"),
    "text": (TEXTS.__contains__, "page or feed"),
    "only": (_is_pattern, "a regular expression"),
    "max_articles": (_is_count, "a whole number from 1"),
    "max_days": (_is_count, "a whole number from 1"),
}
