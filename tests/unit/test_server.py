"""The routes beside the pages: files of charts, records as plain pages, health; and what every response carries."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from asgi_client import Answer, request
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.charts.catalogue import CHARTS
from dashboard.doors import files, replies
from dashboard.export.chart_file import FORMATS, Exported, export
from dashboard.record import csl
from dashboard.record.fields import MAX_VALUES, MAX_WORDS_LENGTH
from dashboard.record.filters import Filters, address
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import Settings
from dashboard.store.database import Database
from dashboard.store.problems import StoreError
from dashboard.store.recent import Recent
from dashboard.store.served import served
from dashboard.web.guard.doors import CLOSED
from dashboard.web.guard.messages import QUERY_BYTES, QUERY_VALUES
from dashboard.web.headers import SafetyMiddleware
from dashboard.web.record_page import record_html

Get = Callable[..., Answer]
Setting = Callable[[str, str], None]
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """Collects elements and checks that each one that opens is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def meta(self) -> dict[str, str | None]:
        return {str(a["name"]): a["content"] for tag, a in self.elements if tag == "meta" and "name" in a}


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("svg", "png", "pdf", "zip")])
def test_files_of_a_chart(form: str, get: Get) -> None:
    answer = get(f"/charts/events_timeline.{form}")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == FORMATS[form][0].split(";")[0]
    assert re.fullmatch(
        rf'attachment; filename="panmunjom_events-timeline_[0-9-]{{10}}_[0-9a-f]{{12}}\.{form}"',
        answer.headers["content-disposition"],
    )
    assert len(answer.body) > 300


def test_a_year_reaches_the_file_of_the_network_and_no_other(get: Get) -> None:
    chosen = get("/charts/who_owes_whom.csv?year=1961")
    assert "x-ignored" not in chosen.headers
    assert "_year-1961_" in chosen.headers["content-disposition"]
    other = get("/charts/treaty_lifespans.csv?year=1961")
    assert other.status == 400
    assert json.loads(other.body)["problems"][0]["parameter"] == "year"
    assert "1899" in get("/charts/who_owes_whom.csv?year=1899").text


def test_filters_of_the_address_reach_the_file(get: Get) -> None:
    answer = get("/charts/events_timeline.csv?actor=UNSC&from=2000")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["mark"] for row in rows] == ["ev-2006-embargo"]
    assert rows[0]["filters"] == "Actor: Security Council; from 2000"
    assert "_actor-unsc_from-2000_" in answer.headers["content-disposition"]
    assert "x-ignored" not in answer.headers


def test_a_wrong_value_is_refused_with_what_is_allowed(get: Get) -> None:
    answer = get(
        "/charts/events_timeline.csv?era=atlantis&from=soon%0d%0aX-Bad:%201&lens=%EC%A1%B0%EC%84%A0&colour=red"
    )
    assert answer.status == 400
    told = {one["parameter"]: one for one in json.loads(answer.body)["problems"]}
    assert "war" in told["era"]["allowed"]
    assert told["lens"]["allowed"] == ["all", "checked2", "primary"]
    assert "lens" in told["colour"]["allowed"]
    assert "soon" in told["from"]["message"]
    assert "x-bad" not in answer.headers


@pytest.mark.parametrize(
    "target",
    [
        "/charts/nothing.csv",
        "/charts/events_timeline.exe",
        "/charts/events_timeline",
        "/charts/.csv",
        "/charts/events_timeline.csv.csv",
        "/charts/%2e%2e%2fdata.csv",
        "/r/ev-nothing",
        "/r/ev-nothing.json",
        "/r/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/r/'%20or%201=1%20--",
        "/r/%00",
        *(f"{path}/x" for path in CLOSED),
    ],
)
def test_what_is_not_there_is_404(target: str, get: Get) -> None:
    answer = get(target)
    assert answer.status == 404
    assert b"<script" not in answer.body
    assert b"Traceback" not in answer.body
    assert len(answer.body) < 5000


