"""The mentions of one event -> one row, and which mention gave each of its fields.

Type by the codebook's hierarchy; day and place from the mention that knows them best; each
side from the one that names it best; deaths the lowest figure above none, of each outlet its
latest (codebook: conflicting figures; better information replaces a first figure).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from transforms.codebook import Codebook
from transforms.merge.reports import DISTRICT
from transforms.merge.rules import CIVILIANS, Rules, Side, is_named, side_relation
from transforms.notes import write_notes
from transforms.schemas import CODED_COLUMNS

Row = dict[str, Any]
Origin = tuple[str, Row, str]
"""Field, the mention that gave it, the rule by which it was taken."""

TIME = ("event_date", "year", "time_precision")
PLACE = (
    "iso3", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision",
)  # fmt: skip
SIDES = ("actor1", "inter1", "assoc_actor_1", "actor2", "inter2", "assoc_actor_2")
LETHAL_FREE = {"Peaceful protest", "Protest with intervention", "Abduction/forced disappearance"}
CROWD_TAG = "crowd size="
NO_CROWD = f"{CROWD_TAG}no report"
WIDEST = ("International", "Regional", "National")
FIRST_DAY = date(1, 1, 1)


def fuse_mentions(
    mentions: Sequence[Row], codebook: Codebook, rules: Rules
) -> tuple[Row, list[Origin]]:
    """Return the row of an event, without key, id and timestamp, and the origin of its fields.

    Args:
        mentions: rows of the MENTIONS schema, the best claim first (see `add_claim`).
        codebook: gives interaction and civilian targeting of the row as merged.
        rules: says which sides are the same.
    """
    best = mentions[0]
    when = min(mentions, key=lambda m: m["time_precision"])
    where = min(mentions, key=lambda m: (m["geo_precision"], DISTRICT not in m["location"]))
    row = {name: best[name] for name in CODED_COLUMNS}
    row |= {name: when[name] for name in TIME} | {name: where[name] for name in PLACE}
    origins = [
        ("sub_event_type", best, "highest_type"),
        ("event_date", when, "best_time_precision"),
        ("location", where, "best_geo_precision"),
    ]
    for fields, found in (
        _sides(mentions, rules),
        _deaths(mentions),
        _crowd(mentions),
        _sources(mentions, codebook),
    ):
        row |= fields
        origins += found
    row["interaction"] = codebook.interaction(row["inter1"], row["inter2"])
    sub = codebook.sub_event_type(row["sub_event_type"])
    targeted = sub.civilian_targeting == "always" or (
        sub.civilian_targeting == "depends" and row["inter2"] == CIVILIANS
    )
    row["civilian_targeting"] = "Civilian targeting" if targeted else None
    toll = next(mention for field, mention, _ in origins if field == "fatalities")
    row |= _counts(mentions, {"date": when, "place": where, "seat": where, "deaths": toll})
    if row["n_articles"] > 1:
        tags = row["tags"]
        crowd = tags.removeprefix(CROWD_TAG) if tags else None
        most = max(m["fatalities"] for m in mentions) if row["fatalities"] else 0
        row["notes"] = write_notes(row, crowd, most_deaths=most, flags=row["flags"])
    return row, origins


def _sides(mentions: Sequence[Row], rules: Rules) -> tuple[Row, list[Origin]]:
    """Both sides, each by the mention that names it best, with the associates of all."""
    distinct: dict[tuple[str | None, ...], Row] = {}
    for mention in mentions:
        distinct.setdefault(tuple(mention[name] for name in SIDES), mention)
    mentions = list(distinct.values())
    laid = [_lay(mention, mentions[0], rules) for mention in mentions]
    fields: Row = {}
    origins: list[Origin] = []
    for n in (1, 2):
        number, taken = _best_side(laid, n, fields.get("actor1"), rules)
        side = taken[n - 1][0]
        fields |= {f"actor{n}": side.name, f"inter{n}": side.inter}
        if side.name:
            origins.append((f"actor{n}", mentions[number], "most_specific"))
    for n in (1, 2):
        names = _associates(laid, n, mentions, fields, rules)
        fields[f"assoc_actor_{n}"] = "; ".join(names) or None
        origins += [(f"assoc_actor_{n}", m, "every_report") for m in dict(names.values()).values()]
    return fields, origins


Laid = list[tuple[Side, list[str]]]


def _lay(mention: Row, best: Row, rules: Rules) -> Laid:
    """The mention's sides in the order of the best one's, with their associates."""
    sides = [
        (Side(mention[f"actor{n}"], mention[f"inter{n}"]), _names(mention[f"assoc_actor_{n}"]))
        for n in (1, 2)
    ]
    own = [Side(best[f"actor{n}"], best[f"inter{n}"]) for n in (1, 2)]

    def doubt(order: Laid) -> float:
        found = [side_relation(a, b, rules) for a, (b, _) in zip(own, order, strict=True)]
        return sum(99.0 if r is None else rules.doubt("actor", r) for r in found)

    return min((sides, sides[::-1]), key=doubt)


def _best_side(laid: Sequence[Laid], n: int, other: str | None, rules: Rules) -> tuple[int, Laid]:
    """The first mention whose side is the best one's side and names it best."""
    own = laid[0][n - 1][0]

    def vagueness(number: int) -> tuple[float, int]:
        side = laid[number][n - 1][0]
        relation = side_relation(own, side, rules)
        if relation not in {"same", "unit", "unnamed", "blank"} or (other and side.name == other):
            return 9.0 if number else 8.0, number
        if side.name is None:
            return 3.0, number
        if not is_named(side, rules):
            return 2.0 if side.is_armed else 1.0, number
        return 1.0 - 0.001 * len(side.name) * (relation == "unit"), number

    number = min(range(len(laid)), key=vagueness)
    return number, laid[number]


