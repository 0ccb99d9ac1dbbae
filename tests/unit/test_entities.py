import pytest
from coding_tables import annotate_texts

from transforms.records import AnnotatedArticle, Article, CreationTime, Entity, Sentence
from transforms.resolve.entities import cluster_entities, entities_frame


def clusters_of(*names, label="PER"):
    """Clusters of names that stand one after the other in an article."""
    text, entities = "", []
    for name in names:
        entities.append(Entity(len(text), len(text) + len(name), name, label))
        text += name + " "
    sentence = Sentence(0, 0, len(text), 0, "body", (), tuple(entities))
    when = CreationTime(None, None, None, "unknown", 0.0)
    article = Article("a", text, "a.txt", language="en")
    annotated = AnnotatedArticle(article, "en", (sentence,), (), when, "en-test")
    return [sorted({m.text for m in c.mentions}) for c in cluster_entities(annotated)]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("Jack Lew", "Jack Liu", "Liu"), 1),
        (("Karin Lindqvist", "Lindquist", "Lindqvist"), 1),
        (("Amina Diallo", "Diallo"), 1),
        (("Amina Diallo", "Amina Diallo's"), 1),
        (("Amina Diallo", "Moussa Diallo"), 2),
        (("Amina Diallo", "Amina Keita"), 2),
        (("Amina Diallo", "AMINA DIALLO"), 1),
        (("Diallo", "Keita"), 2),
    ],
)
def test_spellings_of_one_person(names, count):
    assert len(clusters_of(*names)) == count


def test_a_person_is_no_place_of_the_same_name():
    assert len(clusters_of("Paris", label="LOC")) == 1
    assert len(clusters_of("Ali Hassan", "Hassan", label="ORG")) == 2


def test_the_fullest_spelling_names_the_cluster():
    [annotated] = annotate_texts(
        (
            "Mr Bawazir spoke after the attack. Salem Bawazir fled the shelling of Aden. "
            "Gunmen killed two men in Aden.",
        )
    )
    frame = entities_frame([annotated])
    places = frame.filter(frame["text"] == "Aden")
    assert places.height == 2 and places["entity_id"].n_unique() == 1
    text = annotated.article.text
    for row in frame.iter_rows(named=True):
        assert text[row["start"] : row["end"]] == row["text"]


def test_ids_are_the_same_in_a_second_run():
    [annotated] = annotate_texts(("Gunmen killed Salem Bawazir in Aden.",))
    first, second = entities_frame([annotated]), entities_frame([annotated])
    assert first.equals(second) and first.height >= 2
