"""What a run will need, imported and read while its Prefect server starts in another process."""

from __future__ import annotations

from collections.abc import Iterator

from flows.settings import Settings


def warm_up(settings: Settings) -> Iterator[None]:
    """Load Great Expectations, Stanza, codebooks and gazetteer, a part at each step.

    These take seconds, and so does the server, on another core. Models are not loaded: which
    languages come is not known yet. Prefect is not imported: it reads the server's address.
    """
    from expectations.gate import load_library

    load_library()
    yield
    if settings.runner == "local" and settings.workers == 1:
        import transforms.shards  # noqa: F401

        yield
        from transforms.pipeline import load_kit

        load_kit(settings.catalogue, settings.gazetteer)
        yield
