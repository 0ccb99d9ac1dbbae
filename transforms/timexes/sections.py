"""What a language pack may hold: its sections, their values, and its switches."""

from __future__ import annotations

SECTIONS = {
    "months": "MONTH", "hijri_months": "HMONTH", "jalali_months": "JMONTH", "weekdays": "WEEKDAY",
    "numbers": "COUNT", "ordinals": "ORD", "units": "UNIT", "bare_units": "BARE",
    "relative": "RELATIVE", "parts": "PART", "weekday_parts": "WDPART", "seasons": "SEASON",
    "feasts": "FEAST", "directions": "DIR", "edges": "EDGE", "approximations": "APPROX",
    "every": "EVERY", "references": "REF", "words": "WORD", "sets": "SET", "lengths": "LENGTH",
    "halves": "HALF", "decades": "DECADEWORD", "quarters": "QUARTER", "half_years": "HALFYEAR",
    "eras": "ERA",    "ampm": "AMPM", "zones": "ZONE", "clocks": "CLOCK", "fractions": "FRACTION",
    "marks": "MARK", "adjectives": "ADJ", "blocks": "BLOCK",
}  # fmt: skip
NUMERIC = {
    "months": 12,
    "hijri_months": 12,
    "jalali_months": 12,
    "weekdays": 7,
    "quarters": 4,
    "half_years": 2,
}
GRAINS = (
    "second minute hour day week month year quarter half decade century millennium weekend night"
)
CHOICES = {
    "units": GRAINS,
    "bare_units": GRAINS,
    "directions": "last past this next coming",
    "edges": "START MID END",
    "references": "that same following previous",
    "ampm": "am pm",
    "marks": "of the to from and at between between-after times per ago-before ago-after "
    "in-before in-maybe in-after earlier-before earlier-after later-before later-after after-of "
    "before-of before-that week-after fortnight-after y m d h min oclock past-hour half-to old "
    "to-hour fiscal school fiscal-year school-year for since until into or on daymark ct week-from "
    "comma dash slash lpar rpar",
}
GRAIN = "|".join(GRAINS.split())
VALUES = {  # what the values of the other sections look like
    "numbers": r"\d+(\.\d+)?|X",
    "ordinals": r"[1-9]\d*",
    "lengths": r"PT?(\d+(\.\d+)?|X)(S|M|H|D|W|Y|Q|DE|CE)",
    "relative": rf"-?\d+ ({GRAIN})( (T[A-Z]{{2}}|ref|event|main|open|either|START|MID|END))*",
    "parts": r"T[A-Z]{2}",
    "weekday_parts": r"[1-7] T[A-Z]{2}",
    "seasons": r"SP|SU|FA|WI",
    "feasts": r"((hijri |jalali )?\d\d-\d\d|(easter|orthodox)\+-?\d+|"
    r"nth \d+ [1-7] [1-5](\+\d)?)(/\d+)?",
    "words": r"(PAST|PRESENT|FUTURE)_REF",
    "sets": r"PT?\d+[A-Z]+|XXXX-WXX-([1-7]|WE)|XXXX-XX-XXT[A-Z]{2}",
    "halves": r"0\.5",
    "decades": r"unit|\d0",
    "eras": r"BC|AD|AH",
    "zones": r"Z?",
    "clocks": r"T\d\d:\d\d",
    "fractions": r"[1-5]\d?",
    "every": r"[1-9]",
}
CORE_MARKS = (
    "m",
    "d",
    "y",
    "h",
    "oclock",
    "at",
    "daymark",
    "ct",
    "fiscal",
    "fiscal-year",
    "school-year",
)
PUNCTUATION = {",": "comma", "-": "dash", "/": "slash", "(": "lpar", ")": "rpar"}
SWITCHES = {
    "language", "spaced", "dotless", "clitics", "suffix", "order", "weekend", "article",
    "calendar", "ordinal_suffix", "ordinal_dot", "decade_suffix", "hour_mark", "weak", "capital",
    "prepositions", "future", "past", "hanzi", "drop_shapes", "extra_shapes",
    "spelled_years", "amount_after", "ordinal_hours", "year_words",
    "open_ago", "edge_after", "in_or_later", "story_skips", "fold", "definite", "first_weekday",
    "beside", "noun_after", "past_endings", "age_before", "clock_suffix", "loose_dates", "glued",
    "vague_units", "event_after", "nights",
}  # fmt: skip
FILLERS = frozenset(
    {
        "COUNT",
        "DIGITS",
        "DEF",
        "ORD",
        "MIN",
        "HOUR",
        "DAY",
        "DAYNUM",
        "MON",
        "YY",
        "HHMM",
        "DOTDATE",
        "HHMMFULL",
        "ATCLOCK",
        "DOTTED",
        "APPROX",
        "EVERY",
    }
    | {"ADJ", "MARK", "DIR", "REF", "EDGE", "HALF", "BLOCK"}
    | {f"mark-{mark}" for mark in CHOICES["marks"].split() if mark not in CORE_MARKS}
)
FOLD_LENGTH = 4
ABBREVIATION_LENGTH = 4
DEFINITE_KINDS = ("UNIT", "MONTH", "PART", "ORD", "COUNT", "SEASON", "DIR", "LENGTH")
ORDERS = ("dmy", "mdy", "ymd")
SHAPES_FILE = "templates.yaml"
