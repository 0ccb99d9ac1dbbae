"""Which sentences of an article are worth tagging, parsing and searching for names.

Those whose words may hold a trigger, and their context: the article's first sentence, the
sentences of the lead that name a day, and of each trigger's paragraph the sentence before
it and the earlier ones that name a day or, by a capital letter, may name a place. An
article without any trigger is not read at all: it reports no event whatever its trees say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby

from transforms.records import Sentence, Timex
from transforms.text.drafts import Draft
from transforms.text.trigger_scan import TriggerScan

LEAD_SENTENCES = 4
"""As in resolve.dates: the news day is looked for in so many."""
SPOKEN = {"body", "list", "title"}


def select_sentences(
    drafts: Sequence[Draft],
    text: str,
    find_timexes: Callable[[], Sequence[Timex]],
    scan: TriggerScan,
) -> set[int]:
    """Return the indexes of the sentences that matter to coding.

    Args:
        drafts: the article's sentences.
        text: the article's text.
        find_timexes: gives its time expressions; called only if something is reported.
        scan: the trigger words of its language.
    """
    reporting = {
        draft.sentence.index
        for draft in drafts
        if scan.may_report(draft.words, text[draft.sentence.start : draft.sentence.end])
    }
    body = [d.sentence for d in drafts if d.sentence.role in SPOKEN]
    if not reporting & {s.index for s in body}:
        return reporting
    dated = _dated(drafts, find_timexes())
    lead = {s.index for s in body[:LEAD_SENTENCES] if s.index in dated}
    context = {body[0].index} | lead
    for _, paragraph in groupby(body, key=lambda s: s.paragraph):
        context |= _before_triggers(list(paragraph), reporting, dated)
    return reporting | context


def _before_triggers(
    paragraph: Sequence[Sentence], reporting: set[int], dated: set[int]
) -> set[int]:
    """The earlier sentences of a paragraph that its triggers may take a day or place from."""
    last = max((n for n, s in enumerate(paragraph) if s.index in reporting), default=0)
    return {
        sentence.index
        for number, sentence in enumerate(paragraph[:last])
        if paragraph[number + 1].index in reporting
        or sentence.index in dated
        or _may_name(sentence)
    }


def _dated(drafts: Sequence[Draft], timexes: Sequence[Timex]) -> set[int]:
    starts = [draft.sentence.start for draft in drafts]
    places = (bisect_right(starts, timex.start) - 1 for timex in timexes)
    return {at for at in places if at >= 0}


def _may_name(sentence: Sentence) -> bool:
    """True for a capital after the first word, and always in a script that has none."""
    words = [t.text for t in sentence.tokens[1:]]
    has_case = any(word[:1].islower() for word in words)
    return not has_case or any(word[:1].isupper() for word in words)
