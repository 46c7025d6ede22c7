"""One rule for all doors: a program is refused with what is allowed, a reader is told on the page, and no address leads astray."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from asgi_client import Answer

from dashboard.charts.pages import PAGE, PAGES
from dashboard.parts.page import parameters
from dashboard.record.filters import unknown_parameters
from dashboard.store.config import ROOT

Get = Callable[..., Answer]
ARMISTICE = "ev-1953-07-27-armistice"


@pytest.mark.parametrize(
    "path",
    [
        "/charts.json",
        "/charts/events_timeline.csv",
        "/changes.csv",
        "/feed.atom",
        "/tables.json",
        "/tables/events.csv",
        "/records.jsonl",
        f"/records/{ARMISTICE}.json",
        f"/r/{ARMISTICE}.json",
        f"/r/{ARMISTICE}.ris",
        f"/cite/record/{ARMISTICE}.bib",
        "/cite/chart/events_timeline.ris",
        "/search.json",
        "/openapi.json",
        "/oembed",
        "/sitemap.xml",
    ],
)
def test_a_program_is_told_of_a_parameter_that_there_is_not(path: str, get: Get) -> None:
    answer = get(f"{path}?actors=PRK")
    assert answer.status == 400
    (problem,) = json.loads(answer.body)["problems"]
    assert (problem["parameter"], problem["message"]) == ("actors", "There is no parameter “actors” here.")


@pytest.mark.parametrize("ending", ["ris", "csl.json", "txt"])
def test_a_citation_for_a_program_takes_no_value_that_there_is_not(ending: str, get: Get) -> None:
    assert get(f"/cite/chart/events_timeline.{ending}?era=truce").status == 200
    answer = get(f"/cite/chart/events_timeline.{ending}?era=atlantis")
    assert answer.status == 400
    assert "truce" in json.loads(answer.body)["problems"][0]["allowed"]


@pytest.mark.parametrize(
    "path",
    [
        "/cite/chart/events_timeline",
        f"/cite/record/{ARMISTICE}",
        "/changes",
        f"/r/{ARMISTICE}",
        "/experts/ada-scholar",
        "/eras/truce",
        "/sources/doc-essay",
    ],
)
def test_a_reader_is_told_on_the_page_and_gets_it_all_the_same(path: str, get: Get) -> None:
    assert "which says nothing here" not in get(path).text
    answer = get(f"{path}?%3Cscript%3E=1&x=2")
    assert answer.status == 200
    said = unescape(answer.text)
    assert "The address has “<script>”, which says nothing here." in said
    assert "The address has “x”" in said
    assert "<script>”" not in answer.text


def test_a_citation_tells_a_reader_of_values_that_there_are_not(get: Get) -> None:
    said = unescape(get("/cite/chart/events_timeline?era=atlantis&year=1961").text)
    assert "atlantis" in said
    assert "ignored" in said


def test_changes_name_what_they_leave_out(get: Get) -> None:
    many = "&".join(f"record=ev-{number}" for number in range(80))
    assert "20 were ignored" in get(f"/changes?{many}").text
    assert "is no number of a page" in get("/changes?page=last").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (f"/r/{ARMISTICE.upper()}", f"/r/{ARMISTICE}"),
        (f"/r/{ARMISTICE}/", f"/r/{ARMISTICE}"),
        (f"/R/{ARMISTICE}", f"/r/{ARMISTICE}"),
        (f"/r/{ARMISTICE}.JSON", f"/r/{ARMISTICE}.json"),
        (f"/records/{ARMISTICE.upper()}.json", f"/records/{ARMISTICE}.json"),
        (f"/cite/record/{ARMISTICE.upper()}/", f"/cite/record/{ARMISTICE}"),
        ("/cite/chart/Events_Timeline.RIS?era=truce", "/cite/chart/events_timeline.ris?era=truce"),
        ("/experts/ADA-Scholar/", "/experts/ada-scholar"),
        ("/Experts/ada-scholar", "/experts/ada-scholar"),
        ("/eras/truce/", "/eras/truce"),
        ("/sources/DOC-Essay?x=1", "/sources/doc-essay?x=1"),
        ("/actors/PRK/", "/r/ac-prk"),
        ("/Changes/", "/changes"),
        ("/HEALTHZ", "/healthz"),
        ("/Events/", "/events"),
    ],
)
def test_capitals_and_a_slash_at_the_end_lead_to_what_is_meant(asked: str, found: str, get: Get) -> None:
    answer = get(asked)
    assert (answer.status, answer.headers["location"]) == (308, found)
    if not found.startswith("/events"):
        assert get(found).status == 200


@pytest.mark.parametrize(
    "path", ["/r/", "/r/Nothing", "/experts/X/", "/actors/", "/eras", "/cite/record/X", "/r/%5C%5Cevil.example/"]
)
def test_what_nothing_is_meant_by_stays_404(path: str, get: Get) -> None:
    answer = get(path)
    if answer.status == 308:
        answer = get(answer.headers["location"])
    assert answer.status == 404


def test_only_reading_is_led_on(get: Get) -> None:
    assert get("/Changes/", method="POST").status == 404


def written_in(folder: Path) -> set[str]:
    """Names of parameters that the scripts of a folder read or write."""
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        tree = ast.parse(text)
        names = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for asked in re.findall(r"query_params(?:\.get\(|\.pop\(|\[|\.get_all\()\"?(\w+)\"?", text):
            name = names.get(asked, asked)
            if f'"{name}"' in text and name not in ("name", "names"):
                found.add(str(name))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_reads_in_its_address_it_never_calls_unknown(page: object) -> None:
    wing = ROOT / "dashboard" / "views" / (page.wing or page.name)  # type: ignore[attr-defined]
    known = parameters(page)  # type: ignore[arg-type]
    read = written_in(wing) if wing.is_dir() else set()
    if page.kinds:  # type: ignore[attr-defined]
        read |= written_in(ROOT / "dashboard" / "parts")
    assert read - {"q", "exact"} <= known
    assert unknown_parameters({name: ["x"] for name in read | {"era", "version", "embed"}}, known) == []
    assert unknown_parameters({"colour": ["red"]}, known) != []


def test_every_page_has_its_own_parameters_and_those_of_charts() -> None:
    assert "sql" in parameters(PAGE["data"])
    assert "sql" not in parameters(PAGE["events"])
    assert {"order", "open", "show", "verdict", "list"} <= parameters(PAGE["claims"])
    assert "mark" not in parameters(PAGE["method"])
    assert unknown_parameters({"Actors": ["x"]}, parameters(PAGE["events"])) == [
        "The address has “Actors”, which says nothing here; perhaps “actor” was meant. It was ignored."
    ]
