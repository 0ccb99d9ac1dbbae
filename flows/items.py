"""What reading a batch gives: articles, copies of articles, and inputs set aside."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.records import Article, Quarantined


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that says nothing new, as a row of the articles table; it is not coded.

    `is_stored`: it was not read in this run, but loaded by an earlier one.
    """

    article: Article
    row: dict[str, object]
    is_stored: bool = False


@dataclass(frozen=True, slots=True)
class Revived:
    """A stored article that was a copy and is none any more, and so is to be coded."""

    article: Article


Item = Article | Quarantined | Copy | Revived
