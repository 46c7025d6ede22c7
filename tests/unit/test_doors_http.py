"""The routes for programs, asked without a socket: files, tags, parts, other sites' pages, and questions that are refused."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from itertools import product

import duckdb
import pyarrow.parquet as pq
import pytest
from asgi_client import Answer

from dashboard.doors import tables
from dashboard.doors.asked import filters_of
from dashboard.doors.tables import FORMS
from dashboard.export.cells import unguarded
from dashboard.record.links import Site
from dashboard.store.database import Database

Get = Callable[..., Answer]
Setting = Callable[[str, str], None]
# What people send who mean no good, and what breaks programs that mean well.
HOSTILE = (
    "' or 1=1 --", '"; drop table record; --', "1;select 1", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "%0d%0aX-Bad: 1",
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "\\\\host\\share", "file:///etc/passwd", "http://127.0.0.1/", "-1", "0",
    "999999999999999999999", "1e309", "NaN", "null", "undefined", "true", "[]", "{}", "[object Object]", "\u202e", "\ufeff", "한글",
    "😀", "a" * 300, "%ff%fe", "%c0%af", "%uD800", "0x41", "1994-13", "1994-02-30", "9999", "0000", "-0001", "1994/..", "../1994", "~",
    "?", "#", "&", "=", ";", "|", "`id`", "$(id)", "con", "__proto__",
)  # fmt: skip
# Each route by its path and by one of its parameters, in turn.
ROUTES = (
    "/charts/unsc_votes.csv?q={}&from={}&era={}&lens={}&x={}",
    "/records.jsonl?q={}&type={}&actor={}",
    "/search.json?q=",
    "/search.json?limit=",
    "/tables/events.csv?x=",
    "/tables/",
    "/records/{}.json",
    "/charts/",
)


def quoted(value: str) -> str:
    return "".join(f"%{byte:02x}" for byte in value.encode("utf-8", "surrogatepass"))


def test_whole_tables_hold_the_same_rows_in_every_form(get: Get, tiny_database: Database) -> None:
    for name, one in tables.tables(tiny_database).items():
        columns = [column.name for column in one.columns]
        made = {form: b"".join(make(tiny_database, name)) for form, (_, make) in FORMS.items()}
        parquet = pq.read_table(io.BytesIO(made["parquet"]))
        lines = [json.loads(line) for line in made["jsonl"].splitlines()]
        rows = list(csv.DictReader(io.StringIO(made["csv"].decode(), newline="")))
        assert parquet.column_names == columns
        assert len(rows) == len(lines) == parquet.num_rows
        assert all(list(line) == columns for line in lines)
        assert [unguarded(row[columns[0]]) for row in rows] == [str(line[columns[0]]) for line in lines]
        assert parquet.schema.metadata[b"build"].decode() == tiny_database.build_id
    for form in FORMS:
        assert get(f"/tables/{name}.{form}").body == made[form]
    assert [one["name"] for one in json.loads(get("/tables.json").body)["tables"]] == list(tables.tables(tiny_database))


def test_a_large_table_goes_out_in_parts_and_needs_no_more_memory(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def peak(rows: int, form: str) -> int:
        made = FORMS[form][1]
        monkeypatch.setattr(tables, "parts", lambda *_: numbers(rows))
        tracemalloc.start()
        for _ in made(database, "large"):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    def numbers(rows: int):
        con = duckdb.connect()
        reader = con.sql(f"select i, 'row ' || i as text from range({rows}) as r(i)").to_arrow_reader(tables.ROWS)
        for batch in reader:
            yield tables.pa.Table.from_batches([batch])
        con.close()

    for form in FORMS:
        peak(4_000, form)
        assert peak(60_000, form) < 1.5 * peak(20_000, form) + 500_000, form


def test_all_records_a_line_each_under_filters(get: Get) -> None:
    lines = [json.loads(line) for line in get("/records.jsonl").body.splitlines()]
    assert {line["type"] for line in lines} >= {"event", "treaty", "vote", "claim", "position"}
    assert all(line["permalink"] == f"http://127.0.0.1/r/{line['record_id']}" for line in lines)
    some = [json.loads(line) for line in get("/records.jsonl?type=event&type=treaty&from=1994").body.splitlines()]
    assert {line["type"] for line in some} == {"event", "treaty"} or {line["type"] for line in some} == {"event"}
    assert all((line["date_latest"] or "9999") >= "1994" for line in some)


def test_a_record_with_everything_that_is_known_of_it(get: Get) -> None:
    answer = get("/records/ev-1953-07-27-armistice.json")
    told = json.loads(answer.body)
    assert told["permalink"] == "http://127.0.0.1/r/ev-1953-07-27-armistice"
    assert told["citations"][0]["permalink"].startswith("http://127.0.0.1/")
    assert get("/records/ev-1953-07-27-armistice.json", {"If-None-Match": answer.headers["etag"]}).status == 304
    assert get("/records/ev-nothing.json").status == 404


@pytest.mark.parametrize(
    "target",
    ["/tables/events.csv", "/tables/events.parquet", "/tables.json", "/records.jsonl?type=event", "/openapi.json"],
)
def test_tags_and_other_sites(get: Get, target: str) -> None:
    answer = get(target, {"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "credentials" not in " ".join(answer.headers)
    assert answer.headers["cache-control"] == "public, no-cache"
    again = get(target, {"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    assert get(target, asked, "OPTIONS").status == 200
    asked["Access-Control-Request-Method"] = "DELETE"
    assert get(target, asked, "OPTIONS").status == 400
    assert get(target, method="OPTIONS").headers["allow"] == "GET, HEAD, OPTIONS"
    assert get(target, method="POST").status == 405


def test_parquet_is_given_in_parts(get: Get) -> None:
    whole = get("/tables/events.parquet")
    assert whole.headers["accept-ranges"] == "bytes"
    end = get("/tables/events.parquet", {"Range": "bytes=-8"})
    assert (end.status, end.body) == (206, whole.body[-8:])
    assert end.headers["content-range"] == f"bytes {len(whole.body) - 8}-{len(whole.body) - 1}/{len(whole.body)}"
    assert get("/tables/events.parquet", {"Range": "bytes=4-9"}).body == whole.body[4:10]
    assert get("/tables/events.parquet", {"Range": "bytes=4-"}).body == whole.body[4:]
    assert get("/tables/events.parquet", {"Range": f"bytes={len(whole.body)}-"}).status == 416
    for ignored in ("bytes=", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=x-y"):
        assert get("/tables/events.parquet", {"Range": ignored}).status == 200


@pytest.mark.parametrize(
    ("target", "status", "parameter", "allowed"),
    [
        ("/tables/secrets.csv", 404, "table", "events"),
        ("/tables/events.exe", 404, "format", "parquet"),
        ("/tables/events.csv?limit=5", 400, "limit", ""),
        ("/charts/nothing.csv", 404, "chart", "events_timeline"),
        ("/charts/events_timeline.exe", 404, "format", "csv"),
        ("/records.jsonl?type=rumour", 400, "type", "event"),
        ("/records.jsonl?kind=war", 400, "kind", "era"),
        ("/records.jsonl?era=", 400, "era", "war"),
        ("/records.jsonl?from=", 400, "from", ""),
        ("/records.jsonl?from=2000&to=1990", 400, "to", ""),
        ("/records.jsonl?lens=all&lens=primary", 400, "lens", ""),
        ("/search.json?q=war&limit=900", 400, "limit", ""),
        ("/search.json?q=war&limit=", 400, "limit", ""),
        ("/search.json?query=war", 400, "query", "q"),
    ],
)
def test_what_is_wrong_is_told_with_what_is_right(
    get: Get, target: str, status: int, parameter: str, allowed: str
) -> None:
    answer = get(target)
    told = json.loads(answer.body)["problems"][0]
    assert (answer.status, told["parameter"]) == (status, parameter)
    assert not allowed or allowed in told["allowed"]


def test_fifty_hostile_values_a_route_make_no_failure_and_reach_nothing(get: Get, setting: Setting) -> None:
    # One client asks all of this at once; what is too much for one is tried elsewhere.
    for share in ("FILE", "REQUEST"):
        setting(f"{share}_BURST", "100000")
    assert len(HOSTILE) >= 50
    for route, value in product(ROUTES, HOSTILE):
        sent = quoted(value)
        target = f"{route}{sent}" if route.endswith(("/", "=")) else route.replace("{}", sent)
        answer = get(target)
        assert answer.status in (200, 400, 404), target
        assert b"Traceback" not in answer.body
        assert "x-bad" not in answer.headers


def test_addresses_keep_the_public_address_and_its_prefix(get: Get, setting: Setting) -> None:
    setting("URL", "https://uni.example/korea/")
    line = json.loads(get("/records.jsonl?type=event", {"Host": "evil.example"}).body.splitlines()[0])
    assert line["permalink"].startswith("https://uni.example/korea/r/")
    files = json.loads(get("/tables.json").body)["tables"][0]["files"]
    assert files["csv"].startswith("https://uni.example/korea/tables/")
    assert json.loads(get("/openapi.json").body)["servers"] == [{"url": "https://uni.example/korea"}]
    assert json.loads(get("/charts.json").body)["charts"][0]["formats"]["csv"].startswith("/korea/charts/")
    assert Site("https://uni.example/korea").at("/korea/r/x") == Site("https://uni.example/korea").at("/r/x")


def test_names_are_understood_where_ids_are(database: Database) -> None:
    assert filters_of({"actor": ["North Korea"]}, database).actors == ("PRK",)
