"""Scores of one bundle on held-out text: names, tags and trees, from raw text and gold tokens."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Any

import bundles
import entities
import treebanks

TREES = "tokenize,mwt,pos,lemma,depparse"
NO_MWT = "tokenize,pos,lemma,depparse"
RAW_SCORES = {
    "sentence F1": "Sentences",
    "token F1": "Tokens",
    "word F1": "Words",
    "UPOS": "UPOS",
    "lemma": "Lemmas",
    "UAS": "UAS",
    "LAS": "LAS",
}
GOLD_SCORES = ("UPOS", "lemma", "UAS", "LAS")
NER_BATCH = 400

Row = dict[str, Any]


def measure(lang: str, recipe: dict[str, Any], corpora: Path, models: Path) -> dict[str, Any]:
    """Scores (0-100) of models/<lang> as rows of measure, score, test; and its NER labels.

    Scores of trees are those of the CoNLL 2018 script; names count when span and label agree
    (micro-averaged F1), on the corpus' own tokens and only over labels that the test text has.
    """
    tests = {"held-out test": {"sources": recipe["ner"]["test"]}}
    tests |= {name: {"sources": [s]} for name, s in recipe.get("extra_ner_tests", {}).items()}
    names = bundles.open_bundle(models, lang, "tokenize,ner", pretokenized=True)
    rows = []
    for test, spec in tests.items():
        gold = [s for source in spec["sources"] for s in entities.read_source(source, corpora)]
        rows += _name_rows(names, [s for s in gold if s], test)
    rows += _tree_rows(lang, recipe, corpora, models)
    return {"rows": rows, "ner_labels": _labels(names)}


def _labels(pipeline: Any) -> list[str]:
    tags = pipeline.processors["ner"].get_known_tags()
    return [label for label in entities.LABELS if label in tags]


def _name_rows(pipeline: Any, gold: list[entities.Tagged], test: str) -> list[Row]:
    expected = [set(entities.spans_of([tag for _, tag in sentence])) for sentence in gold]
    found = [_predicted(s) for s in _annotated(pipeline, gold)]
    labels = sorted({label for spans in expected for _, _, label in spans})
    rows = [_f1_row("NER F1", expected, found, set(labels), test)]
    return rows + [_f1_row(f"NER F1 {label}", expected, found, {label}, test) for label in labels]


def _annotated(pipeline: Any, gold: list[entities.Tagged]) -> list[Any]:
    sentences: list[Any] = []
    for start in range(0, len(gold), NER_BATCH):
        batch = [[token for token, _ in sentence] for sentence in gold[start : start + NER_BATCH]]
        sentences += pipeline(batch).sentences
    return sentences


def _predicted(sentence: Any) -> set[entities.Span]:
    return {(e.tokens[0].id[0] - 1, e.tokens[-1].id[-1], e.type) for e in sentence.ents}


def _f1_row(
    measure: str,
    expected: list[set[entities.Span]],
    found: list[set[entities.Span]],
    labels: set[str],
    test: str,
) -> Row:
    gold = [{s for s in spans if s[2] in labels} for spans in expected]
    ours = [{s for s in spans if s[2] in labels} for spans in found]
    right = sum(len(a & b) for a, b in zip(gold, ours, strict=True))
    total = sum(map(len, gold)) + sum(map(len, ours))
    names = sum(map(len, gold))
    return {
        "measure": measure,
        "score": 200 * right / max(total, 1),
        "test": f"{test}, {names} names",
    }


def _tree_rows(lang: str, recipe: dict[str, Any], corpora: Path, models: Path) -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        only_test = {**recipe["treebanks"], "train": recipe["treebanks"]["dev"]}
        words = treebanks.prepare_treebanks(only_test, corpora, folder)["test"]
        processors = TREES if "mwt" in recipe["parts"] else NO_MWT
        nlp = bundles.open_bundle(models, lang, processors)
        raw = _raw_scores(nlp, folder)
        gold = _gold_scores(nlp, folder, processors)
    rows = [_row(m, raw[key], f"raw text, {words} words") for m, key in RAW_SCORES.items()]
    rows += [_row(m, gold[RAW_SCORES[m]], f"gold tokens, {words} words") for m in GOLD_SCORES]
    return rows


def _row(measure: str, score: Any, test: str) -> Row:
    return {"measure": measure, "score": 100 * score.f1, "test": test}


def _raw_scores(nlp: Any, folder: Path) -> dict[str, Any]:
    from stanza.utils.datasets import common

    shutil.copy(folder / "test.conllu", folder / "x.test.gold.conllu")
    common.convert_conllu_to_txt(str(folder), "x", shards=("test",))
    document = nlp((folder / "x.test.txt").read_text(encoding="utf-8"))
    return _scored(folder / "test.conllu", document)


def _gold_scores(nlp: Any, folder: Path, processors: str) -> dict[str, Any]:
    from stanza.utils.conll import CoNLL

    document = CoNLL.conll2doc(str(folder / "test.conllu"))
    for name in processors.split(","):
        if name not in ("tokenize", "mwt"):
            document = nlp.processors[name].process(document)
    return _scored(folder / "test.conllu", document)


def _scored(gold: Path, document: Any) -> dict[str, Any]:
    from stanza.models.common.utils import ud_scores

    scores: dict[str, Any] = ud_scores(str(gold), io.StringIO(f"{document:C}\n\n"))
    return scores
