"""Builders of sets: each year, every Monday evening, twice a month."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.timexes.build import Filled
from transforms.timexes.expression import Expression
from transforms.timexes.lengths import period


def every(filled: Filled) -> Sequence[Expression]:
    """Each year, every two weeks, every Monday evening."""
    values = filled.values
    if values.get("unit") == "night":
        return [Expression("set", type="SET", value="XXXX-XX-XXTNI", quant="EVERY")]
    if values.get("unit") == "weekend" and "count" not in values:
        return [Expression("set", type="SET", value="XXXX-WXX-WE", quant="EVERY")]
    if "unit" in values or "length" in values:
        count = values.get("count") or values.get("ord") or values["every"]
        value = values.get("length") or period(count, values["unit"])
        return [Expression("set", type="SET", value=value, quant="EVERY")]
    value = {
        "weekday": f"XXXX-WXX-{values.get('weekday')}",
        "wdpart": "XXXX-WXX-{}{}".format(*values.get("wdpart", "1 T").split()),
        "part": f"XXXX-XX-XX{values.get('part')}",
        "month": f"XXXX-{int(values.get('month', 1)):02d}",
        "season": f"XXXX-{values.get('season')}",
    }[next(k for k in ("weekday", "wdpart", "part", "month", "season") if k in values)]
    return [Expression("set", type="SET", value=value, quant="EVERY")]


def every_set(filled: Filled) -> Sequence[Expression]:
    """Tous les lundis."""
    return [Expression("set", type="SET", value=filled.values["set"], quant="EVERY")]


def times(filled: Filled) -> Sequence[Expression]:
    """Twice a month, per day."""
    unit, value = filled.values.get("unit"), filled.values.get("set")
    value = period(filled.values.get("count2", "1"), unit) if unit else value
    freq = f"{filled.values['count']}X" if "count" in filled.values else None
    return [Expression("set", type="SET", value=value, freq=freq)]


def set_word(filled: Filled) -> Sequence[Expression]:
    """daily, montags."""
    return [Expression("set", type="SET", value=filled.values["set"])]
