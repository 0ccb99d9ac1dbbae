"""Fetches what the sources of a `sources.yaml` have new, into JSON lines for `newsledger run`.

A source that fails does not stop the others. Articles are written aside and renamed, one
dated file a source and run; what was fetched is remembered after that.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cronsim import CronSim

from flows.fetch import Fetcher
from flows.fetch_records import FetchError, default_user_agent
from flows.fetch_robots import Robots
from flows.ingest_links import Link, Lister, plain_address
from flows.ingest_state import SourceState, load_state, parse_moment, save_state
from flows.sources import Source, load_sources
from transforms.errors import InputError
from transforms.records import Quarantined
from transforms.text.articles import read_articles
from transforms.text.readers_common import UnreadableInputError, parse_published
from transforms.text.readers_html import read_page
from transforms.text.readers_warc import PAGE_TYPES
from warehouse.locks import hold_lock

LOCK_FILE = ".ingest.lock"
LOCK_WAIT_S = 5.0
FINAL_REASONS = frozenset({
    "robots", "private_address", "bad_address", "too_large", "bomb", "not_html",
    "http_401", "http_403", "http_404", "http_410", "http_451",
})  # fmt: skip
"""Failures that asking again does not mend."""

log = logging.getLogger("newsledger.ingest")

Record = dict[str, object]


@dataclass
class SourceReport:
    """What one source gave. `error`: why its list could not be had; `file`: the new articles."""

    name: str
    n_new: int = 0
    n_known: int = 0
    n_left: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    file: Path | None = None
    is_due: bool = True


@dataclass(frozen=True)
class _Visit:
    """One source, asked now."""

    source: Source
    state: SourceState
    fetcher: Fetcher
    robots: Robots
    report: SourceReport
    now: datetime


def ingest(
    sources_file: Path,
    out: Path,
    names: Sequence[str] = (),
    *,
    is_due_only: bool = False,
    fetcher: Fetcher | None = None,
    now: datetime | None = None,
) -> list[SourceReport]:
    """Fetch the new articles of the sources, one report each, in the order of the file.

    Args:
        sources_file: see docs/ingest.md.
        out: folder for the articles and for what is remembered; made if missing.
        names: sources to fetch; all if empty.
        is_due_only: leave out those whose schedule is not due since the last fetch.
        fetcher: what fetches; by default one with the default limits.
        now: the time of this run, UTC.

    Raises:
        InputError: the sources file is wrong, or names an unknown source, or what is
            remembered is damaged.
        WarehouseError: another process ingests into this folder.
    """
    declared = load_sources(sources_file)
    wanted = _choose(declared.sources, names, sources_file)
    fetcher = fetcher or Fetcher(default_user_agent(declared.contact))
    now = now or datetime.now(UTC)
    reports = []
    with hold_lock(out / LOCK_FILE, LOCK_WAIT_S):
        for leftover in out.glob(".new-*"):
            leftover.unlink()
        states = load_state(out)
        for source in wanted:
            state = states.setdefault(source.name, SourceState())
            report = SourceReport(source.name, is_due=not is_due_only or is_due(source, state, now))
            reports.append(report)
            if report.is_due:
                robots = Robots(fetcher, source.allow_private)
                _visit(_Visit(source, state, fetcher, robots, report, now), out)
                save_state(out, states)
    return reports


def is_due(source: Source, state: SourceState, now: datetime) -> bool:
    """Tell whether the source's schedule has come due since it was fetched last."""
    last = parse_moment(state.fetched_at)
    return source.schedule is None or last is None or next(CronSim(source.schedule, last)) <= now


def _choose(sources: Sequence[Source], names: Sequence[str], path: Path) -> list[Source]:
    unknown = sorted(set(names) - {source.name for source in sources})
    if unknown:
        known = ", ".join(source.name for source in sources)
        raise InputError(f"{path}: no source named {', '.join(unknown)}; there are: {known}")
    return [source for source in sources if not names or source.name in names]


