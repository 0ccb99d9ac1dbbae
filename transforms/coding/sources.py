"""Source and source_scale of an article, from codebooks/outlets.yaml.

Order: what the input declares, the article's own source, the outlet of its URL, the outlet
that a credit line names.
An article of no known outlet is its own source, by its article_id, with scale Other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from transforms.lexicon import DIRECTORY
from transforms.phrases import PhraseFinder
from transforms.records import AnnotatedArticle, Span
from transforms.yaml_once import read_yaml

UNKNOWN_SCALE = "Other"
HOME_SCALES = {"National", "Subnational"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet: name, ISO3 of its country (None for international ones), scale."""

    name: str
    country: str | None
    scale: str


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """The source columns of an article's rows, with the rule that gave them."""

    name: str
    scale: str
    rule: str
    country: str | None = None
    span: Span | None = None

    @property
    def home(self) -> str | None:
        """The country that an outlet writes for where it names none; None if for the world."""
        return self.country if self.scale in HOME_SCALES else None


@dataclass(frozen=True)
class Outlets:
    """All known outlets by alias and by web domain."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]
    finder: PhraseFinder


def resolve_source(annotated: AnnotatedArticle, outlets: Outlets) -> ResolvedSource:
    """Return the source of an article."""
    article = annotated.article
    if article.source and article.source_scale:
        listed = outlets.by_name.get(article.source.casefold())
        name = listed.name if listed else _one_name(article.source)
        country = article.source_country
        return ResolvedSource(name, article.source_scale, "source.declared", country)
    if article.source:
        outlet = outlets.by_name.get(article.source.casefold())
        if outlet:
            return _known(outlet, "source.metadata")
        name = _one_name(article.source)
        return ResolvedSource(name, UNKNOWN_SCALE, "source.metadata_unlisted")
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    outlet = outlets.by_domain.get(host.removeprefix("www."))
    if outlet:
        return _known(outlet, "source.url")
    for sentence in annotated.sentences:
        if sentence.role in {"credit", "dateline"}:
            found = outlets.finder.find(article.text[sentence.start : sentence.end])
            if found:
                name, start, end = found[0]
                span = Span(sentence.start + start, sentence.start + end)
                return _known(outlets.by_name[name], "source.credit_line", span)
    return ResolvedSource(f"Article {article.article_id}", UNKNOWN_SCALE, "source.article_itself")


@lru_cache(maxsize=4)
def load_outlets(directory: Path = DIRECTORY) -> Outlets:
    """Read outlets.yaml; raises CodebookError on a malformed file."""
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    for row in read_yaml(directory / "outlets.yaml")["outlets"]:
        outlet = Outlet(row["name"], row.get("country"), row["scale"])
        names = [row["name"], *row.get("aliases", ())]
        by_name |= {str(name).casefold(): outlet for name in names}
        by_domain |= {str(domain).casefold(): outlet for domain in row.get("domains", ())}
        phrases[str(row["name"]).casefold()] = tuple(map(str, names))
    return Outlets(by_name, by_domain, PhraseFinder(phrases))


def _one_name(source: str) -> str:
    """The name without the mark that separates sources."""
    return " ".join(source.replace(";", ",").split())


def _known(outlet: Outlet, rule: str, span: Span | None = None) -> ResolvedSource:
    return ResolvedSource(outlet.name, outlet.scale, rule, outlet.country, span)
