"""The error tree of newsledger.

Every message names the article, span or file and the value, and says what to do.
`InputError` is what a user can mend; the command line turns it into exit code 2.
"""

from __future__ import annotations


class PipelineError(Exception):
    """Base of all errors that newsledger raises on purpose."""


class InputError(PipelineError):
    """What the user handed over cannot be used: a path, a file, an option."""


class CodebookError(PipelineError):
    """A codebook or language pack is malformed; names the file and the entry."""


class GazetteerError(PipelineError):
    """A gazetteer file is missing, truncated or of another version."""


class AnnotationError(PipelineError):
    """Stanza could not annotate an article."""


class ModelError(PipelineError):
    """The models of a language cannot be loaded: nothing can be annotated with them."""


class SchemaError(PipelineError):
    """A frame does not have the declared columns and types."""


class ValidationError(PipelineError):
    """A validation rule errored (not failed): the run must stop."""


class WarehouseError(PipelineError):
    """The warehouse is locked, damaged, or written by a newer version."""
