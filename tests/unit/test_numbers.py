import pytest
from coding_tables import read_table, wrong_crowd, wrong_deaths


@pytest.mark.parametrize("case", read_table("deaths"), ids=lambda case: case["text"][:60])
def test_deaths(case):
    assert wrong_deaths(case) == []


@pytest.mark.parametrize("case", read_table("crowds"), ids=lambda case: case["text"][:60])
def test_crowds(case):
    assert wrong_crowd(case) == []
