"""Mends lemmas that a small model gets wrong ("condemned": "condemne"), by the event packs."""

from __future__ import annotations

from dataclasses import replace

from transforms.find.joints import with_joints
from transforms.find.mistagged import with_verbs
from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import AnnotatedArticle, Sentence, Token

INFLECTED = {"VERB", "AUX"}
COUNTED = {"NOUN", "PROPN"}
PLURALS = ("s", "es")
FINITE, PAST = "VerbForm=Fin", "Tense=Past"
UNPAST = ("Tense=Pres", "Tense=Fut")
PAST_TENSES = {"past_endings": "Tense=Past", "imperfect_endings": "Tense=Imp"}


def mend_lemmas(annotated: AnnotatedArticle, lexicon: Lexicon) -> AnnotatedArticle:
    """Returns the article with each verb's lemma that no pack knows put to one that they know.

    Only where the pack's table of endings leads from the word to it; other tokens stay as
    they are. A plural that opens a sentence, often taken for a name ("Hombres"), gets its
    singular where the packs know that.
    """
    if not lexicon.endings:
        return annotated
    sentences = tuple(_mend_sentence(sentence, lexicon) for sentence in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _mend_sentence(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    sentence = with_verbs(sentence, lexicon)
    helped = {t.head for t in sentence.tokens if t.deprel == "aux:pass"}
    helped |= {t.index for t in sentence.tokens if t.deprel == "conj" and t.head in helped}
    tokens = tuple(_mend(token, lexicon, token.index in helped) for token in sentence.tokens)
    mended = sentence if tokens == sentence.tokens else replace(sentence, tokens=tokens)
    return with_joints(mended, lexicon)


def _mend(token: Token, lexicon: Lexicon, is_passive: bool) -> Token:
    if token.index == 0 and token.upos in COUNTED and not is_passive:
        return _mend_plural(token, lexicon)
    if token.upos == "ADJ" and _is_participle(token, lexicon):
        return replace(token, upos="VERB")
    if is_passive and token.upos in {"ADJ", "NOUN"}:
        return _as_passive(token, lexicon)
    if token.upos not in INFLECTED:
        return token
    token = _as_participle(token, lexicon)
    lemma = fold(token.lemma)
    mended = lexicon.mended_lemma(lemma, fold(token.text))
    feats = _mended_tense(token, lexicon)
    is_right = mended == lemma and feats == token.feats
    return token if is_right else replace(token, lemma=mended, feats=feats)


def _as_passive(token: Token, lexicon: Lexicon) -> Token:
    """The verb of a passive that is called an adjective or a noun ("foi morto com um tiro")."""
    verb = lexicon.passives.get(fold(token.text))
    return token if verb is None else replace(token, upos="VERB", lemma=verb)


def _as_participle(token: Token, lexicon: Lexicon) -> Token:
    """A listed participle of a noun's clause, taken for a finite verb ("un homme, atteint de")."""
    if token.deprel != "acl" or FINITE not in token.feats or PAST not in token.feats:
        return token
    if fold(token.text) not in lexicon.passives:
        return token
    return replace(token, feats="Tense=Past|VerbForm=Part")


def _mended_tense(token: Token, lexicon: Lexicon) -> str:
    """The features of a verb, its tense put right where the ending shows a past ("apuñaló")."""
    marks = {*token.feats.split("|")}
    wrong = next((tense for tense in UNPAST if tense in marks), "")
    if not wrong or "VerbForm=Fin" not in marks:
        return token.feats
    for name, tense in PAST_TENSES.items():
        endings = tuple(lexicon.modality.get(name, ()))
        if endings and fold(token.text).endswith(endings):
            return token.feats.replace(wrong, tense)
    return token.feats


def _mend_plural(token: Token, lexicon: Lexicon) -> Token:
    word = fold(token.text)
    if fold(token.lemma) != word or word in lexicon.vocabulary:
        return token
    singulars = (word.removesuffix(ending) for ending in PLURALS if word.endswith(ending))
    known = next((form for form in singulars if form in lexicon.vocabulary), None)
    return replace(token, lemma=known) if known else token


def _is_participle(token: Token, lexicon: Lexicon) -> bool:
    """True for a clause's participle called an adjective ("la activista asesinada el viernes")."""
    lemma = fold(token.lemma)
    is_form = token.deprel == "acl" and "VerbForm=Part" in token.feats and lemma != fold(token.text)
    return is_form and any(entry.pos == "VERB" for _, entry in lexicon.triggers.get(lemma, ()))