def _associates(
    laid: Sequence[Laid], n: int, mentions: Sequence[Row], fields: Row, rules: Rules
) -> dict[str, tuple[str, Row]]:
    """Associated actors of a side -> (mention_id, mention); also an ally told as the side."""
    main = Side(fields[f"actor{n}"], fields[f"inter{n}"])
    mains = {fields["actor1"], fields["actor2"]}
    found: dict[str, tuple[str, Row]] = {}
    if main.name is None:
        return found
    for sides, mention in zip(laid, mentions, strict=True):
        side, names = sides[n - 1]
        ally = [str(side.name)] if side_relation(main, side, rules) == "same_state" else []
        for name in (*names, *ally):
            in_battle = mentions[0]["event_type"] == "Battles" and name.startswith(CIVILIANS)
            if name not in mains and not in_battle:
                found.setdefault(name, (mention["mention_id"], mention))
    return found


def _names(text: str | None) -> list[str]:
    return text.split("; ") if text else []


def _deaths(mentions: Sequence[Row]) -> tuple[Row, list[Origin]]:
    """The lowest of what each outlet said last; with no figure above none: none."""
    if mentions[0]["sub_event_type"] in LETHAL_FREE:
        return {"fatalities": 0}, [("fatalities", mentions[0], "none_by_type")]
    last: dict[str, Row] = {}
    for mention in sorted(mentions, key=_age):
        if mention["fatalities"]:
            last[mention["source"] or mention["article_id"]] = mention
    if not last:
        return {"fatalities": 0}, [("fatalities", mentions[0], "none_reported")]
    lowest = min(last.values(), key=lambda m: (m["fatalities"], m["mention_id"]))
    return {"fatalities": lowest["fatalities"]}, [
        ("fatalities", lowest, "lowest_of_latest" if len(last) > 1 else "only_figure")
    ]


def _age(mention: Row) -> tuple[date, int, str]:
    """By publication, on one day the higher figure first, so that the lower one counts."""
    return (
        mention["published_at"] or FIRST_DAY,
        -mention["fatalities"],
        mention["mention_id"],
    )


def _crowd(mentions: Sequence[Row]) -> tuple[Row, list[Origin]]:
    """The tags of the first mention that has any, with a crowd size where one is told."""
    if not mentions[0]["tags"]:
        return {"tags": None}, []
    told = min((m for m in mentions if m["tags"]), key=lambda m: m["tags"] == NO_CROWD)
    return {"tags": told["tags"]}, [("tags", told, "first_with_size")]


def _sources(mentions: Sequence[Row], codebook: Codebook) -> tuple[Row, list[Origin]]:
    by_name: dict[str, Row] = {}
    for mention in mentions:
        by_name.setdefault(mention["source"], mention)
    scales = sorted({m["source_scale"] for m in mentions})
    fields = {"source": "; ".join(sorted(by_name)), "source_scale": join_scales(scales, codebook)}
    return fields, [("source", mention, "every_report") for mention in by_name.values()]


def join_scales(scales: Sequence[str], codebook: Codebook) -> str:
    """One scale, or the codebook's pair of two; of more, or of no pair, the widest."""
    order = codebook.source_scales
    known = sorted(set(scales), key=order.index)
    if len(known) == 2:
        for one, other in (known, reversed(known)):
            if f"{one}-{other}" in order:
                return f"{one}-{other}"
    return next((s for s in WIDEST if s in known), known[0])


def _counts(mentions: Sequence[Row], owners: Row) -> Row:
    days = [m["published_at"] for m in mentions if m["published_at"]]
    return {
        "n_articles": len({m["article_id"] for m in mentions}),
        "published_at": max(days, default=None),
        "flags": sorted(set(_kept_flags(mentions, owners))),
    }


def _kept_flags(mentions: Sequence[Row], owners: Row) -> Iterator[str]:
    """Remarks on day, place and toll count only from the mention that gave them."""
    for mention in mentions:
        for flag in mention["flags"] or ():
            owner = owners.get(flag.split(":")[0])
            if owner is None or owner is mention:
                yield flag
