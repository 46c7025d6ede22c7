"""What changed in the record since a version: as a page, as CSV and as a feed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from asgi_client import Answer

from dashboard.record import csl
from dashboard.record.changes import Change, Version, changes, counted, version_of
from dashboard.record.links import Site
from dashboard.store.database import Database
from dashboard.web import changes_page

Get = Callable[..., Answer]
ATOM = "{http://www.w3.org/2005/Atom}"
EMBARGO = "ev-2006-embargo"


def test_a_stamp_of_a_link_is_a_version() -> None:
    assert version_of("2026-11-28.0123456789ab") == Version(date(2026, 11, 28), "0123456789ab")
    for wrong in ("", "2026-11-28", "0123456789ab", "2026-13-28.0123456789ab", "2026-11-28.0123456789ab\n", "x" * 9000):
        assert version_of(wrong) is None


def test_two_versions_of_one_day_are_told_apart(tiny_database: Database) -> None:
    assert version_of("2026-11-28.0123456789ab.1") == Version(date(2026, 11, 28), "0123456789ab", 1)
    earlier, later = (Version(date(2026, 11, 28), "0123456789ab", seen) for seen in (0, 1))
    assert [one.record_id for one in changes(tiny_database, earlier)] == [EMBARGO]
    assert changes(tiny_database, later) == []
    assert csl.edition(tiny_database, "").stamp == f"2026-11-28.{tiny_database.build_id}.1"


def test_what_changed_after_a_day(tiny_database: Database) -> None:
    (one,) = changes(tiny_database, date(2026, 11, 27))
    assert (one.record_id, one.is_here, one.is_new) == (EMBARGO, True, False)
    assert one.changes == (
        Change(
            "kind",
            "policy",
            "sanctions",
            "The embargo is a sanction.",
            one.changes[0].source,
            one.changes[0].source_url,
        ),
    )
    assert one.changes[0].said == "Kind: “sanctions” instead of “policy”."
    assert one.changes[0].source_url.startswith("http")
    assert changes(tiny_database, date(2026, 11, 28)) == []
    assert changes(tiny_database, None, {"ev-1994-10-talks"}) == []
    assert changes(tiny_database, None, {EMBARGO}) == [one]


def test_every_change_of_the_record_is_told_with_its_reason(database: Database) -> None:
    found = changes(database)
    changed, added = counted(found)
    assert changed > 300
    assert added > 300
    assert all(change.why and change.said.endswith(".") for one in found for change in one.changes)
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    assert sum(one.is_here for one in found) > 1000
    rows = sum(len(one.changes) for one in found)
    assert rows == len(database.rows("pages", "changes", {"since": None, "seen": None, "records": None}))


def test_the_page_can_be_limited_and_turned(database: Database) -> None:
    site = Site("https://example.org")
    first = str(changes_page.page({}, database, site))
    assert first.count('class="changed-title"') == changes_page.ON_A_PAGE
    assert 'href="/changes?page=2"' in first
    second = str(changes_page.page({"page": ["2"]}, database, site))
    assert 'href="/changes?page=1"' in second
    last = str(changes_page.page({"page": ["99999"]}, database, site))
    assert "Next" not in last
    record = next(one.record_id for one in changes(database) if one.is_here)
    own = str(changes_page.page({"record": [record]}, database, site))
    assert own.count('class="changed-title"') == 1
    assert 'href="/changes">All changes' in own


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "1 record changed"),
        ("?since=2026-11-27", "after 27 November 2026"),
        ("?since=2026-11-28.0123456789ab", "Nothing is known to have changed"),
        ("?since=yesterday", "neither a day nor a version"),
        ("?record=ev-2006-embargo&page=-1", "1 record changed"),
        ("?record=%3Cscript%3E&page=x", "Nothing is known"),
    ],
)
def test_the_page_answers_and_says_what_it_ignores(query: str, said: str, get: Get) -> None:
    answer = get(f"/changes{query}")
    assert answer.status == 200
    assert said in answer.text
    assert "<script" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert get(f"/changes{query}", {"If-None-Match": answer.headers["etag"]}).status == 304


def test_the_feed_is_atom(get: Get, database: Database) -> None:
    answer = get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    for content in (answer.body, changes_page.feed(database, Site("https://example.org")).content):
        feed = ET.fromstring(content)  # noqa: S314
        assert feed.tag == f"{ATOM}feed"
        assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        entries = feed.findall(f"{ATOM}entry")
        assert 0 < len(entries) <= changes_page.IN_FEED
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            assert entry.findtext(f"{ATOM}updated", "").endswith("T00:00:00Z")
            content_of = entry.find(f"{ATOM}content")
            assert content_of is not None
            assert "".join(content_of.itertext()).strip()


def test_the_file_has_every_change(get: Get) -> None:
    answer = get("/changes.csv")
    (row,) = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert (row["record_id"], row["old"], row["new"]) == (EMBARGO, "policy", "sanctions")
    assert answer.headers["content-disposition"].startswith('attachment; filename="panmunjom_changes_')
