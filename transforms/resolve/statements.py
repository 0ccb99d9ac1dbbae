"""Time expressions of a sentence that say when somebody spoke, not when it happened."""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Candidate, Sentence, Token
from transforms.tree import ancestors, is_participle, relative_clause, subtree

COMMAS = {",", "،", "、"}
NONE: frozenset[str] = frozenset()


def dates_other(sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True for a time expression (head `token`) of something else than the candidate's event."""
    known = (sentence, token, candidate, lexicon)
    return _dates_statement(*known) or _dates_end(*known) or _dates_next(*known)


def is_in_aside(sentence: Sentence, token: int, candidate: Candidate) -> bool:
    """True for a day inside a relative clause that is not about the event, nor around it.

    "The judge, who took office on Friday, was shot", not "the raid that began on Friday".
    """
    clause = relative_clause(sentence, token)
    if clause is None or clause.index == token:
        return False
    trigger = sentence.tokens[candidate.trigger_token]
    around = {trigger.index, *(a.index for a in ancestors(sentence, trigger.index))}
    return clause.index not in around and clause.head != trigger.index


def _dates_next(sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True for "the next day" of a clause joined behind ("... and a fifth died the next day")."""
    words = lexicon.modality.get("next_days", frozenset())
    if token < candidate.trigger_token or fold(sentence.tokens[token].lemma) not in words:
        return False
    verb = next((a for a in ancestors(sentence, token) if a.deprel == "conj"), None)
    if verb is None or verb.index <= candidate.trigger_token:
        return False
    return any(t.head == verb.index and t.deprel.startswith("nsubj") for t in sentence.tokens)


def _dates_statement(
    sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon
) -> bool:
    """True when the expression hangs on a reporting verb whose complement holds the trigger.

    Beside a deed known from a reaction, what is not among its own words dates the reaction.
    """
    if token == candidate.trigger_token:
        return False
    above = list(ancestors(sentence, token))
    if candidate.is_reaction and _dates_reaction(sentence, token, candidate, lexicon):
        return True
    governor = next((a for a in above if a.upos in {"VERB", "AUX"}), None)
    saying = lexicon.modality["reporting"] | lexicon.modality.get("claiming", NONE)
    if governor is None or governor.lemma.casefold() not in saying:
        return False
    if _is_given_out(governor, candidate.trigger_token):
        return True
    if any(a.index == candidate.trigger_token for a in above):
        return False
    return not _dates_deed(sentence, token, candidate.trigger_token, governor)


def _dates_deed(sentence: Sentence, token: int, deed: int, saying: Token) -> bool:
    """True for a day beside a verb of saying that is the deed's all the same."""
    trigger = sentence.tokens[deed]
    if trigger.deprel == "conj" and trigger.head == saying.index and token < saying.index:
        return True  # "on Monday students declared a strike and marched"
    is_apart = deed < token and _comma_between(sentence, token, saying.index)
    return is_apart or saying.index == deed or _is_announced(sentence, deed, saying.index)


def _is_given_out(verb: Token, deed: int) -> bool:
    """True for the day of a count ("según el recuento difundido el domingo")."""
    is_clause = verb.deprel in {"acl", "advcl", "amod"} and is_participle(verb)
    return is_clause and verb.index != deed


def _is_announced(sentence: Sentence, deed: int, saying: int) -> bool:
    """True for one's own deed in an infinitive ("anunció el lunes haber recuperado la ciudad")."""
    verb = sentence.tokens[deed]
    helpers = [t for t in sentence.tokens if t.head == deed and t.deprel.startswith("aux")]
    is_infinitive = any("VerbForm=Inf" in t.feats for t in (verb, *helpers))
    return verb.head == saying and verb.deprel in {"ccomp", "xcomp"} and is_infinitive


def _dates_reaction(sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True unless the expression is the deed's own, or stands right behind the deed's words.

    "Condemned the murder of three teachers on Sunday", not "condemned it in a speech on Sunday".
    """
    above = list(ancestors(sentence, token))
    if any(a.index == candidate.trigger_token for a in above):
        return False
    between = sentence.tokens[candidate.trigger_token + 1 : token]
    is_apart = any(
        t.text in COMMAS or fold(t.lemma) in lexicon.modality["statement_nouns"] for t in between
    )
    has_case = any(t.head == token and t.deprel == "case" for t in sentence.tokens)
    return is_apart or not between or not has_case


def _comma_between(sentence: Sentence, first: int, last: int) -> bool:
    """True where the event's clause ends in between ("was shelled on Tuesday, officials said")."""
    return any(t.text in COMMAS for t in sentence.tokens[first + 1 : max(first + 1, last)])


def _dates_end(sentence: Sentence, token: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """True for a day of what came after, inside "before ..." ("saquearon antes de irse el lunes").

    Which words open such a clause is data (`before_marks` of codebooks/cues).
    """
    before = lexicon.modality.get("before_marks", frozenset())
    above = [sentence.tokens[token], *ancestors(sentence, token)]
    clause = next((a for a in above if a.upos in {"VERB", "AUX"} and a.index != token), None)
    if not before or clause is None or clause.index == candidate.trigger_token:
        return False
    inside = subtree(sentence, clause.index)
    is_own = any(t.index == candidate.trigger_token for t in inside)
    near = sentence.tokens[max(clause.index - 3, 0) : clause.index]
    return not is_own and any(fold(t.text) in before for t in near)
