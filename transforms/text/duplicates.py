"""Exact and near copies of articles: syndicated wire texts that several outlets print.

A copy is an article that says nothing which an earlier one does not say: each sentence of
its prose stands in the other text, word for word or with plain words changed by an editor.
Figures, dates, names and the words of the event packs must be the same, so a near copy with
a new toll is no copy. Headlines, captions, credits and datelines may differ, but may not
bring a figure of their own. MinHash (by rensa) only finds the pairs that are looked at.
"""

from __future__ import annotations

import hashlib
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import rensa
from rapidfuzz.distance import Levenshtein

from transforms.lexicon import DIRECTORY
from transforms.records import Article
from transforms.text.prose import Prose, Sentence, Word, read_prose, read_words
from transforms.yaml_once import read_yaml

PACKS = ("triggers", "cues", "numbers", "timexes")
NOT_WORDS = frozenset({"example", "class", "pos", "definition", "language", "reporting", "endings"})
STEM_LETTERS = 5
MAX_FIRSTS_IN_BAND = 200
"""A band that more articles share is furniture of a site; the earliest of them stand for it."""
STATED = frozenset({"metadata", "page"})
_RULES = read_yaml(DIRECTORY / "duplicates.yaml")
_MINHASH = _RULES["minhash"]
SCHEME = "/".join(str(_MINHASH[name]) for name in ("seed", "permutations", "bands", "words"))
"""Sketches of another scheme cannot be compared with ours."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What finds an article's copies without its text.

    Attributes:
        article_id: of the article.
        day: publication day as stated, None if not.
        n_sentences: sentences of prose.
        bands: of the MinHash signature and the first sentences; near copies share some.
    """

    article_id: str
    day: date | None
    n_sentences: int
    bands: tuple[int, ...]

    @property
    def rank(self) -> tuple[date, int, str]:
        """Sort key of articles that say the same: the earliest, then the fullest is the first."""
        return self.day or date.max, -self.n_sentences, self.article_id


