"""Compare predicted rows with expected ones: align, and say which cells are right."""

import unicodedata

from scipy.optimize import linear_sum_assignment

FIELDS = ("event_date", "time_precision", "disorder_type", "sub_event_type", "actor1",
          "assoc_actor_1", "actor2", "assoc_actor_2", "country", "admin1", "location",
          "geo_precision", "fatalities")  # fmt: skip
KEYS = ("event_date", "sub_event_type", "location")
SIDES = {"actor1": "actor2", "actor2": "actor1",
         "assoc_actor_1": "assoc_actor_2", "assoc_actor_2": "assoc_actor_1"}  # fmt: skip
DIRECTED = "Violence against civilians"


def align(gold, rows):
    """Pair expected and predicted rows; return pairs, missed and false rows."""
    if not gold or not rows:
        return [], list(gold), list(rows)
    turned = [[turn(g, r) for r in rows] for g in gold]
    worth = [
        [100 * keys_equal(g, r) + cells_equal(g, r) for r in line]
        for g, line in zip(gold, turned, strict=True)
    ]
    chosen = [
        (i, j)
        for i, j in zip(*linear_sum_assignment(worth, maximize=True), strict=True)
        if keys_equal(gold[i], turned[i][j])
    ]
    used_gold, used_rows = {i for i, _ in chosen}, {j for _, j in chosen}
    missed = [g for i, g in enumerate(gold) if i not in used_gold]
    false = [r for j, r in enumerate(rows) if j not in used_rows]
    return [(gold[i], turned[i][j]) for i, j in chosen], missed, false


def turn(gold, row):
    """Swap the sides of a predicted row where that fits the expected one better."""
    other = row | {field: row[source] for field, source in SIDES.items()}
    if DIRECTED in values(gold, "event_type"):
        return row
    return max(row, other, key=lambda r: cells_equal(gold, r))


def keys_equal(gold, row):
    """Count the keys of a predicted row that are right."""
    return sum(is_right(gold, row, key) for key in KEYS)


def cells_equal(gold, row):
    """Count the fields of a predicted row that are right."""
    return sum(is_right(gold, row, field) for field in FIELDS)


def is_right(gold, row, field):
    """Say whether a predicted value is one of the expected ones."""
    return fold(row[field]) in {fold(value) for value in values(gold, field)}


def is_filled(gold, field):
    """Say whether an expected row has a value, and must have one."""
    return None not in values(gold, field)


def values(gold, field):
    """Return the acceptable values of a field."""
    value = gold[field]
    return value if isinstance(value, list) else [value]


def fold(value):
    """Return a form to compare: no case, no accents, lists of actors sorted."""
    if not isinstance(value, str):
        return value
    plain = unicodedata.normalize("NFKD", value.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘ʼ`-")
    return "; ".join(sorted(part.strip() for part in plain.split(";")))
