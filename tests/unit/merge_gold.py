"""The self-written gold of the merge, as frames, and its score over pairs of mentions."""

from datetime import date
from itertools import combinations

import polars as pl
import yaml
from conftest import CASES

from transforms.codebook import load_codebook
from transforms.coding.rows import event_key
from transforms.notes import write_notes
from transforms.schemas import MENTIONS

FIELDS = (
    "event_date", "time_precision", "place", "geo_precision", "sub_event_type", "actor1", "actor2",
    "fatalities", "source", "published_at", "language", "more",
)  # fmt: skip


def load_gold(part):
    """Return (mentions of the MENTIONS schema, mention_id -> gold event) of one part."""
    names = yaml.safe_load((CASES / "merge" / "names.yaml").read_text(encoding="utf-8"))
    events = yaml.safe_load((CASES / "merge" / f"{part}.yaml").read_text(encoding="utf-8"))
    rows, gold = [], {}
    for event in events:
        for number, told in enumerate(event["mentions"]):
            row = mention_row(dict(zip(FIELDS, told, strict=False)), names)
            row["mention_id"] = f"{event['id']}-{number}"
            gold[row["mention_id"]] = event["id"]
            rows.append(row)
    frame = pl.DataFrame([{n: r.get(n) for n in MENTIONS} for r in rows], schema=MENTIONS)
    return frame, gold


def mention_row(told, names):
    """Fill in what follows from the told values: codes, interaction, notes, key."""
    codebook = load_codebook()
    sub = codebook.sub_event_type(told["sub_event_type"])
    country, admin1, admin2, location, latitude, longitude = names["places"][told["place"]]
    land = codebook.country(country)
    one = names["actors"][told["actor1"]]
    two = names["actors"][told["actor2"]] if told["actor2"] else [None, None]
    more = told.get("more", {})
    day = told["event_date"]
    assert isinstance(day, date), told
    targeted = sub.civilian_targeting == "always" or (
        sub.civilian_targeting == "depends" and two[1] == "Civilians"
    )
    row = {
        "article_id": f"{told['source']} {told['published_at']} {country}",
        "published_at": told["published_at"], "sentence": 0, "trigger_start": 0, "trigger_end": 1,
        "status": "coded", "missing": [], "flags": more.get("flags", []), "iso3": land.iso3,
        "event_date": day, "year": day.year, "time_precision": told["time_precision"],
        "disorder_type": sub.disorder_type, "event_type": sub.event_type,
        "sub_event_type": sub.name, "actor1": one[0], "assoc_actor_1": more.get("assoc1"),
        "inter1": one[1], "actor2": two[0], "assoc_actor_2": more.get("assoc2"), "inter2": two[1],
        "interaction": codebook.interaction(one[1], two[1]),
        "civilian_targeting": "Civilian targeting" if targeted else None,
        "iso": land.iso, "region": land.region, "country": country, "admin1": admin1,
        "admin2": admin2, "location": location, "latitude": latitude, "longitude": longitude,
        "geo_precision": told["geo_precision"], "source": told["source"],
        "source_scale": "National", "fatalities": told["fatalities"],
        "tags": "crowd size=no report" if sub.event_type in {"Protests", "Riots"} else None,
        "codebook_version": "c1", "model_version": "m1",
    }  # fmt: skip
    row["notes"] = write_notes(row | {"admin3": None}, None)
    row["event_key"] = event_key(row)
    return row


def pairs_of(events):
    """Pairs of mentions (sorted ids) of one event, of mention_id -> event."""
    return {pair for pair in combinations(sorted(events), 2) if events[pair[0]] == events[pair[1]]}


def score(found, gold):
    """Return (precision, recall, wrong pairs, missed pairs) of found against gold."""
    ours, true = pairs_of(found), pairs_of(gold)
    right = len(ours & true)
    return right / len(ours), right / len(true), sorted(ours - true), sorted(true - ours)
