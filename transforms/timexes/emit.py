"""Resolves expressions in reading order and writes them as Timex records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median

from transforms.records import Timex, Token
from transforms.timexes.anchors import Anchors, Resolved
from transforms.timexes.expression import Expression
from transforms.timexes.pack import DIALOGUE, Pack
from transforms.timexes.ranges import SAME_DAY
from transforms.timexes.resolve import resolve
from transforms.timexes.shadow import Shadow
from transforms.timexes.shifts import count_from, count_in, on_day_of, ordered
from transforms.timexes.tense import SENTENCE_END, Clock
from transforms.timexes.windows import window

NARRATIVE_YEARS = 8  # years named before a text without news words counts as a narrative
FAR_DAYS = 14  # a clock time in a later sentence than so old a day is of the DCT
COUNT_REACH = 25  # characters of "after the" between a duration and its date
OUTLIER_YEARS = 100
BACKGROUND_REACH = 200  # characters between a full date and the undated one that follows
ANCHOR_GRAINS = ("time", "day", "week", "weekend", "month", "quarter", "half", "season", "year")
OUTER = ("year", "month")  # what a length can be counted in
CONFIDENCE = {"default": 0.7, "cue": 0.8, "tense": 0.9, "mention": 0.7}


def emit(
    expressions: Sequence[Expression],
    dark: Shadow,
    text: str,
    pack: Pack,
    dct: date | None,
    tokens: Sequence[Token],
    narrative: bool | None,
) -> list[Timex]:
    """One Timex per expression, anchored on the DCT or on what was mentioned before."""
    moment = dct if isinstance(dct, datetime) else None
    dct = moment.date() if moment else dct
    is_narrative = is_story(expressions, dct) if narrative is None else narrative
    clock = Clock(dark.text, pack, tokens)
    out: list[Timex] = []
    skipped = pack.switches.get("story_skips", ()) if is_narrative else ()
    kept = [e for e in expressions if dark.text[e.start : e.end] not in skipped]
    before, is_past = None, False
    for expression, anchors in _anchored(kept, out, dct, is_narrative, pack):
        anchors = replace(anchors, moment=moment)
        if narrative is None and not is_narrative and dct:
            is_past = _in_background(expression, before, is_past, dct, dark.text)
            anchors = replace(anchors, narrative=is_past)
            if is_past and before and before.year and before.year <= dct.year:
                anchors = replace(anchors, last=date(max(1, before.year), before.month or 1, 1))
            if expression.kind == "date" and (expression.month or expression.is_year):
                before = expression
            elif expression.base == "dct":
                before = None
            if expression.kind in ("clock", "part") and _is_far(expression, out, dct, text):
                anchors = replace(anchors, day=None)
        start, end = dark.original(expression.start), dark.original_end(expression.end)
        resolved = resolve(
            expression,
            anchors,
            lambda e=expression, s=start: clock.direction(e.start, e.end, s),  # type: ignore[misc]
        )
        out.append(_timex(expression, resolved, text, (start, end), pack, dct))
        if len(out) > 1:
            out[-2:] = _linked(kept[len(out) - 2].link, out[-2], out[-1])
    return _counted(kept, out)


def _linked(link: str | None, first: Timex, last: Timex) -> tuple[Timex, Timex]:
    """Two mentions in a row, the one set right by the other where they are one range."""
    if link == "range":
        return ordered(first, last)
    return (first, on_day_of(first, last)) if link == SAME_DAY else (first, last)


def _counted(expressions: Sequence[Expression], out: list[Timex]) -> list[Timex]:
    """The mentions, with durations counted from the dates that follow them."""
    for i in range(len(out) - 1):
        link = expressions[i].link
        if link in ("after", "before") and out[i + 1].start - out[i].end <= COUNT_REACH:
            out[i] = count_from(out[i], out[i + 1], link == "after")
    for i, expression in enumerate(expressions[: len(out)]):
        if expression.link in ("first", "last"):
            near = [t for t in (*out[i + 1 : i + 2], *out[max(0, i - 1) : i]) if t.grain in OUTER]
            out[i] = count_in(out[i], near[0], expression.link == "first") if near else out[i]
    return out


def is_story(expressions: Sequence[Expression], dct: date | None) -> bool:
    """Whether the text tells history: many years, most of them long before the DCT."""
    years = _years(expressions)
    years += [0 for e in expressions if (e.value or "").startswith("BC")]
    if len(years) < NARRATIVE_YEARS:
        return False
    news = sum(_is_news(e) for e in expressions)
    is_old = dct is None or median(years) < dct.year - 1
    return is_old and news * 6 < len(years)


def _years(expressions: Sequence[Expression]) -> list[int]:
    return [e.year for e in expressions if e.kind == "date" and e.year and not e.short_year]


def _is_news(expression: Expression) -> bool:
    is_day = expression.kind == "relative" and expression.unit == "day" and expression.offset
    return expression.base == "dct" and (expression.kind == "weekday" or bool(is_day))


def _anchored(
    expressions: Sequence[Expression],
    out: Sequence[Timex],
    dct: date | None,
    narrative: bool,
    pack: Pack,
) -> Iterator[tuple[Expression, Anchors]]:
    """Each expression with the anchors that the mentions before it (in `out`) give."""
    first = int(pack.switches.get("first_weekday", 1))
    anchors = Anchors(
        dct,
        narrative=narrative,
        weekend=pack.weekend,
        first_weekday=first,
        in_or_later=bool(pack.switches.get("in_or_later")),
        is_dialogue=pack.style == DIALOGUE,
    )
    middle = median(_years(expressions) or [0])
    seen = 0
    for i, expression in enumerate(expressions):
        for timex, told in zip(out[seen:], expressions[seen:i], strict=True):
            if not (narrative and (_hangs_on_dct(told) or _is_outlier(told, middle))):
                anchors = _remember(anchors, timex)
        seen = len(out)
        yield expression, anchors


def _in_background(
    expression: Expression, before: Expression | None, is_past: bool, dct: date, text: str
) -> bool:
    """Whether a month follows a date of an earlier year in the same paragraph of news.

    `before` is the expression before it, `is_past` whether that was in the background too.
    """
    is_open = expression.kind == "date" and expression.month is not None
    if not is_open or expression.year or expression.within or expression.direction:
        return False
    if before is None:
        return False
    gap = text[before.end : expression.start]
    is_near = len(gap) <= BACKGROUND_REACH and "\n" not in gap
    if before.month is None:  # "In 1987 ... in October": only in one sentence
        is_near = is_near and SENTENCE_END.search(gap) is None
    return is_near and (is_past or (before.year or dct.year) < dct.year)


def _is_far(expression: Expression, out: Sequence[Timex], dct: date, text: str) -> bool:
    """Whether a clock time stands in another sentence than a day that is long past."""
    last = next((t for t in reversed(out) if t.grain in ("day", "time") and t.start_day), None)
    if last is None or last.start_day is None or abs((last.start_day - dct).days) <= FAR_DAYS:
        return False
    return SENTENCE_END.search(text[last.end : expression.start]) is not None


def _is_outlier(expression: Expression, middle: float) -> bool:
    """A bare year far from the story's own (1370 tanks) is no anchor."""
    return expression.bare and abs((expression.year or middle) - middle) > OUTLIER_YEARS


