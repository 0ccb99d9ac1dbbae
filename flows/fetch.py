"""Fetches pages, feeds and sitemaps: the only module of newsledger that uses the network.

Every request has a limit: of time, of bytes as sent and unpacked, of redirects, of attempts.
Each hop of a redirect is checked like the first address. Busy servers (429, 503) are asked
again later, at the time that they name; what has not changed is not sent again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from flows.fetch_address import AddressError, resolve_host
from flows.fetch_records import (
    Fetched,
    FetchError,
    Hops,
    Limits,
    Validators,
    default_user_agent,
    retry_after_s,
)
from transforms.text.readers_common import UnreadableInputError
from transforms.text.readers_limits import unpack_body

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRANSIENT = frozenset({429, 500, 502, 503, 504})


@dataclass
class Fetcher:
    """Fetches by GET, politely; one for all sources of a run, used in one thread.

    Attributes:
        user_agent: as sent.
        limits: of each fetch.
        sleep: how to wait; tests give their own.
    """

    user_agent: str = ""
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def get(
        self,
        url: str,
        *,
        allow_private: bool = False,
        validators: Validators | None = None,
        check: Callable[[str], None] | None = None,
        delay_s: float | None = None,
    ) -> Fetched:
        """Fetch an address, its redirects followed, repeated where that may help.

        Args:
            url: http or https.
            allow_private: whether private, loopback and link-local addresses may be used.
            validators: from the last fetch of this address.
            check: called with each address before it is asked; may raise FetchError.
            delay_s: between two requests to the host, if more than the limit's.

        Raises:
            FetchError: with a short reason and a message.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self.limits.attempts),
            retry=retry_if_exception(lambda e: isinstance(e, FetchError) and e.is_transient),
            wait=self._wait,
            sleep=self.sleep,
            reraise=True,
        )
        hops = Hops(allow_private, validators or Validators(), check, delay_s or 0.0)
        return retrying(self._follow, url, hops)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait_s if isinstance(error, FetchError) else None
        return asked if asked is not None else wait_exponential_jitter(initial=1, max=30)(state)

    def _follow(self, url: str, hops: Hops) -> Fetched:
        for _ in range(self.limits.max_redirects + 1):
            host = _host(url)
            if hops.check is not None:
                hops.check(url)
            self._pause(host, hops.delay_s)
            answer = self._ask(url, hops)
            if isinstance(answer, Fetched):
                return answer
            url = _join(url, answer)
        raise FetchError("redirects", f"{url}: more than {self.limits.max_redirects} redirects")

    def _pause(self, host: str, delay_s: float) -> None:
        """Wait until the host may be asked again."""
        due = self._last.get(host, 0.0) + max(delay_s, self.limits.delay_s)
        rest = due - time.monotonic()
        if host in self._last and rest > 0:
            self.sleep(rest)
        self._last[host] = time.monotonic()

    def _ask(self, url: str, hops: Hops) -> Fetched | str:
        """Return the response, or the address that it redirects to."""
        headers = {
            "User-Agent": self.user_agent or default_user_agent(),
            "Accept-Encoding": "gzip, deflate",
            "Accept": "text/html, application/xhtml+xml, application/xml, */*;q=0.5",
        }
        if hops.validators.etag:
            headers["If-None-Match"] = hops.validators.etag
        if hops.validators.last_modified:
            headers["If-Modified-Since"] = hops.validators.last_modified
        timeout = httpx.Timeout(self.limits.silence_s, connect=self.limits.connect_s)
        try:
            with (
                httpx.Client(
                    transport=_Pinned(hops.allow_private), timeout=timeout, trust_env=False
                ) as client,
                client.stream("GET", url, headers=headers, follow_redirects=False) as response,
            ):
                return self._read(url, response)
        except AddressError as error:
            raise FetchError("private_address", f"{url}: {error}") from error
        except httpx.TimeoutException as error:
            message = f"{url}: no answer in {self.limits.silence_s:g} s"
            raise FetchError("timeout", message, is_transient=True) from error
        except (httpx.TransportError, httpx.StreamError) as error:
            message = f"{url}: {error or type(error).__name__}"
            raise FetchError("connection", message, is_transient=True) from error
        except httpx.InvalidURL as error:
            raise FetchError("bad_address", f"{url}: {error}") from error

    def _read(self, url: str, response: httpx.Response) -> Fetched | str:
        status = response.status_code
        if status in REDIRECTS and "Location" in response.headers:
            return str(response.headers["Location"])
        if status not in (200, 304):
            raise self._failure(url, response)
        body = b"" if status == 304 else self._read_body(url, response)
        return Fetched(
            url=url,
            body=body,
            content_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding,
            validators=Validators(
                response.headers.get("ETag"), response.headers.get("Last-Modified")
            ),
            is_unchanged=status == 304,
        )

    def _read_body(self, url: str, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self.limits.total_s
        limit = self.limits.max_bytes
        body = bytearray()
        declared = response.headers.get("Content-Length", "")
        is_large = declared.isdigit() and int(declared) > limit
        # By parts as they arrive: a chunk size would wait for a slow server to fill it.
        for part in response.iter_raw() if not is_large else ():
            body += part
            is_large = len(body) > limit
            if is_large:
                break
            if time.monotonic() > deadline:
                raise FetchError("slow", f"{url}: not read in {self.limits.total_s:g} s")
        if is_large:
            raise FetchError("too_large", f"{url}: more than {limit:,} bytes")
        try:
            return unpack_body(bytes(body), response.headers.get("Content-Encoding"), limit)
        except UnreadableInputError as error:
            raise FetchError(error.rule.removeprefix("input."), f"{url}: {error}") from error

    def _failure(self, url: str, response: httpx.Response) -> FetchError:
        status = response.status_code
        wait_s = retry_after_s(response.headers.get("Retry-After"), datetime.now(UTC))
        is_transient = status in TRANSIENT and (wait_s or 0) <= self.limits.max_wait_s
        told = "" if wait_s is None else f", asks to wait {wait_s:g} s"
        return FetchError(
            f"http_{status}",
            f"{url}: the server answers {status}{told}",
            is_transient=is_transient,
            wait_s=wait_s,
        )


def _host(url: str) -> str:
    """Return host and port of an address; raises FetchError if it is none of the web."""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise FetchError("bad_address", f"{url}: not an http or https address")
    return parts.netloc


def _join(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError("bad_address", f"{url}: redirects to {location!r}: {error}") from error


class _Pinned(httpx.BaseTransport):
    """Connects to the checked addresses of a host, under its own name for TLS and Host."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = resolve_host(url.host, port, allow_private=self._allow_private)
        extensions = {**request.extensions, "sni_hostname": url.host}
        for place, address in enumerate(addresses, start=1):
            pinned = httpx.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,
                extensions=extensions,
            )
            try:
                return self._inner.handle_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise AddressError(f"{url.host} has no address")

    def close(self) -> None:
        self._inner.close()
