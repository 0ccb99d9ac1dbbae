"""Digits in the shadow text: what a number may be in a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from transforms.timexes.clocks import to_24

# One pattern for every number-like thing; the pack fills in its own suffixes.
NUMBER_PATTERN = (
    r"{lead}(?>"
    r"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}(?:[t ]\d{{2}}:\d{{2}}(?::\d{{2}})?z?)?(?!\w|-\d)"
    r"|(?<![\d.,])(?<!\d-)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w,]|[.-]\d))"
    r"|(?P<date>(?:(?<!\d-)|(?<=\d{{4}}-)|(?!\d+-))"
    r"\d{{1,2}} ?(?P<sep>[./-]) ?\d{{1,2}} ?(?P=sep) ?(?:\d{{4}}|\d{{2}})"
    r"(?![\d/]|-(?!\d{{1,2}}(?P=sep)))"
    r"|(?<!\d )\d{{1,2}} \d{{1,2}} (?:19|20)\d\d(?! ?\d)"
    r"|\d{{4}} ?([./-]) ?\d{{1,2}} ?\4 ?\d{{1,2}}(?![\d/]|-(?!\d{{4}})))"
    r"|(?P<loose>{loose})"
    r"|(?P<spoken>{spoken})"
    r"|(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d){hour_mark})"
    r"|(?P<years>(?<!\d[-/])(?:1\d|20)\d\d ?[-/] ?(?:(?:1\d|20)\d\d|\d\d)(?![\d/-]))"
    r"|(?P<short>\d{{1,2}}/(?:\d{{4}}|\d{{1,2}})(?![\d/]|\.\d|,\d+(?![\d/]))"
    r"|(?<!\d-)(?:0?[1-9]|1[0-2])-(?:19|20)\d\d(?![\d-])|\d{{1,2}}\. ?\d{{1,2}}\.(?=[ ,)]|$))"
    r"|(?P<decade>'?\d{{1,3}}0{decade_suffix})"
    r"|(?P<ordinal>\d{{1,3}}{ordinal_suffix})"
    r"|(?P<number>\d+(?:[.,]\d+)*{dot}|{hanzi})"
    r")(?! ?[%‰°])"
)
NEVER = r"(?!)"
HANZI = "〇零一二三四五六七八九"
HANZI_TENS = {"十": 10, "百": 100, "千": 1000}
NO_KINDS = frozenset[str]()
SIMPLE_KINDS = {
    "iso": frozenset({"ISO"}),
    "date": frozenset({"NUMDATE"}),
    "clock": frozenset({"TIME"}),
    "years": frozenset({"YEARS"}),
    "decade": frozenset({"DECADE"}),
    "short": frozenset({"SHORT"}),
    "loose": frozenset({"NUMDATE"}),
    "spoken": frozenset({"CLOCK"}),
}
LOOSE = r"(?<!\d )(?:(?:19|20)\d\d \d{1,2} \d{1,2}|\d{1,2} \d{1,2} \d{2})(?! ?\d)"  # 18 08 78


def number_switches(switches: Mapping[str, Any]) -> dict[str, str]:
    """The parts of NUMBER_PATTERN that differ between languages."""
    spaced = switches.get("spaced", True)
    hour = switches.get("hour_mark")
    decade = switches.get("decade_suffix")
    ordinal = switches.get("ordinal_suffix")
    lead = r"(?<![a-z$€£¥])" if spaced else r"(?<![\da-z$€£¥])"
    suffix = switches.get("clock_suffix")
    return {
        "lead": rf"(?:{lead}{_after_glued(switches)})(?<![$€£¥] )",
        "loose": LOOSE if switches.get("loose_dates") else NEVER,
        "spoken": rf"\d{{1,2}}(?::[0-5]\d)?(?:{suffix})(?!\w)" if suffix else NEVER,
        "hour_mark": rf"|\d{{1,2}}(?:{hour})\d{{2}}(?!\w)" if hour else "",
        "decade_suffix": rf"(?:{decade})(?!\w)" if decade else NEVER,
        "ordinal_suffix": rf"(?:{ordinal})(?!\w)" if ordinal else NEVER,
        "dot": r"(?:(?<=\d)\.(?=[ /,]|[^\W\d]))?" if switches.get("ordinal_dot") else "",
        "hanzi": f"[{HANZI}{''.join(HANZI_TENS)}两兩廿卅]+" if switches.get("hanzi") else NEVER,
    }


def _after_glued(switches: Mapping[str, Any]) -> str:
    """Where a number may follow letters: after a short month, as in "Dec31"."""
    words = switches.get("glued", ())
    return "".join(rf"|(?<=\b{word})(?=\d{{1,4}}\b)" for word in words)


@lru_cache(maxsize=4096)
def classify(group: str, text: str) -> tuple[frozenset[str], str]:
    """What the number `text` of pattern `group` may be, and its plain form.

    >>> sorted(classify("number", "12")[0])
    ['COUNT', 'DAY', 'DAYNUM', 'DIGITS', 'HOUR', 'MIN', 'MON', 'YY']
    """
    if group == "spoken":
        plain = _spoken(text)
        return (SIMPLE_KINDS[group] if plain <= "T24:00" else NO_KINDS), plain
    if group in SIMPLE_KINDS:
        return SIMPLE_KINDS[group], text
    if group == "ordinal":
        return frozenset({"ORD", "DAY", "DAYNUM", "ORDNUM"}), re.sub(r"\D+", "", text)
    if text.endswith("."):
        kinds, plain = classify("number", text[:-1])
        return (kinds | {"ORD", "DOTTED"}) if plain.isdigit() else kinds, plain
    plain = _hanzi(text) if not text[0].isdigit() else _plain(text)
    return _kinds(text, plain), plain


def _spoken(text: str) -> str:
    """The clock of 7p, 8:30a and 11ish.

    >>> _spoken("7p")
    'T19:00'
    """
    hour, minute = re.match(r"(\d+)(?::(\d\d))?", text).groups()  # type: ignore[union-attr]
    half = re.search(r"[ap](?=\.?$)", text)
    return f"T{to_24(int(hour), half and half[0] + 'm'):02d}:{minute or '00'}"


def _plain(text: str) -> str:
    """Decimal comma to point; thousands separators out."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        return re.sub(r"[.,]", "", text)
    if re.fullmatch(r"\d+[.,]\d+", text):
        return text.replace(",", ".")
    return text if text.isdigit() else ""


