"""The description of a bundle after Data Package (datapackage.org): what each file is, its columns, its size and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from dashboard.record import cite

_KINDS: tuple[tuple[Callable[[pa.DataType], bool], str], ...] = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_decimal, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
)
# By the ending of the name.
_MEDIA_TYPES = {
    "csl.json": "application/vnd.citationstyles.csl+json",
    "vl.json": "application/json",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
    "jsonld": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    "sql": "application/sql",
    "svg": "image/svg+xml",
    "png": "image/png",
    "py": "text/x-python",
    "csv": "text/csv",
}


def described(
    name: str,
    about: Mapping[str, str],
    files: Mapping[str, bytes],
    tables: Mapping[str, pa.Schema],
    own: Mapping[str, Any],
) -> dict[str, Any]:
    """A Data Package of `files`; `tables` has the columns of those that are CSV, by their names without the ending.

    `about` goes in as it is, `own` under the name of this project.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name.replace("_", "-"),
        **about,
        **({"id": cite.doi_address()} if cite.doi() else {}),
        "licenses": [{"name": "CC-BY-4.0", "title": cite.RECORD_LICENCE, "path": cite.RECORD_LICENCE_URL}],
        "contributors": [{"title": cite.AUTHORS, "roles": ["creator"]}],
        "resources": [_resource(path, content, tables.get(path.partition(".")[0])) for path, content in files.items()],
        "panmunjom": dict(own),
    }


def hash_of(content: bytes) -> str:
    """The hash of a file as a Data Package writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _resource(path: str, content: bytes, schema: pa.Schema | None) -> dict[str, Any]:
    stem, _, ending = path.partition(".")
    told = {
        "name": path.lower().replace("_", "-"),
        "path": path,
        # All of the ending: a reader that takes a drawing for plain JSON takes what it says of its data for a description of its own.
        "format": ending,
        "mediatype": _MEDIA_TYPES[ending],
        "bytes": len(content),
        "hash": hash_of(content),
    }
    if schema is None or ending != "csv":
        return told
    return {
        **told,
        "name": stem.replace("_", "-"),
        "type": "table",
        "encoding": "utf-8",
        "schema": {"fields": [_field(field) for field in schema]},
    }


def _field(field: pa.Field) -> dict[str, Any]:
    if pa.types.is_list(field.type):
        return {"name": field.name, "type": "list", "delimiter": ";", "itemType": "string"}
    return {"name": field.name, "type": next((kind for is_kind, kind in _KINDS if is_kind(field.type)), "string")}
