import pytest
from coding_tables import read_table, wrong_sides


@pytest.mark.parametrize("case", read_table("actors"), ids=lambda case: case["id"][:60])
def test_table(case):
    assert wrong_sides(case) == []
