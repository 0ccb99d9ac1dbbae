"""Language packs of event words: triggers, cue words, role words, numbers.

A pack is codebooks/{triggers,cues,numbers}/<language>.yaml over trigger_classes.yaml, all checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from transforms.errors import CodebookError
from transforms.letters import fold, joined_words, without_joined
from transforms.phrases import PhraseFinder
from transforms.trigger_index import Start, index_phrases, start_of
from transforms.verb_forms import folded_pairs, verb_endings
from transforms.yaml_once import read_yaml

DIRECTORY = Path(__file__).parent / "codebooks"
PARTS_OF_SPEECH = {"VERB", "NOUN", "ADJ"}
CUE_KEYS = ("needs", "not_with", "object", "elsewhere")
REMEMBERED, LONG = 50_000, 3  # words; letters of an ending that may be a word ("dijo")
NAMED_PLACE = "named_place"  # in a trigger's `object`: a place name will do


@dataclass(frozen=True, slots=True)
class TriggerClass:
    """What a trigger can stand for. `family`: candidates of one family can be one mention.

    `as_modifier`: whether an event noun that hangs on another word reports an event.
    """

    name: str
    family: str
    makes_event: bool
    as_modifier: bool
    needs_agent: bool
    possessor: str
    definition: str


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """One meaning of some words: lemmas, part of speech, cues it needs or must not meet.

    `object`: cue classes of which the words governed by the trigger must have one;
    `elsewhere`: of which the sentence must have one besides the trigger's own words.
    `any_tag`: a noun that small models often tag as a verb (Arabic masdars) matches as either.
    """

    trigger_id: str
    trigger_class: TriggerClass
    pos: str
    needs: frozenset[str]
    not_with: frozenset[str]
    object: frozenset[str]
    elsewhere: frozenset[str]
    example: str
    any_tag: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All event words of one language."""

    language: str
    triggers: Mapping[str, tuple[tuple[tuple[str, ...], TriggerEntry], ...]]
    cues: PhraseFinder
    modality: Mapping[str, frozenset[str]]
    phrases: PhraseFinder
    roles: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, tuple[str, ...]]
    approximate: tuple[str, ...]
    entries: tuple[TriggerEntry, ...]
    endings: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str]
    vague_finder: PhraseFinder
    units_first: bool
    duals: frozenset[str]
    vocabulary: frozenset[str]
    drops_subject: bool
    passives: Mapping[str, str]

    @cached_property
    def approximators(self) -> frozenset[str]:
        """Single words that make a number vague ("about")."""
        return frozenset(phrase for phrase in self.approximate if " " not in phrase)

    @cached_property
    def starts(self) -> dict[str, Start]:
        """First word of a trigger phrase -> its phrases, indexed by their second word."""
        return {word: start_of(phrases) for word, phrases in self.triggers.items()}

    def base_forms(self, word: str) -> list[str]:
        """Base forms of an inflected word that the trigger index knows, by the pack's tables."""
        if len(self._bases) >= REMEMBERED:
            self._bases.clear()
        if word not in self._bases:
            self._bases[word] = self._find_bases(word)
        return [*self._bases[word]]

    @cached_property
    def _bases(self) -> dict[str, list[str]]:
        return {}

    def _find_bases(self, word: str) -> list[str]:
        if word in self.irregular:
            return [self.irregular[word]]
        words = [word, *without_joined(word, joined_words(self.language))]
        forms = words[1:] + [form for word in words for form in self._stripped(word)]
        return [form for form in forms if form in self.triggers]

    def is_joined(self, word: str, text: str) -> bool:
        """True where a text is a joined word and this one ("بقنبلة": "قنبلة")."""
        return word in without_joined(text, joined_words(self.language))

    def mended_lemma(self, lemma: str, text: str) -> str:
        """The base form of `text` that the packs know, if they do not know the lemma."""
        known = lemma if lemma in self.vocabulary else None
        if known := known or self.irregular.get(text) or self.irregular.get(lemma):
            return known
        return next((form for form in self._stripped(text) if form in self.vocabulary), lemma)

    def _stripped(self, word: str) -> list[str]:
        return [
            word.removesuffix(old) + new
            for old, new in self._endings_of.get(word[-1:], self._endings_of[""])
            if word.endswith(old) and len(word) - len(old) > (2 if len(old) < LONG else -1)
        ]

    @cached_property
    def _endings_of(self) -> dict[str, list[tuple[str, str]]]:
        """Last letter -> the endings that a word with it may have, in order; "" -> any word."""
        letters = {"", *(old[-1:] for old, _ in self.endings)}
        return {x: [e for e in self.endings if e[0][-1:] in ("", x)] for x in letters}