def sketch(article: Article) -> Sketch:
    """Return what finds the article's copies."""
    prose = _prose(article)
    words = prose.words
    size = _MINHASH["words"]
    shingles = {" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}
    minhash = rensa.RMinHash(_MINHASH["permutations"], _MINHASH["seed"])
    minhash.update(sorted(shingles))
    return Sketch(
        article.article_id,
        article.published_at if article.published_method in STATED else None,
        len(prose.sentences),
        (*_bands(minhash.digest()), *_leads(prose)),
    )


def is_copy(article: Article, first: Article) -> bool:
    """Tell whether the article says nothing that `first` does not say."""
    if article.language and first.language and article.language != first.language:
        return False
    mine, theirs = _prose(article), _prose(first)
    is_same = mine.words == theirs.words
    is_long_enough = (
        len(mine.words) >= _RULES["min_words_same_text" if is_same else "min_words_near_text"]
    )
    return (
        is_long_enough
        and _is_in_time(article, first, mine, is_same=is_same)
        and _adds_no_figure(article, first, mine, theirs)
        and (is_same or _adds_no_sentence(mine, theirs, article.language or ""))
    )


def link_copies(sketches: Iterable[Sketch], read: Callable[[str], Article]) -> dict[str, str]:
    """Return article_id -> article_id of its first, for every article that is a copy.

    Whatever the order given, the result is the same. A first is never a copy itself.

    Args:
        sketches: of all articles that may be copies of each other.
        read: gives the article of an id; asked only for those whose sketches meet.
    """
    ranked = sorted(sketches, key=lambda made: made.rank)
    firsts: dict[int, list[int]] = {}
    copies: dict[str, str] = {}
    for place, made in enumerate(ranked):
        met = Counter(first for band in made.bands for first in firsts.get(band, ()))
        nearest = sorted(met, key=lambda first: (-met[first], first))[: _RULES["max_candidates"]]
        found = next(
            (
                ranked[first].article_id
                for first in sorted(nearest)
                if is_copy(read(made.article_id), read(ranked[first].article_id))
            ),
            None,
        )
        if found is not None:
            copies[made.article_id] = found
            continue
        for band in made.bands:
            here = firsts.setdefault(band, [])
            if len(here) < MAX_FIRSTS_IN_BAND:
                here.append(place)
    return copies


def _bands(digest: Sequence[int]) -> Iterable[int]:
    """Yield one signed 64-bit number a band of the signature."""
    size = len(digest) // _MINHASH["bands"]
    for start in range(0, len(digest), size):
        yield _to_number(struct.pack(f"<{size + 1}Q", start, *digest[start : start + size]))


def _leads(prose: Prose) -> Iterable[int]:
    """Yield one number for each of the first sentences: excerpts keep these."""
    for sentence in prose.sentences[: _RULES["lead_sentences"]]:
        if len(sentence.words) >= _RULES["min_words_same_text"]:
            yield _to_number(" ".join(sentence.key).encode())


def _to_number(data: bytes) -> int:
    hashed = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(hashed, "little", signed=True)


def _is_in_time(article: Article, first: Article, prose: Prose, *, is_same: bool) -> bool:
    is_long = len(prose.words) >= _RULES["long_text_words"]
    is_short = len(prose.words) < _RULES["short_text_words"]
    if article.published_at is None or first.published_at is None or (is_same and is_long):
        return True
    length = "short_text" if is_short else "near_text" if is_long else "middle_text"
    days = abs((article.published_at - first.published_at).days)
    return days <= int(_RULES[f"{length}_days"])


def _adds_no_figure(article: Article, first: Article, mine: Prose, theirs: Prose) -> bool:
    """Whether headline and dateline of the article hold no figure that `first` lacks."""
    if first.published_at is None and not mine.dateline_figures <= theirs.dateline_figures:
        return False
    title = read_prose(article.title or "", article.language or "")
    known = theirs.figures | read_prose(first.title or "", first.language or "").figures
    return title.figures <= known


def _adds_no_sentence(mine: Prose, theirs: Prose, language: str) -> bool:
    """Whether each sentence has a partner with the same words but plain ones."""
    there = {sentence.key for sentence in theirs.sentences}
    loaded = loaded_words(language)
    return all(
        sentence.key in there
        or any(_differs_plainly(sentence, other, loaded) for other in theirs.sentences)
        for sentence in mine.sentences
    )


def _differs_plainly(sentence: Sentence, other: Sentence, loaded: Loaded) -> bool:
    """Whether only plain words differ, and few; the order of words counts."""
    allowed = max(1.0, _RULES["max_new_word_share"] * len(sentence.words))
    if abs(len(sentence.words) - len(other.words)) > allowed:
        return False
    changes = [
        (*sentence.words[c.src_start : c.src_end], *other.words[c.dest_start : c.dest_end])
        for c in Levenshtein.opcodes(sentence.key, other.key)
        if c.tag != "equal"
    ]
    n_changed = Levenshtein.distance(sentence.key, other.key)
    return n_changed <= allowed and all(loaded.is_plain(w) for words in changes for w in words)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A language's words that carry what is coded: events, sides, negation, numbers, time.

    `stems`: their beginnings, all but the last letter; words that begin so carry as much.
    """

    words: frozenset[str]
    stems: frozenset[str]
    is_known: bool

    def is_plain(self, word: Word) -> bool:
        """Whether the word may differ between copies; False in a language without packs."""
        return (
            self.is_known
            and not word.is_figure
            and not word.may_be_name
            and word.folded not in self.words
            and not any(
                word.folded[:end] in self.stems for end in range(STEM_LETTERS, len(word.folded) + 1)
            )
        )


@lru_cache(maxsize=32)
def loaded_words(language: str) -> Loaded:
    """Read the event, cue, number and time words of a language's packs."""
    paths = [DIRECTORY / name / f"{language}.yaml" for name in PACKS]
    if not all(path.is_file() for path in paths):
        return Loaded(frozenset(), frozenset(), is_known=False)
    found = {word for path in paths for leaf in _leaves(read_yaml(path)) for word in _split(leaf)}
    stems = {
        word[: max(STEM_LETTERS, len(word) - 1)] for word in found if len(word) >= STEM_LETTERS
    }
    return Loaded(frozenset(found), frozenset(stems), is_known=True)


def _leaves(node: object) -> Iterator[str]:
    """Yield every string of a pack that is a word, not a comment on one."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from _leaves(part)
    elif isinstance(node, dict):
        for name, part in node.items():
            if name not in NOT_WORDS:
                yield from _leaves(part)


def _split(phrase: str) -> tuple[str, ...]:
    return read_words(phrase.replace("*", ""))


def _prose(article: Article) -> Prose:
    return read_prose(article.text, article.language or "")
