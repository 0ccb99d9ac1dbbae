"""What ingest remembers between runs: validators of feeds, articles it has, addresses that failed.

One JSON file beside the articles, written aside and renamed, after the articles themselves:
a killed run fetches some pages again and loses nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.fetch_records import Validators
from transforms.errors import InputError

STATE_FILE = ".ingest_state.json"
KEEP_DAYS = 180
MAX_TRIES = 3


@dataclass
class SourceState:
    """Of one source.

    Attributes:
        fetched_at: when it was fetched last, ISO 8601 UTC.
        validators: by address of a feed or sitemap.
        seen: article_id -> day on which its address was met last.
        failed: address -> [tries, reason].
    """

    fetched_at: str | None = None
    validators: dict[str, dict[str, str | None]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    failed: dict[str, list[Any]] = field(default_factory=dict)

    def validators_of(self, url: str) -> Validators:
        """What the last fetch of this address gave to ask by."""
        return Validators(**self.validators.get(url, {}))

    def is_done(self, article_id: str, url: str, today: date) -> bool:
        """Whether the article is there already, or was tried often enough; remembers the day."""
        if article_id in self.seen:
            self.seen[article_id] = today.isoformat()
            return True
        return url in self.failed and self.failed[url][0] >= MAX_TRIES

    def fail(self, url: str, reason: str, *, is_final: bool) -> None:
        """Count a failure; a final one is not tried again."""
        tries = self.failed.get(url, [0])[0] + 1
        self.failed[url] = [MAX_TRIES if is_final else tries, reason]

    def forget_old(self, today: date) -> None:
        """Drop articles whose address has long been gone from the feed."""
        oldest = (today - timedelta(days=KEEP_DAYS)).isoformat()
        self.seen = {name: day for name, day in self.seen.items() if day >= oldest}


def load_state(folder: Path) -> dict[str, SourceState]:
    """Read the state by source name; empty if there is none.

    Raises:
        InputError: the file is damaged.
    """
    path = folder / STATE_FILE
    if not path.exists():
        return {}
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {name: SourceState(**values) for name, values in stored["sources"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path}: damaged ({error}); remove it, and every article is fetched again"
        raise InputError(message) from error


def save_state(folder: Path, states: dict[str, SourceState]) -> None:
    """Write the state aside and rename it."""
    path = folder / STATE_FILE
    aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    body = {"version": 1, "sources": {name: asdict(state) for name, state in states.items()}}
    aside.write_text(json.dumps(body, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    aside.replace(path)


def parse_moment(value: str | None) -> datetime | None:
    """Return the moment of an ISO 8601 string of ours."""
    return datetime.fromisoformat(value) if value else None