def test_an_unchanged_file_is_not_sent_twice(get: Get) -> None:
    first = get("/charts/events_timeline.csv?actor=USA&era=war")
    again = get("/charts/events_timeline.csv?era=war&actor=USA", {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    other = get("/charts/events_timeline.csv?era=truce&actor=USA", {"If-None-Match": first.headers["etag"]})
    assert other.status == 200
    assert other.headers["etag"] != first.headers["etag"]
    assert get("/charts/events_timeline.json?era=war&actor=USA").headers["etag"] != first.headers["etag"]


def test_the_catalogue(get: Get) -> None:
    listed = json.loads(get("/charts.json").body)["charts"]
    assert [chart["id"] for chart in listed] == [chart.id for chart in CHARTS]
    assert all(set(chart["formats"]) == set(FORMATS) for chart in listed)
    assert get(listed[-1]["formats"]["csv"]).status == 200


def test_suggestions_are_json_with_a_tag(get: Get) -> None:
    answer = get("/search.json?q=armis&limit=3")
    assert answer.status == 200
    found = json.loads(answer.body)
    assert found["query"] == "armis"
    assert found["all"] == "/search?q=armis"
    assert len(found["hits"]) == 3
    assert {"id", "type", "kind", "title", "date", "other_name", "url", "is_page"} == set(found["hits"][0])
    assert get("/search.json?q=armis&limit=3", headers={"if-none-match": answer.headers["etag"]}).status == 304
    assert get("/search.json?q=armis&limit=4", headers={"if-none-match": answer.headers["etag"]}).status == 200


@pytest.mark.parametrize("query", ["", "q=", "q=a", "q=%00", "q=of+the", "limit=1&q=zqxj", "q=" + "a" * 5000])
def test_nothing_to_suggest_is_an_empty_list(get: Get, query: str) -> None:
    answer = get(f"/search.json?{query}")
    assert answer.status == 200
    assert json.loads(answer.body)["hits"] == []


def test_health(get: Get, tiny_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = get("/healthz")
    assert answer.status == 200
    assert json.loads(answer.body)["status"] == "ok"
    assert re.fullmatch("[0-9a-f]{12}", json.loads(answer.body)["build_id"])
    assert answer.headers["cache-control"] == "no-store"
    monkeypatch.setattr(replies, "settings", lambda: replace(tiny_settings, out=tiny_settings.out / "nowhere"))
    broken = get("/healthz")
    assert broken.status == 503
    assert "nowhere" not in broken.text


def test_a_record_page_is_well_formed_and_holds_what_a_reference_manager_reads(get: Get) -> None:
    answer = get("/r/ev-1953-07-27-armistice")
    page = Page(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert page.elements[0] == ("html", {"lang": "en"})
    assert [tag for tag, _ in page.elements].count("h1") == 1
    meta = page.meta()
    assert meta["citation_title"] == "Armistice signed"
    assert "citation_journal_title" not in meta
    assert not (meta["citation_publication_date"] or "").startswith("1953")
    # With the comma reference managers take it for one name, not for a person's first and last.
    assert meta["citation_author"] == "The Panmunjom authors,"
    assert meta["citation_public_url"] == "http://127.0.0.1/r/ev-1953-07-27-armistice"
    hrefs = [attrs.get("href") for tag, attrs in page.elements if tag in ("a", "link")]
    assert "/events?record=ev-1953-07-27-armistice" in hrefs
    assert "/source?doc=doc-essay&cite=cl-essay-01.1" in hrefs
    assert "https://example.org/armistice?a=1&b=2" in hrefs
    assert ("link", {"rel": "canonical", "href": "/r/ev-1953-07-27-armistice"}) in page.elements
    words = " ".join(page.words)
    for expected in ("27 July 1953", "2 sources agree", "The armistice of 27 July 1953 stopped the war.", "Article I"):
        assert expected in words


def test_poison_reaches_the_page_as_text(get: Get) -> None:
    for record in ("ev-1994-10-talks", "cl-essay-02"):
        answer = get(f"/r/{record}")
        page = Page(answer.text)
        assert "<script>window.__pwned = 1</script>" in " ".join(page.words)
        assert "img" not in {tag for tag, _ in page.elements}
        assert {attrs["type"] for tag, attrs in page.elements if tag == "script"} == {"application/ld+json"}
        assert all((attrs.get("href") or "/").startswith(("/", "https://example.org/")) for _, attrs in page.elements)


def test_the_page_allows_its_own_style_and_nothing_else(get: Get) -> None:
    policy = get("/r/ev-2006-embargo").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("record", "page"),
    [
        ("ev-2006-embargo", "/events?record=ev-2006-embargo"),
        ("tr-armistice-1953", "/treaties?record=tr-armistice-1953"),
        ("vo-s-res-1-2006", "/treaties?record=vo-s-res-1-2006"),
        ("po-ada-scholar-2010-1", "/positions?record=po-ada-scholar-2010-1"),
        ("cl-essay-01", "/claims?record=cl-essay-01"),
        ("nt-2006-10-09", "/"),
        ("de-lee", "/"),
        ("ob-aid-1995", "/"),
        ("ac-prk", "/"),
        ("ml-1993-05-29-01", "/"),
    ],
)
def test_every_type_of_record_has_a_page(record: str, page: str, get: Get) -> None:
    answer = get(f"/r/{record}")
    assert answer.status == 200
    hrefs = [attrs.get("href") for tag, attrs in Page(answer.text).elements if tag == "a"]
    assert page in hrefs
    assert json.loads(get(f"/r/{record}.json").body)[0]["id"] == record


def test_csl_json(get: Get) -> None:
    answer = get("/r/ev-1994-10-talks.json")
    assert answer.headers["content-type"].startswith("application/vnd.citationstyles.csl+json")
    own, *evidence = json.loads(answer.body)
    assert own["title"] == "=1+1"
    assert "original-date" not in own, "the day of an event is that of no publication"
    daily = next(item for item in evidence if item.get("container-title") == "The Daily")
    assert daily["author"] == [{"literal": "Jo Writer"}]
    assert daily["issued"] == {"date-parts": [[1994, 10]]}
    primary = next(item for item in evidence if item.get("publisher") == "National Archives")
    assert (primary["DOI"], primary["type"]) == ("10.1000/armistice", "document")
    assert all(value not in (None, "") for item in (own, *evidence) for value in item.values())


def test_the_public_address_comes_from_the_environment(get: Get, setting: Setting) -> None:
    setting("URL", "https://panmunjom.example/")
    meta = Page(get("/r/de-lee", {"Host": "evil.example"}).text).meta()
    assert meta["citation_public_url"] == "https://panmunjom.example/r/de-lee"


def test_a_hostile_host_is_escaped(get: Get) -> None:
    assert '"><script>' not in get("/r/de-lee", {"Host": '"><script>alert(1)</script>'}).text


@pytest.mark.parametrize(
    "target", ["/healthz", "/charts.json", "/charts/x.csv", "/r/x", "/nowhere", "/_stcore/metrics"]
)
def test_every_response_carries_the_security_headers(target: str, get: Get) -> None:
    headers = get(target).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_policy_of_the_pages_names_no_other_origin(get: Get) -> None:
    policy = get("/healthz").headers["content-security-policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'self'"
    assert "unsafe" not in directives["script-src"]
    assert not re.search(r"https?:|wss?:|\*", policy)


def test_a_failure_tells_an_incident_number_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(_: Any) -> PlainTextResponse:
        raise RuntimeError("secret of the house")

    app = SafetyMiddleware(Starlette(routes=[Route("/", fail)]).router)
    answer = request(app, "/")
    assert answer.status == 500
    assert "secret" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    incident = re.search(r"incident (\w+)", answer.text)
    assert incident
    assert incident[1] in caplog.text
    assert "secret of the house" in caplog.text


def test_unreadable_data_is_503(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise StoreError("checksum of /secret/path")

    monkeypatch.setattr(files, "export", fail)
    answer = get("/charts/events_timeline.csv?era=war")
    assert answer.status == 503
    assert "secret" not in answer.text


def test_only_reading_is_allowed(get: Get) -> None:
    assert get("/charts.json", method="POST").status == 405
    assert get("/r/de-lee", method="DELETE").status == 405


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40), st.binary(max_size=40))
def test_no_address_makes_a_failure(get: Get, name: str, query: bytes) -> None:
    path = "".join(f"%{byte:02x}" for byte in name.encode("utf-8", "surrogatepass"))
    asked = "".join(f"%{byte:02x}" for byte in query)
    for target in (f"/r/{path}", f"/charts/{path}", f"/charts/unsc_votes.csv?q={asked}&from={asked}&era={asked}"):
        assert get(target).status in (200, 304, 400, 404)


def test_recent_files_are_limited_by_number_and_size() -> None:
    kept: Recent[int, str] = Recent(max_items=3, max_size=10)
    for number in range(4):
        kept.put(number, str(number), 2)
    assert [kept.get(number) for number in range(4)] == [None, "1", "2", "3"]
    kept.get(1)
    kept.put(9, "large", 6)
    assert (kept.get(1), kept.get(2), kept.get(9)) == ("1", None, "large")
    kept.put(10, "too large", 11)
    assert kept.get(10) is None
    kept.put(9, "smaller", 1)
    assert (len(kept), kept.get(9)) == (3, "smaller")


def test_a_file_is_made_once(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[Any, ...]] = []

    def counted(*asked: Any) -> Exported:
        made.append(asked)
        return export(*asked)

    monkeypatch.setattr(files, "export", counted)
    first, second = get("/charts/unsc_votes.csv"), get("/charts/unsc_votes.csv")
    assert first.body == second.body
    assert len(made) == 1


def test_pages_of_real_records_are_well_formed(database: Database) -> None:
    nothing = served(database)
    ids = [row["record_id"] for row in database.rows("pages", "cited_records")]
    for record_id in ids[:: len(ids) // 60]:
        (found,) = database.rows("pages", "record_page", {"record": record_id})
        evidence = database.rows("pages", "export_citations", {"records": [record_id], **nothing.parameter()})
        edition = csl.edition(database, "https://example.org")
        page = Page(record_html(found, evidence, f"https://example.org/r/{record_id}", edition.said))
        assert [tag for tag, _ in page.elements].count("li") == len(evidence) > 0
        assert csl.record_items(found, evidence, edition)[0]["title"]


@pytest.mark.parametrize("query", ["a=" + "x" * QUERY_BYTES, "&".join(f"p{i}=1" for i in range(QUERY_VALUES + 1))])
def test_an_address_too_long_to_be_meant_is_refused_before_it_is_read(get: Get, query: str) -> None:
    answer = get(f"/charts/events_timeline.csv?{query}")
    assert answer.status == 414
    assert "too long" in answer.text


def test_the_longest_address_of_a_page_is_not_too_long(database: Database) -> None:
    actors = sorted(vocabulary(database, "event_kind").of("actors"), key=len)[-MAX_VALUES:]
    filters = Filters(actors=tuple(actors), words="x" * MAX_WORDS_LENGTH)
    assert len(address("", filters)) < QUERY_BYTES
