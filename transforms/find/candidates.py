"""Annotated article in, candidates and first rejections out: spans, no values yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.find.arguments import find_arguments
from transforms.find.falls import judge_verb
from transforms.find.governed import governs_object
from transforms.find.matched import Trigger
from transforms.find.modality import judge_modality
from transforms.find.refuted import refused_noun
from transforms.find.stopped import without_stopped
from transforms.find.told_cues import told_cues
from transforms.find.told_of import is_only_hurt, without_target
from transforms.find.triggers import find_triggers
from transforms.letters import fold
from transforms.lexicon import Lexicon, load_trigger_classes
from transforms.records import AnnotatedArticle, Argument, Candidate, Rejection, Sentence
from transforms.tree import (
    ancestors,
    case_words,
    children,
    shared_clause,
    span_of,
)

OBJECTS = {"obj", "obl", "nmod", "compound", "acl"}
PLACE_LABELS = {"LOC", "FAC"}
GOING_ON = {"conj", "appos", "flat", "list", "nmod"}
DEATH, DOER = "die", "doer"
KILLING = {"kill", DEATH}
FOUND = "body_marks"
"""Cues that entries for bodies which somebody finds ask for."""
BURNING = "Tense=Pres|VerbForm=Part"
"""Form of "the bread was burning": without an object nobody has set it on fire."""
KNOWN = "Known=Yes"
"""Turkish forms that point back: "those who were arrested", a bare accusative ("the attack")."""
HUNTS = {"kill", "shoot", "wound", "attack", "shoot_down", "clash", "repel", "abduct"}
SPOKEN_ROLES = {"body", "list", "title"}
REASONS = {
    "negated": "the text says that it did not happen, or denies it",
    "planned": "planned, called for, threatened or hypothetical",
    "said": "an accusation, verdict or comment on an event, not a report of one",
    "background": "told as background, not as news",
}


def find_candidates(
    annotated: AnnotatedArticle, lexicon: Lexicon
) -> tuple[list[Candidate], list[Rejection]]:
    """Return the asserted candidates in reading order, and why the other triggers are none."""
    candidates: list[Candidate] = []
    rejections: list[Rejection] = []
    for sentence in annotated.sentences:
        told: list[Candidate] = []
        refused: list[tuple[int, Rejection]] = []
        times = [t for t in annotated.timexes if sentence.start <= t.start < sentence.end]
        for trigger in _governing(sentence, annotated.article.text, lexicon):
            if any(t.start <= trigger.span.start and trigger.span.end <= t.end for t in times):
                continue
            candidate = _to_candidate(annotated, sentence, trigger, lexicon)
            if sentence.role not in SPOKEN_ROLES:
                reason = f"in a {sentence.role}, not in the body of the article"
                rejections.append(_reject(candidate, "NC15.layout", reason))
            elif candidate.modality != "asserted":
                reason = REASONS[candidate.modality]
                refusal = _reject(candidate, candidate.modality_rule, reason)
                refused.append((trigger.head, refusal))
            elif _is_no_deed(candidate, sentence, lexicon):
                reason = "done by an animal or an illness, not by people"
                rejections.append(_reject(candidate, "NC12.no_people", reason))
            else:
                told.append(candidate)
        fallen = {c: r for c in told if (r := refused_noun(c, refused, sentence, times))}
        candidates += [c for c in told if c not in fallen]
        rejections += [r for _, r in refused]
        rejections += [_reject(c, r.rule, r.reason) for c, r in fallen.items()]
    return candidates, rejections


def _governing(sentence: Sentence, text: str, lexicon: Lexicon) -> list[Trigger]:
    """The triggers with the objects that they ask for, one a class and token."""
    kept: dict[tuple[int, str], Trigger] = {}

    def governs(trigger: Trigger) -> bool:
        return governs_object(sentence, trigger, text, lexicon)

    for trigger in find_triggers(sentence, text, lexicon, governs):
        kept.setdefault((trigger.head, trigger.entry.trigger_class.name), trigger)
    return without_stopped(sentence, list(kept.values()))


def _to_candidate(
    annotated: AnnotatedArticle, sentence: Sentence, trigger: Trigger, lexicon: Lexicon
) -> Candidate:
    text = annotated.article.text
    own = judge_verb(sentence, trigger, lexicon)
    modality, rule = own or judge_modality(sentence, trigger, text, lexicon)
    arguments = find_arguments(sentence, trigger, text, lexicon)
    meaning = trigger.entry.trigger_class
    agents, patients = (
        _people_only(given, sentence, annotated, lexicon)
        for given in (arguments.agents, arguments.patients)
    )
    hands = [a for a in patients if fold(sentence.tokens[a.head].lemma) in _hands(lexicon)]
    agents += tuple(hands)  # "a manos de los rebeldes"
    patients = tuple(a for a in patients if a not in hands)
    if meaning.name in KILLING:
        patients = tuple(a for a in patients if not is_only_hurt(sentence, a.head, lexicon))
    agents = _doers(agents, sentence, trigger, text, lexicon)
    if meaning.name == DEATH:
        agents = _with_doers(agents, hands, sentence, lexicon)
        if doers := tuple(a for a in agents if sentence.tokens[a.head].deprel == "obl:agent"):
            meaning = load_trigger_classes()["kill"]  # "died at the hands of gunmen"
            patients = tuple(a for a in (*agents, *patients) if a not in doers)
            agents = doers
    clause = span_of(shared_clause(sentence, trigger.head))
    return Candidate(
        annotated.article.article_id,
        sentence.index,
        sentence.paragraph,
        trigger.span,
        trigger.head,
        trigger.entry.trigger_id,
        meaning.name,
        meaning.family,
        meaning.makes_event and not (meaning.needs_agent and not agents),
        _is_anaphoric(sentence, trigger),
        modality,
        rule,
        agents,
        patients,
        told_cues(text[sentence.start : sentence.end], lexicon),
        clause,
    )


def _doers(
    agents: Sequence[Argument], sentence: Sentence, trigger: Trigger, text: str, lexicon: Lexicon
) -> tuple[Argument, ...]:
    """The agents, each without its target; not those who found the dead."""
    if FOUND in trigger.entry.needs:
        agents = [a for a in agents if _is_by(sentence, a, lexicon)]
    return tuple(without_target(sentence, a, text, lexicon) for a in agents)


def _with_doers(
    agents: Sequence[Argument], hands: Sequence[Argument], sentence: Sentence, lexicon: Lexicon
) -> tuple[Argument, ...]:
    """Those at whose hands or by whom somebody died, marked as such."""
    return tuple(
        replace(a, role=DOER) if a in hands or _is_by(sentence, a, lexicon) else a for a in agents
    )


def _hands(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.roles.get("hands", frozenset())


def _is_by(sentence: Sentence, argument: Argument, lexicon: Lexicon) -> bool:
    """True for who is behind a death ("died in an attack by the rebels"), not who died."""
    return bool(set(case_words(sentence, argument.head)) & lexicon.roles["by"])


def _people_only(
    arguments: Sequence[Argument],
    sentence: Sentence,
    annotated: AnnotatedArticle,
    lexicon: Lexicon,
) -> tuple[Argument, ...]:
    """Without times ("killed in the last 12 hours") and places where it was ("killed in Goma")."""
    inside = [t for t in annotated.timexes if sentence.start <= t.start < sentence.end]
    times = [(t.start, t.end) for t in inside]
    places = [(e.start, e.end) for e in sentence.entities if e.label in PLACE_LABELS]
    kept = []
    for argument in arguments:
        at = sentence.tokens[argument.head].start
        is_in = bool(set(_shared_cases(sentence, argument.head)) & lexicon.roles["locative"])
        is_in |= any(annotated.article.text[end : argument.start] == ", " for _, end in places)
        refused = times + places if is_in else times
        if not any(start <= at < end for start, end in refused):
            kept.append(argument)
    return tuple(kept)


def _shared_cases(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Adpositions of a word, or of the one that it goes on from ("in Lagos, Nigeria")."""
    token = sentence.tokens[index]
    for above in ancestors(sentence, index):
        if case_words(sentence, token.index) or token.deprel not in GOING_ON:
            break
        token = above
    return case_words(sentence, token.index)


