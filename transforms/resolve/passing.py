"""What an article tells in passing: flights from its events, asides, people who were hurt once."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.records import AnnotatedArticle, Candidate
from transforms.resolve.completion import UNTOLD
from transforms.resolve.reports import Group
from transforms.tree import clause_head

CONTEXT_DAYS = {"news_day", "publication_day", "no_publication_date", UNTOLD}


def in_passing(
    group: Group, groups: Sequence[Group], annotated: AnnotatedArticle, body: Sequence[int]
) -> tuple[str, str] | None:
    """Why a group is only told beside the article's events, as (rule, reason); None if it is not.

    `body`: numbers of the sentences of the text proper.
    """
    if is_flight(group, groups):
        return ("NC16.sequel", "a flight from what is told before")
    if is_passing(group, annotated, body):
        return ("NC16.no_day_no_place", "told in passing")
    return None


def is_flight(group: Group, groups: Sequence[Group]) -> bool:
    """True for people who fled, on no day of their own, behind the violence of the article."""
    classes = {r.candidate.trigger_class for r in group.reports}
    if classes != {"displace"} or group.date.reason not in CONTEXT_DAYS:
        return False
    before = groups[: groups.index(group)]
    return any("violence" in g.families for g in before)


def is_passing(group: Group, annotated: AnnotatedArticle, body: Sequence[int]) -> bool:
    """True for those killed or hurt of whom a noun tells, with no day or place of their own.

    "The shoes of people killed by snipers", behind the first sentence.
    """
    first = group.reports[0].candidate
    is_later = bool(body) and first.sentence > body[0]
    is_untold = all(r.date.day is None and r.place.place is None for r in group.reports)
    if not is_later or not is_untold or len(group.reports) > 1 or first.is_known:
        return False
    head = annotated.sentences[first.sentence].tokens[first.trigger_token]
    return head.deprel == "acl" and first.family == "violence"


def is_aside(candidate: Candidate, annotated: AnnotatedArticle) -> bool:
    """True in a relative clause: "X, who was killed on 15 December", told weeks later."""
    sentence = annotated.sentences[candidate.sentence]
    head = clause_head(sentence, candidate.trigger_token)
    return sentence.tokens[head].deprel in {"acl:relcl", "acl", "amod"}
