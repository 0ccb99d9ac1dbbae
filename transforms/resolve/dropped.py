"""Who did it where a sentence leaves its subject out: "Los guerrilleros llegaron. Mataron a dos".

Only in languages that drop subjects (`drops_subject` of codebooks/numbers), and only that of
the sentence before, in the same paragraph and in the same number.
"""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Argument, Candidate, Sentence, Token
from transforms.tree import ancestors, children, noun_phrase, span_of

VIOLENCE = "violence"
DEATH = "die"
FINITE_PLURAL = {"VerbForm=Fin", "Number=Plur", "Person=3"}
ROOT, SUBJECT = "root", "nsubj"


def dropped_subject(
    candidate: Candidate, annotated: AnnotatedArticle, lexicon: Lexicon
) -> tuple[Argument, ...]:
    """The subject of the sentence before, for a deed of violence in an active plural verb."""
    sentence = annotated.sentences[candidate.sentence]
    verb = sentence.tokens[candidate.trigger_token]
    is_deed = candidate.family == VIOLENCE and candidate.trigger_class != DEATH
    if not lexicon.drops_subject or not is_deed or not _is_bare(sentence, verb):
        return ()
    before = annotated.sentences[candidate.sentence - 1] if candidate.sentence else sentence
    if before is sentence or before.paragraph != candidate.paragraph:
        return ()
    subject = _subject(before, lexicon)
    if subject is None:
        return ()
    span = span_of(noun_phrase(before, subject.index))
    words = annotated.article.text[span.start : span.end]
    return (Argument(before.index, subject.index, span.start, span.end, words, "agent"),)


def _is_bare(sentence: Sentence, verb: Token) -> bool:
    """A finite plural without passive, and no subject on it or on the verbs above."""
    if not {*verb.feats.split("|")} >= FINITE_PLURAL:
        return False
    chain = [verb, *(a for a in ancestors(sentence, verb.index) if a.upos in {"VERB", "AUX"})]
    return not any(
        k.deprel.startswith((SUBJECT, "aux:pass", "expl:pass"))
        for token in chain
        for k in children(sentence, token.index)
    )


def _subject(sentence: Sentence, lexicon: Lexicon) -> Token | None:
    """The plural subject of the main verb, which did it and did not suffer it."""
    roots = (t for t in sentence.tokens if t.deprel == ROOT and t.upos == "VERB")
    kids = (k for root in roots for k in children(sentence, root.index))
    subject = next((k for k in kids if k.deprel == SUBJECT), None)
    if subject is None or subject.upos not in {"NOUN", "PROPN"}:
        return None
    is_many = "Number=Plur" in subject.feats or subject.upos == "PROPN"
    return subject if is_many or fold(subject.lemma) in lexicon.roles["collective_nouns"] else None
