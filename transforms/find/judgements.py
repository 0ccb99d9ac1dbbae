"""What the modality rules answer: a modality and the rule of codebooks/not_coded.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.records import Modality

Judgement = tuple[Modality, str]
Words = Mapping[str, frozenset[str]]

NOMINAL = {"NOUN", "PROPN", "ADJ"}

ASSERTED: Judgement = ("asserted", "asserted")
NEGATED: Judgement = ("negated", "NC18.negated")
DENIED: Judgement = ("negated", "NC01.denied")
ACCUSED: Judgement = ("said", "NC01.accused")
COMMENTED: Judgement = ("said", "NC01.commented")
TOPIC: Judgement = ("said", "NC01.topic")
STATED: Judgement = ("said", "NC01.statement")
GENERAL: Judgement = ("said", "NC10.general_statement")
FICTION: Judgement = ("said", "NC12.fiction")
PLANNED: Judgement = ("planned", "NC03.planned")
PURPOSE: Judgement = ("planned", "NC03.purpose")
ASKED: Judgement = ("planned", "NC03.question")
TOLD_TO: Judgement = ("planned", "NC03.instruction")
THREATENED: Judgement = ("planned", "NC02.threat")
BACKGROUND: Judgement = ("background", "NC16.background_words")
HABIT: Judgement = ("background", "NC16.habit")
YEAR: Judgement = ("background", "NC16.known_by_year")
PERIOD: Judgement = ("background", "NC16.period")
