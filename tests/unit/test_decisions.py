import pytest
from coding_tables import read_plain_table

from transforms.codebook import load_codebook
from transforms.coding.decisions import decide_type, load_decisions
from transforms.errors import CodebookError
from transforms.lexicon import load_trigger_classes

CASES = read_plain_table("decisions")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']}:{'+'.join(c['features'])}")
def test_rule_of_features(case):
    decision = decide_type(frozenset(case["features"]), load_decisions())
    assert (decision and decision.rule_id) == case["rule"]
    assert (decision and decision.sub_event_type) == case["type"]


def test_every_rule_is_reached():
    reached = {case["rule"] for case in CASES}
    assert {d.rule_id for d in load_decisions()} - reached == set()


def test_every_sub_event_type_has_a_rule():
    assert {d.sub_event_type for d in load_decisions()} == set(load_codebook().event_types)


def test_rules_speak_of_known_trigger_classes():
    named = {
        feature.removeprefix("t:")
        for d in load_decisions()
        for feature in d.every | d.some | d.needs | d.never
        if feature.startswith("t:")
    }
    assert named - load_trigger_classes().keys() == set()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('- {id: "D1", sub_event_type: "Attack"}', "keys"),
        ('- {id: "D1", sub_event_type: "Attack", why: "x", when: ["t:kill"]}', "keys"),
        (
            '- {id: "D1", sub_event_type: "Attack", why: "x"}\n'
            '- {id: "D1", sub_event_type: "Attack", why: "y"}',
            "given twice",
        ),
    ],
)
def test_malformed_rules_are_named(tmp_path, rows, message):
    (tmp_path / "decisions.yaml").write_text(f"rules:\n{rows}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        load_decisions(tmp_path)


def test_first_rule_wins():
    both = frozenset({"t:chemical", "t:kill"})
    assert decide_type(both, load_decisions()).rule_id == "D01"
    assert decide_type(both, load_decisions()[::-1]).rule_id != "D01"
