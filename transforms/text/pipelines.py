"""Loads Stanza pipelines: one a bundle and process, each when first needed.

With text.annotate and text.splitting this is the only module that knows Stanza.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import stanza
import torch
from stanza.models.common.doc import Document
from stanza.models.common.foundation_cache import FoundationCache
from stanza.models.common.pretrain import Pretrain
from stanza.models.depparse.head_constraints import DEPREL_TO_GROUP
from stanza.pipeline.processor import Processor, register_processor

from transforms.errors import ModelError
from transforms.letters import fold, takes_endings
from transforms.lexicon import has_lexicon, load_lexicon
from transforms.text.clitics import Mender
from transforms.text.conversion import to_sentences
from transforms.text.faster_parser import ease
from transforms.text.models import Bundle
from transforms.text.possessives import GenitiveMender
from transforms.text.seams import LANGUAGES as SEAMED
from transforms.text.seams import SeamMender
from transforms.text.trigger_scan import TriggerScan
from transforms.timexes import find_timexes

THREADS = 1
"""Small models gain nothing from more: use more processes instead."""
ARABIC, ENGLISH = "ar", "en"
log = logging.getLogger(__name__)


@register_processor("timex")
class TimexProcessor(Processor):  # type: ignore[misc]
    """Stanza processor for pipelines of your own: sets `document.timexes`, `Timex` records.

    Needs tokens, reads tags where there are any. The document creation time is
    `document.dct` (a date or None), to be set before this processor runs. The option
    `timex_style` is "news" (the default) or "dialogue" for chats and e-mails.
    """

    PROVIDES_DEFAULT = {"timex"}
    REQUIRES_DEFAULT = {"tokenize"}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        self._config, self._pipeline = config, pipeline
        self._trainer = self._vocab = None
        self._set_up_requires()
        self._set_up_provides()
        self._language = str(config.get("lang", pipeline.lang))
        self._style = str(config.get("style", "news"))

    def process(self, document: Document) -> Document:
        """Add `timexes` to the document and return it."""
        tokens = [t for s in to_sentences(document) for t in s.tokens]
        dct = getattr(document, "dct", None)
        document.timexes = find_timexes(
            document.text, self._language, dct, tokens, style=self._style
        )
        return document


@dataclass(frozen=True, eq=False)
class Reader:
    """A loaded pipeline with its scan for triggers (None without a trigger pack).

    `mender` cuts the words of Arabic anew, and the genitive off those of English; it joins
    Ukrainian ones that a Russian tokeniser cut.
    """

    pipeline: Any
    scan: TriggerScan | None
    labels: Mapping[str, str | None]
    language: str = ""
    mender: Mender | GenitiveMender | SeamMender | None = None


@lru_cache(maxsize=16)
def load_reader(bundle: Bundle) -> Reader:
    """Load the models of a bundle.

    Raises:
        ModelError: a file is missing or damaged, or the label set is not in the codebook.
    """
    log.info("load models", extra={"language": bundle.language, "models": str(bundle.directory)})
    torch.set_num_threads(THREADS)
    try:
        cache = full_precision(bundle)
        pipeline = stanza.Pipeline(
            bundle.stanza_id,
            dir=str(bundle.directory),
            processors=dict(bundle.packages),
            package=None,
            download_method=None,
            foundation_cache=cache,
            lemma_store_results=True,
            use_gpu=None,
            verbose=False,
        )
    except Exception as error:
        raise ModelError(
            f"models of {bundle.language!r} in {bundle.directory} do not load: {error}. "
            f"{bundle.remedy}"
        ) from error
    ease(pipeline.processors["depparse"].trainer.model, DEPREL_TO_GROUP)
    labels = bundle.label_map(pipeline.processors["ner"].get_known_tags())
    scan = _scan(bundle.language, pipeline)
    mender = _mender(bundle.language, cache)
    reader = Reader(pipeline, scan, labels, bundle.language, mender)
    _settle()
    return reader


def _settle() -> None:
    """What is loaded stays: later collections need not walk it; what is garbage goes first."""
    if gc.get_freeze_count():
        gc.collect()
    gc.freeze()


def full_precision(bundle: Bundle) -> FoundationCache:
    """Vectors may be kept in half precision on disk; the tagger and the parser need full."""
    cache = FoundationCache(local_files_only=True)
    for path in bundle.files:
        if path.parent.name == "pretrain":
            pretrain = Pretrain(str(path))
            pretrain.load()
            pretrain._emb = pretrain._emb.float()
            cache.pretrains[str(path)] = pretrain
    return cache


def _mender(language: str, cache: FoundationCache) -> Mender | GenitiveMender | SeamMender | None:
    """The mender of cut words; of Arabic by the order of the vectors, that of frequency."""
    if language == ENGLISH:
        return GenitiveMender()
    if language in SEAMED:
        return SeamMender()
    if language != ARABIC or not cache.pretrains:
        return None
    ranks: dict[str, int] = {}
    pretrain = next(iter(cache.pretrains.values()))
    for rank, word in enumerate(pretrain.vocab._id2unit):
        ranks.setdefault(fold(word), rank)
    if not has_lexicon(ARABIC):
        return Mender(ranks)
    lexicon = load_lexicon(ARABIC)
    return Mender(ranks, lexicon.vocabulary | lexicon.numbers.keys())


def _scan(language: str, pipeline: Any) -> TriggerScan | None:
    if not has_lexicon(language) or takes_endings(language):
        return None
    tables = getattr(pipeline.processors["lemma"].trainer, "pos_dict", {})
    lemmas: dict[str, set[str]] = {}
    for table in tables.values():
        for word, lemma in table.items():
            lemmas.setdefault(fold(word), set()).add(fold(lemma))
    return TriggerScan(load_lexicon(language), {k: frozenset(v) for k, v in lemmas.items()})
