"""The embedded bundles that are in the repository, and the arithmetic of how they are made."""

import json
import sys
from pathlib import Path

import pytest
import torch
import yaml

MODELS = Path(__file__).parents[2] / "models"
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "models.yaml").read_text())
sys.path.insert(0, str(MODELS))

import bundles  # noqa: E402
import cards  # noqa: E402
import entities  # noqa: E402
import evaluate  # noqa: E402
import recipes  # noqa: E402
import treebanks  # noqa: E402

CATALOGUE = json.loads((MODELS / "resources.json").read_text())
LANGS = sorted(CATALOGUE)
WEIGHTS = sorted(MODELS.glob("*/*/newsledger.pt"))
RECIPES = recipes.read_recipes()
NEEDED = {"tokenize", "pos", "lemma", "depparse", "ner"}


def case_id(case: dict) -> str:
    return case["id"]


def label_of(path: Path) -> str:
    return f"{path.parts[-3]}-{path.parts[-2]}"


@pytest.mark.parametrize("lang", LANGS)
def test_catalogue_lists_exactly_the_weights_that_are_there(lang: str) -> None:
    listed = {part for part in bundles.ORDER if part in CATALOGUE[lang]}
    there = {path.parts[-2] for path in WEIGHTS if path.parts[-3] == lang}
    assert listed == there
    assert set(CATALOGUE[lang]["packages"]["default"]) == listed - {"pretrain"}
    assert listed >= NEEDED


def test_every_folder_of_weights_is_in_the_catalogue() -> None:
    assert {path.parts[-3] for path in WEIGHTS} == set(LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_bundle_is_small_and_has_its_papers(lang: str) -> None:
    megabytes = sum(path.stat().st_size for path in (MODELS / lang).rglob("*")) / 1e6
    assert megabytes < cards.MAX_MB
    attribution = (MODELS / lang / "ATTRIBUTION.md").read_text()
    sources = yaml.safe_load(cards.SOURCES.read_text())
    for key in cards.read_training(MODELS / lang)["attribution"]:
        assert sources[key]["name"] in attribution
        assert sources[key]["licence"] in attribution
    card = (MODELS / lang / "CARD.md").read_text()
    assert "## Scores on held-out text" in card
    assert "Measured 20" in card


@pytest.mark.parametrize("path", WEIGHTS, ids=label_of)
def test_weights_load_safely_are_half_precision_and_name_no_folder(path: Path) -> None:
    raw = path.read_bytes()
    assert not any(place in raw for place in (b"/root/", b"/home/", b"/tmp/", b"/work/"))
    saved = torch.load(path, map_location="cpu", weights_only=True)
    tensors = [saved["emb"]] if "emb" in saved else list((saved["model"] or {}).values())
    floats = [t for t in tensors if isinstance(t, torch.Tensor) and t.is_floating_point()]
    assert all(t.dtype == torch.float16 for t in floats)


@pytest.mark.parametrize("lang", LANGS)
def test_ner_labels_are_of_the_common_set(lang: str) -> None:
    saved = torch.load(MODELS / lang / "ner" / "newsledger.pt", weights_only=True)
    units = saved["vocab"]["tag"]["_id2unit"][0]
    labels = {unit[2:] for unit in units if unit[:2] in {"B-", "I-", "S-", "E-"}}
    assert {"PER", "ORG", "LOC"} <= labels <= set(entities.LABELS)


@pytest.mark.parametrize("lang", sorted(RECIPES))
@pytest.mark.parametrize("part", ["treebanks", "ner"])
def test_no_recipe_tests_on_what_it_learned_from(lang: str, part: str) -> None:
    taken: dict[str, set[tuple[str, str, int]]] = {}
    for shard in treebanks.SHARDS:
        taken[shard] = {
            (source["file"], source.get("member", ""), position)
            for source in RECIPES[lang][part][shard]
            for position in treebanks.chosen(1000, source)
        }
    assert not taken["train"] & taken["test"]
    assert not taken["train"] & taken["dev"]
    assert not taken["dev"] & taken["test"]


@pytest.mark.parametrize("lang", sorted(RECIPES))
def test_every_recipe_has_its_sources_and_bars(lang: str) -> None:
    sources = yaml.safe_load(cards.SOURCES.read_text())
    assert set(RECIPES[lang]["attribution"]) <= set(sources)
    assert set(evaluate.BARS[lang]) == {"ner", "las", "upos", "sentences"}


@pytest.mark.parametrize("case", CASES["tags"], ids=case_id)
def test_tags_become_spans_and_come_back(case: dict) -> None:
    spans = entities.spans_of(case["tags"])
    assert spans == [tuple(span) for span in case["spans"]]
    assert entities.tags_of(spans, len(case["tags"])) == case.get("back", case["tags"])


@pytest.mark.parametrize("case", CASES["overlaps"], ids=case_id)
def test_overlapping_spans(case: dict) -> None:
    spans = [tuple(span) for span in case["spans"]]
    assert entities.tags_of(spans, case["count"]) == case["tags"]


@pytest.mark.parametrize("case", CASES["surface"], ids=case_id)
def test_names_move_to_surface_tokens(case: dict) -> None:
    words = [tuple(pair) for pair in case["words"]]
    merged = entities._merged(words, [tuple(pair) for pair in case["surface"]])
    assert merged == [tuple(pair) for pair in case["tags"]]


@pytest.mark.parametrize("case", CASES["clitics"], ids=case_id)
def test_arabic_clitics_become_one_token(case: dict) -> None:
    rows = [
        [str(n), form, form, "X", "_", "_", "0", "root", "_", space]
        for n, (form, space) in enumerate(case["rows"], 1)
    ]
    assert treebanks.surface(list(treebanks._joined(rows))) == [tuple(t) for t in case["tokens"]]


def test_lemma_types_take_the_most_frequent_lemma_once() -> None:
    rows = [("vio", "VERB", "ver"), ("vio", "VERB", "ver"), ("vio", "VERB", "vivir")]
    sentence = [f"{n}\t{f}\t{le}\t{u}\t_\t_\t0\troot\t_\t_" for n, (f, u, le) in enumerate(rows, 1)]
    (types,) = treebanks._types([sentence])
    assert [line.split("\t")[1:4] for line in types] == [["vio", "ver", "VERB"]]


def test_report_keeps_what_others_wrote(tmp_path: Path) -> None:
    report = tmp_path / "evaluation.md"
    report.write_text(f"# Evaluation\n\nbefore\n\n{evaluate.START}\nold\n{evaluate.END}\n\nafter\n")
    evaluate.write_report(MODELS, LANGS, report)
    text = report.read_text()
    assert "before" in text
    assert text.rstrip().endswith("after")
    assert "\nold\n" not in text
    assert "| AnCora |" in text
