"""Identifies the language of an article and finds paragraphs in another one.

Library: py3langid, measured against lingua-language-detector 2.1.1 on the 294 snippets of
tests/cases/languages.yaml (24 to 90 characters; 12 languages, 13 look-alikes), 2 CPU cores:

    py3langid 0.4.0, these 25 languages      294/294 right  0.2 ms each  120 MB
    py3langid 0.4.0, with 50 more            288/294        0.2 ms       120 MB
    lingua, these 25 languages               289/294        0.9 ms       473 MB
    lingua, low accuracy mode                278/294        1.4 ms        37 MB

So the identifier ranks all 75 languages, and an unsure answer is chosen again among the 25.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.errors import CodebookError
from transforms.records import Article
from transforms.text.paragraphs import split_paragraphs

CODEBOOK = Path(__file__).parents[1] / "codebooks" / "languages.yaml"
MIN_WEIGHT = 9  # letters; a character of a script without spaces weighs three
MIN_CONFIDENCE = 0.35
SURE = 0.65  # below it, far languages are left out
# Metadata are overruled only by a long text and a clear answer.
MIN_WEIGHT_TO_OVERRULE = 80
MIN_CONFIDENCE_TO_OVERRULE = 0.9
METADATA_CONFIDENCE = 0.9
MIN_WEIGHT_OF_FOREIGN = 50
MIN_CONFIDENCE_OF_FOREIGN = 0.8
SAMPLE_CHARACTERS = 1500
MAX_VOTES = 12  # paragraphs, evenly spread
REMEMBERED = 8192  # paragraphs: the same are asked for as articles are read and as they are coded

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+")
_LETTER = re.compile("[^\\W\\d_]|[\u0900-\u0dff]")
_DENSE_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f]")
_CODE = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_].*)?")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ForeignSection:
    """A paragraph [start, end) in another language than the article's."""

    start: int
    end: int
    language: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LanguageCodes:
    """What codebooks/languages.yaml says."""

    near: frozenset[str]
    far: frozenset[str]
    variants: tuple[frozenset[str], ...]
    names: dict[str, str]


def identify_language(article: Article) -> Article:
    """Returns the article with `language` and `language_confidence` (0 to 1).

    Metadata win unless the text plainly says otherwise. The language is None where the text
    is too short, has no letters, or no language is likely; its confidence is then 0.
    """
    declared = normalize_code(article.language)
    found, confidence = _vote(article)
    if declared is None:
        return replace(article, language=found, language_confidence=confidence)
    if found is None or is_same_language(declared, found):
        confidence = max(confidence, METADATA_CONFIDENCE)
        return replace(article, language=declared, language_confidence=confidence)
    codes = load_codes()
    is_known = declared in codes.near | codes.far
    is_long = _weigh(article.text) >= MIN_WEIGHT_TO_OVERRULE
    if not (is_known and is_long and confidence >= MIN_CONFIDENCE_TO_OVERRULE):
        return replace(article, language=declared, language_confidence=METADATA_CONFIDENCE)
    log.warning(
        "metadata name the wrong language",
        extra={"article_id": article.article_id, "declared": declared, "found": found},
    )
    return replace(article, language=found, language_confidence=confidence)


def find_foreign_sections(article: Article) -> tuple[ForeignSection, ...]:
    """Returns the longer paragraphs that are plainly in another language than the article."""
    if article.language is None:
        return ()
    sections = []
    for start, end in split_paragraphs(article.text):
        paragraph = article.text[start:end]
        if _weigh(paragraph) < MIN_WEIGHT_OF_FOREIGN:
            continue
        found, confidence = rank_language(paragraph)
        is_clear = found is not None and confidence >= MIN_CONFIDENCE_OF_FOREIGN
        if found and is_clear and not is_same_language(found, article.language):
            sections.append(ForeignSection(start, end, found, confidence))
    return tuple(sections)


def rank_language(text: str) -> tuple[str | None, float]:
    """Returns the likeliest language of a text and its probability, (None, 0.0) if unsure.

    >>> rank_language("Dos muertos por una explosión")[0]
    'es'
    """
    return _rank_sample(_take_sample(text))


@lru_cache(maxsize=REMEMBERED)
def _rank_sample(text: str) -> tuple[str | None, float]:
    sample = _NOISE.sub(" ", text)
    if _weigh(sample) < MIN_WEIGHT:
        return None, 0.0
    ranking = [(str(code), float(share)) for code, share in _identifier().rank(sample)]
    language, confidence = ranking[0]
    if confidence < SURE:
        near = load_codes().near
        total = sum(share for code, share in ranking if code in near)
        language, share = next((code, share) for code, share in ranking if code in near)
        confidence = share / total if total else 0.0
    return (language, confidence) if confidence >= MIN_CONFIDENCE else (None, 0.0)


def normalize_code(language: str | None) -> str | None:
    """Returns "en" for "en-GB", "EN_us", "eng" or "English"; None for what is no code."""
    name = (language or "").strip().lower()
    names = load_codes().names
    if name in names:
        return names[name]
    match = _CODE.fullmatch(name)
    if match is None or match["code"] in ("und", "mul", "zxx"):
        return None
    return names.get(match["code"], match["code"])


def is_same_language(first: str, second: str) -> bool:
    """True for equal codes and for variants that we do not tell apart, as "no" and "nn"."""
    return first == second or any({first, second} <= group for group in load_codes().variants)


@lru_cache(maxsize=1)
def load_codes() -> LanguageCodes:
    """Returns codebooks/languages.yaml. Raises CodebookError."""
    try:
        book = yaml.load(CODEBOOK.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return LanguageCodes(
            near=frozenset(book["near"]),
            far=frozenset(book["far"]),
            variants=tuple(frozenset(group) for group in book["variants"]),
            names=dict(book["names"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise CodebookError(f"{CODEBOOK.name}: cannot be read ({error!r})") from error


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    codes = load_codes()
    identifier.set_languages(codes.near | codes.far)
    return identifier


def _vote(article: Article) -> tuple[str | None, float]:
    """Returns the language of the whole text; of a mixed one that of most of its paragraphs."""
    found, confidence = rank_language(f"{article.title or ''}\n{article.text}")
    votes: Counter[str] = Counter()
    paragraphs = list(split_paragraphs(article.text))
    for start, end in paragraphs[:: len(paragraphs) // MAX_VOTES + 1]:
        weight = _weigh(article.text[start:end])
        language, share = rank_language(article.text[start:end])
        if language and weight >= MIN_WEIGHT_OF_FOREIGN and share >= MIN_CONFIDENCE_OF_FOREIGN:
            votes[language] += weight
    winner = votes.most_common(1)[0][0] if votes else found
    if winner == found:
        return found, confidence
    return winner, votes[str(winner)] / votes.total()


def _take_sample(text: str) -> str:
    """Returns the start, middle and end of a long text."""
    if len(text) <= 3 * SAMPLE_CHARACTERS:
        return text
    middle = (len(text) - SAMPLE_CHARACTERS) // 2
    parts = (
        text[:SAMPLE_CHARACTERS],
        text[middle : middle + SAMPLE_CHARACTERS],
        text[-SAMPLE_CHARACTERS:],
    )
    return "\n".join(parts)


def _weigh(text: str) -> int:
    return len(_LETTER.findall(text)) + 2 * len(_DENSE_LETTER.findall(text))
