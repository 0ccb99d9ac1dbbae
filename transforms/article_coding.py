"""What one article gave: its outcome with the reason, mentions, rejections, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.records import (
    AnnotatedArticle,
    Article,
    CodedMention,
    CreationTime,
    Rejection,
    Sentence,
    Timex,
)

NO_TRIGGER = "no word that reports an event in the codebook's sense"


@dataclass(frozen=True, slots=True)
class ArticleCoding:
    """What one article gave: its outcome with the reason, mentions, rejections, dates."""

    article: Article
    annotated: AnnotatedArticle | None
    creation_time: CreationTime
    outcome: str
    reason: str
    mentions: tuple[CodedMention, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    timexes: tuple[Timex, ...] = ()

    @property
    def events(self) -> tuple[CodedMention, ...]:
        """Mentions with every required column."""
        return tuple(m for m in self.mentions if not m.missing)

    @property
    def incomplete(self) -> tuple[CodedMention, ...]:
        """Mentions that lack a required column."""
        return tuple(m for m in self.mentions if m.missing)


def tell_outcome(
    mentions: Sequence[CodedMention], rejections: Sequence[Rejection]
) -> tuple[str, str]:
    """Return the outcome of a coded article and its reason."""
    complete = [m for m in mentions if not m.missing]
    if complete:
        return "events", f"{len(complete)} coded, {len(mentions) - len(complete)} incomplete"
    if mentions:
        missing = sorted({name for m in mentions for name in m.missing})
        return "incomplete", f"missing: {', '.join(missing)}"
    if rejections:
        rules = sorted({f"{r.rule}: {r.reason}" for r in rejections})
        return "no_event", "; ".join(rules)
    return "no_event", NO_TRIGGER


def join_parts(
    parts: Sequence[ArticleCoding], article: Article, foreign: Mapping[str, int]
) -> ArticleCoding:
    """Return the codings of an article's parts, one a language, as one; the first leads.

    `foreign`: the other languages of the article and how many paragraphs are in each; the
    reason names those that were coded, and those that could not be.
    """
    first = parts[0]
    notes = _tell_languages(foreign, {str(part.article.language) for part in parts[1:]})
    failed = next((part for part in parts if part.annotated is None), None)
    if failed is not None:
        return replace(failed, article=article, reason="; ".join([failed.reason, *notes]))
    mentions: list[CodedMention] = []
    sentences: list[Sentence] = []
    versions: list[str] = []
    for part in parts:
        if part.annotated is None:
            continue
        shift = len(sentences)
        mentions += [replace(m, sentence=m.sentence + shift) for m in part.mentions]
        sentences += [replace(s, index=s.index + shift) for s in part.annotated.sentences]
        versions.append(part.annotated.model_version)
    rejections = tuple(r for part in parts for r in part.rejections)
    timexes = tuple(t for part in parts for t in part.timexes)
    outcome, reason = tell_outcome(mentions, rejections)
    return replace(
        first,
        article=article,
        annotated=replace(
            _annotated(first),
            article=article,
            sentences=tuple(sentences),
            timexes=timexes,
            model_version="+".join(versions),
        ),
        outcome=outcome,
        reason="; ".join([reason, *notes]),
        mentions=tuple(mentions),
        rejections=rejections,
        timexes=timexes,
    )


def _tell_languages(foreign: Mapping[str, int], coded: set[str]) -> list[str]:
    return [
        f"{count} paragraph(s) in {language} {'coded too' if language in coded else 'not coded'}"
        for language, count in foreign.items()
    ]


def _annotated(coding: ArticleCoding) -> AnnotatedArticle:
    assert coding.annotated is not None
    return coding.annotated
