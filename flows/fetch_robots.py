"""What a site's robots.txt allows (RFC 9309): none is permission, an unreachable one is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from flows.fetch import Fetcher
from flows.fetch_records import FetchError

AGENT = "newsledger"
MAX_ROBOTS_BYTES = 500_000
MAX_DELAY_S = 30.0


@dataclass
class Robots:
    """The rules of the sites of a run, each fetched once."""

    fetcher: Fetcher
    allow_private: bool = False
    _sites: dict[str, Protego] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Raise FetchError if the site's rules refuse this address, or cannot be had."""
        if not self._of(url).can_fetch(url, AGENT):
            raise FetchError("robots", f"{url}: refused by the site's robots.txt")

    def delay_s(self, url: str) -> float:
        """Return the seconds that the site wants between two requests, 30 at most."""
        return min(MAX_DELAY_S, float(self._of(url).crawl_delay(AGENT) or 0.0))

    def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that the site names."""
        return [str(found) for found in self._of(url).sitemaps]

    def _of(self, url: str) -> Protego:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._sites:
            self._sites[origin] = Protego.parse(self._read(f"{origin}/robots.txt"))
        return self._sites[origin]

    def _read(self, url: str) -> str:
        try:
            body = self.fetcher.get(url, allow_private=self.allow_private).body
        except FetchError as error:
            if error.reason.startswith("http_4") and error.reason != "http_429":
                return ""
            message = f"{url} cannot be had, so nothing of the site is fetched: {error}"
            raise FetchError("robots_unreachable", message) from error
        return body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace")
