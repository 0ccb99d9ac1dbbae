import pytest
from coding_tables import real_kit, to_article

from transforms.coding.sources import load_outlets, resolve_source
from transforms.errors import CodebookError
from transforms.records import AnnotatedArticle, CreationTime, Sentence

BODY = "Two men were killed."


def source_of(credit=None, **fields):
    text = BODY if credit is None else f"{BODY}\n\n{credit}"
    article = to_article({"id": "a1", "text": text})
    for name, value in fields.items():
        object.__setattr__(article, name, value)
    sentences = [Sentence(0, 0, len(BODY), 0, "body", ())]
    if credit:
        sentences.append(Sentence(1, len(BODY) + 2, len(text), 1, "credit", ()))
    when = CreationTime(None, None, None, "unknown", 0.0)
    annotated = AnnotatedArticle(article, "en", tuple(sentences), (), when, "en-test")
    return resolve_source(annotated, real_kit().outlets), text


@pytest.mark.parametrize(
    ("fields", "name", "scale", "rule"),
    [
        ({"source": "reuters"}, "Reuters", "International", "source.metadata"),
        ({"source": "Thomson Reuters"}, "Reuters", "International", "source.metadata"),
        ({"source": "The Gao Gazette"}, "The Gao Gazette", "Other", "source.metadata_unlisted"),
        ({"source": "A; B"}, "A, B", "Other", "source.metadata_unlisted"),
        (
            {"source": "The Gao Gazette", "source_scale": "National", "source_country": "MLI"},
            "The Gao Gazette",
            "National",
            "source.declared",
        ),
        (
            {"source": "AP", "source_scale": "Regional"},
            "Associated Press",
            "Regional",
            "source.declared",
        ),
        ({"url": "https://www.reuters.com/x/y"}, "Reuters", "International", "source.url"),
        ({"url": "https://n.example/x"}, "Article a1", "Other", "source.article_itself"),
        ({"url": "not a url"}, "Article a1", "Other", "source.article_itself"),
        ({}, "Article a1", "Other", "source.article_itself"),
    ],
)
def test_source(fields, name, scale, rule):
    source, _ = source_of(**fields)
    assert (source.name, source.scale, source.rule) == (name, scale, rule)


def test_the_credit_line_names_the_outlet():
    source, text = source_of(credit="Source: Al Jazeera + agencies")
    assert (source.name, source.rule) == ("Al Jazeera", "source.credit_line")
    assert text[slice(*source.span)] == "Al Jazeera"


def test_metadata_go_before_the_credit_line():
    source, _ = source_of(credit="Source: Al Jazeera", source="Reuters")
    assert source.name == "Reuters"


def test_scales_are_those_of_the_codebook():
    scales = {outlet.scale for outlet in load_outlets().by_name.values()}
    known = {"Local partner", "Subnational", "National", "Regional", "International"}
    assert scales <= known | {"New media", "Other"}


def test_malformed_file_is_named(tmp_path):
    (tmp_path / "outlets.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"outlets\.yaml"):
        load_outlets(tmp_path)
