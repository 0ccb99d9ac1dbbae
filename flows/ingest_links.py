"""What a source offers now: the pages that its feed or sitemaps list, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from flows.fetch import Fetcher
from flows.fetch_records import FetchError
from flows.fetch_robots import Robots
from flows.ingest_state import SourceState
from flows.sources import Source
from transforms.text.readers_common import UnreadableInputError, parse_published
from transforms.text.readers_feed import Entry, parse_feed
from transforms.text.sitemaps import SitemapEntry, parse_sitemap

MAX_SITEMAPS = 30
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a source lists, with what the list says of it."""

    url: str
    title: str | None = None
    published_at: str | None = None
    entry: Entry | None = None


@dataclass
class Lister:
    """Lists the pages of one source; remembers what has not changed."""

    source: Source
    fetcher: Fetcher
    robots: Robots
    state: SourceState
    today: date

    def links(self) -> list[Link]:
        """Return the pages that the source lists, each once.

        Raises:
            FetchError: its feed or sitemap cannot be had, or is none.
        """
        found = self._of_feed() if self.source.kind == "feed" else self._of_sitemaps()
        only = re.compile(self.source.only or "")
        wanted = (link for link in found if is_address(link.url) and only.search(link.url))
        once: dict[str, Link] = {}
        for link in wanted:
            once.setdefault(plain_address(link.url), link)
        return list(once.values())

    def _of_feed(self) -> Iterator[Link]:
        body, url = self._fetch(self.source.where)
        if body is None:
            return
        try:
            entries = parse_feed(body, url)
        except UnreadableInputError as error:
            raise FetchError("no_feed", f"{url}: {error}") from error
        for entry in entries:
            if entry.url:
                yield Link(entry.url, entry.title, entry.published_at, entry)

    def _of_sitemaps(self) -> Iterator[Link]:
        waiting = [self.source.where]
        if self.source.kind == "site":
            named = self.robots.sitemaps(self.source.where)
            waiting = named or [urljoin(self.source.where, "/sitemap.xml")]
        asked: set[str] = set()
        found: list[SitemapEntry] = []
        while waiting and len(asked) < MAX_SITEMAPS:
            url = waiting.pop(0)
            if url in asked:
                continue
            asked.add(url)
            entries = self._read_sitemap(url, is_first=len(asked) == 1)
            fresh = [entry for entry in entries if self._is_recent(entry)]
            further = [entry for entry in fresh if entry.is_sitemap]
            further.sort(key=lambda entry: entry.last_modified or "", reverse=True)
            waiting += [entry.url for entry in further]
            found += [entry for entry in fresh if not entry.is_sitemap]
        found.sort(key=lambda e: e.published_at or e.last_modified or "", reverse=True)
        yield from (Link(e.url, e.title, e.published_at) for e in found)

    def _read_sitemap(self, url: str, *, is_first: bool) -> list[SitemapEntry]:
        try:
            body, _ = self._fetch(url)
            return parse_sitemap(body) if body is not None else []
        except (FetchError, UnreadableInputError) as error:
            failure = (
                error
                if isinstance(error, FetchError)
                else FetchError("no_sitemap", f"{url}: {error}")
            )
            if is_first:
                raise failure from error
            self.state.fail(url, failure.reason, is_final=False)
            return []

    def _is_recent(self, entry: SitemapEntry) -> bool:
        """Whether it is new enough, or does not say how old it is."""
        day, _ = parse_published(entry.published_at or entry.last_modified)
        return day is None or day >= self.today - timedelta(days=self.source.max_days)

    def _fetch(self, url: str) -> tuple[bytes | None, str]:
        """Return (body, final address); no body where nothing has changed since the last time."""
        fetched = self.fetcher.get(
            url,
            allow_private=self.source.allow_private,
            validators=self.state.validators_of(url),
            check=self.robots.check,
        )
        if fetched.is_unchanged:
            return None, fetched.url
        given = fetched.validators
        self.state.validators[url] = {"etag": given.etag, "last_modified": given.last_modified}
        return fetched.body, fetched.url


def is_address(url: str) -> bool:
    """Tell whether this can be an address of the web; feeds carry all kinds of things."""
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def plain_address(url: str) -> str:
    """Return the address without fragment and campaign tags.

    >>> plain_address("https://x.example/a?id=2&utm_source=rss#top")
    'https://x.example/a?id=2'
    """
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, True) if not TRACKING.fullmatch(pair[0])]
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))
