"""An article in two languages: each part is coded in its own."""

from coding_tables import real_kit, to_article

from transforms.coding.rows import provenance_frame
from transforms.pipeline import code_articles
from transforms.text.parts import foreign_languages, split_languages

ENGLISH = "Gunmen killed four farmers near Gao on Monday, the police in the town said."
SPANISH = (
    "Hombres armados mataron a tres campesinos en una vereda de Tumaco el martes, "
    "según informó la policía del departamento."
)
GERMAN = "Die Regierung hat am Mittwoch in Berlin über den Haushalt des nächsten Jahres beraten."


def _article(*paragraphs):
    return to_article({"id": "two", "text": "\n\n".join(paragraphs), "language": "en"})


def test_parts_keep_their_offsets():
    article = _article(ENGLISH, SPANISH, ENGLISH)
    english, spanish = split_languages(article, {"en", "es"})
    assert {len(p.text) for p in (english, spanish)} == {len(article.text)}
    assert SPANISH not in english.text and english.text.count(ENGLISH) == 2
    assert spanish.text.strip() == SPANISH and spanish.language == "es"
    assert spanish.text.index(SPANISH) == article.text.index(SPANISH)


def test_an_article_in_one_language_is_left_alone():
    article = _article(ENGLISH, ENGLISH)
    assert split_languages(article, {"en", "es"}) == [article]
    assert foreign_languages(article) == {}


def test_both_parts_are_coded_and_the_reason_says_so():
    article = _article(ENGLISH, SPANISH, GERMAN)
    [coding] = code_articles([article], real_kit())
    assert coding.outcome == "events" and coding.article == article
    assert {m.row["location"] for m in coding.mentions} == {"Gao", "Tumaco"}
    assert "1 paragraph(s) in es coded too" in coding.reason
    assert "1 paragraph(s) in de not coded" in coding.reason
    assert "en-" in coding.annotated.model_version and "+es-" in coding.annotated.model_version
    for mention in coding.mentions:
        sentence = coding.annotated.sentences[mention.sentence]
        assert sentence.start <= mention.trigger.start < sentence.end
        assert sentence.index == mention.sentence
    evidence = provenance_frame(coding.mentions, coding.annotated, "1")
    stated = evidence.filter(evidence["field"] == "location")["text"].to_list()
    assert sorted(stated) == ["Gao", "Tumaco"]
