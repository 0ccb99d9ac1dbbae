"""Prints the first draft of a language pack from CLDR: names of months, days and numbers.

    python transforms/codebooks/timexes/generate_packs.py fr > draft.yaml

A draft is then edited by hand (news idioms, case forms, word order), so this script never
writes over a pack. Sources: CLDR through babel (month and weekday names) and ICU
(`pip install babel pyicu`; number words), both under the Unicode licence. One process
a language: stand-alone month names leak between locales in babel (its issue 1234).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

import icu
from babel import Locale

REGIONS = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA"), "de": ("de", "de_AT"), "fa": ("fa",)}
WIDTHS = ("wide", "abbreviated")
CONTEXTS = ("format", "stand-alone")
CARDINALS = range(1, 100)
ORDINALS = range(1, 32)
CALENDARS = {"ar": "islamic", "fa": "persian"}
SECTION_OF = {"islamic": "hijri_months", "persian": "jalali_months"}


def main() -> None:
    """Writes the draft of the language named on the command line to standard output."""
    language = sys.argv[1]
    sections: dict[str, Mapping[int, Iterable[str]]] = {
        "months": month_names(language),
        "weekdays": weekday_names(language),
        "numbers": number_words(language, "cardinal", CARDINALS),
        "ordinals": number_words(language, "ordinal", ORDINALS),
    }
    if language in CALENDARS:
        calendar = CALENDARS[language]
        sections[SECTION_OF[calendar]] = other_months(language, calendar)
    sys.stdout.write(f"# Draft from CLDR (ICU {icu.ICU_VERSION}); edit by hand.\n")
    sys.stdout.write(f'language: "{language}"\n')
    for name, entries in sections.items():
        sys.stdout.write(f"{name}:\n")
        for key, words in entries.items():
            listed = ", ".join(f'"{word}"' for word in dict.fromkeys(words))
            sys.stdout.write(f'  "{key}": [{listed}]\n')


def month_names(language: str) -> dict[int, list[str]]:
    """Gregorian month names of the language and its regions, all widths and cases."""
    names: dict[int, list[str]] = {n: [] for n in range(1, 13)}
    for code in REGIONS.get(language, (language,)):
        months = Locale.parse(code).months
        for context in CONTEXTS:
            for width in WIDTHS:
                for number, name in months[context][width].items():
                    names[number].append(name.lower())
    return names


def weekday_names(language: str) -> dict[int, list[str]]:
    """Weekday names by ISO number, wide and abbreviated."""
    names: dict[int, list[str]] = {n: [] for n in range(1, 8)}
    days = Locale.parse(language).days
    for context in CONTEXTS:
        for width in WIDTHS:
            for number, name in days[context][width].items():
                names[number + 1].append(name.lower())
    return names


def number_words(language: str, kind: str, numbers: Iterable[int]) -> dict[int, list[str]]:
    """Number words of every gender and case that ICU's spell-out rules give."""
    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
    names = [rules.getRuleSetName(i) for i in range(rules.getNumberOfRuleSetNames())]
    kept = [name for name in names if kind in name and "verbose" not in name]
    found = {}
    for number in numbers:
        words = (rules.format(number, name).replace("\u00ad", "").lower() for name in kept)
        found[number] = [word for word in words if not word[0].isdigit()]
    return {number: words for number, words in found.items() if words}


def other_months(language: str, calendar: str) -> dict[int, list[str]]:
    """Month names of the Islamic or the Persian calendar."""
    locale = icu.Locale(f"{language}@calendar={calendar}")
    days = icu.Calendar.createInstance(locale)
    form = icu.SimpleDateFormat("LLLL", locale)
    names = {}
    for number in range(12):
        days.clear()
        days.set(icu.UCalendarDateFields.YEAR, 1440)
        days.set(icu.UCalendarDateFields.MONTH, number)
        days.set(icu.UCalendarDateFields.DATE, 10)
        names[number + 1] = [form.format(days.getTime()).lower()]
    return names


if __name__ == "__main__":
    main()
