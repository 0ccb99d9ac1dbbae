"""The frozen records that pass from stage to stage, left of `to_frame`.

Article -> AnnotatedArticle -> Candidate -> Mention -> CodedMention | Rejection.
A span is (start, end) in characters of `Article.text`, end excluded. Offsets always
refer to that text, so evidence can be shown to a reader as it was written.
"""

from transforms.records.events import (
    ActorReading,
    Argument,
    Candidate,
    CodedMention,
    Evidence,
    Mention,
    Modality,
    Place,
    Rejection,
    ResolvedActor,
    ResolvedDate,
    ResolvedNumber,
    ResolvedPlace,
)
from transforms.records.texts import (
    AnnotatedArticle,
    Article,
    CreationTime,
    Entity,
    Quarantined,
    Sentence,
    Span,
    Timex,
    Token,
)

__all__ = [
    "ActorReading",
    "AnnotatedArticle",
    "Argument",
    "Article",
    "Candidate",
    "CodedMention",
    "CreationTime",
    "Entity",
    "Evidence",
    "Mention",
    "Modality",
    "Place",
    "Quarantined",
    "Rejection",
    "ResolvedActor",
    "ResolvedDate",
    "ResolvedNumber",
    "ResolvedPlace",
    "Sentence",
    "Span",
    "Timex",
    "Token",
]
