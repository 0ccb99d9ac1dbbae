"""Reads and checks the language packs of `codebooks/timexes` into frozen packs.

A pack is one YAML file: switches (word order, weekend, clitics) and sections that list
the words of each kind. `dialogue/` holds what the style of chats and e-mails adds to a pack:
its words are added, its switches replace. Every mistake is a CodebookError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from transforms.errors import CodebookError
from transforms.timexes.numbers import NUMBER_KINDS, word_kinds
from transforms.timexes.pack_yaml import compose, entries, pack_error
from transforms.timexes.patterns import Lexer, alternatives, cue_pattern, make_lexer
from transforms.timexes.sections import (
    FILLERS,
    ORDERS,
    PUNCTUATION,
    SECTIONS,
    SHAPES_FILE,
    SWITCHES,
)
from transforms.timexes.shadow import shadow
from transforms.timexes.shapes import Shape, compile_shapes, read_shapes
from transforms.timexes.spelled import (
    add_definite,
    add_dotted,
    add_spaced,
    add_unaccented,
    add_years,
)

FOLDER = files("transforms") / "codebooks" / "timexes"
NEWS, DIALOGUE = STYLES = ("news", "dialogue")


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One language's words, compiled. `words` maps a shadow word to its readings by kind.

    `coded` adds the code of the readings' kinds, by which shapes match; `codes` maps sets of
    kinds to codes, and `core` holds the codes that can make a time expression.
    """

    language: str
    words: Mapping[str, Mapping[str, str]]
    coded: Mapping[str, tuple[str, Mapping[str, str]]]
    codes: Mapping[frozenset[str], str]
    core: frozenset[str]
    lexer: Lexer
    shapes: tuple[Shape, ...]
    switches: Mapping[str, Any]
    weak: frozenset[str]
    capital: frozenset[str]
    beside: frozenset[str]
    prepositions: frozenset[str]
    cues: re.Pattern[str]
    future: re.Pattern[str]
    style: str = NEWS

    @property
    def weekend(self) -> tuple[int, int]:
        """First and last ISO weekday of the weekend where the language is spoken."""
        first, last = self.switches.get("weekend", [6, 7])
        return first, last


def supported_languages() -> tuple[str, ...]:
    """The codes of the languages that have a pack, sorted."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".yaml") and n != SHAPES_FILE))


@cache
def load_pack(language: str, style: str = NEWS) -> Pack:
    """The pack of `language` in `style`.

    Raises CodebookError if there is no such pack or style, or it is malformed.
    """
    path = FOLDER / f"{language}.yaml"
    if style not in STYLES:
        raise CodebookError(f"no style {style!r} of time expressions; use {' or '.join(STYLES)}")
    if language not in supported_languages():
        raise CodebookError(
            f"no time pack for language {language!r}; there are {', '.join(supported_languages())}"
        )
    sources = {f"timexes/{language}.yaml": path.read_text(encoding="utf-8")}
    more = FOLDER / style / f"{language}.yaml"
    if more.is_file():
        sources[f"timexes/{style}/{language}.yaml"] = more.read_text(encoding="utf-8")
    return read_packs(sources, style)


def read_pack(source: str, name: str) -> Pack:
    """Compiles the YAML `source`; `name` is the file's name for messages."""
    return read_packs({name: source}, NEWS)


def read_packs(sources: Mapping[str, str], style: str) -> Pack:
    """Compiles YAML texts by file name; a later one adds words and replaces switches."""
    switches: dict[str, Any] = {}
    words = {sign: {f"mark-{mark}": mark} for sign, mark in PUNCTUATION.items()}
    for name, source in sources.items():
        _read_sections(source, name, switches, words)
    name = next(iter(sources))
    _check_switches(switches, name)
    if "definite" in switches:
        add_definite(words, str(switches["definite"]))
    if switches.get("fold"):
        add_unaccented(words)
    add_dotted(words)
    add_spaced(words)
    add_years(words, switches.get("spelled_years", {}))
    return _compile(switches, words, name, style)


def _read_sections(
    source: str, name: str, switches: dict[str, Any], words: dict[str, dict[str, str]]
) -> None:
    """Reads one file into `switches` and `words`."""
    for key, node in compose(source, name).value:
        section = str(key.value)
        if section in SWITCHES:
            switches[section] = yaml.safe_load(yaml.serialize(node))
        elif section in SECTIONS:
            dotless = bool(switches.get("dotless"))
            for word, payload in entries(section, node, name):
                kind = f"mark-{payload}" if section == "marks" else SECTIONS[section]
                readings = words.setdefault(shadow(word, dotless).text, {})
                readings[kind] = payload
                if section == "numbers" and payload.isdigit():
                    readings.update(dict.fromkeys(word_kinds(int(payload)), payload))
        else:
            raise pack_error(name, key, f"unknown section {section!r}")


def _check_switches(switches: Mapping[str, Any], name: str) -> None:
    if "language" not in switches:
        raise CodebookError(f"{name}, line 1: language is missing")
    if switches.get("order", "dmy") not in ORDERS:
        raise CodebookError(f"{name}: order must be one of {', '.join(ORDERS)}")
    for switch in (
        "future",
        "past",
        "clitics",
        "suffix",
        "noun_after",
        "age_before",
        "amount_after",
    ):
        for pattern in _as_list(switches.get(switch, "")):
            try:
                re.compile(pattern)
            except re.error as error:
                raise CodebookError(
                    f"{name}: {switch} {pattern!r} is no pattern: {error}"
                ) from None


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _compile(
    switches: dict[str, Any], words: dict[str, dict[str, str]], name: str, style: str
) -> Pack:
    kinds = {frozenset(readings) for readings in words.values()} | NUMBER_KINDS
    codes = {kind_set: chr(0x100 + i) for i, kind_set in enumerate(sorted(kinds, key=sorted))}
    shapes = read_shapes((FOLDER / SHAPES_FILE).read_text(encoding="utf-8"), SHAPES_FILE)
    dropped, extra = (set(switches.get(f"{key}_shapes", ())) for key in ("drop", "extra"))
    unknown = (dropped | extra) - {shape.id for shape in shapes}
    if unknown:
        raise CodebookError(f"{name}: drop_shapes names no shape: {', '.join(sorted(unknown))}")
    kept = [s for s in shapes if s.id not in dropped and (s.id in extra or not s.is_extra)]
    kept = [s for s in kept if s.style in (None, style)]
    return Pack(
        language=str(switches["language"]),
        words=words,
        coded={word: (codes[frozenset(found)], found) for word, found in words.items()},
        codes=codes,
        core=frozenset(code for kinds, code in codes.items() if not kinds <= FILLERS),
        lexer=make_lexer(words, switches),
        shapes=compile_shapes(kept, codes),
        switches=switches,
        weak=_folded(switches.get("weak", ())),
        capital=_folded(switches.get("capital", ())),
        beside=_folded(switches.get("beside", ())),
        prepositions=_folded(switches.get("prepositions", ())),
        cues=cue_pattern(switches),
        future=re.compile(
            alternatives(switches.get("future", ()), bool(switches.get("spaced", True)))
        ),
        style=style,
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(shadow(word).text for word in words)
