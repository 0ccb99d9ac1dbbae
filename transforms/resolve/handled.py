"""Bodies carried or buried, and tolls put right, on a day that is not that of the death."""

from __future__ import annotations

from transforms.letters import fold
from transforms.lexicon import Lexicon
from transforms.records import Candidate, Sentence

DEADLY = {"die", "kill"}
UPDATE = "toll_update"
TAKEN = {"obj", "nsubj", "nsubj:pass"}


def is_handled(candidate: Candidate, sentence: Sentence, text: str, lexicon: Lexicon) -> bool:
    """True for "the bodies of eight residents were taken away on Monday": they died before.

    So did those of a toll that is put right on a day ("on Tuesday the toll rose to 30").

    Which verbs do this is data (role `handling`); bodies that are found are another thing, the
    codebook takes the day of the find for that of the event.
    """
    noun = sentence.tokens[candidate.trigger_token]
    is_body = candidate.trigger_class in DEADLY and noun.upos in {"NOUN", "PROPN"}
    if is_body and UPDATE in lexicon.phrases.names(text[sentence.start : sentence.end]):
        return True
    if not is_body or noun.deprel not in TAKEN or noun.head < 0:
        return False
    verb = sentence.tokens[noun.head]
    handling = lexicon.roles.get("handling", frozenset())
    return bool({fold(verb.lemma), *lexicon.base_forms(fold(verb.text))} & handling)
