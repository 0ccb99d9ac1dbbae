"""geo_precision of a mention: 1 exact place, 2 near it or its district, 3 region or province.

The codebook's table: a town, village, camp, airport or neighbourhood is 1; near, outskirts,
countryside of, between is 2; a district (admin2) alone is 2 at its seat; a province (admin1)
or natural region alone is 3. A cue counts only where it touches the mention: "near Homs",
"near the city of Homs", "Homs countryside"; a cue elsewhere in the sentence is noise.
"""

from __future__ import annotations

import re

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.words import LanguageWords, PlaceWords, load_place_words
from transforms.records import Place, Span

_WINDOW_CHARS = 60
_BREAK = re.compile(r"[.!?;:,\n،؛。，！？；।]")
_SUFFIX = re.compile(r"^['’]\w{1,5}")
_MAX_CUE_TOKENS = 5
_KIND_PRECISION = {
    "city": (1, "town"),
    "airport": (1, "airport"),
    "admin2": (2, "admin2_seat"),
    "admin1": (3, "admin1_seat"),
    "natural": (3, "region_anchor"),
    "country": (3, "country_only"),
}


def geo_precision(text: str, span: Span, place: Place, language: str) -> tuple[int, str]:
    """The precision (1 to 3) and the rule that gave it.

    Rules: town, airport, near, between, district, admin2_seat, admin1_seat, region_anchor,
    country_only.
    """
    precision, rule = _KIND_PRECISION[place.kind]
    if precision > 1:
        return precision, rule
    words = load_place_words()
    own = words.of(language)
    before = _before(text, span, own, words)
    if _ends_with(before, own.near_before) or _is_near_after(text, span, own):
        return 2, "near"
    if _is_between(before, own):
        return 2, "between"
    if place.kind == "city" and _is_called_district(text, span, words):
        return 2, "district"
    return precision, rule


def _is_called_district(text: str, span: Span, words: PlaceWords) -> bool:
    """Whether the text says district of a name that the gazetteer has as a town only."""
    before = normal_form(text[max(0, span.start - _WINDOW_CHARS) : span.start]).split()
    after = normal_form(_BREAK.split(text[span.end : span.end + _WINDOW_CHARS])[0]).split()
    return words.said_kind(before, after) == "admin2"


def _before(text: str, span: Span, own: LanguageWords, words: PlaceWords) -> list[str]:
    """Tokens before the mention in its clause, without article and "city of"."""
    window = text[max(0, span.start - _WINDOW_CHARS) : span.start]
    tokens = normal_form(_BREAK.split(window)[-1]).split()
    for size in (3, 2, 1):
        if len(tokens) > size and " ".join(tokens[-size:]) in words.lead:
            tokens = tokens[:-size]
            break
    if tokens and tokens[-1] in own.articles and not _ends_with(tokens, own.near_before):
        tokens = tokens[:-1]
    return tokens


def _ends_with(tokens: list[str], cues: frozenset[str]) -> bool:
    return any(" ".join(tokens[-size:]) in cues for size in range(1, _MAX_CUE_TOKENS + 1))


def _is_near_after(text: str, span: Span, own: LanguageWords) -> bool:
    window = text[span.end : span.end + _WINDOW_CHARS]
    if own.has_suffix_mark:
        window = _SUFFIX.sub("", window)
    after = normal_form(_BREAK.split(window)[0])
    if window and not window[0].isspace() and window[0].isascii():
        return False
    return any(
        after == cue or after.startswith(cue + " ") or (not cue.isascii() and _unspaced(after, cue))
        for cue in own.near_after
    )


def _unspaced(after: str, cue: str) -> bool:
    """Scripts without spaces: the cue may be followed by any letter."""
    return "\u4e00" <= cue[0] <= "\u9fff" and after.startswith(cue)


def _is_between(before: list[str], own: LanguageWords) -> bool:
    if before and before[-1] in own.between_before:
        return True
    if not before or before[-1] not in own.and_words:
        return False
    return any(token in own.between_before for token in before[:-1])
