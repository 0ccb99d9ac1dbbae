"""Give events their ids, once: ISO3 of the country and a running number.

The ids are this project's own, not ACLED's. They are kept in `event_registry` by event_key and
never reused, not even for an event that is deleted later.
"""

from __future__ import annotations

import logging
from pathlib import Path

import polars as pl

from transforms.errors import WarehouseError
from transforms.schemas import EVENTS, MINTED_AT_LOAD, check_schema
from warehouse.connect import execute, fetch, open_warehouse

log = logging.getLogger(__name__)


def claim_event_ids(data_dir: Path, events: pl.DataFrame, now: int) -> pl.DataFrame:
    """Fill `event_id_cnty` and `timestamp`; rows, order and other columns stay.

    Args:
        data_dir: folder of the warehouse; made if missing.
        events: frame of the EVENTS schema, one row an event_key.
        now: Unix seconds, the timestamp of new and of changed rows.

    Returns:
        The frame. A row whose content equals the stored one keeps the stored timestamp. A row
        without a valid iso3 gets no id, so that validation keeps it aside.

    Raises:
        SchemaError: the frame is not of the EVENTS schema.
        WarehouseError: event_key is null or repeated, or the warehouse is locked.
    """
    events = check_schema(events, EVENTS, "events to claim ids for")
    repeated = events.filter(pl.col("event_key").is_duplicated() | pl.col("event_key").is_null())
    if repeated.height:
        keys = repeated["event_key"].unique().sort().head(5).to_list()
        raise WarehouseError(f"event_key null or repeated: {keys}. Merge the mentions again")
    with open_warehouse(data_dir) as connection:
        connection.register("claiming", events)
        execute(connection, "connect/begin")
        execute(connection, "ids/claim", now=now)
        execute(connection, "connect/commit")
        claimed = fetch(connection, "ids/claimed", now=now)
        connection.unregister("claiming")
    log.info("claimed ids", extra={"events": events.height})
    filled = events.drop(MINTED_AT_LOAD).join(
        claimed, on="event_key", how="left", maintain_order="left", validate="1:1"
    )
    return check_schema(filled.select(EVENTS.names()), EVENTS, "events with ids")
