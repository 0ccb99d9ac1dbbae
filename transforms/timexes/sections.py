"""What a language pack may hold: its sections, their values, and its switches."""

from __future__ import annotations

SECTIONS = {
    "months": "MONTH", "hijri_months": "HMONTH", "jalali_months": "JMONTH", "weekdays": "WEEKDAY",
    "numbers": "COUNT", "ordinals": "ORD", "units": "UNIT", "bare_units": "BARE",
    "relative": "RELATIVE", "parts": "PART", "weekday_parts": "WDPART", "seasons": "SEASON",
    "feasts": "FEAST", "directions": "DIR", "edges": "EDGE", "approximations": "APPROX",
    "every": "EVERY", "references": "REF", "words": "WORD", "sets": "SET", "lengths": "LENGTH",
    "halves": "HALF", "decades": "DECADEWORD", "quarters": "QUARTER", "eras": "ERA",
    "ampm": "AMPM", "zones": "ZONE", "clocks": "CLOCK", "fractions": "FRACTION",
    "marks": "MARK", "adjectives": "ADJ", "blocks": "BLOCK",
}  # fmt: skip
NUMERIC = {"months": 12, "hijri_months": 12, "jalali_months": 12, "weekdays": 7, "quarters": 4}
GRAINS = (
    "second minute hour day week month year quarter half decade century millennium weekend night"
)
CHOICES = {
    "units": GRAINS,
    "bare_units": GRAINS,
    "directions": "last past this next",
    "edges": "START MID END",
    "references": "that same following previous",
    "ampm": "am pm",
    "marks": "of the to from and at between times per ago-before ago-after in-before in-maybe "
    "in-after earlier-before earlier-after later-before later-after y m d h min oclock past-hour "
    "to-hour fiscal since until into or on daymark comma dash slash lpar rpar",
}
CORE_MARKS = ("m", "d", "y", "h", "oclock", "at", "daymark")
PUNCTUATION = {",": "comma", "-": "dash", "/": "slash", "(": "lpar", ")": "rpar"}
SWITCHES = {
    "language", "spaced", "dotless", "clitics", "suffix", "order", "weekend", "article",
    "calendar", "ordinal_suffix", "ordinal_dot", "decade_suffix", "hour_mark", "weak", "capital",
    "prepositions", "future", "past", "hanzi", "drop_shapes", "year_words",
    "open_ago", "story_skips", "fold", "definite", "first_weekday",
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
        "MON",
        "YY",
        "HHMM",
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
