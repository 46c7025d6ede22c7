"""The door for agents, asked with the official client: in this process, over standard input and output, and over HTTP."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.doors.answers import Answers
from dashboard.record.links import Site
from dashboard.store.config import ROOT, Settings
from dashboard.store.database import Database

mcp = pytest.importorskip("mcp", reason="the package mcp is not installed; make setup-dev installs it")

SITE = Site("https://panmunjom.example/kr")
Ask = Callable[..., dict[str, Any]]


def _run(work: Callable[[], Any]) -> Any:
    """What it answers. In a thread of its own: a browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, work).result()


def asking(server: Any) -> Ask:
    """Asks one tool over a connection of its own; what comes back is the structured answer."""

    def ask(tool: str, **arguments: Any) -> dict[str, Any]:
        async def one() -> Any:
            async with mcp.Client(server, read_timeout_seconds=60) as client:
                return await client.call_tool(tool, arguments)

        answer = _run(one)
        text = answer.content[0].text if answer.content and answer.content[0].type == "text" else ""
        assert not answer.is_error, text
        return answer.structured_content or {"content": answer.content}

    return ask


@pytest.fixture(scope="module")
def door(database: Database) -> Any:
    from dashboard.doors import agents

    return agents.door(lambda: Answers(database, SITE))


@pytest.fixture(scope="module")
def ask(door: Any) -> Ask:
    return asking(door)


def test_the_tools_say_what_they_do_and_that_they_only_read(door: Any) -> None:
    async def listed() -> Any:
        async with mcp.Client(door) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = _run(listed)
    names = {
        "search",
        "who_said",
        "record",
        "passage",
        "list_charts",
        "chart_filters",
        "chart_data",
        "chart_picture",
        "cite",
    }
    assert {tool.name for tool in tools} == names
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    assert "permalink" in instructions


def test_who_said_the_agreed_framework_was_broken_and_where(ask: Ask) -> None:
    sayings = ask("who_said", text="the Agreed Framework was broken", limit=20)["sayings"]
    broken = [one for one in sayings if one.get("said") == "Broken" and one["about"] == "tr-agreed-framework-1994"]
    speakers = {one["said_by"] for one in broken}
    assert any("North Korea" in speaker or "Foreign Ministry" in speaker for speaker in speakers)
    assert any("State" in speaker for speaker in speakers)
    for one in broken:
        assert one["permalink"] == f"https://panmunjom.example/kr/r/{one['id']}"
        assert one["where"]
        assert all(place["id"] and place["url"].startswith("http") and place["permalink"] for place in one["where"])
    assert any("first_words" in place or "place" in place for one in broken for place in one["where"])


def test_search_leads_to_a_record_with_places_neighbours_and_charts(ask: Ask) -> None:
    hit = ask("search", text="armistice 1953", kind="event")["hits"][0]
    record = ask("record", id=hit["id"])
    assert record["permalink"] == hit["permalink"] == f"https://panmunjom.example/kr/r/{hit['id']}"
    assert record["citations"]
    assert record["before"]
    assert record["after"]
    assert "events_timeline" in {one["chart"] for one in record["charts"]}
    assert record["build_id"] in record["cite"]
    place = record["citations"][0]
    passage = ask("passage", citation=place["id"])
    assert passage["source"] == place["source"]


def test_a_passage_of_a_document_has_its_words_and_what_stands_around_them(ask: Ask, database: Database) -> None:
    doc = "doc-alliance-essay"
    row = next(one for one in database.rows("pages", "document_passages", {"doc": doc}) if one["is_claim"])
    (document,) = database.rows("pages", "document", {"doc": doc})
    passage = ask("passage", citation=row["citation_id"])
    assert passage["before"] + passage["quote"] + passage["after"] in document["body"]
    assert document["body"][passage["start"] : passage["end"]] == passage["quote"]
    assert passage["permalink"].startswith("https://panmunjom.example/kr/source?doc=doc-alliance-essay&cite=")


