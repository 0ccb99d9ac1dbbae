"""A coded article as one HTML page: its text with the evidence marked, and its rows beside it.

The page has no script and asks nothing of the network. Each mark links to its row or refusal,
each field of a row to the words that it rests on. Nothing of an article is taken as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import polars as pl

from flows.marked_text import Mark, Target, anchor, render_marked
from transforms.errors import InputError
from warehouse.records import ArticleView

HERE = Path(__file__).parent
UNSAFE = re.compile(r"[^\w.-]+")
MAX_NAME = 100
KINDS = ("trigger", "actor", "place", "date", "deaths", "crowd", "source", "refused")
FIELDS = {
    "Day": ("date", ("event_date",), ("event_date",)),
    "Type": ("trigger", ("sub_event_type",), ("sub_event_type", "event_type")),
    "First side": ("actor", ("actor1",), ("actor1", "assoc_actor_1", "inter1")),
    "Other side": ("actor", ("actor2",), ("actor2", "assoc_actor_2", "inter2")),
    "Place": ("place", ("location", "country"), ("location", "admin1", "country")),
    "Deaths": ("deaths", ("fatalities",), ("fatalities",)),
    "Tags": ("crowd", ("tags",), ("tags",)),
    "Source": ("source", ("source",), ("source", "source_scale")),
}
"""Label -> kind of its mark, field whose evidence it is (the first that has any), columns shown."""

PRECISIONS = {
    "Day": ("time_precision", {2: "about that week", 3: "about that month"}),
    "Place": ("geo_precision", {2: "near it", 3: "somewhere in the region"}),
}
FACTS = {
    "Outlet": "source",
    "Published": "published_at",
    "Language": "language",
    "Outcome": "outcome",
    "Reason": "reason",
    "Id": "article_id",
}
HIGHLIGHT = (
    "main:has(#{id}:target) .text mark:not([data-for~={id}]),"
    "main:has(#{id}:hover) .text mark:not([data-for~={id}]){{--on:transparent}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

Evidence = Mapping[tuple[str, str], Mapping[str, Any]]


def write_explanation(
    path: Path | None, view: ArticleView, article_id: str, copies: pl.DataFrame
) -> Path:
    """Write the page of an article to a file, through a file beside it; return where.

    Args:
        path: the page to write; by default a file in this folder, named by the article.
        view: the article.
        article_id: its id.
        copies: its copies, as `warehouse.sketches.read_copies` has them.

    Raises:
        InputError: the page cannot be written there.
    """
    page = path or Path((UNSAFE.sub("_", article_id)[:MAX_NAME].strip(".") or "article") + ".html")
    if page.is_dir():
        raise InputError(f"--out {page}: is a folder; give the name of a file")
    aside = page.with_name(f".tmp-{page.name}")
    try:
        aside.write_text(render_explanation(view, article_id, copies), encoding="utf-8")
        aside.replace(page)
    except OSError as error:
        raise InputError(f"{page}: cannot be written: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)
    return page


def render_explanation(view: ArticleView, article_id: str, copies: pl.DataFrame) -> str:
    """Return the page; the same article gives the same bytes.

    Args:
        view: the article with its mentions, their evidence, and what was refused.
        article_id: its id, also where only quarantine knows it.
        copies: its copies; needs article_id.
    """
    article = view.article
    evidence: Evidence = {
        (row["mention_id"], row["field"]): row for row in view.evidence.iter_rows(named=True)
    }
    rows = _numbered(view.mentions, "row", "row ")
    refusals = _numbered(view.rejections, "refusal", "no event ")
    marks = [*_row_marks(rows, evidence), *_refusal_marks(refusals)]
    text = str(article.get("text") or "")
    values = {
        "policy": POLICY,
        "css": _part("explain_page.css"),
        "highlight": "\n".join(HIGHLIGHT.format(id=target.id) for target, _ in (*rows, *refusals)),
        "title": escape(str(article.get("title") or article_id)),
        "language": escape(str(article.get("language") or "und")),
        "facts": _facts({**article, "article_id": article_id}, copies),
        "legend": _legend(mark.kind for mark in marks),
        "text": render_marked(text, marks) or "<p class='muted'>Its text is not in the ledger.</p>",
        "counts": _counts(len(rows), len(refusals)),
        "rows": "".join(_card(*row, evidence) for row in rows) or _nothing(article),
        "refusals": "".join(_refusal(*row) for row in refusals),
        "quarantine": "".join(map(_kept_aside, view.quarantine.iter_rows(named=True))),
    }
    return Template(_part("explain_page.html")).substitute(values)


def _numbered(frame: pl.DataFrame, kind: str, name: str) -> list[tuple[Target, dict[str, Any]]]:
    sign = "" if kind == "row" else "×"
    return [
        (Target(f"{kind}-{number}", f"{sign}{number}", f"{name}{number}"), row)
        for number, row in enumerate(frame.iter_rows(named=True), start=1)
    ]


def _row_marks(
    rows: Iterable[tuple[Target, Mapping[str, Any]]], evidence: Evidence
) -> Iterable[Mark]:
    for target, row in rows:
        yield Mark(row["trigger_start"], row["trigger_end"], "trigger", target)
        for kind, fields, _ in FIELDS.values():
            found = _evidence_of(row, fields, evidence)
            if found and found["start"] is not None:
                yield Mark(found["start"], found["end"], kind, target)


def _refusal_marks(refusals: Iterable[tuple[Target, Mapping[str, Any]]]) -> Iterable[Mark]:
    for target, row in refusals:
        named = Target(target.id, target.sign, f"{target.name}, {row['reason']}")
        yield Mark(row["start"], row["end"], "refused", named)


def _evidence_of(
    row: Mapping[str, Any], fields: Iterable[str], evidence: Evidence
) -> Mapping[str, Any] | None:
    found = (evidence.get((row["mention_id"], field)) for field in fields)
    return next((each for each in found if each), None)


def _card(target: Target, row: Mapping[str, Any], evidence: Evidence) -> str:
    """One row: its fields, the words of the text that each rests on, and the rule."""
    is_coded = row["status"] == "coded"
    state = row["event_id_cnty"] or "not among the events" if is_coded else "incomplete"
    lines = "".join(_line(label, row, evidence) for label in FIELDS)
    lacks = "" if is_coded else f"<p class='lacks'>Missing: {_words(row['missing'])}</p>"
    notes = f"<p dir='auto'>{escape(row['notes'])}</p>" if row["notes"] else ""
    heading = escape(row["sub_event_type"] or "Event")
    return (
        f"<article class='card' id='{target.id}' tabindex='-1'><h3><b>{target.sign}</b> {heading} "
        f"<small class='{'coded' if is_coded else 'incomplete'}'>{escape(state)}</small></h3>"
        f"{lacks}{notes}<dl>{lines}</dl></article>"
    )


def _line(label: str, row: Mapping[str, Any], evidence: Evidence) -> str:
    kind, fields, columns = FIELDS[label]
    shown = [str(row[column]) for column in columns if row[column] is not None]
    if not shown:
        return ""
    if label in PRECISIONS:
        column, words = PRECISIONS[label]
        shown += [words[row[column]]] if row[column] in words else []
    return (
        f"<div><dt class='{kind}'>{label}</dt><dd><bdi>{escape(' · '.join(shown))}</bdi>"
        f"{_why(_evidence_of(row, fields, evidence))}</dd></div>"
    )


def _why(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return ""
    quote = ""
    if found["start"] is not None and found["text"]:
        quote = f"<a href='#{anchor(found['start'])}'>“<bdi>{escape(found['text'])}</bdi>”</a> "
    return f"<small>{quote}{escape(found['rule'] or '')}</small>"


def _refusal(target: Target, row: Mapping[str, Any]) -> str:
    words = f"<a href='#{anchor(row['start'])}'>“<bdi>{escape(row['text'] or '')}</bdi>”</a>"
    return (
        f"<li id='{target.id}' tabindex='-1'><b>{target.sign}</b> {words} {escape(row['reason'])} "
        f"<small>{escape(row['rule'])}</small></li>"
    )


def _kept_aside(row: Mapping[str, Any]) -> str:
    return (
        f"<li>Quarantined {escape(row['kind'])}: {escape(row['reason'])} "
        f"<small>{_words(row['rule_ids'])}</small></li>"
    )


def _facts(article: Mapping[str, Any], copies: pl.DataFrame) -> str:
    facts = {label: article.get(column) for label, column in FACTS.items()}
    if article.get("published_method") and article.get("published_at"):
        facts["Published"] = f"{article['published_at']} ({article['published_method']})"
    lines = {label: escape(str(value)) for label, value in facts.items() if value is not None}
    url = str(article.get("url") or "")
    if url.startswith(("http://", "https://")):
        lines["Address"] = f"<a href='{escape(url)}' rel='noreferrer'>{escape(url)}</a>"
    if copies.height:
        lines["Copies"] = _words(copies["article_id"])
    return "".join(
        f"<div><dt>{label}</dt><dd><bdi>{value}</bdi></dd></div>" for label, value in lines.items()
    )


def _legend(kinds: Iterable[str]) -> str:
    there = set(kinds)
    return "".join(f"<li><mark class='{k}'>{k}</mark></li>" for k in KINDS if k in there)


def _counts(n_rows: int, n_refusals: int) -> str:
    counts = {"row": n_rows, "refusal": n_refusals}
    return ", ".join(f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items())


def _nothing(article: Mapping[str, Any]) -> str:
    why = f": {article['reason']}" if article.get("reason") else ""
    return f"<p class='muted'>{escape(f'No row{why}.')}</p>"


def _words(values: Iterable[object] | None) -> str:
    return escape(", ".join(map(str, values or [])))


@lru_cache(maxsize=2)
def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
