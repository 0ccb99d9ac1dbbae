import shutil
from datetime import date

import pytest
import stanza
from coding_tables import (
    CASES,
    ROOT,
    annotate_table,
    annotate_texts,
    read_table,
    real_kit,
    to_article,
)
from stanza.pipeline.registry import PIPELINE_NAMES

from transforms.errors import ModelError
from transforms.text.annotate import Annotator, read_plain
from transforms.text.models import Models
from transforms.text.pipelines import full_precision

ODD_TEXTS = (
    "No full stop at the end",
    "POLICE SHOT DEAD TWO MEN IN NAIROBI ON MONDAY",
    "\u200fGunmen killed two men in Basra\u200e on Monday.\u200f \u202bنص\u202c",
    "😀😀 Gunmen killed two 👨‍👩‍👧 men in Gao on Monday! 🇲🇱",
    "a",
    "…",
    "1234567890 " * 200,
    "word" * 3000,
    "Tab\there and\u00a0there.\n\n\n\nTwo lines\u2028below.",
    "He said “no” — and ‘went’… (Reuters) - [photo] * * *",
    "Gunmen killed two men in Gao on Monday" + "!" * 400,
)


@pytest.mark.parametrize("name", ["articles", "no_event"])
def test_offsets_are_those_of_the_text(name):
    for annotated in annotate_table(name).values():
        text = annotated.article.text
        for sentence in annotated.sentences:
            for token in sentence.tokens:
                assert text[token.start : token.end] == token.text or _is_part(token, sentence)
            for entity in sentence.entities:
                assert text[entity.start : entity.end] == entity.text
        for timex in annotated.timexes:
            assert text[timex.start : timex.end] == timex.text


def _is_part(token, sentence):
    """One of the words of a contraction, which share its characters."""
    return sum((t.start, t.end) == (token.start, token.end) for t in sentence.tokens) > 1


@pytest.mark.parametrize("name", ["articles", "no_event"])
def test_trees_are_trees(name):
    for annotated in annotate_table(name).values():
        for sentence in annotated.sentences:
            roots = [t for t in sentence.tokens if t.head == -1]
            assert len(roots) == 1
            assert all(-1 <= t.head < len(sentence.tokens) for t in sentence.tokens)
            assert [t.index for t in sentence.tokens] == list(range(len(sentence.tokens)))


@pytest.mark.parametrize("number", range(len(ODD_TEXTS)))
def test_odd_texts_are_read(number):
    text = ODD_TEXTS[number]
    annotated = annotate_texts(ODD_TEXTS)[number]
    assert annotated.article.text == text
    spans = [(t.start, t.end) for s in annotated.sentences for t in s.tokens]
    assert spans == sorted(spans) and all(0 <= a < b <= len(text) for a, b in spans)
    assert all(text[a:b].strip() for a, b in spans)


def test_empty_text_has_no_sentences():
    [annotated] = real_kit().annotator.annotate([to_article({"id": "empty", "text": ""})])
    assert annotated.sentences == () and annotated.timexes == ()


def test_order_and_batch_do_not_matter():
    cases = read_table("articles")[:3]
    articles = [to_article(case) for case in cases]
    together = annotate_table("articles")
    backwards = real_kit().annotator.annotate(articles[::-1])
    assert [a.article.article_id for a in backwards] == [c["id"] for c in cases[::-1]]
    assert all(a == together[a.article.article_id] for a in backwards)


def test_language_without_a_model_is_named():
    article = to_article({"id": "fo1", "text": "Góðan dag.", "language": "fo"})
    with pytest.raises(ModelError, match=r"fo1.*'fo'"):
        real_kit().annotator.annotate([article])


def test_dates_are_read_without_a_model():
    article = to_article({"id": "x", "text": "It rained on Monday.", "published": "2024-05-15"})
    when, timexes = read_plain(article, "en")
    assert str(when.day) == "2024-05-15"
    assert [(t.text, t.value) for t in timexes] == [("Monday", "2024-05-13")]


def test_a_corrupt_weight_file_is_an_annotation_error(tmp_path):
    models = tmp_path / "models"
    shutil.copytree(ROOT / "models" / "en", models / "en")
    shutil.copy(ROOT / "models" / "resources.json", models)
    weights = next((models / "en" / "pos").glob("*.pt"))
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"'en'.*do not load.*Restore"):
        Annotator(models).annotate([to_article({"id": "a", "text": "Hello."})])


def test_a_missing_catalogue_is_an_annotation_error(tmp_path):
    with pytest.raises(ModelError, match=r"resources\.json"):
        Annotator(tmp_path).annotate([to_article({"id": "a", "text": "Hello."})])


def test_the_model_version_changes_with_the_weights(tmp_path):
    first, other = tmp_path / "first", tmp_path / "other"
    for folder, weights in ((first, b"one"), (other, b"one")):
        shutil.copytree(
            ROOT / "models" / "en", folder / "en", ignore=shutil.ignore_patterns("*.md")
        )
        shutil.copy(ROOT / "models" / "resources.json", folder)
        (folder / "en" / "pos" / "newsledger.pt").write_bytes(weights)
    version = Annotator(first).model_version("en")
    assert version.startswith("en-") and Annotator(other).model_version("en") == version
    third = tmp_path / "third"
    shutil.copytree(other, third)
    (third / "en" / "pos" / "newsledger.pt").write_bytes(b"two")
    assert Annotator(third).model_version("en") != version


def test_timex_is_a_processor_for_pipelines_of_ones_own():
    pipeline = stanza.Pipeline(
        "en",
        dir=str(ROOT / "models"),
        processors="tokenize,mwt,timex",
        download_method=None,
        verbose=False,
        timex_style="dialogue",
    )
    one, two = pipeline.bulk_process(["Rain on 3 May 2024, 7p.", "It was dry."])
    assert [(t.text, t.value) for t in one.timexes] == [("3 May 2024, 7p", "2024-05-03T19:00")]
    assert two.timexes == [] and "timex" in PIPELINE_NAMES


def test_timex_reads_tense_in_a_pipeline_of_the_embedded_models():
    bundle = Models(ROOT / "models").bundles()["en"]
    steps = "tokenize,mwt,pos,lemma,depparse"
    pipeline = stanza.Pipeline(
        "en",
        dir=str(bundle.directory),
        processors=f"{steps},timex",
        foundation_cache=full_precision(bundle),
        download_method=None,
        verbose=False,
    )
    document = pipeline("The envoys will meet on Friday.", processors=steps)
    document.dct = date(2024, 3, 7)
    [timex] = pipeline(document, processors="timex").timexes
    assert (timex.value, timex.direction_source) == ("2024-03-08", "tense")


def test_timex_needs_no_model_of_the_language():
    pipeline = stanza.Pipeline(
        "fa",
        dir=str(ROOT / "models"),
        processors="tokenize,timex",
        tokenize_pretokenized=True,
        allow_unknown_language=True,
        download_method=None,
        verbose=False,
    )
    assert [t.text for t in pipeline("سه نفر یکشنبه کشته شدند").timexes] == ["یکشنبه"]


def test_tables_lie_where_they_belong():
    assert {path.stem for path in CASES.glob("*.yaml")} >= {"articles", "no_event", "modality"}
