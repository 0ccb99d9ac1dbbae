"""The word lists of codebooks/syntax/tr.yaml, and a word's letters in lower case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms.errors import CodebookError
from transforms.lexicon import DIRECTORY
from transforms.yaml_once import read_yaml

PATH = DIRECTORY / "syntax" / "tr.yaml"
LISTS = (
    "abbreviations", "attributive", "conjunctions", "joints", "between", "determiners", "adverbs",
    "adnouns", "light", "own_verbs", "saying", "times", "weekdays_and_months", "bodies", "places",
    "facilities", "titles", "nationals", "intransitive", "behind_objects", "deverbal", "own_things",
    "people", "nouns", "behind_possessed", "unmeant", "behind_nouns", "with", "before_after",
    "more", "one_of", "one", "pointing", "becoming", "by", "quoting", "losing", "said_so",
    "reaching", "making", "idioms", "placed", "streets", "measures", "many", "limbs", "groups",
    "compounds", "before_times", "adverbial", "reached",
)  # fmt: skip
_LOWER = str.maketrans({"I": "ı", "İ": "i"})


@dataclass(frozen=True)
class SyntaxWords:
    """Lists by name, the cases before a postposition, and forms with one reading."""

    lists: dict[str, frozenset[str]]
    postpositions: dict[str, frozenset[str]]
    fixed: dict[str, tuple[str, ...]]
    time_forms: dict[str, str]

    def has(self, name: str, word: str) -> bool:
        """Tell whether a lower-case word is in a list."""
        return word in self.lists[name]


@lru_cache(maxsize=1)
def load_words() -> SyntaxWords:
    """Read codebooks/syntax/tr.yaml; raises CodebookError where a list is missing."""
    book = read_yaml(PATH)
    try:
        lists = {name: frozenset(map(str, book[name])) for name in LISTS}
        cases: dict[str, set[str]] = {}
        fixed = {str(word): tuple(map(str, row)) for word, row in book["fixed"].items()}
        forms = {str(form): str(word) for form, word in book["time_forms"].items()}
        for case, found in book["postpositions"].items():
            for word in found:
                cases.setdefault(str(word), set()).add(case.capitalize())
    except (KeyError, AttributeError, TypeError, IndexError) as error:
        raise CodebookError(f"{PATH.name}: cannot be read ({error!r})") from error
    by_word = {word: frozenset(found) for word, found in cases.items()}
    return SyntaxWords(lists, by_word, fixed, forms)


def lower(text: str) -> str:
    """Lower case as Turkish writes it.

    >>> lower("IRAK İLE")
    'ırak ile'
    """
    return text.translate(_LOWER).lower()
