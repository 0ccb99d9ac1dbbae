"""The direction of an open expression: past or future, and what told it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from transforms.records import Token
from transforms.timexes.pack import DIALOGUE, Pack

REACH = 180  # characters on either side in which the clause's own verb is looked for
SENTENCE_END = re.compile(r"[.!?;。！？؟।](?=\s|$|[\"')»”])|[。！？]|\n")
RIGHT_COST = 15  # a verb before the expression counts as that much nearer
MAX_CLIMB = 6
VERBAL = ("VERB", "AUX")


class Clock:
    """Tells the direction at a place of one text, from tokens if there are any."""

    def __init__(self, text: str, pack: Pack, tokens: Sequence[Token] = ()) -> None:
        """Keeps the shadow `text`; `tokens` are in text order, heads within sentences."""
        self.text = text
        self.pack = pack
        self.tokens = tokens
        self.starts = [token.start for token in tokens]

    def direction(self, start: int, end: int, offset: int) -> tuple[str | None, str]:
        """(past, future or None; tense, cue or default) at shadow offsets `start`, `end`.

        Without any sign of it, a chat looks ahead ("Free Monday?").

        `offset` is the place in the original text, where the tokens count.
        """
        if self._after_since(start):
            return "past", "since"
        told = self._by_tokens(offset, end - start)
        if told is not None:
            return told, "tense"
        return self._by_cues(start, end)

    def _after_since(self, start: int) -> bool:
        before = self.text[max(0, start - 20) : start].split()
        marks = self.pack.words
        kinds = [marks.get(word, {}) for word in before[-2:]]
        return any("mark-since" in kind and "mark-of" not in kind for kind in kinds)

    def _by_tokens(self, offset: int, length: int) -> str | None:
        """The tense of the verb that the expression itself hangs on, if it tells one.

        An expression inside a noun phrase ("a June 3 hearing") has no verb of its own.
        """
        place = bisect_right(self.starts, offset) - 1
        if place < 0 or self.tokens[place].end <= offset:
            return None
        first = place - self.tokens[place].index
        for _ in range(MAX_CLIMB):
            token = self.tokens[place]
            is_inside = offset <= token.start < offset + length
            is_root = token.head < 0 or not 0 <= first + token.head < len(self.tokens)
            if not is_inside or is_root:
                is_verb = token.upos in VERBAL or is_root
                is_near = is_inside or not self._comma_between(offset, token.start)
                return self._verb_tense(place, first) if is_verb and is_near else None
            place = first + token.head
        return None

    def _comma_between(self, offset: int, verb: int) -> bool:
        """Whether a comma parts the expression from a verb to its right."""
        between = self.tokens[bisect_right(self.starts, offset) : bisect_right(self.starts, verb)]
        return any(token.text == "," for token in between)

    def _verb_tense(self, place: int, first: int) -> str | None:
        token = self.tokens[place]
        group = [token, *self._auxiliaries(token.index, first)]
        feats = "|".join(t.feats for t in group)
        words = " ".join(t.text.lower() for t in group)
        if len(group) == 1 and words.endswith(tuple(self.pack.switches.get("past_endings", ()))):
            return "past"  # whatever the tagger says
        if "Tense=Fut" in feats or self.pack.future.search(words):
            return "future"
        if any("VerbForm=Fin" in t.feats and "Tense=Past" in t.feats for t in group):
            return "past"
        if "Tense=Past" in token.feats and "VerbForm=Part" in token.feats and len(group) > 1:
            return "past"
        return "past" if "Tense=Past" in token.feats and "VerbForm" not in token.feats else None

    def _auxiliaries(self, head: int, first: int) -> list[Token]:
        found: list[Token] = []
        for token in self.tokens[first : first + 200]:
            if token.index == 0 and token.start > self.tokens[first].start:
                break
            if token.head == head and token.deprel.startswith(("aux", "cop")):
                found.append(token)
        return found

    def _by_cues(self, start: int, end: int) -> tuple[str | None, str]:
        low, high = max(0, start - REACH), min(len(self.text), end + REACH)
        left, right = self.text[low:start], self.text[end:high]
        stops = [stop.end() for stop in SENTENCE_END.finditer(left)]
        left = left[stops[-1] :] if stops else left
        stop = SENTENCE_END.search(right)
        right = right[: stop.start()] if stop else right
        nearest = self.pack.cues.search(right)
        best = (nearest.start() + RIGHT_COST, nearest.lastgroup) if nearest else (REACH * 2, None)
        for found in self.pack.cues.finditer(left):
            best = min(best, (len(left) - found.end(), found.lastgroup), key=lambda b: b[0])
        if best[1]:
            return best[1], "cue"
        if self._after_until(start):
            return "future", "cue"
        return ("future" if self.pack.style == DIALOGUE else None), "default"

    def _after_until(self, start: int) -> bool:
        """Whether "until" or "by" stands before the place and no range starts there."""
        before = self.text[max(0, start - 20) : start].split()
        kinds = self.pack.words.get(before[-1], {}) if before else {}
        return "mark-until" in kinds and "mark-to" not in kinds
