"""The real annotator and kit, the coded articles of a case table, and what is wrong in them.

A table is annotated in one batch and kept for the session: Stanza is the slow part.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.find.candidates import find_candidates
from transforms.find.lemmas import mend_lemmas
from transforms.lexicon import load_lexicon
from transforms.pipeline import ArticleCoding, Kit, code_annotated, load_kit
from transforms.records import AnnotatedArticle, Article, CodedMention

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "coding"
WEDNESDAY = "2024-05-15"
"""Day of publication where a case names none."""


@lru_cache(maxsize=1)
def real_kit() -> Kit:
    """The kit with the embedded Stanza models."""
    return load_kit(ROOT / "models")


def known_miss(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """A case that the models of today get wrong says so; it must be taken up once it passes."""
    return [pytest.mark.xfail(reason=case["misses"], strict=True)] if "misses" in case else []


@lru_cache(maxsize=32)
def read_table(name: str) -> tuple[dict[str, Any], ...]:
    """The cases of tests/cases/coding/<name>.yaml; each has an id."""
    rows = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple({"id": _default_id(row), **row} for row in rows)


def lists_lacking(language: str) -> list[str]:
    """The lists of words of the English pack that this language's pack has not."""
    pack, english = load_lexicon(language), load_lexicon("en")
    names = {*english.cues.classes, *english.modality, *english.roles}
    return sorted(names - {*pack.cues.classes, *pack.modality, *pack.roles})


def read_plain_table(name: str) -> Any:
    """What tests/cases/coding/<name>.yaml holds, where it is no table of articles."""
    return yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=32)
def annotate_table(name: str) -> dict[str, AnnotatedArticle]:
    """Every case of a table as an annotated article, by case id, in one batch."""
    articles = [to_article(case) for case in read_table(name)]
    found = real_kit().annotator.annotate(articles)
    return {a.article.article_id: a for a in found}


@lru_cache(maxsize=256)
def annotate_texts(texts: tuple[str, ...]) -> tuple[AnnotatedArticle, ...]:
    """Some English texts annotated in one batch, published on Wednesday 15 May 2024."""
    articles = [to_article({"id": f"text{n}", "text": t}) for n, t in enumerate(texts)]
    return tuple(real_kit().annotator.annotate(articles))


@lru_cache(maxsize=8)
def annotate_examples(language: str) -> tuple[AnnotatedArticle, ...]:
    """The example sentences of a trigger pack, in its order."""
    entries = load_lexicon(language).entries
    articles = [
        to_article({"id": f"{n}", "text": entry.example, "language": language})
        for n, entry in enumerate(entries)
    ]
    return tuple(real_kit().annotator.annotate(articles))


@lru_cache(maxsize=32)
def code_table(name: str) -> dict[str, ArticleCoding]:
    """Every case of a table coded, by case id."""
    coded = code_annotated(list(annotate_table(name).values()), real_kit())
    return {c.article.article_id: c for c in coded}


def to_article(case: dict[str, Any]) -> Article:
    """A case as an article in English, published on the case's day."""
    day = case.get("published", WEDNESDAY)
    return Article(
        case["id"],
        case["text"],
        "cases.yaml",
        title=case.get("title"),
        source=case.get("source"),
        language=case.get("language", "en"),
        published_at=date.fromisoformat(day) if day else None,
        published_method="metadata" if day else None,
        dateline=case.get("dateline"),
    )


def wrong_rows(case: dict[str, Any]) -> list[str]:
    """articles.yaml: what is wrong in the complete rows of a case; nothing, when all is well."""
    coding = code_table("articles")[case["id"]]
    return compare_rows(case["rows"], list(coding.events))


def false_rows(case: dict[str, Any]) -> list[str]:
    """no_event.yaml: complete rows of an article that reports no event."""
    coding = code_table("no_event")[case["id"]]
    wrong = [f"a false row: {shown(mention)}" for mention in coding.events]
    if case.get("incomplete") and not coding.incomplete:
        wrong.append("no incomplete row")
    return wrong


def wrong_modality(case: dict[str, Any]) -> list[str]:
    """modality.yaml: the judgements of the case's word that are not the wanted one."""
    annotated = mend_lemmas(annotate_table("modality")[case["id"]], load_lexicon("en"))
    start = case["text"].index(case["word"])
    end = start + len(case["word"])
    candidates, rejections = find_candidates(annotated, load_lexicon("en"))
    found = ["candidate" for c in candidates if c.trigger.start < end and start < c.trigger.end]
    found += [r.rule for r in rejections if r.start < end and start < r.end]
    wanted = [case["rule"]] if isinstance(case["rule"], str) else case["rule"]
    wrong = [rule for rule in found if not rule.startswith(tuple(wanted))]
    return wrong or ([] if found else [f"{case['word']!r} is no trigger"])


