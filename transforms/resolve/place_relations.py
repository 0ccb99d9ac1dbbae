"""Whether two places are one, or one lies in the other by the chain of its areas."""

from __future__ import annotations

from transforms.records import Place


def is_same_place(one: Place, other: Place) -> bool:
    """True for the same place, or when one lies in the other by the admin chain."""
    return (
        (one.geonameid is not None and one.geonameid == other.geonameid)
        or (one.name == other.name and one.iso3 == other.iso3)
        or is_within(one, other)
        or is_within(other, one)
    )


def is_within(inner: Place, outer: Place) -> bool:
    """True for a place inside another, by country, province and district."""
    if inner.iso3 != outer.iso3 or inner.kind == outer.kind:
        return False
    if outer.kind == "country":
        return True
    if outer.kind in {"admin1", "natural"}:
        return inner.kind != "country" and inner.admin1 == outer.admin1
    return outer.kind == "admin2" and inner.admin2 == outer.admin2 and inner.kind == "city"
