"""The row suite: value sets and bounds, as Great Expectations' own column expectations.

A rule that no column expectation can say is in sql/rules only (see batch.py). Each is also
there as SQL; the gate compares the two counts.
"""

from __future__ import annotations

from typing import Any

from transforms.codebook import Codebook

Kwargs = dict[str, Any]


def column_expectations(codebook: Codebook) -> list[tuple[str, str, Kwargs]]:
    """Return (rule id, class name, arguments) of each expectation on one column."""
    kinds = list(codebook.actor_types)
    sets: list[tuple[str, str, list[Any]]] = [
        ("V10", "time_precision", [1, 2, 3]),
        ("V18", "event_type", sorted({s.event_type for s in codebook.event_types.values()})),
        ("V19", "sub_event_type", list(codebook.event_types)),
        ("V23", "inter1", kinds),
        ("V23", "inter2", kinds),
        ("V26", "interaction", list(codebook.interactions.values())),
        ("V54", "civilian_targeting", _allowed(codebook, "civilian_targeting")),
        ("V60", "geo_precision", [1, 2, 3]),
        ("V70", "source_scale", list(codebook.source_scales)),
    ]
    required = [c.name for c in codebook.columns if c.required and not c.at_load]
    return [
        ("V02", "ExpectColumnValuesToNotBeNull", {"column": "event_key"}),
        ("V02", "ExpectColumnValuesToBeUnique", {"column": "event_key"}),
        ("V02", "ExpectColumnValuesToBeUnique", {"column": "event_id_cnty"}),
        *(("V05", "ExpectColumnValuesToNotBeNull", {"column": name}) for name in required),
        *(
            (rule, "ExpectColumnValuesToBeInSet", {"column": column, "value_set": values})
            for rule, column, values in sets
        ),
        ("V64", "ExpectColumnValuesToBeBetween", {"column": "fatalities", "min_value": 0}),
    ]


def _allowed(codebook: Codebook, name: str) -> list[Any]:
    return [value for column in codebook.columns if column.name == name for value in column.allowed]
