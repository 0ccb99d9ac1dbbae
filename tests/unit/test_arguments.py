import pytest
from coding_tables import read_table, wrong_arguments


@pytest.mark.parametrize("case", read_table("arguments"), ids=lambda case: case["text"][:60])
def test_table(case):
    assert wrong_arguments(case) == []
