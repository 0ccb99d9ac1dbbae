from coding_tables import annotate_texts

from transforms.find.candidates import find_candidates
from transforms.find.triggers import find_triggers
from transforms.lexicon import load_lexicon

ENGLISH = load_lexicon("en")


def found(text):
    [annotated] = annotate_texts((text,))
    return [
        (trigger.entry.trigger_class.name, text[trigger.span.start : trigger.span.end])
        for sentence in annotated.sentences
        for trigger in find_triggers(sentence, text, ENGLISH)
    ]


def test_longer_trigger_hides_the_shorter_inside():
    classes = found("A suicide attack on the camp killed two guards.")
    assert ("suicide_bomb", "suicide attack") in classes
    assert not any(name == "attack" for name, _ in classes)


def test_part_of_speech_decides():
    assert found("The shell of the egg was thin.") == []
    assert ("shell", "shelled") in found("The army shelled the town.")


def test_cues_that_an_entry_must_not_meet():
    assert not any(name == "clash" for name, _ in found("The two coaches clashed in the league."))


def test_cues_that_an_entry_needs():
    assert ("shell", "rocket hit") in found("A rocket hit the school.")
    assert found("A rocket stood in the museum.") == []


def test_entry_asks_for_its_object():
    text = "Rebels seized the moment to speak."
    [annotated] = annotate_texts((text,))
    candidates, _ = find_candidates(annotated, ENGLISH)
    assert candidates == []


def test_words_with_an_object_between():
    [annotated] = annotate_texts(("The ambush left two soldiers dead.",))
    candidates, _ = find_candidates(annotated, ENGLISH)
    assert {"ambush"} <= {c.trigger_class for c in candidates}
