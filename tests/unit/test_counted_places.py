"""Rows of a sentence that counts the dead of several places."""

import pytest
from coding_tables import code_table, read_table


@pytest.mark.parametrize("case", read_table("counted_places"), ids=lambda case: case["id"])
def test_a_row_a_place_with_its_own_toll(case):
    events = code_table("counted_places")[case["id"]].events
    assert [[e.row["location"], e.row["fatalities"]] for e in events] == case["rows"], case["why"]
    is_even = case["id"] == "even"
    assert all(("divided evenly" in e.row["notes"]) == is_even for e in events)
    assert all(("several places" in e.row["notes"]) == (len(events) > 1) for e in events)
