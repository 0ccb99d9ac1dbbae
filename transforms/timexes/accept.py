"""Whether a candidate really is a time expression: names and plain numbers are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from transforms.timexes.calendars import move
from transforms.timexes.combine import Item
from transforms.timexes.pack import Pack
from transforms.timexes.refuse import is_something_else
from transforms.timexes.scan import Unit
from transforms.timexes.shadow import Shadow

LOOK_BACK = 24
LONGEST_ALONE = 60  # characters of a text that may be an expression and nothing else
CLOSED_AFTER = re.compile(r"\s*(?:$|[.,;:!?)\]\"'–\n-]|[。，；])")
NEXT_WORD = re.compile(r"\s?((?:[^\W\d_]|[\u0900-\u0963])+)")
SMALL_AFTER = re.compile(r" [^\W\dA-ZÀ-ÞА-ЯЄІЇҐ]")
SPAN_AFTER = re.compile(r" ?[-–] ?\d")  # Monday 3-2
SUFFIX = re.compile(r"'[^\W\d]")  # Mart'ta: a name with its ending
NUMBERS = re.compile(r"-\d+-\d")
LINKED = ("at", "to", "until", "for")
SIGILS = ("$", "#")  # $DEC
JOINED_NUMBER = re.compile(r"\d ?- ?$")
NEWS_YEARS = range(1800, 2051)
POINTED = ("dir-month", "ref-month")  # "this may" is no month
NUMBERED = ("DIGITS", "ORDNUM", "SHORT", "NUMDATE", "YEARS")
NEAR_DAYS = 14
ROUND = 100  # 2000 may be a count; 1999 hardly is


def is_accepted(item: Item, run: Sequence[Unit], dark: Shadow, text: str, pack: Pack) -> bool:
    """Whether the surroundings let `item` be a time expression."""
    first = run[item.first]
    before = _word_before(dark.text, first.start, pack)
    after = run[item.last - 1].end
    if len(dark.text) < LONGEST_ALONE and _is_alone(item, run, dark.text):
        return not (item.expression.kind == "nth" and item.expression.bare)
    if item.last - item.first == 1 and not _single_word_fits(first, before, dark, text, pack):
        is_end = _is_range_end(item, run) and not _lacks_capital(first, dark, text, pack)
        return is_end and not _lacks_number(item, run, dark, text, pack)
    if is_something_else(item, run, before, dark.text, pack):
        return False
    if item.rule in POINTED and _lacks_capital(run[item.last - 1], dark, text, pack):
        return False
    if not item.expression.bare:
        return not _lacks_number(item, run, dark, text, pack)
    return _bare_fits(item, before, after, dark.text, run, pack)


def _bare_fits(
    item: Item, before: str, after: int, text: str, run: Sequence[Unit], pack: Pack
) -> bool:
    """Whether the words around let a bare number be a year, a day or a clock time."""
    if item.expression.kind == "date" and item.expression.year is not None:
        core = [u for u in run[item.first : item.last] if "APPROX" not in u.readings]
        if item.last - item.first > 1 and len(core) == 1:
            before = text[run[item.first].start : run[item.first].end]
        return len(core) > 1 or _is_year(item, before, text, after, pack)
    if item.expression.opening:
        return item.expression.kind != "clock"  # "from 3 to 5" counts only beside a day
    if item.expression.kind in ("date", "clock"):
        is_linked = item.last < len(run) and run[item.last].is_mark(*LINKED)
        return CLOSED_AFTER.match(text, after) is not None or is_linked
    return item.expression.kind != "nth"


def settle_count(item: Item, run: Sequence[Unit], text: str, pack: Pack, dct: date | None) -> Item:
    """The item without a number that counts something: Monday 4 villagers were killed.

    The number stays where a sign or a little word follows, or where that day of a month
    near the DCT has the weekday.
    """
    if item.rule.endswith("-yy") and not CLOSED_AFTER.match(text, run[item.last - 1].end):
        plain = item.expression._replace(year=None, short_year=False)
        return replace(item, last=item.last - 1, expression=plain)  # on 5 March 60 people
    if item.rule not in ("weekday-day", "weekday-the-day", "weekday-the-ordinal"):
        return item
    number, after = run[item.last - 1], run[item.last - 1].end
    is_score = SPAN_AFTER.match(text, after) is not None
    following = NEXT_WORD.match(text, after)
    is_little = following is not None and (
        following[1] in pack.words or following[1] in pack.prepositions
    )
    is_closed = CLOSED_AFTER.match(text, after) is not None and not is_score
    if is_closed or is_little or "ORDNUM" in number.readings:
        return item
    named = (item.expression.day, item.expression.weekday)
    near = [move(dct, n) for n in range(-NEAR_DAYS, NEAR_DAYS)] if dct else []
    is_ordinal = "DOTTED" in number.readings and following is not None  # der 3. Etappe
    if (
        not is_score
        and not is_ordinal
        and any(day and (day.day, day.isoweekday()) == named for day in near)
    ):
        return item
    last = item.first + 1
    return replace(item, last=last, expression=item.expression._replace(day=None), rule="weekday")


def _lacks_number(item: Item, run: Sequence[Unit], dark: Shadow, text: str, pack: Pack) -> bool:
    """Whether a word that names a month or weekday only beside a number stands without one.

    French "sept" is seven but for "13 sept 2023", "en sept. dernier" and "août à sept".
    """
    e = item.expression
    named = e.month or e.weekday or (e.half and e.within is None)
    units = run[item.first : item.last]
    doubtful = [u for u in units if dark.text[u.start : u.end].rstrip(".") in pack.beside]
    if not named or not doubtful:
        return False
    if any(kind in unit.readings for unit in units for kind in NUMBERED):
        return False
    end = doubtful[-1].end
    if dark.text[end - 1] == "." and SMALL_AFTER.match(text, dark.original_end(end)):
        return False  # an abbreviation in mid-sentence
    before, after = run[max(0, item.first - 2) : item.first], run[item.last : item.last + 2]
    return not (_is_link(before[::-1]) or _is_link(after))


def _is_link(units: Sequence[Unit]) -> bool:
    """Whether "to" and a month stand there, nearest first."""
    links = ("dash", "to", "until", "and")
    return len(units) == 2 and units[0].is_mark(*links) and "MONTH" in units[1].readings


def _is_ordinal(unit: Unit, following: str, pack: Pack) -> bool:
    """Whether a weekday that is an ordinal too counts the noun after it: na segunda votação."""
    is_both = "WEEKDAY" in unit.readings and "ORD" in unit.readings
    pattern = pack.switches.get("noun_after")
    if not is_both or not pattern or following in pack.words:
        return False
    return re.fullmatch(pattern, following) is not None


def _is_alone(item: Item, run: Sequence[Unit], text: str) -> bool:
    """Whether the text is nothing but this expression and little words."""
    start, end = run[0].start, run[-1].end
    is_whole = not text[:start].strip(" \n.") and not text[end:].strip(" \n.?!")
    rest = [*run[: item.first], *run[item.last :]]
    return is_whole and all(kind.startswith("mark-") for u in rest for kind in u.readings)


def _word_before(text: str, start: int, pack: Pack) -> str:
    """The word just before `start`, articles skipped; "" after punctuation."""
    gap = text[max(0, start - LOOK_BACK) : start].rstrip(" ")
    if gap and not (gap[-1].isalnum() or gap[-1] == "'" or "\u0900" <= gap[-1] <= "\u0963"):
        return ""
    words = re.findall(r"(?:[^\W_]|[\u0900-\u0963])+'?", gap)
    while words and "mark-the" in pack.words.get(words[-1], {}):
        words.pop()
    return words[-1] if words else ""


def _single_word_fits(unit: Unit, before: str, dark: Shadow, text: str, pack: Pack) -> bool:
    word = dark.text[unit.start : unit.end].rstrip(".")
    is_code = dark.text[max(0, unit.start - 1) : unit.start] in SIGILS
    if is_code or _lacks_capital(unit, dark, text, pack):
        return False
    following = NEXT_WORD.match(dark.text, unit.end)
    if following and _is_ordinal(unit, following[1], pack):
        return False
    if word not in pack.weak or SUFFIX.match(dark.text, unit.end):
        return True
    is_of = following is not None and "mark-of" in pack.words.get(following[1], {})
    return before in pack.prepositions and not is_of


def _lacks_capital(unit: Unit, dark: Shadow, text: str, pack: Pack) -> bool:
    """Whether the word counts only with a capital, and has none: may, march."""
    word = dark.text[unit.start : unit.end].rstrip(".")
    return word in pack.capital and not text[dark.original(unit.start)].isupper()


def _is_range_end(item: Item, run: Sequence[Unit]) -> bool:
    """Whether a month stands in a range of months: Jan-Feb 2017."""
    after = run[item.last : item.last + 2]
    is_month = item.expression.month is not None and item.expression.day is None
    links = ("dash", "to", "until")
    return (
        is_month and len(after) == 2 and after[0].is_mark(*links) and "MONTH" in after[1].readings
    )


def _is_year(item: Item, before: str, text: str, after: int, pack: Pack) -> bool:
    if before in pack.prepositions or before in pack.switches.get("year_words", ()):
        return True
    year = item.expression.year or 0
    if JOINED_NUMBER.search(text[max(0, after - 9) : after - 4]) or NUMBERS.match(text, after):
        return False  # 32-2015, 138-2010
    if year in NEWS_YEARS and year % ROUND:
        return True
    if year not in range(1900, 2101):
        return False
    if CLOSED_AFTER.match(text, after):
        return True
    following = NEXT_WORD.match(text, after)
    return following is not None and following[1] in pack.words
