"""Rows of reports that tell of several days: the codebook's splitting rule."""

import pytest
from coding_tables import code_table, read_table


@pytest.mark.parametrize("case", read_table("several_days"), ids=lambda case: case["id"])
def test_a_row_a_day_with_the_toll_split(case):
    coding = code_table("several_days")[case["id"]]
    rows = [e.row for e in coding.events]
    found = [[str(r["event_date"]), r["time_precision"], r["fatalities"]] for r in rows]
    assert found == case["rows"], case["why"]
    assert len({e.mention_id for e in coding.events}) == len(rows)
    is_split = len({day for day, _, _ in found}) > 1
    assert all(("date:split" in e.flags) == is_split for e in coding.events)
    assert all(("tells of several days" in r["notes"]) == is_split for r in rows)
    has_toll = len(rows) > 1 and any(r["fatalities"] for r in rows)
    assert all(("divided evenly among them" in r["notes"]) == has_toll for r in rows)
