"""Counts in the text: deaths of a mention (crowds: crowds.py).

Deaths follow the codebook (coding_rules, fatalities): the lowest of conflicting figures,
tens 10, dozens 12, hundreds 100, several or an untold plural 3, nothing 0; a subset
("including two children") adds nothing; an updated toll replaces the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import (
    AnnotatedArticle,
    Argument,
    Candidate,
    ResolvedNumber,
    Sentence,
    Span,
    Token,
)
from transforms.resolve.counted_nouns import (
    DEADLY,
    PEOPLE_CLASSES,
    is_event_noun,
    own_count,
    owner_count,
    owners,
    shares_number,
    tells_his,
)
from transforms.resolve.number_words import VAGUE_VALUES, is_tens, read_count
from transforms.resolve.tolls import Count, combine, lowest_told, updated_toll, without_listed
from transforms.resolve.victims import (
    drops_subject,
    is_no_victim,
    is_subset_at,
    killed_or_hurt,
    opens_subset,
    told_once,
)
from transforms.tree import case_words, children

SUICIDE, FIGHT = "suicide_bomb", "clash"
NEAR = 3  # sentences within which another number adds to the toll; farther on it is told again
OF_WAR = 5_000  # dead that no single event has, told beside one
NO_DEATHS = ResolvedNumber(0, "none_reported")


def resolve_fatalities(
    candidates: Sequence[Candidate], annotated: AnnotatedArticle, lexicon: Lexicon
) -> ResolvedNumber:
    """Return the deaths that the candidates of one mention report.

    Behind the toll of a war only sentences with a day of their own count, and a first figure
    ("the fire brigade had first spoken of three") counts only where there is no later one.
    """
    text = annotated.article.text
    total: list[Count] = []
    if any(c.trigger_class == SUICIDE for c in candidates):
        others = [_without_bomber(c, annotated, lexicon) for c in candidates]
        pairs = zip(candidates, others, strict=True)
        candidates = [o for c, o in pairs if o == c or o.agents or o.patients]
    last, parts, of_war = 0, 0, False
    for index in sorted({c.sentence for c in candidates}):
        sentence = annotated.sentences[index]
        phrases = lexicon.phrases.names(text[sentence.start : sentence.end])
        inside = [c for c in candidates if c.sentence == index]
        if "cumulative" in phrases:
            of_war |= not total and bool(_sentence_deaths(inside, sentence, text, lexicon))
            continue
        if (of_war and _is_undated(sentence)) or (total and "superseded" in phrases):
            continue
        update = updated_toll(sentence, text, lexicon) if "toll_update" in phrases else None
        if update is not None:
            total = [update]
            continue
        counts = _sentence_deaths(inside, sentence, text, lexicon, is_first=not total)
        if counts and "toll_update" in phrases:
            total = counts
        elif counts and not (total and _of_war(counts)):
            before = total
            total = combine(total, counts, lexicon, is_near=index - last <= NEAR, parts=parts)
            parts += sum(c.value for c in counts) if total == before else 0
            last = index
    return _summed(total, text)


def _of_war(counts: Sequence[Count]) -> bool:
    return any(c.value >= OF_WAR for c in counts)


def _is_undated(sentence: Sentence) -> bool:
    return not any(e.label == "DATE" for e in sentence.entities)


def _without_bomber(
    candidate: Candidate, annotated: AnnotatedArticle, lexicon: Lexicon
) -> Candidate:
    """The candidate without the attacker, whose death the codebook counts by itself."""
    tokens = annotated.sentences[candidate.sentence].tokens
    bombers = lexicon.roles["bombers"]

    def others(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
        return tuple(a for a in arguments if fold(tokens[a.head].lemma) not in bombers)

    return replace(candidate, agents=others(candidate.agents), patients=others(candidate.patients))


def _sentence_deaths(
    candidates: Sequence[Candidate],
    sentence: Sentence,
    text: str,
    lexicon: Lexicon,
    *,
    is_first: bool = False,
) -> list[Count]:
    """Counts of the dead in a sentence, one a victim phrase, subsets left out.

    Where no dead were counted before, a part of others is a toll ("seized 12 people and killed
    three of them").
    """
    counts = _victims(candidates, sentence, text, lexicon)
    fighters = {a.head for c in candidates if c.trigger_class == FIGHT for a in c.agents}
    if len(counts) > len(fighters):  # "two gangs exchanged fire and three people were killed"
        counts = {head: count for head, count in counts.items() if head not in fighters}
    whole = [c for c in counts.values() if not c.is_subset]
    whole = lowest_told(without_listed(whole, text), text, lexicon)
    return list(counts.values()) if is_first and not whole else whole


def _victims(
    candidates: Sequence[Candidate], sentence: Sentence, text: str, lexicon: Lexicon
) -> dict[int, Count]:
    """Counts by the head of the victim phrase."""
    counts: dict[int, Count] = {}
    events = {c.trigger_token for c in candidates if c.trigger_class not in PEOPLE_CLASSES}
    deadly = [c for c in candidates if _is_deadly(c, sentence, lexicon)]
    deadly = [c for c in deadly if not killed_or_hurt(sentence, c.trigger_token, lexicon)]
    for candidate in deadly:
        own = own_count(candidate, sentence, text, lexicon)
        if own:
            counts.setdefault(candidate.trigger_token, own)
            continue
        dead = _dead(candidate, sentence, lexicon)
        if not dead and drops_subject(candidate, sentence, lexicon):
            counts[candidate.trigger_token] = _one(candidate, sentence)
        for argument in told_once(dead, sentence, candidate.trigger_token):
            found = _count(argument, candidate, sentence, text, lexicon)
            if found and argument.head not in events:
                counts[argument.head] = found
    if not counts:
        his = [c for c in deadly if tells_his(c, sentence, lexicon)][:1]
        counts = {c.trigger_token: _one(c, sentence) for c in his}
    return counts


def _is_deadly(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> bool:
    """True for what tells a death: killing, dying, lynching."""
    lynching = lexicon.roles.get("lynching", frozenset())
    lemma = fold(sentence.tokens[candidate.trigger_token].lemma)
    return candidate.trigger_class in DEADLY or lemma in lynching


def _dead(candidate: Candidate, sentence: Sentence, lexicon: Lexicon) -> Sequence[Argument]:
    """The victims: patients of killing, subjects of dying, whose death a noun tells."""
    if candidate.trigger_class != "die":
        return candidate.patients
    if sentence.tokens[candidate.trigger_token].upos == "NOUN":
        return candidate.patients or owners(candidate, sentence, lexicon)
    people = (a for a in candidate.patients if not is_event_noun(sentence.tokens[a.head], lexicon))
    objects = [
        a
        for a in people
        if sentence.tokens[a.head].deprel in {"obj", "nsubj"} and not case_words(sentence, a.head)
    ]
    if objects and candidate.agents:  # "bombardearon ... y murieron dos civiles"
        return objects
    dead = tuple(
        a
        for a in candidate.agents
        if a.role != "doer" and not is_event_noun(sentence.tokens[a.head], lexicon)
    )
    return dead or candidate.patients


def _one(candidate: Candidate, sentence: Sentence) -> Count:
    token = sentence.tokens[candidate.trigger_token]
    return Count(1, "dropped_subject", candidate.trigger, False, token.lemma)


def _count(
    argument: Argument, candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon
) -> Count | None:
    head = sentence.tokens[argument.head]
    inside = range(sentence.tokens[candidate.trigger_token].index - 1, candidate.trigger_token + 2)
    top = sentence.tokens[head.head] if head.deprel == "conj" and head.head >= 0 else head
    is_apposed = top.deprel == "appos" and top.head not in inside
    if is_apposed or is_no_victim(argument, sentence, lexicon) or is_tens(head, sentence, lexicon):
        return None
    is_subset = _is_subset(argument, candidate, sentence, text, lexicon)
    number = read_count(sentence, argument.head, text, lexicon)
    number = number or owner_count(sentence, head, text, lexicon)
    beside = (head.index, candidate.trigger_token)
    kids = [t for at in beside for t in children(sentence, at)]
    more = {fold(t.lemma) for t in kids} & lexicon.roles["others"]
    if number:
        value, rule, span = number
        return Count(value, rule, span, is_subset, _named(sentence, head), is_more=bool(more))
    is_one = any(
        k.deprel == "det" and "Number=Sing" in k.feats for k in children(sentence, head.index)
    )
    is_plural = "Number=Plur" in head.feats and not is_one  # "um camponês", tagged as several
    if head.upos == "PRON" and (is_plural or "Number=Sing" not in head.feats):
        return None
    if is_plural:
        if shares_number(sentence, head, top, text, lexicon):
            return None
        return Count(VAGUE_VALUES["several"], "plural", argument.span, is_subset, head.lemma)
    return Count(1, "singular", argument.span, is_subset, head.lemma, is_more=bool(more))


def _is_subset(
    argument: Argument, candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon
) -> bool:
    """A part of those counted before, as the words before it say; of "X and two of his men" no."""
    head = sentence.tokens[argument.head]
    is_joined = head.deprel == "conj" and head.head >= 0
    is_joined &= any(k.deprel == "cc" for k in children(sentence, head.index))
    start = sentence.tokens[head.head].start if is_joined else argument.start
    places = {start, min(start, candidate.trigger.start)}
    is_part = any(is_subset_at(at, sentence, text, lexicon) for at in places)
    return is_part or (not is_joined and opens_subset(argument.text, lexicon))


def _named(sentence: Sentence, head: Token) -> str:
    """What is counted: of "nine of the attackers" the attackers."""
    of = [k for k in children(sentence, head.index) if k.deprel == "nmod" and k.upos == "NOUN"]
    return of[0].lemma if head.upos == "NUM" and of else head.lemma


def _summed(counts: Sequence[Count], text: str) -> ResolvedNumber:
    if not counts:
        return NO_DEATHS
    rule = "+".join(sorted({c.rule for c in counts}))
    span = Span(min(c.span.start for c in counts), max(c.span.end for c in counts))
    value = sum(c.value for c in counts)
    return ResolvedNumber(value, f"deaths.{rule}", span, text[span.start : span.end])
