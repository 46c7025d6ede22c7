"""What every route takes and answers, as OpenAPI 3.1: made from the tables of filters, formats and charts, so that it stays true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.charts.catalogue import CHARTS
from dashboard.doors import sql, tables
from dashboard.doors.asked import fields_of
from dashboard.export.chart_file import FORMATS
from dashboard.export.choices import NAMES
from dashboard.record import cite
from dashboard.record.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_VALUES,
    MAX_WORDS_LENGTH,
    Choice,
    Day,
    Field,
    Lens,
    Words,
    Year,
)
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.record.words import LENSES
from dashboard.store.database import Database
from dashboard.web.suggestions import LIMIT, MOST

Schema = dict[str, Any]

# Years and months; other dates of EDTF are understood too.
_DATE = r"^(19[4-9]\d|20[0-2]\d)(-(0[1-9]|1[0-2]))?$"
_TOLD = {
    "400": "A parameter is not known, cannot be read or does not fit another, as a period that ends before it starts; the answer says why",
    "404": "There is no such thing; the answer names what there is",
    "414": "The address is too long",
    "429": "Too many requests; Retry-After says how long to wait",
    "503": "The server is too busy, a question took longer than its deadline, or there are no data; Retry-After says when to ask again",
}


def description(database: Database, site: Site, types: Sequence[str]) -> Schema:
    """The whole description for the site at this address. Raises StoreError."""
    known = vocabulary(database, "")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": cite.SITE,
            "version": database.build_id,
            "summary": "Charts, records, tables and search; reading only, without a key",
            "description": f"Every answer comes from one build of the record, named in `X-Build-Id` or `build_id`. {cite.TERMS}",
            "license": {"name": cite.RECORD_LICENCE, "url": cite.RECORD_LICENCE_URL},
        },
        "servers": [{"url": site.base}],
        "paths": _paths(database, types),
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                "Era": _enum(known.of("eras")),
                "Actor": _enum(known.of("actors")),
            }
        },
    }


_SOMETHING: Schema = {"type": "string", "minLength": 1}
_PROBLEM: Schema = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["parameter", "message", "allowed"],
                "properties": {
                    "parameter": {"type": "string"},
                    "message": {"type": "string"},
                    "allowed": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}


def _paths(database: Database, types: Sequence[str]) -> Schema:
    charts = [chart.id for chart in CHARTS]
    by_chart = [_field(one, "of the chart's page") for one in fields_of(CHARTS[0]) if not isinstance(one, Year)]
    by_record = [_field(one, "") for one in fields_of(None)]
    chosen = [_in_query(name, _enum(values), f"{name} of the file") for name, values in NAMES.items()]
    files = {form: media.partition(";")[0] for form, (media, _) in FORMATS.items()}
    whole = {form: media.partition(";")[0] for form, (media, _) in tables.FORMS.items()}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    kind = {"type": "array", "items": _enum(types), "maxItems": len(types)}
    return {
        "/charts.json": _get("The charts, with the address of each file", {"application/json"}),
        "/charts/{chart}.{format}": _get(
            "A chart under filters as a file",
            files.values(),
            [_in_path("chart", charts), _in_path("format", list(files)), *by_chart, *chosen],
            "400",
            "404",
            "503",
        ),
        "/records.jsonl": _get(
            "Every record under filters, an object a line, in order of time",
            {"application/x-ndjson"},
            [_in_query("type", kind, "type of record"), *by_record],
            "400",
            "503",
        ),
        "/records/{id}.json": _get(
            "A record with its sources, places, neighbours in time and charts",
            {"application/json"},
            [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,80}$"},
                }
            ],
            "404",
            "503",
        ),
        "/tables.json": _get("Every table with its columns and what they mean", {"application/json"}, [], "503"),
        "/tables/{table}.{format}": _get(
            "A whole table; Parquet in parts too",
            whole.values(),
            [_in_path("table", list(tables.tables(database))), _in_path("format", list(whole))],
            "404",
            "503",
        ),
        "/search.json": _get(
            "What a text finds, best first, also while it is being typed",
            {"application/json"},
            [
                _in_query("q", {"type": "string"}, "words, a name in any spelling, a date"),
                _in_query("limit", limit, "most hits"),
            ],
            "400",
            "503",
        ),
        "/sql.{format}": _get(
            f"The answer to one select of a reader, at most {sql.EXPORTED:,} rows, with the question in it",
            {media.partition(";")[0] for media, _ in sql.FORMS.values()},
            [
                _in_path("format", list(sql.FORMS)),
                {**_in_query("q", {**_SOMETHING, "examples": ["select 1 as one"]}, "one select"), "required": True},
            ],
            "404",
        ),
        "/oembed": {
            "get": {
                **_get(
                    "A chart for pages of other sites, as oEmbed tells of it",
                    {"application/json"},
                    [
                        {**_in_query("url", {"type": "string"}, "address of a page with charts"), "required": True},
                        _in_query("maxwidth", {"type": "integer", "minimum": 1, "maximum": 10_000}, "most width"),
                        _in_query("maxheight", {"type": "integer", "minimum": 1, "maximum": 10_000}, "most height"),
                        _in_query("format", {"type": "string", "enum": ["json"]}, "json"),
                    ],
                    "404",
                )["get"],
            }
        },
        "/openapi.json": _get("This description", {"application/json"}, [], "503"),
        "/healthz": _get("Whether the current build answers", {"application/json"}, [], "503"),
    }


def _get(summary: str, media: Iterable[str], parameters: Sequence[Schema] = (), *failures: str) -> Schema:
    content = {one: {"schema": {"type": "object"}} if one == "application/json" else {} for one in media}
    problem = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        "text/plain": {},
        "text/html": {},
    }
    told: Schema = {
        code: {
            "description": _TOLD[code],
            "content": problem if code in ("400", "404", "503") else {"text/plain": {}},
            **({"headers": {"Retry-After": {"schema": {"type": "integer"}}}} if code in ("429", "503") else {}),
        }
        for code in dict.fromkeys(["400", *failures, "414", "429", "503"])
    }
    answers = {
        "200": {"description": summary, "content": content},
        "304": {"description": "The program has this answer already (If-None-Match)"},
        **told,
    }
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _field(one: Field, of: str) -> Schema:
    return _in_query(one.name, _schema(one), f"{one.help} {of}".strip() if isinstance(one, Choice) else one.help)


def _schema(one: Field) -> Schema:
    if isinstance(one, Choice):
        named = {"eras": "Era", "actors": "Actor"}.get(one.attribute)
        item: Schema = {"$ref": f"#/components/schemas/{named}"} if named else _SOMETHING
        return {"type": "array", "items": item, "maxItems": MAX_VALUES}
    if isinstance(one, Day):
        return {"type": "string", "pattern": _DATE, "examples": ["1994", "1994-10"]}
    if isinstance(one, Words):
        return {"type": "string", "maxLength": MAX_WORDS_LENGTH}
    if isinstance(one, Lens):
        return _enum(LENSES)
    return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


def _enum(values: Mapping[str, Any] | Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _in_query(name: str, schema: Schema, said: str) -> Schema:
    form = {"style": "form", "explode": True} if schema["type"] == "array" else {}
    return {"name": name, "in": "query", "required": False, "description": said, "schema": schema, **form}


def _in_path(name: str, values: Sequence[str]) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": _enum(values)}
