"""One page a run, in one file: which rules held, which rows broke which, without a network."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from expectations.rules import PARTLY_CHECKED, UNCHECKED, Failure, Rule

MAX_SAMPLES = 10
MAX_DETAIL = 300
MAX_RUNS = 50
LEVEL_WORDS = {"error": "error", "warn": "warning"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells about a run; counts as in ValidatedBatch."""

    run_id: str
    codebook_version: str
    n_rows: int
    n_accepted: int
    n_quarantined: int
    n_warnings: int
    rules: Sequence[Rule]
    failures: Sequence[Failure]


def write_report(page: Page, result: Mapping[str, Any], directory: Path) -> Path:
    """Write `<run_id>.html`, `<run_id>.json` and `index.html` (the latest run); return the page.

    `result` is Great Expectations' own validation result, kept as it is. Every file is
    written aside and renamed, so that a reader, or another run, never sees half of one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _replace(directory / f"{page.run_id}.json", json.dumps(result, indent=1, default=str))
    earlier = (path.stem for path in directory.glob("*.html") if path.stem != "index")
    runs = sorted({page.run_id, *earlier}, reverse=True)[:MAX_RUNS]
    html = render_page(page, runs)
    _replace(directory / "index.html", html)
    _replace(directory / f"{page.run_id}.html", html)
    return directory / f"{page.run_id}.html"


def render_page(page: Page, runs: Sequence[str]) -> str:
    """Return the page as HTML. Everything that comes from rows is escaped."""
    failures: dict[str, list[Failure]] = defaultdict(list)
    for failure in page.failures:
        failures[failure.rule_id].append(failure)
    broken = [_broken_rule(rule, failures[rule.id]) for rule in page.rules if failures[rule.id]]
    template = (files("expectations") / "templates" / "page.html").read_text(encoding="utf-8")
    return Template(template).substitute(
        run_id=escape(page.run_id),
        codebook_version=escape(page.codebook_version),
        verdict=_verdict(page),
        n_rows=f"{page.n_rows:,}",
        n_accepted=f"{page.n_accepted:,}",
        n_quarantined=f"{page.n_quarantined:,}",
        n_warnings=f"{page.n_warnings:,}",
        broken="\n".join(broken) or '<p class="passed">None.</p>',
        rules="\n".join(_rule_row(rule, failures[rule.id], page.n_rows) for rule in page.rules),
        unchecked="\n".join(
            f"<tr><td><code>{rule_id}</code></td><td>{kind}</td><td>{escape(why)}</td></tr>"
            for kind, reasons in (("not checked", UNCHECKED), ("in part", PARTLY_CHECKED))
            for rule_id, why in reasons.items()
        ),
        runs=" · ".join(f'<a href="{escape(run)}.html">{escape(run)}</a>' for run in runs),
    )


def _verdict(page: Page) -> str:
    if page.n_rows == 0:
        return "The batch holds no event."
    if page.n_quarantined == 0:
        return "Every event may enter the warehouse."
    return f"{page.n_quarantined:,} of {page.n_rows:,} events are put aside with their reasons."


def _rule_row(rule: Rule, failures: Sequence[Failure], n_rows: int) -> str:
    n_failed = len({failure.row for failure in failures})
    state = rule.level if n_failed else "passed"
    return (
        f"<tr><td><code>{escape(rule.id)}</code></td>"
        f'<td class="{escape(state)}">{LEVEL_WORDS[rule.level]}</td>'
        f'<td class="wide">{escape(rule.text)}</td>'
        f'<td class="n" data-label="checked">{n_rows:,}</td>'
        f'<td class="n {escape(state)}" data-label="failed">{n_failed:,}</td></tr>'
    )


def _broken_rule(rule: Rule, failures: Sequence[Failure]) -> str:
    n_failed = len({failure.row for failure in failures})
    rows = "\n".join(
        f"<tr><td>{failure.row + 1:,}</td><td><code>{escape(str(failure.event_key))}</code></td>"
        f"<td>{escape(_short(failure.detail))}</td></tr>"
        for failure in failures[:MAX_SAMPLES]
    )
    more = len(failures) - MAX_SAMPLES
    rest = f'<p class="soft">and {more:,} more</p>' if more > 0 else ""
    return (
        f'<details open><summary><code>{escape(rule.id)}</code> <span class="{rule.level}">'
        f"{LEVEL_WORDS[rule.level]}, {n_failed:,} row{'s' if n_failed != 1 else ''}</span>: "
        f"{escape(rule.text)}</summary>\n<table><thead><tr><th>Row</th><th>event_key</th>"
        f"<th>Found</th></tr></thead><tbody>\n{rows}\n</tbody></table>{rest}</details>"
    )


def _short(text: str) -> str:
    return text if len(text) <= MAX_DETAIL else text[: MAX_DETAIL - 1] + "…"


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)
