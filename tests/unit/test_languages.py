from pathlib import Path

import pytest
import yaml

from transforms.records import Article
from transforms.text.languages import (
    find_foreign_sections,
    identify_language,
    is_same_language,
    load_codes,
    normalize_code,
    rank_language,
)

SNIPPETS = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "languages.yaml").read_text(encoding="utf-8")
)
MAIN = ("en", "ar", "es", "fr", "pt", "ru", "uk", "tr", "fa", "de", "zh", "hi")
ENGLISH = (
    "Protesters blocked the main highway with burning tyres for three hours on Monday. "
    "The mayor said no one had been hurt, and police made no arrests."
)


def identify(text, language=None, title=None):
    return identify_language(Article("a", text, "a.txt", language=language, title=title))


@pytest.mark.parametrize("language", SNIPPETS)
def test_snippets_of_a_language(language):
    wrong = [
        (s, rank_language(s)[0]) for s in SNIPPETS[language] if rank_language(s)[0] != language
    ]
    assert not wrong


def test_every_main_language_has_twenty_snippets():
    assert all(len(set(SNIPPETS[language])) >= 20 for language in MAIN)


@pytest.mark.parametrize(
    "text",
    ["12:30 45 --", "OK", "Gaza", "Reuters", "😀😀😀😀", "qwrt zxcv plkm", "https://a.example/b"],
)
def test_too_short_or_no_language(text):
    article = identify(text)
    assert (article.language, article.language_confidence) == (None, 0.0)


def test_short_text_is_read_with_its_title():
    assert identify("Gaza", title="Two people killed in the market").language == "en"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "en-GB", "en"),
        (ENGLISH, "English", "en"),
        (ENGLISH, "ar", "en"),
        (ENGLISH, "und", "en"),
        (ENGLISH, "??", "en"),
        ("Protesta en Lima", "pt", "pt"),
        ("Tusindvis af mennesker demonstrerer", "nb", "nb"),
        ("12:30", "uk", "uk"),
        (ENGLISH.upper(), None, "en"),
        ("\u202e" + ENGLISH + " 😀", None, "en"),
    ],
)
def test_metadata_win_unless_plainly_wrong(text, declared, language):
    article = identify(text, declared)
    assert article.language == language
    assert article.language_confidence >= 0.35


def test_english_article_with_arabic_quotation_is_english():
    text = ENGLISH + " They chanted «الشعب يريد» near Bab al-Azizia. " + ENGLISH
    assert identify(text).language == "en"


def test_foreign_paragraphs():
    arabic = "أغلق المتظاهرون الطريق الرئيسي بالإطارات المشتعلة لثلاث ساعات يوم الاثنين في المدينة."
    text = f"{ENGLISH}\n\n{arabic}\n\nمرحبا\n\n{ENGLISH}"
    article = identify(text)
    [section] = find_foreign_sections(article)
    assert text[section.start : section.end] == arabic
    assert section.language == "ar"
    assert find_foreign_sections(identify(ENGLISH)) == ()
    assert find_foreign_sections(identify("OK")) == ()


def test_long_text_is_sampled_from_all_its_parts():
    french = "Les manifestants ont bloqué la route principale avec des pneus en feu. "
    assert identify("Communiqué. " + french * 20_000).language == "fr"


def test_codes():
    assert normalize_code("pt_BR") == "pt"
    assert normalize_code(None) is None
    assert is_same_language("nn", "nb")
    assert not is_same_language("es", "pt")
    assert not load_codes().near & load_codes().far