def _is_no_deed(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True where each agent, or each one hurt, is an animal, an illness, a fire or the like."""
    if candidate.family != "violence":
        return False

    def no_people(arguments: Sequence[Argument]) -> bool:
        heads = [sentence.tokens[a.head] for a in arguments]
        words = lexicon.roles["not_people"]
        kids = [k for t in heads for k in children(sentence, t.index) if k.upos == "PROPN"]
        is_named = any(e.start <= k.start < e.end for e in sentence.entities for k in kids)
        is_thing = bool(heads) and all({fold(t.lemma), fold(t.text)} & words for t in heads)
        return is_thing and not is_named  # "a Shining Path cell"

    head = sentence.tokens[candidate.trigger_token]
    if candidate.trigger_class == "burn" and BURNING in head.feats and not candidate.patients:
        return any(k.deprel == "aux" for k in children(sentence, head.index))
    is_hunt = candidate.trigger_class in HUNTS and no_people(candidate.patients)
    return is_hunt or no_people(candidate.agents)


def _is_anaphoric(sentence: Sentence, trigger: Trigger) -> bool:
    head = sentence.tokens[trigger.head]
    if KNOWN in head.feats or (head.upos == "VERB" and head.deprel == "amod"):
        return True
    first = next((t for t in sentence.tokens if t.start >= trigger.span.start), head)
    if len(trigger.words) > 1 and first.upos == "ADP":
        return False  # "à pancada", "pelos ares"
    return head.upos in {"NOUN", "PROPN"} and any(
        kid.deprel in {"det", "nmod:poss"} and _points_back(kid.feats)
        for kid in children(sentence, head.index)
    )


def _points_back(feats: str) -> bool:
    return "Definite=Def" in feats or "PronType=Dem" in feats


def _reject(candidate: Candidate, rule: str, reason: str) -> Rejection:
    return Rejection(
        candidate.article_id, rule, reason, candidate.trigger.start, candidate.trigger.end
    )
