"""Names that no tagger marked, but that their words say are places ("in Zurmi")."""

from __future__ import annotations

from transforms.gazetteer import normal_form
from transforms.gazetteer.words import load_place_words
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Sentence, Span, Token
from transforms.tree import ancestors, case_words, noun_phrase, span_of

DONE_TO_PLACES = {"attack", "capture", "recapture", "bombard", "shell", "airstrike", "withdraw"}


def untagged_names(sentence: Sentence, lexicon: Lexicon) -> list[Span]:
    """Untagged proper nouns behind a word of place, or taken, attacked or left by somebody."""
    spans = []
    for token in sentence.tokens:
        if token.upos != "PROPN" or token.head < 0 or not token.text[:1].isupper():
            continue
        is_placed = bool(_in_words(sentence, token) & lexicon.roles["in"])
        if not is_placed and not _is_taken(sentence, token, lexicon):
            continue
        run = [
            t
            for t in noun_phrase(sentence, token.index)
            if t.upos == "PROPN" and t.deprel != "nmod" and not t.text[:1].islower()
        ]
        span = span_of(run) if run else token.span
        if not any(e.start < span.end and span.start < e.end for e in sentence.entities):
            spans.append(span)
    return spans


def _is_taken(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """True for the bare object of a deed done to places ("ont attaqué Djibo")."""
    if token.deprel != "obj" or case_words(sentence, token.index):
        return False
    lemma = fold(sentence.tokens[token.head].lemma)
    return any(
        len(parts) == 1 and entry.trigger_class.name in DONE_TO_PLACES
        for parts, entry in lexicon.triggers.get(lemma, ())
    )


def _in_words(sentence: Sentence, token: Token) -> set[str]:
    """Adpositions of a name, or of the noun that it belongs to ("у здания мэрии Тамбова").

    So with a kind of place behind it ("in the Nuseirat refugee camp").
    """
    above = sentence.tokens[token.head]
    kinds = load_place_words().kind_tokens | load_place_words().part_words
    if token.deprel == "compound" and normal_form(above.lemma) in kinds:
        return set(case_words(sentence, above.index))
    for above in ancestors(sentence, token.index):
        is_genitive = "Case=Gen" in token.feats and token.deprel == "nmod"
        if not is_genitive or case_words(sentence, token.index):
            break
        token = above
    return set(case_words(sentence, token.index))