def test_charts_are_listed_filtered_and_given_as_rows_and_pictures(ask: Ask) -> None:
    assert [one["id"] for one in ask("list_charts")["charts"]] == [chart.id for chart in CHARTS]
    filters = {one["name"]: one for one in ask("chart_filters", chart="events_timeline")["filters"]}
    assert "PRK" in filters["actor"]["values"]
    rows = ask("chart_data", chart="events_timeline", filters={"actor": ["UNSC"], "from": "2006", "to": 2017}, limit=3)
    assert len(rows["rows"]) == 3 < rows["total"]
    assert all(row["records"] and "mark=events_timeline" in row["permalink"] for row in rows["rows"])
    assert rows["filters"] == {"actor": ["UNSC"], "from": ["2006"], "to": ["2017"]}
    picture, about = ask("chart_picture", chart="unsc_votes", filters={"from": "2006"})["content"]
    assert base64.b64decode(picture.data).startswith(b"\x89PNG")
    assert json.loads(about.text)["permalink"].startswith("https://panmunjom.example/kr/treaties?from=2006")


def test_things_are_cited_with_their_permalink(ask: Ask) -> None:
    for what in ("events_timeline", "ev-1953-07-27-armistice", "ev-1953-07-27-armistice.1"):
        answer = ask("cite", id=what)
        assert "MLA" in answer["cite"]
        assert answer["found"].endswith(answer["permalink"])
        assert answer["permalink"].startswith("https://panmunjom.example/kr/")


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("record", {"id": "ev-nothing"}, "no record"),
        ("passage", {"citation": "x" * 150}, "no citation"),
        ("search", {"text": "war", "kind": "rumour"}, "Allowed: event"),
        ("chart_data", {"chart": "nothing"}, "Allowed: relationship_at_a_glance"),
        ("chart_data", {"chart": "events_timeline", "filters": {"actor": ["ATL"]}}, "Allowed: "),
        ("chart_data", {"chart": "events_timeline", "filters": {"colour": "red"}}, "no parameter"),
        ("chart_data", {"chart": "events_timeline", "limit": 100_000}, "less than or equal"),
        ("chart_picture", {"chart": "events_timeline", "filters": {"lens": "rosy"}}, "checked2"),
    ],
)
def test_a_wrong_question_is_told_what_would_be_right(
    door: Any, tool: str, arguments: dict[str, Any], told: str
) -> None:
    async def one() -> Any:
        async with mcp.Client(door) as client:
            return await client.call_tool(tool, arguments)

    answer = _run(one)
    assert answer.is_error
    assert told in answer.content[0].text
    assert "Traceback" not in answer.content[0].text


def test_an_agent_starts_it_as_a_process(real_settings: Settings) -> None:
    command = mcp.StdioServerParameters(
        command=sys.executable,
        args=["-m", "dashboard", "mcp", "--out", str(real_settings.out)],
        cwd=str(ROOT),
        env={**os.environ, "PANMUNJOM_URL": SITE.base},
    )
    found = asking(command)("who_said", text="Agreed Framework broken", limit=5)
    assert found["sayings"][0]["where"][0]["permalink"].startswith(SITE.base)


def test_over_http_where_the_operator_opens_it(real_settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        "import uvicorn; from dashboard.doors import agents, mounted\n"
        f"uvicorn.run(agents.http(agents.door(mounted.answers)), port={port}, log_level='error')"
    )
    env = {**os.environ, "PANMUNJOM_OUT": str(real_settings.out)}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env) as server:
        try:
            _until_it_listens(port)
            found = asking(f"http://127.0.0.1:{port}/mcp")("search", text="Panmunjom axe", limit=2)
            assert len(found["hits"]) == 2
            strange = urllib.request.Request(
                f"http://127.0.0.1:{port}/mcp",
                data=b"{}",
                headers={"Content-Type": "application/json", "Host": "evil.example"},
            )
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(strange, timeout=10)  # noqa: S310
            assert refused.value.code in (403, 421)
            refused.value.close()
        finally:
            server.terminate()


def _until_it_listens(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")
