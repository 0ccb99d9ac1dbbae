import pytest
from coding_tables import known_miss, read_table, wrong_arguments

CASES = [
    pytest.param(case, id=case["text"][:60], marks=known_miss(case))
    for case in read_table("arguments")
]


@pytest.mark.parametrize("case", CASES)
def test_table(case):
    assert wrong_arguments(case) == []