def _visit(visit: _Visit, out: Path) -> None:
    """Write the source's new articles; the report says what came."""
    stamp = visit.now.strftime("%Y-%m-%dT%H%M%SZ")
    target = out / f"{stamp}-{visit.source.slug}.jsonl"
    aside = out / f".new-{target.name}"
    try:
        with aside.open("w", encoding="utf-8") as file:
            for record in _records(visit):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                visit.report.n_new += 1
    except FetchError as error:
        visit.report.error = str(error)
    if visit.report.n_new:
        visit.report.file = aside.replace(target)
    aside.unlink(missing_ok=True)
    visit.state.fetched_at = visit.now.isoformat()
    visit.state.forget_old(visit.now.date())
    log.info(
        "source ingested",
        extra={"source": visit.source.name, "new": visit.report.n_new, "error": visit.report.error},
    )


def _records(visit: _Visit) -> Iterator[Record]:
    if visit.source.kind == "path":
        yield from _of_path(visit)
        return
    today = visit.now.date()
    lister = Lister(visit.source, visit.fetcher, visit.robots, visit.state, today)
    for link in lister.links():
        article_id = f"{visit.source.slug}-{_hash(plain_address(link.url))}"
        if visit.state.is_done(article_id, link.url, today):
            visit.report.n_known += 1
        elif visit.report.n_new >= visit.source.max_articles:
            visit.report.n_left += 1
        elif record := _try_link(visit, link, article_id):
            visit.state.seen[article_id] = today.isoformat()
            visit.state.failed.pop(link.url, None)
            yield record
    if visit.report.n_left:
        # Asked by these the list would be "unchanged", and what is left never fetched.
        visit.state.validators.clear()


def _try_link(visit: _Visit, link: Link, article_id: str) -> Record | None:
    """Return the article behind a link; None, and a counted failure, if there is none."""
    try:
        text, fields = _read_link(visit, link)
    except FetchError as error:
        is_final = error.reason in FINAL_REASONS
        visit.state.fail(link.url, error.reason, is_final=is_final)
        visit.report.failures[error.reason] += 1
        visit.report.n_left += not is_final
        return None
    found: Record = {"title": link.title, "published_at": link.published_at}
    found |= {name: value for name, value in fields.items() if value}
    return _record(visit, article_id, plain_address(link.url), text, found)


def _record(visit: _Visit, article_id: str, url: str | None, text: str, fields: Record) -> Record:
    """Return an article as a JSON line has it; what the sources file declares goes first."""
    published = fields.get("published_at")
    day, _ = parse_published(published)
    return {
        "article_id": article_id,
        "url": url,
        "source": visit.source.name,
        "source_country": visit.source.country,
        "source_scale": visit.source.scale,
        "title": fields.get("title"),
        "language": visit.source.language or fields.get("language"),
        "published_at": day.isoformat() if day else published,
        "fetched_at": visit.now.isoformat(),
        "text": text,
    }


def _read_link(visit: _Visit, link: Link) -> tuple[str, Record]:
    entry = link.entry
    if visit.source.text == "feed" and entry is not None:
        if not entry.text.strip():
            raise FetchError("no_text", f"{link.url}: the feed carries no text of it")
        return entry.text, {"language": entry.language}
    fetched = visit.fetcher.get(
        link.url,
        allow_private=visit.source.allow_private,
        check=visit.robots.check,
        delay_s=visit.robots.delay_s(link.url),
    )
    if fetched.content_type not in PAGE_TYPES:
        kind = fetched.content_type or "without a type"
        raise FetchError("not_html", f"{link.url}: {kind}, no web page")
    try:
        return read_page(fetched.body, fetched.charset)
    except UnreadableInputError as error:
        raise FetchError(error.rule.removeprefix("input."), f"{link.url}: {error}") from error


def _of_path(visit: _Visit) -> Iterator[Record]:
    try:
        for item in read_articles([Path(visit.source.where)]):
            if isinstance(item, Quarantined):
                visit.report.failures[item.rule_ids[0].removeprefix("input.")] += 1
                continue
            key = f"{item.article_id}:{item.content_hash}"
            if visit.state.is_done(key, item.path, visit.now.date()):
                visit.report.n_known += 1
                continue
            visit.state.seen[key] = visit.now.date().isoformat()
            yield _record(visit, item.article_id, item.url, item.text, asdict(item))
    except InputError as error:
        raise FetchError("no_path", str(error)) from error


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
