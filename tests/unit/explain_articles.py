"""Articles for the page of a coded article: hostile, right to left, overlapping, many rows."""

from warehouse_batches import article, event, load, mention, provenance

HOSTILE = "<img src=x onerror=alert(1)>\"'</p></article><script>alert(2)</script>"
ENGLISH = (
    "Port Ada, 8 March. On Thursday some 200 nurses marched to the quay in Port Ada.\n\n"
    f"Rioters wrote {HOSTILE} on a wall.\n\nThe army denied that it had attacked anybody."
)
ARABIC = "تظاهر مئات الأشخاص يوم الخميس في مدينة البصرة.\n\nThis line is English."


def span(text, words):
    """First character and the one after the words, which stand in the text."""
    return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}


def evidence(article_id, key, text, field, words, rule="stated"):
    found = span(text, words)
    return provenance(article_id, key, field, rule=rule, **found)


def trigger(text, words):
    found = span(text, words)
    return {"trigger_start": found["start"], "trigger_end": found["end"]}


def rejection(article_id, text, words, reason):
    return {"article_id": article_id, "rule": "NC01.denied", "reason": reason, **span(text, words)}


def load_articles(folder):
    """A warehouse with `english`, `arabic`, `refused` and `empty` articles."""
    undated = {"status": "incomplete", "event_date": None, "missing": ["event_date", "year"]}
    last = ENGLISH.rindex("Port Ada")
    load(
        folder,
        articles=[
            article("english", text=ENGLISH, title=HOSTILE, url="javascript:alert(3)"),
            article("arabic", text=ARABIC, language="ar", title="محتجون في البصرة"),
            article("refused", text=ENGLISH, outcome="no_event", reason="only denied"),
            article("empty", text="", outcome="quarantined", reason="no text"),
        ],
        mentions=[
            mention("english", "k1", assoc_actor_1=HOSTILE, **trigger(ENGLISH, "marched")),
            mention("english", None, mention_id="e-2", **undated, **trigger(ENGLISH, "wrote")),
            mention("arabic", "k2", **trigger(ARABIC, "تظاهر")),
        ],
        events=[event("k1"), event("k2", location="Basra")],
        provenance=[
            evidence("english", "k1", ENGLISH, "event_date", "Thursday"),
            evidence("english", "k1", ENGLISH, "sub_event_type", "marched", rule="decision.D16"),
            evidence("english", "k1", ENGLISH, "actor1", "some 200 nurses"),
            evidence("english", "k1", ENGLISH, "tags", "some 200"),
            provenance("english", "k1", "location", start=last, end=last + 8, text="Port Ada"),
            provenance("english", "k1", "fatalities", start=None, end=None, text=None, rule="none"),
            evidence("arabic", "k2", ARABIC, "location", "البصرة"),
            evidence("arabic", "k2", ARABIC, "event_date", "الخميس"),
        ],
        rejections=[
            rejection("english", ENGLISH, "attacked", f"the army denies it {HOSTILE}"),
            rejection("refused", ENGLISH, "attacked", "the army denies it"),
        ],
    )
    return folder
