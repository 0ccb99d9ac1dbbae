"""Reads and checks the language packs of `codebooks/timexes` into frozen packs.

A pack is one YAML file: switches (word order, weekend, clitics) and sections that list
the words of each kind. Every mistake is a CodebookError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from transforms.errors import CodebookError
from transforms.timexes.numbers import NUMBER_KINDS, word_kinds
from transforms.timexes.patterns import Lexer, alternatives, cue_pattern, make_lexer
from transforms.timexes.sections import (
    CHOICES,
    FILLERS,
    NUMERIC,
    ORDERS,
    PUNCTUATION,
    SECTIONS,
    SHAPES_FILE,
    SWITCHES,
    VALUES,
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
def load_pack(language: str) -> Pack:
    """The pack of `language`. Raises CodebookError if there is none or it is malformed."""
    path = FOLDER / f"{language}.yaml"
    if language not in supported_languages():
        raise CodebookError(
            f"no time pack for language {language!r}; there are {', '.join(supported_languages())}"
        )
    return read_pack(path.read_text(encoding="utf-8"), f"timexes/{language}.yaml")


def read_pack(source: str, name: str) -> Pack:
    """Compiles the YAML `source`; `name` is the file's name for messages."""
    root = _compose(source, name)
    switches: dict[str, Any] = {}
    words = {sign: {f"mark-{mark}": mark} for sign, mark in PUNCTUATION.items()}
    for key, node in root.value:
        section = str(key.value)
        if section in SWITCHES:
            switches[section] = yaml.safe_load(yaml.serialize(node))
        elif section in SECTIONS:
            dotless = bool(switches.get("dotless"))
            for word, payload in _entries(section, node, name):
                kind = f"mark-{payload}" if section == "marks" else SECTIONS[section]
                readings = words.setdefault(shadow(word, dotless).text, {})
                readings[kind] = payload
                if section == "numbers" and payload.isdigit():
                    readings.update(dict.fromkeys(word_kinds(int(payload)), payload))
        else:
            raise _error(name, key, f"unknown section {section!r}")
    _check_switches(switches, name)
    if "definite" in switches:
        add_definite(words, str(switches["definite"]))
    if switches.get("fold"):
        add_unaccented(words)
    add_dotted(words)
    add_spaced(words)
    add_years(words, switches.get("spelled_years", {}))
    return _compile(switches, words, name)


def _compose(source: str, name: str) -> yaml.MappingNode:
    try:
        root = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, source.count("\n")) + 1 if mark else 1
        raise CodebookError(f"{name}, line {line}: not valid YAML: {error}") from error
    if not isinstance(root, yaml.MappingNode):
        raise CodebookError(f"{name}, line 1: a pack is a mapping of sections")
    return root


def _error(name: str, node: yaml.Node, problem: str) -> CodebookError:
    return CodebookError(f"{name}, line {node.start_mark.line + 1}: {problem}")


def _entries(section: str, node: yaml.Node, name: str) -> Iterator[tuple[str, str]]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(name, node, f"{section} must map a value to a list of words")
    for key, words in node.value:
        payload = str(key.value)
        _check_payload(section, payload, key, name)
        if not isinstance(words, yaml.SequenceNode):
            raise _error(name, words, f"{section}.{payload} must be a list of words")
        for word in words.value:
            if not isinstance(word, yaml.ScalarNode) or not word.value.strip():
                raise _error(name, word, f"{section}.{payload} holds something that is no word")
            if word.tag != "tag:yaml.org,2002:str":
                raise _error(name, word, f"quote {word.value!r} in {section}.{payload}")
            yield word.value, payload


def _check_payload(section: str, payload: str, key: yaml.Node, name: str) -> None:
    top = NUMERIC.get(section)
    if top and not (payload.isdigit() and 1 <= int(payload) <= top):
        raise _error(name, key, f"{section} has no {payload!r}; use 1 to {top}")
    if section in VALUES and not re.fullmatch(VALUES[section], payload):
        raise _error(name, key, f"{section} cannot mean {payload!r}")
    choices = CHOICES.get(section)
    if choices and payload not in choices.split():
        raise _error(name, key, f"{section} has no {payload!r}; use one of {choices}")


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


def _compile(switches: dict[str, Any], words: dict[str, dict[str, str]], name: str) -> Pack:
    kinds = {frozenset(readings) for readings in words.values()} | NUMBER_KINDS
    codes = {kind_set: chr(0x100 + i) for i, kind_set in enumerate(sorted(kinds, key=sorted))}
    shapes = read_shapes((FOLDER / SHAPES_FILE).read_text(encoding="utf-8"), SHAPES_FILE)
    dropped, extra = (set(switches.get(f"{key}_shapes", ())) for key in ("drop", "extra"))
    unknown = (dropped | extra) - {shape.id for shape in shapes}
    if unknown:
        raise CodebookError(f"{name}: drop_shapes names no shape: {', '.join(sorted(unknown))}")
    kept = [s for s in shapes if s.id not in dropped and (s.id in extra or not s.is_extra)]
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
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(shadow(word).text for word in words)