def _hangs_on_dct(expression: Expression) -> bool:
    """Whether a mention looks from the DCT, or back from the story: no anchor for others."""
    kinds = ("relative", "shift", "window")
    moves_on = (expression.offset or 0) > 0 and expression.unit != "day"
    return expression.kind in kinds and expression.base in ("dct", "main") and not moves_on


def _remember(anchors: Anchors, timex: Timex) -> Anchors:
    if timex.type not in ("DATE", "TIME") or timex.start_day is None:
        return anchors
    if timex.grain not in ANCHOR_GRAINS:
        return anchors
    day = timex.start_day if timex.grain in ("day", "time") else anchors.day
    return replace(anchors, last=timex.start_day, last_grain=timex.grain, day=day)


def _timex(
    expression: Expression,
    resolved: Resolved,
    text: str,
    span: tuple[int, int],
    pack: Pack,
    dct: date | None,
) -> Timex:
    found = window(resolved.value, pack.weekend)
    first, last, grain = found or (*(resolved.days or (resolved.begin, resolved.end)), "none")
    if expression.mod == "START" and grain == "week" and first and dct and first <= dct:
        last = min(last or dct, dct - timedelta(days=1)) if dct > first else first
    return Timex(
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        type=resolved.type or expression.type,
        value=resolved.value,
        mod=expression.mod,
        quant=expression.quant,
        freq=expression.freq,
        begin=resolved.begin.isoformat() if resolved.begin else None,
        end_point=resolved.end.isoformat() if resolved.end else None,
        start_day=first,
        end_day=last,
        grain=grain,
        direction=_direction(resolved, first, last, dct),
        direction_source=resolved.source,
        anchor=dct.isoformat() if dct else None,
        rule_id=expression.rule,
        confidence=CONFIDENCE.get(resolved.source, 1.0),
    )


def _direction(resolved: Resolved, first: date | None, last: date | None, dct: date | None) -> str:
    """Where the days lie from the DCT; without days, what the words say."""
    if dct is None or first is None or last is None:
        return resolved.direction
    if last < dct:
        return "past"
    return "future" if first > dct else "present"
