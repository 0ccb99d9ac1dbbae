"""Describe a release in Croissant 1.0, the metadata format of machine-learning data sets.

Terms and the JSON-LD context are those of the specification
(docs.mlcommons.org/croissant/docs/croissant-spec.html); `mlcroissant` reads the result.
"""

from __future__ import annotations

from warehouse.datapackage import Column, Table

FORMAT = "application/x-parquet"
"""The name that mlcroissant knows for Parquet."""

DATA_TYPES = {
    "VARCHAR": "sc:Text",
    "DATE": "sc:Date",
    "TINYINT": "sc:Integer",
    "INTEGER": "sc:Integer",
    "BIGINT": "sc:Integer",
    "DOUBLE": "sc:Float",
}
CR_TERMS = """
arrayShape citeAs column dataBiases dataCollection equivalentProperty extract field fileProperty
fileObject fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path
personalSensitiveInformation recordSet references regex repeated replace samplingRate separator
source subField transform
"""
CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in CR_TERMS.split()},
}


def describe_croissant(
    tables: tuple[Table, ...],
    checksums: dict[str, str],
    title: str,
    version: str,
    number: int,
    day: str | None,
) -> dict[str, object]:
    """Return the JSON-LD of a release.

    Args:
        tables: its tables; those without a file are left out.
        checksums: path of each file in the release -> its SHA-256.
        title: one line that says what the data are.
        version: name of the release.
        number: running number of the release; Croissant wants a semantic version.
        day: day of the newest row (ISO), if there is one.
    """
    written = [table for table in tables if _is_written(table, checksums)]
    described: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": "newsledger-events",
        "alternateName": version,
        "description": title,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": f"1.0.{number}",
        "license": "LICENSE.md",
        "citeAs": f"{title}, release {version}, made with newsledger.",
        "isLiveDataset": False,
        "distribution": [_files(table, checksums) for table in written],
        "recordSet": [_record_set(table) for table in written],
    }
    return described | {"datePublished": day} if day else described


def _is_written(table: Table, checksums: dict[str, str]) -> bool:
    return any(
        path == f"{table.name}.parquet" or path.startswith(f"{table.name}/") for path in checksums
    )


def _files(table: Table, checksums: dict[str, str]) -> dict[str, object]:
    name = f"{table.name}-files"
    common: dict[str, object] = {"@id": name, "name": name, "encodingFormat": FORMAT}
    if table.name == "events":
        return {"@type": "cr:FileSet", "includes": "events/*/*/*.parquet"} | common
    path = f"{table.name}.parquet"
    return {"@type": "cr:FileObject", "contentUrl": path, "sha256": checksums[path]} | common


def _record_set(table: Table) -> dict[str, object]:
    described: dict[str, object] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "field": [_field(table.name, column) for column in table.columns],
    }
    return described | {"key": {"@id": f"{table.name}/{table.key}"}} if table.key else described


def _field(table: str, column: Column) -> dict[str, object]:
    unit = f" Unit: {column.unit}." if column.unit else ""
    files = "fileSet" if table == "events" else "fileObject"
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description + unit,
        "dataType": DATA_TYPES[column.type],
        "source": {files: {"@id": f"{table}-files"}, "extract": {"column": column.name}},
    }
