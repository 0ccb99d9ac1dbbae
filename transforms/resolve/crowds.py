"""The size of a crowd, in the words of the text."""

from __future__ import annotations

from collections.abc import Sequence

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
from transforms.resolve.number_words import DIGITS
from transforms.tree import noun_phrase

OF_THOUSANDS = 2
NO_REPORT = ResolvedNumber(0, "crowd.no_report", None, "no report")


def resolve_crowd(
    candidates: Sequence[Candidate], annotated: AnnotatedArticle, lexicon: Lexicon
) -> ResolvedNumber:
    """Return the size of the crowd with the words that state it, or "no report".

    Where people demonstrate, only those count who do, not those who were hurt beside them.
    """
    crowds = [c for c in candidates if c.family == "protest"]
    for candidate in crowds or candidates:
        sentence = annotated.sentences[candidate.sentence]
        for argument in candidate.agents:
            words = _crowd_words(sentence, argument, annotated.article.text, lexicon)
            if words:
                return words
    return NO_REPORT


def _crowd_words(
    sentence: Sentence, argument: Argument, text: str, lexicon: Lexicon
) -> ResolvedNumber | None:
    """The run of number words before or at the head: "several hundred", "tens of thousands"."""
    first = min(t.index for t in noun_phrase(sentence, argument.head))
    numeric = {w for phrases in lexicon.vague.values() for w in phrases}
    numeric |= lexicon.numbers.keys() | lexicon.multipliers.keys()
    run: list[Token] = []
    for token in sentence.tokens[max(0, first - 2) : argument.head + 1 + OF_THOUSANDS]:
        if token.index > argument.head and not run:
            break
        words = {fold(token.text), fold(token.lemma)}
        if words & numeric or DIGITS.match(token.text):
            run.append(token)
        elif (run and token.upos != "ADP") or token.index > argument.head + 1:
            break
    ones = {word for word, value in lexicon.numbers.items() if value == 1}
    if not run or all({fold(t.text), fold(t.lemma)} & ones for t in run):
        return None
    start, end = run[0].start, run[-1].end
    before = text[max(sentence.start, start - 20) : start].casefold().rstrip()
    for phrase in sorted(lexicon.approximate, key=len, reverse=True):
        if before.endswith(phrase):
            start = text.casefold().rindex(phrase, 0, start)
            break
    words_found = text[start:end]
    words_found = words_found[0].lower() + words_found[1:]
    return ResolvedNumber(0, "crowd.stated", Span(start, end), words_found)
