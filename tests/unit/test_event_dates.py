import pytest
from coding_tables import read_table, wrong_day


@pytest.mark.parametrize("case", read_table("event_days"), ids=lambda case: case["id"][:60])
def test_table(case):
    assert wrong_day(case) == []
