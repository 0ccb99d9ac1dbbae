"""What a fetch may take, what it gives, and why it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version


class FetchError(Exception):
    """An address gave nothing that can be used; `reason` is a short code, such as http_404."""

    def __init__(
        self, reason: str, message: str, *, is_transient: bool = False, wait_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.is_transient = is_transient
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take.

    Attributes:
        connect_s: for the connection; silence_s: without a byte; total_s: for one response.
        max_bytes: of a body, as sent and as unpacked.
        max_redirects: in a row.
        attempts: in all, where a server is busy or fails.
        max_wait_s: longest wait that a server may ask for; longer, and it is given up.
        delay_s: between two requests to one host.
    """

    connect_s: float = 10
    silence_s: float = 20
    total_s: float = 60
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    attempts: int = 4
    max_wait_s: float = 120
    delay_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by whether a page has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response. `is_unchanged`: the server says that nothing is new, the body is empty."""

    url: str
    body: bytes
    content_type: str
    charset: str | None
    validators: Validators
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Hops:
    """What holds for all addresses of one fetch, its redirects included."""

    allow_private: bool
    validators: Validators
    check: Callable[[str], None] | None
    delay_s: float


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, None if it asks nothing.

    >>> retry_after_s("120", datetime(2024, 1, 1, tzinfo=UTC))
    120.0
    """
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def default_user_agent(contact: str | None = None) -> str:
    """Return the name by which servers know newsledger, with the user's contact if given."""
    try:
        number = version("newsledger")
    except PackageNotFoundError:
        number = "0"
    return f"newsledger/{number} (news event coding{f'; {contact}' if contact else ''})"
