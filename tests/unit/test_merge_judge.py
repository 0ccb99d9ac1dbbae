"""Which pairs of reports may be one event, and that blocking loses none of them."""

import random
from datetime import date, timedelta
from itertools import combinations

import polars as pl
import pytest
import yaml
from conftest import CASES, case_id, load_cases
from merge_gold import load_gold, mention_row

from transforms.codebook import load_codebook
from transforms.errors import CodebookError
from transforms.lexicon import DIRECTORY
from transforms.merge.blocks import candidate_pairs
from transforms.merge.judge import judge, same_spelling
from transforms.merge.reports import add_report, report_frame, to_reports
from transforms.merge.rules import Side, load_rules, side_relation
from transforms.schemas import MENTIONS

RULES = load_rules(load_codebook())
NAMES = yaml.safe_load((CASES / "merge/names.yaml").read_text(encoding="utf-8"))
FIRST = {
    "event_date": date(2024, 5, 14), "time_precision": 1, "place": "bf_orun", "geo_precision": 1,
    "sub_event_type": "Attack", "actor1": "uag_bf", "actor2": "civ_bf", "fatalities": 7,
    "source": "First", "published_at": date(2024, 5, 15), "language": "en",
}  # fmt: skip


def told(number, **change):
    flags = {"more": {"flags": change.pop("flags", [])}}
    row = mention_row(FIRST | flags | change, NAMES) | {"mention_id": f"m{number}"}
    return {name: row.get(name) for name in MENTIONS}


def all_pairs(frame):
    numbers = frame["report"].to_list()
    rows = list(combinations(numbers, 2))
    return pl.DataFrame(rows, schema={"one": pl.Int64, "other": pl.Int64}, orient="row")


def reports_of(rows):
    frame = report_frame(add_report(pl.DataFrame(rows, schema=MENTIONS), RULES))
    return frame, to_reports(frame, all_pairs(frame))


@pytest.mark.parametrize("case", load_cases("merge/judge"), ids=case_id)
def test_what_may_be_one_event(case):
    change = {"source": "Second"} | case["change"]
    _, reports = reports_of([told(1), told(2, **change)])
    if len(reports) < 2:
        assert case["may"]
        return
    one, other = (reports[n] for n in sorted(reports))
    doubt = judge(one, other, RULES)
    assert (doubt is not None and doubt <= RULES.values["most_doubt"]) == case["may"]
    assert judge(other, one, RULES) == doubt


@pytest.mark.parametrize("part", ["tuning", "held_out", "random"])
def test_blocks_hold_every_pair_that_may_be_one_event(part):
    rows = random_mentions() if part == "random" else load_gold(part)[0].to_dicts()
    frame, reports = reports_of(rows)
    blocked = set(candidate_pairs(frame).iter_rows())
    possible = {
        pair
        for pair in combinations(sorted(reports), 2)
        if judge(reports[pair[0]], reports[pair[1]], RULES) is not None
    }
    assert len(possible) > 20
    assert possible <= blocked
    assert len(blocked) < len(reports) * (len(reports) - 1) / 4


def random_mentions(n=250):
    """Reports with every kind of vagueness, in the places of three first-level units."""
    draw = random.Random(5)
    places = [name for name in NAMES["places"] if name.startswith(("bf_", "ml_"))]
    rows = []
    for number in range(n):
        land = (place := draw.choice(places))[:2]
        precision = draw.choice([1, 1, 1, 2, 3])
        flags = draw.choice([[], ["date:week"], ["date:weekend"]]) if precision == 2 else []
        rows.append(
            told(
                number, place=place, geo_precision=draw.choice([1, 1, 2, 3]),
                event_date=date(2024, 4, 25) + timedelta(days=draw.randrange(40)),
                time_precision=precision, flags=flags, published_at=None,
                actor1=f"uag_{land}", actor2=f"civ_{land}", fatalities=draw.randrange(4),
                source=f"Outlet {number}",
            )
        )  # fmt: skip
    return rows


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Qasr al-Milh", "Kasr el Melh", True),
        ("Bara Koro", "Bara-Koro", True),
        ("Stepnohirka", "Stepnogorka", True),
        ("Upper Orun", "Lower Orun", False),
        ("Orun", "Tamsa", False),
    ],
)
def test_spellings(one, other, is_same):
    assert same_spelling(one, other, RULES.values["same_spelling_pct"]) is is_same


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("uag_bf", "katiba", "unnamed"),
        ("uag_bf", "mil_bf", None),
        ("umil_ml", "mil_ml", "unnamed"),
        ("ucm_ml", "hunters", "unnamed"),
        ("gend_ml", "mil_ml", "unit"),
        ("pol_ke", "mil_ke", "same_state"),
        ("katiba", "dune", None),
        ("civ_ng", "civ_cn", "nationality"),
        ("civ_ng", "mil_ng", "civilians_or_armed"),
        ("pro_ke", "rio_ke", "same"),
        ("pro_ke", "civ_ke", None),
    ],
)
def test_sides(one, other, relation):
    sides = [Side(*NAMES["actors"][name]) for name in (one, other)]
    assert side_relation(*sides, RULES) == side_relation(*sides[::-1], RULES) == relation
    assert side_relation(sides[0], Side(None, None), RULES) == "blank"


def test_a_type_that_the_codebook_does_not_have_is_refused(tmp_path):
    text = (DIRECTORY / "merging.yaml").read_text(encoding="utf-8")
    (tmp_path / "merging.yaml").write_text(text.replace('"Grenade"', '"Granade"'))
    with pytest.raises(CodebookError, match="Granade"):
        load_rules(load_codebook(), tmp_path)
