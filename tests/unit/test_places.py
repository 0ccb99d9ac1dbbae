import pytest
from coding_tables import read_table, wrong_place


@pytest.mark.parametrize("case", read_table("places"), ids=lambda case: case["id"][:60])
def test_table(case):
    assert wrong_place(case) == []