def has_lexicon(language: str, directory: Path = DIRECTORY) -> bool:
    """Tell whether there is a trigger pack for the language."""
    return (directory / "triggers" / f"{language}.yaml").is_file()


@lru_cache(maxsize=32)
def load_lexicon(language: str, directory: Path = DIRECTORY) -> Lexicon:
    """Read and check a language's packs.

    Raises:
        CodebookError: a file is missing or malformed; names the file and the entry.
    """
    classes = load_trigger_classes(directory)
    triggers = read_yaml(directory / "triggers" / f"{language}.yaml")
    cues = read_yaml(directory / "cues" / f"{language}.yaml")
    numbers = read_yaml(directory / "numbers" / f"{language}.yaml")
    entries = _read_entries(language, triggers, classes, set(cues["cues"]))
    modality = {k: frozenset(map(fold, v)) for k, v in cues["modality"].items()}
    modality["approximate"] = frozenset(map(fold, numbers["approximate"]))
    joined = joined_words(language)
    return Lexicon(
        language,
        index_phrases(entries),
        PhraseFinder({k: tuple(v) for k, v in cues["cues"].items()}, joined),
        modality,
        PhraseFinder({k: tuple(v) for k, v in modality.items()}, joined),
        {k: frozenset(map(fold, v)) for k, v in cues["roles"].items()},
        {fold(str(k)): int(v) for k, v in numbers["words"].items()},
        {fold(str(k)): int(v) for k, v in numbers["multipliers"].items()},
        {k: tuple(v) for k, v in numbers["vague"].items()},
        tuple(numbers["approximate"]),
        tuple(entry for entry, _ in entries),
        (*folded_pairs(triggers.get("endings", ())), *verb_endings(language)),
        {fold(str(k)): fold(str(v)) for k, v in triggers.get("irregular", {}).items()},
        PhraseFinder({k: tuple(v) for k, v in numbers["vague"].items()}, joined),
        bool(numbers.get("units_first", False)),
        frozenset(map(fold, numbers.get("duals", ()))),
        _vocabulary(entries, modality, cues["roles"]),
        bool(numbers.get("drops_subject", False)),
        {fold(str(k)): fold(str(v)) for k, v in triggers.get("passives", {}).items()},
    )


def _vocabulary(
    entries: Iterable[tuple[TriggerEntry, tuple[str, ...]]],
    modality: Mapping[str, Iterable[str]],
    roles: Mapping[str, Iterable[str]],
) -> frozenset[str]:
    """Single words of the packs, folded: the lemmas that the rules ask for."""
    words = [w for _, given in entries for w in given]
    words += [w for table in (modality, roles) for given in table.values() for w in given]
    return frozenset(part for word in words for part in fold(word).split())


@lru_cache(maxsize=4)
def load_trigger_classes(directory: Path = DIRECTORY) -> Mapping[str, TriggerClass]:
    """Read codebooks/trigger_classes.yaml."""
    rows = read_yaml(directory / "trigger_classes.yaml")["classes"]
    return {
        name: TriggerClass(
            name,
            row["family"],
            bool(row["makes_event"]),
            bool(row.get("as_modifier", True)),
            bool(row.get("needs_agent", False)),
            str(row.get("possessor", "patient")),
            row["definition"],
        )
        for name, row in rows.items()
    }


def _read_entries(
    language: str, pack: dict[str, Any], classes: Mapping[str, TriggerClass], cues: set[str]
) -> list[tuple[TriggerEntry, tuple[str, ...]]]:
    entries = []
    is_loose = bool(pack.get("nouns_any_tag", False))
    for number, row in enumerate(pack["triggers"], start=1):
        place = f"triggers/{language}.yaml entry {number}"
        if row.get("class") not in classes:
            raise CodebookError(f"{place}: unknown class {row.get('class')!r}")
        if row.get("pos") not in PARTS_OF_SPEECH or not row.get("words") or not row.get("example"):
            raise CodebookError(f"{place}: needs pos ({PARTS_OF_SPEECH}), words and an example")
        needs, not_with, thing, around = (frozenset(row.get(key, ())) for key in CUE_KEYS)
        if unknown := (needs | not_with | thing | around) - cues - {NAMED_PLACE}:
            raise CodebookError(f"{place}: cue classes {sorted(unknown)} are not in the cues file")
        name = f"{language}.{row['class']}.{row['pos'].lower()}"
        entry = TriggerEntry(
            name,
            classes[row["class"]],
            row["pos"],
            needs,
            not_with,
            thing,
            around,
            example=row["example"],
            any_tag=is_loose and row["pos"] == "NOUN",
        )
        entries.append((entry, tuple(map(str, row["words"]))))
    return entries
