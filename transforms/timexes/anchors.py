"""What expressions hang on, and what they resolve to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from transforms.timexes.expression import Expression


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an expression can hang on.

    `dct` is the document creation time, `moment` the same with its clock if that is known;
    `day` the last mentioned day; `last` the first day of the last mention of any grain up to a
    year and `last_grain` its grain. `narrative` says that the last mention goes before the DCT.
    `in_or_later`: the language has one word for "in two days" and "two days later".
    `is_dialogue`: "next Friday" is that of next week, and "in two days" looks ahead.
    """

    dct: date | None
    moment: datetime | None = None
    day: date | None = None
    last: date | None = None
    last_grain: str = "day"
    narrative: bool = False
    weekend: tuple[int, int] = (6, 7)
    first_weekday: int = 1
    in_or_later: bool = False
    is_dialogue: bool = False

    @property
    def main(self) -> date | None:
        """The anchor of expressions that leave year or week open."""
        return self.last or self.dct if self.narrative else self.dct

    def of(self, expression: Expression) -> date | None:
        """The anchor of a shift: the DCT for "ago", the last mention for "later"."""
        if expression.base == "dct" and not (self.narrative and _moves_in_story(expression)):
            return self.dct
        if expression.base in ("dct", "main"):
            return self.main
        fine = expression.unit in ("day", "hour", "minute", "second")
        mention = self.day if fine else self.last
        return mention or (self.dct if not fine or not self.last else None)


def _moves_in_story(expression: Expression) -> bool:
    """In a narrative "two days later" and "next year" count from the last mention."""
    is_later = expression.kind == "shift" and expression.direction == "future"
    return is_later or (expression.kind == "relative" and expression.unit != "day")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A TIMEX3 value with where its direction came from; `begin` and `end` for windows.

    `type` is set where the anchor, not the words, decided it; `days` where the days covered
    are neither those of the value nor `begin` to `end`.
    """

    value: str
    direction: str = "none"
    source: str = "default"
    begin: date | None = None
    end: date | None = None
    type: str | None = None
    days: tuple[date, date] | None = None


Tense = Callable[[], tuple[str | None, str]]
Resolver = Callable[[Expression, Anchors, Tense], Resolved]
