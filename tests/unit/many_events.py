"""A large fictional ledger: made-up places and groups, words drawn by a seeded generator."""

import random
from datetime import date, timedelta
from pathlib import Path

import warehouse_batches as batches

from transforms.codebook import load_codebook
from transforms.schemas import ARTICLES, MENTIONS

FIRST_DAY = date(2023, 1, 2)
SYLLABLES = "ka mo ri ta so bel nar du fi lan or ve sha gu min del par zo".split()  # noqa: SIM905
ACTOR_FORMS = ("{} Front", "Military Forces of {}", "{} Militia", "Movement of {}")
COUNTRIES = {
    "Kenya": ("KEN", 0.5, 37.5), "Somalia": ("SOM", 5.0, 46.0), "Sudan": ("SDN", 14.0, 30.0),
    "Ethiopia": ("ETH", 9.0, 39.5), "Nigeria": ("NGA", 9.5, 8.0), "Mali": ("MLI", 15.0, -3.0),
    "Yemen": ("YEM", 15.5, 47.0), "Chad": ("TCD", 14.0, 18.5),
}  # fmt: skip
WEIGHTS = (9, 7, 6, 5, 5, 3, 2, 1)


def load_many(folder: Path, n_events: int, seed: int = 1) -> Path:
    """Load that many events, each told by an article of its own, into a warehouse."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(SYLLABLES, k=draw.randint(1, 4))) for _ in range(3000)]
    names = [word.capitalize() for word in words[:900]]
    kinds = list(load_codebook().event_types.values())
    rows = [_event(draw, number, names, kinds) for number in range(n_events)]
    articles = [_article(draw, row, words) for row in rows]
    mentions = [_mention(row, article) for row, article in zip(rows, articles, strict=True)]
    for number in range(n_events // 20):
        identifier = f"un-{number}"
        articles.append(batches.article(identifier, outcome="no_event", reason="only planned"))
    undated = {"status": "incomplete", "event_date": None, "missing": ["event_date"]}
    mentions += [
        batches.mention("un-0", None, mention_id=f"x{n}", **undated) for n in range(n_events // 50)
    ]
    batches.load(
        folder,
        events=rows,
        articles=batches.frame(articles, ARTICLES),
        mentions=batches.frame(mentions, MENTIONS),
    )
    return folder


def _event(draw, number, names, kinds):
    country = draw.choices(list(COUNTRIES), WEIGHTS)[0]
    iso3, latitude, longitude = COUNTRIES[country]
    kind = draw.choices(kinds, [4 if k.event_type in ("Battles", "Protests") else 1 for k in kinds])
    spot = draw.choice(names[:300])
    place = random.Random(country + spot)
    actors = [draw.choice(ACTOR_FORMS).format(names[int(draw.paretovariate(0.6)) % 400])]
    actors.append(f"Civilians ({country})" if draw.random() < 0.6 else None)
    day = FIRST_DAY + timedelta(days=int(1000 * draw.random() ** 0.8))
    return batches.event(
        f"k{number:06}",
        iso3=iso3,
        country=country,
        event_date=day,
        year=day.year,
        event_type=kind[0].event_type,
        sub_event_type=kind[0].name,
        disorder_type=kind[0].disorder_type,
        actor1=actors[0],
        actor2=actors[1],
        inter2="Civilians" if actors[1] else None,
        location=spot,
        admin1=draw.choice(names[:40]),
        latitude=round(latitude + place.uniform(-3, 3), 4),
        longitude=round(longitude + place.uniform(-3, 3), 4),
        geo_precision=draw.choices((1, 2, 3), (7, 2, 1))[0],
        fatalities=draw.choices((0, 1, 2, 3, 8, 21), (60, 14, 9, 6, 3, 1))[0],
        notes=f"On {day:%-d %B %Y}, {actors[0]} acted in {spot}.",
    )


def _article(draw, row, words):
    told = " ".join(draw.choices(words, k=24))
    text = f"{row['location']}. On the day {row['actor1']} attacked near {told}. The end."
    identifier = f"{row['country'].lower()}-{row['event_key']}-{draw.randrange(10**6):06}"
    return batches.article(
        identifier,
        text=text,
        title=" ".join(draw.choices(words, k=7)).capitalize(),
        url=f"https://news.example/{row['event_date']:%Y/%m/%d}/{identifier}",
        source=f"{draw.choice(words[:60]).capitalize()} Herald",
        published_at=row["event_date"] + timedelta(days=1),
    )


def _mention(row, article):
    start = article["text"].index("attacked")
    own = {key: row[key] for key in row if key in MENTIONS and key != "event_key"}
    own |= {"trigger_start": start, "trigger_end": start + 8}
    return batches.mention(article["article_id"], row["event_key"], **own)