def wrong_arguments(case: dict[str, Any]) -> list[str]:
    """arguments.yaml: participants of the case's word that are not the wanted ones."""
    annotated = annotate_table("arguments")[case["id"]]
    start = case["text"].index(case["word"])
    candidates, _ = find_candidates(annotated, load_lexicon("en"))
    found = next((c for c in candidates if c.trigger.start == start), None)
    if found is None:
        return [f"{case['word']!r} is no candidate"]
    wrong = []
    for side in ("agents", "patients"):
        words = [argument.text for argument in getattr(found, side)]
        pairs = zip(case[side], words, strict=False)
        if len(words) != len(case[side]) or not all(want in text for want, text in pairs):
            wrong.append(f"{side}: {words}, not {case[side]}")
    return wrong


def wrong_day(case: dict[str, Any]) -> list[str]:
    """event_days.yaml: day and precision of the first mention, where they are not the wanted."""
    wanted = {"time_precision": case["precision"]}
    if "day" in case:
        wanted["event_date"] = case["day"]
    return _wrong_first("event_days", case, wanted)


def wrong_deaths(case: dict[str, Any]) -> list[str]:
    """deaths.yaml: deaths of the only mention."""
    return _wrong_first("deaths", case, {"fatalities": case["deaths"]})


def wrong_crowd(case: dict[str, Any]) -> list[str]:
    """crowds.yaml: the crowd of the first mention, in the words of the text."""
    return _wrong_first("crowds", case, {"tags": f"crowd size={case['crowd']}"})


def wrong_sides(case: dict[str, Any]) -> list[str]:
    """actors.yaml: columns of the sides that are not the wanted ones."""
    return _wrong_first("actors", case, _columns(case))


def wrong_place(case: dict[str, Any]) -> list[str]:
    """places.yaml: columns of the place that are not the wanted ones."""
    return _wrong_first("places", case, _columns(case))


def compare_rows(wanted: list[dict[str, Any]], found: list[CodedMention]) -> list[str]:
    """What is wrong in the rows of an article: nothing, when they are the wanted ones."""
    left, wrong = list(found), []
    for row in wanted:
        if not left:
            wrong.append(f"no row for {row['sub_event_type']} on {row.get('event_date')}")
            continue
        best = min(left, key=lambda mention: len(differences(row, mention)))
        left.remove(best)
        wrong += differences(row, best)
    wrong += [f"one row too many: {shown(mention)}" for mention in left]
    return wrong


def differences(wanted: dict[str, Any], mention: CodedMention) -> list[str]:
    """The columns in which a coded mention is not what was wanted; sides in either order."""
    row = {k: v.isoformat() if isinstance(v, date) else v for k, v in mention.row.items()}
    sided = row["event_type"] != "Violence against civilians"
    if sided and wanted.get("actor1") and row["actor2"] == wanted["actor1"]:
        row = _turned(row)
    return [f"{k}: {row[k]!r}, not {v!r}" for k, v in wanted.items() if row[k] != v]


def shown(mention: CodedMention) -> dict[str, object]:
    """The columns of a row that a reader needs to know it."""
    names = ("event_date", "sub_event_type", "actor1", "actor2", "location", "fatalities")
    return {name: str(mention.row[name]) for name in names} | {"missing": mention.missing}


CHECKS = {
    "articles": wrong_rows,
    "no_event": false_rows,
    "modality": wrong_modality,
    "arguments": wrong_arguments,
    "event_days": wrong_day,
    "deaths": wrong_deaths,
    "crowds": wrong_crowd,
    "actors": wrong_sides,
    "places": wrong_place,
}
"""What each table of tests/cases/coding checks."""


def _wrong_first(table: str, case: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    coding = code_table(table)[case["id"]]
    if not coding.mentions:
        return [f"no mention: {coding.reason}"]
    first = min(coding.mentions, key=lambda mention: mention.trigger.start)
    return differences(wanted, first)


def _columns(case: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in case.items() if k not in {"id", "text", "published", "source"}}


def _default_id(row: dict[str, Any]) -> str:
    return f"{row.get('published', '')} {row['text']}".strip()


def _turned(row: dict[str, Any]) -> dict[str, Any]:
    pairs = [("actor1", "actor2"), ("inter1", "inter2"), ("assoc_actor_1", "assoc_actor_2")]
    swapped = {a: row[b] for a, b in pairs} | {b: row[a] for a, b in pairs}
    return row | swapped
