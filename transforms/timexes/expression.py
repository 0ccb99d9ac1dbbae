"""The unresolved meaning of a time expression, before any anchor is known."""

from __future__ import annotations

from typing import NamedTuple

EVENT = "event"  # the link of "the day before" where an event may follow


class Opening(NamedTuple):
    """The first end of a range of clock times: its clock and half, and where it is parted."""

    clock: str
    is_half: bool
    end: int
    next_start: int


class Expression(NamedTuple):
    """What the words say. Fields that the words leave open are None.

    `kind` names the resolver: date, weekday, shift, relative, duration, set, word, clock,
    part or feast. `start` and `end` are shadow offsets. `within` is a coarser expression
    that the words put this one in ("March *of last year*"). `swaps`: day and month in digits
    may be the other way round. `is_half`: the words
    name the half of the day that the clock is in. `opening`: a range of clock times, as one
    expression until it is placed. `base` is dct or ref (the last
    mention). `number` counts units, or "X" for an unknown one.
    """

    kind: str
    start: int = 0
    end: int = 0
    rule: str = ""
    type: str = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    century: int | None = None
    ordinal: int | None = None
    short_year: bool = False
    calendar: str = "gregorian"
    feast: str | None = None
    clock: str | None = None
    opening: Opening | None = None
    is_half: bool = False
    part: str | None = None
    unit: str | None = None
    number: str | None = None
    offset: float | None = None
    base: str = "dct"
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    direction: str | None = None
    within: Expression | None = None
    link: str | None = None
    days_before: int = 0
    swaps: bool = False
    bare: bool = False

    @property
    def is_day(self) -> bool:
        """Whether the expression names one day (so a part of day or a clock fits it)."""
        if self.kind in ("weekday", "feast"):
            return True
        if self.kind == "date":
            return self.day is not None or self.feast is not None
        return self.kind in ("shift", "relative") and self.unit == "day"

    @property
    def is_year(self) -> bool:
        """Whether the expression names a year alone."""
        if self.kind == "date":
            fields = (self.month, self.day, self.season, self.quarter, self.half, self.century)
            return self.year is not None and not any(fields) and self.unit is None
        return self.kind in ("relative", "shift") and self.unit == "year"
