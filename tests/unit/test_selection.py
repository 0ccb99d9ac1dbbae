"""The two passes give what reading every sentence gives; what is skipped holds no trigger."""

import pytest
from coding_tables import ROOT, annotate_table, annotate_texts, read_table, real_kit, to_article

from transforms.find.candidates import find_candidates
from transforms.lexicon import load_lexicon
from transforms.pipeline import code_annotated
from transforms.records import Article
from transforms.text.annotate import Annotator
from transforms.text.articles import read_articles
from transforms.text.languages import identify_language
from transforms.text.models import Models
from transforms.text.pipelines import load_reader

TABLES = ("articles", "no_event", "articles_es", "articles_ar", "articles_fr", "articles_pt",
          "articles_ru")  # fmt: skip
WEATHER = "The rain over the hills went on all night.\n\nFarmers looked at their stores."


def _tables():
    return [t for t in TABLES if read_table(t)[0].get("language", "en") in _languages()]


def _languages():
    return real_kit().annotator.languages


def _samples():
    """The sample articles and the fixtures in languages that have models."""
    read = read_articles([ROOT / "samples", ROOT / "tests" / "fixtures" / "articles"])
    articles = [identify_language(a) for a in read if isinstance(a, Article)]
    return [a for a in articles if a.language in _languages()]


@pytest.fixture(scope="module", params=[*_tables(), "samples"])
def both(request):
    """Articles read whole, and in two passes, in the same order."""
    if request.param == "samples":
        articles = _samples()
        read = real_kit().annotator.annotate(articles)
    else:
        articles = [to_article(case) for case in read_table(request.param)]
        read = [annotate_table(request.param)[a.article_id] for a in articles]
    return Annotator(ROOT / "models", reads_all=True).annotate(articles), read


def test_no_trigger_lies_in_a_skipped_sentence(both):
    for whole, read in zip(*both, strict=True):
        lexicon = load_lexicon(whole.language)
        candidates, rejections = find_candidates(whole, lexicon)
        spans = [c.trigger for c in candidates] + [(r.start, r.end) for r in rejections]
        parsed = [s for s in read.sentences if s.is_parsed]
        for start, end in spans:
            assert any(s.start <= start and end <= s.end for s in parsed), whole.article.text


def test_coding_is_the_same_as_from_every_sentence(both):
    for whole, read in zip(*(code_annotated(side, real_kit()) for side in both), strict=True):
        assert read.mentions == whole.mentions, read.article.article_id
        assert read.rejections == whole.rejections, read.article.article_id
        assert (read.outcome, read.reason) == (whole.outcome, whole.reason)


def test_an_article_without_triggers_is_not_read():
    [annotated] = annotate_texts((WEATHER,))
    assert annotated.sentences == ()
    [coding] = code_annotated([annotated], real_kit())
    assert coding.outcome == "no_event" and "no word that reports" in coding.reason


def test_context_is_read_and_the_rest_is_left():
    text = (
        "The council met in Goma on Monday.\n\nMaize was cheap.\n\nA crowd stood in Beni. "
        "Gunmen killed two men there.\n\nBeans were cheap too."
    )
    [annotated] = annotate_texts((text,))
    read = [text[s.start : s.end].split()[0] for s in annotated.sentences if s.is_parsed]
    assert read == ["The", "A", "Gunmen"]
    left = [s for s in annotated.sentences if not s.is_parsed]
    assert left and all(t.upos == "X" for s in left for t in s.tokens)
    assert all(s.entities == () for s in left)


@pytest.mark.parametrize(
    ("word", "trigger"),
    [("killed", "kill"), ("Shot", "shoot"), ("razing", "raze"), ("kidnapped", "kidnap")],
)
def test_inflected_words_lead_to_their_trigger(word, trigger):
    scan = load_reader(Models(ROOT / "models").bundles()["en"]).scan
    assert trigger in scan.trigger_words(word.casefold())


def test_cues_decide_as_they_do_for_triggers():
    scan = load_reader(Models(ROOT / "models").bundles()["en"]).scan
    assert scan.may_report(["The", "rebels", "shelled", "it"], "The rebels shelled it")
    words = ["Miners", "went", "on", "strike"]
    assert scan.may_report(["Jets", "strike"], "Jets strike")
    assert not scan.may_report(words, "Miners went on strike for higher pay")
