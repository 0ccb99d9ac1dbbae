"""The codebook as tables, so that rules are plain SQL joins and hold no list of values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from transforms.codebook import Codebook
from transforms.codebook_entries import read_entries
from transforms.codebook_records import LegalPair
from transforms.gazetteer.loading import GAZETTEER_DIR

THRESHOLDS = Path(__file__).parent / "thresholds.yaml"
ROLES = ("first_side", "second_side", "one_side", "other_side", "both_sides")


def codebook_tables(codebook: Codebook) -> dict[str, pl.DataFrame]:
    """Return table name -> frame for everything that the rules' SQL reads of the codebook."""
    return (
        _type_tables(codebook)
        | _actor_tables(codebook)
        | _other_tables(codebook)
        | {"country_cells": _country_cells()}
    )


def _type_tables(codebook: Codebook) -> dict[str, pl.DataFrame]:
    pairs = codebook.legal_pairs
    return {
        "sub_event_types": _table(
            "name event_type disorder_type civilian_targeting",
            (
                (s.name, s.event_type, s.disorder_type, s.civilian_targeting)
                for s in codebook.event_types.values()
            ),
        ),
        "legal_types": _table(
            "type_name two_actors", ((pair.of, pair.two_actors) for pair in pairs)
        ),
        "legal_sides": _table(
            "type_name role inter", (row for pair in pairs for row in _legal_sides(pair))
        ),
    }


def _actor_tables(codebook: Codebook) -> dict[str, pl.DataFrame]:
    groups = codebook.victim_groups.items()
    return {
        "actor_types": _table(
            "text is_organised",
            ((text, text in codebook.organised) for text in codebook.actor_types),
        ),
        "interactions": _table("inter1 inter2 text", _interactions(codebook)),
        "unidentified_actors": _table(
            "pattern inter", ((u.pattern, list(u.inter)) for u in codebook.unidentified_actors)
        ),
        "victim_groups": _table(
            "actor pattern", ((actor, rf"\b({'|'.join(words)})\b") for actor, words in groups)
        ),
        "generic_actors": _words(codebook.generic_actors),
        "not_actor_names": _words(codebook.not_actor_names),
    }


def _other_tables(codebook: Codebook) -> dict[str, pl.DataFrame]:
    thresholds = read_entries(THRESHOLDS).index("thresholds", "name", lambda e: e.number("value"))
    return {
        "columns_of_codebook": _table(
            "name place required",
            ((c.name, place, c.required) for place, c in enumerate(codebook.columns, start=1)),
        ),
        "countries": _table(
            "country region iso iso3 start_year also_a_town",
            (
                (c.country, c.region, c.iso, c.iso3, c.start_year, c.also_a_town)
                for c in codebook.countries.values()
            ),
        ),
        "source_scales": _table("scale", ((scale,) for scale in codebook.source_scales)),
        "statement_verbs": _words(codebook.statement_verbs),
        "thresholds": _table("name value", thresholds.items()),
    }


def _country_cells() -> pl.DataFrame:
    """Return the square degrees that hold a place of a country: country and their middles."""
    countries = pl.scan_csv(GAZETTEER_DIR / "countries.csv", schema_overrides={"cc": pl.String})
    names = countries.select("cc", "country")
    middles = [
        (pl.col(column).floor() + 0.5).alias(f"middle_{name}")
        for column, name in (("lat", "latitude"), ("lon", "longitude"))
    ]
    return (
        pl.scan_parquet(GAZETTEER_DIR / "gaz_place.parquet")
        .join(names, on="cc", how="inner")
        .select("country", *middles)
        .unique()
        .collect()
    )


def _interactions(codebook: Codebook) -> Iterable[tuple[object, ...]]:
    """Yield inter1, inter2 and text for both orders of each pair; inter2 null if one-sided."""
    texts = {code: text for text, code in codebook.actor_types.items()}
    for (low, high), interaction in codebook.interactions.items():
        orders = {(low, high), (high, low)} if high is not None else {(low, None)}
        for first, second in sorted(orders, key=str):
            yield texts[first or 0], texts[second] if second else None, interaction


def _legal_sides(pair: LegalPair) -> Iterable[tuple[object, ...]]:
    for role in ROLES:
        yield from ((pair.of, role, kind) for kind in getattr(pair, role) if kind is not None)


def _words(words: Iterable[str]) -> pl.DataFrame:
    return _table("word", ((word,) for word in words))


def _table(columns: str, rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=columns.split(), orient="row", infer_schema_length=None)