def _kinds(text: str, plain: str) -> frozenset[str]:
    if not plain or len(plain) > 9:
        return NO_KINDS
    if "." in plain:
        is_time = re.fullmatch(r"([01]?\d|2[0-4])[.][0-5]\d", text) is not None
        kinds = frozenset({"COUNT", "DIGITS"})
        is_date = re.fullmatch(r"(0?[1-9]|[12]\d|3[01])[.](0[1-9]|1[0-2])", text) is not None
        kinds |= {"DOTDATE"} if is_date else set()
        return kinds | {"DOTTIME"} if is_time else kinds
    value = int(plain)
    tests = {
        "COUNT": True,
        "DIGITS": text[0].isdigit(),
        "DAY": 1 <= value <= 31 and len(plain) <= 2,
        "DAYNUM": 1 <= value <= 31 and len(plain) <= 2 and text[0].isdigit(),
        "MON": 1 <= value <= 12 and len(plain) <= 2,
        "HOUR": value <= 24 and len(plain) <= 2,
        "MIN": value <= 59 and len(plain) <= 2,
        "YY": len(plain) == 2,
        "YEAR": 1000 <= value < 2200 and len(plain) == 4 and plain == text,
        "HHMM": len(plain) in (3, 4) and value < 2400 and value % 100 <= 59,
        "HHMMFULL": len(plain) == 4 and value < 2400 and value % 100 <= 59,
        "MILITARY": len(plain) == 4
        and value < 2400
        and value % 100 <= 59
        and not 999 < value < 2200,
        "ATCLOCK": len(plain) == 4 and (value < 1900 or 2059 < value < 2400) and value % 100 <= 59,
    }
    if not text[0].isdigit() and value > 999 and not (set(text) & set(HANZI_TENS)):
        tests["YEAR"] = 1000 <= value < 2200
    return frozenset(kind for kind, holds in tests.items() if holds)


def word_kinds(value: int) -> frozenset[str]:
    """What a number word may be beside a count; "one" is too often an article."""
    tests = {"DAY": 1 < value <= 31, "HOUR": 1 < value <= 24, "MIN": 1 < value <= 59}
    return frozenset(kind for kind, holds in tests.items() if holds)


def _hanzi(text: str) -> str:
    """Chinese numerals to digits: by position (二〇一二) or by place (二十三)."""
    text = text.replace("两", "二").replace("兩", "二").replace("廿", "二十").replace("卅", "三十")
    if not any(c in HANZI_TENS for c in text):
        return "".join(str(max(0, HANZI.index(c) - 1)) for c in text)
    total, digit = 0, 0
    for c in text:
        if c in HANZI_TENS:
            total += (digit or 1) * HANZI_TENS[c]
            digit = 0
        else:
            digit = max(0, HANZI.index(c) - 1)
    return str(total + digit)


def _spell(value: int) -> str:
    """A number below 100 in Chinese numerals.

    >>> _spell(23)
    '二十三'
    """
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else HANZI[tens + 1] + "十"
    return head + (HANZI[ones + 1] if ones else "")


def _all_kinds() -> frozenset[frozenset[str]]:
    """Every set of kinds that `classify` can give, by trying samples of each."""
    samples = [str(n) for n in range(100)] + [f"0{n}" for n in range(10)]
    samples += ["100", "0000", "999", "1000", "1059", "1060", "1159", "1960", "2059", "2101"]
    samples += [
        "2199",
        "2160",
        "2359",
        "2360",
        "2459",
        "2500",
        "1.5",
        "10.30",
        "10.10",
        "0730",
        "2230",
        "30.10",
        "1,000",
        "12345",
        "1" * 12,
    ]
    samples += [
        "一",
        "十",
        "二〇一二",
        "一九六〇",
        "二千",
        "三十五",
        "六十",
        "百",
        "一九九九",
        "二〇三〇",
    ]
    samples += ["零", "〇", "〇五", "二〇", "一百二十"]
    samples += [_spell(n) for n in range(1, 100)] + [_spell(n) + "百" for n in range(1, 10)]
    found = {classify("number", s)[0] for s in samples}
    found |= {classify("number", s + ".")[0] for s in samples if s.isdigit()}
    return frozenset(found | set(SIMPLE_KINDS.values()) | {classify("ordinal", "1st")[0]})


NUMBER_KINDS = _all_kinds()
