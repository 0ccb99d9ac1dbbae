"""The day that the next sentence gives to what was told before it ("Это произошло во вторник").

Which verbs such a sentence has is data: `occurring` of codebooks/cues; a language without them
has no such rule.
"""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import load_lexicon
from transforms.records import AnnotatedArticle, Candidate, ResolvedDate, Sentence
from transforms.resolve.dates import UNDATED, to_event_day

LONGEST = 16
"""Tokens of such a sentence at most: a longer one tells something of its own."""
PLACES = {"LOC", "FAC"}
REASON = "day_after"
NONE: frozenset[str] = frozenset()


def day_after(candidate: Candidate, annotated: AnnotatedArticle) -> ResolvedDate:
    """Return the day of the next sentence of the paragraph, where it only tells when it was."""
    behind = annotated.sentences[candidate.sentence + 1 :][:1]
    if not behind or behind[0].paragraph != candidate.paragraph:
        return UNDATED
    sentence = behind[0]
    inside = [t for t in annotated.timexes if sentence.start <= t.start < sentence.end]
    if len(inside) != 1 or not _only_tells_when(sentence, annotated.language):
        return UNDATED
    found = to_event_day(inside[0], annotated.creation_time.day)
    if found.day is None or found.precision != 1:
        return UNDATED
    return ResolvedDate(found.day, 1, REASON, inside[0].span)


def _only_tells_when(sentence: Sentence, language: str) -> bool:
    lexicon = load_lexicon(language)
    words = lexicon.modality.get("occurring", NONE)
    is_short = len(sentence.tokens) <= LONGEST and sentence.tokens[-1].upos == "PUNCT"
    if not words or not is_short or any(e.label in PLACES for e in sentence.entities):
        return False
    verbs = [t for t in sentence.tokens if t.upos in {"VERB", "AUX"}]
    first = next((t for t in verbs if t.upos == "VERB"), next(iter(verbs), None))
    return first is not None and bool({fold(first.lemma), fold(first.text)} & words)
