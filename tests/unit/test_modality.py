import pytest
from coding_tables import read_table, wrong_modality


@pytest.mark.parametrize("case", read_table("modality"), ids=lambda case: case["id"][:60])
def test_table(case):
    assert wrong_modality(case) == []
