"""A site on this machine is fetched, found in, changed and reported right: moved, gone, busy and forbidden pages, one request at a time."""

import csv
import time
from dataclasses import replace

import pytest
from loopback_site import Answer, docx, html, pdf, site

from dashboard.__main__ import main
from dashboard.library import keeping
from dashboard.library.config import USER_AGENT, LibraryError, Limits, Manners
from dashboard.library.keeping import Keeper, fetch_all
from dashboard.library.net.asking import Web
from dashboard.library.net.visiting import Visitor
from dashboard.library.rights import public_domain, releasable
from dashboard.library.shelf import Shelf
from dashboard.library.snapshot import Extract
from dashboard.library.wanted import Source, plain_address, read_wanted
from dashboard.store.config import DEFAULT

QUICK = Manners(pause=0.0, hosts=4, timeout=5.0, tries=3, back_off=0.01, longest_wait=1.0)
PLAIN = "The two sides agreed on the day to end it. " * 12
SOURCE_COLUMNS = ["source_id", "kind", "voice", "published", "url", "read_at", "file"]
CITATION_COLUMNS = ["citation_id", "record", "source", "first_words", "last_words", "read_at", "read_on", "quote"]


@pytest.fixture
def web():
    with site() as made:
        yield made


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "library")


def source(name, *addresses, day="20010203"):
    return Source(name, "press", "press", addresses[0] if addresses else "", addresses, day)


def keeper(shelf, web, manners=QUICK, limits=None):
    limits = limits or Limits()
    asks = Web(limits, manners, allow_private=True)
    return Keeper(shelf, Visitor(asks, limits, f"{web.base}/available"), limits)


def fetch(shelf, web, *sources, again=False, manners=QUICK):
    report = fetch_all(keeper(shelf, web, manners), sources, manners, lambda _: None, again=again)
    return {outcome.source: outcome for outcome in report.outcomes}


def test_pages_of_every_kind_are_held_with_where_they_came_from(shelf, web):
    web.pages |= {
        "/page": Answer(html(PLAIN)),
        "/paper.pdf": Answer(pdf(["One page"]), headers={"Content-Type": "application/octet-stream"}),
        "/word": Answer(docx(["Head", "Body"]), headers={"Content-Type": "text/html"}),
        "/plain": Answer(b"Just words.", headers={"Content-Type": "text/plain"}),
    }
    outcomes = fetch(shelf, web, *(source(f"so-{path.strip('/')[:4]}", web.base + path) for path in list(web.pages)))
    assert {outcome.state for outcome in outcomes.values()} == {"held"}
    kinds = {held.source: held.media_type for held in shelf.all()}
    assert kinds == {
        "so-page": "text/html",
        "so-pape": "application/pdf",
        "so-word": "application/docx",
        "so-plai": "text/plain",
    }
    held = shelf.snapshot("so-page")
    assert (held.asked, held.reached, held.archived) == (f"{web.base}/page", f"{web.base}/page", "")
    assert held.charset == "utf-8"
    assert shelf.body(held) == html(PLAIN)


def test_what_is_held_is_not_asked_for_again_and_one_address_serves_many_sources(shelf, web):
    web.pages["/volume"] = Answer(html(PLAIN))
    first, second = source("so-one", f"{web.base}/volume"), source("so-two", f"{web.base}/volume")
    assert fetch(shelf, web, first)["so-one"].state == "held"
    asked = list(web.asked)
    outcomes = fetch(shelf, web, first, second)
    assert (outcomes["so-one"].state, outcomes["so-two"].state) == ("held before", "held")
    assert "the same text as so-one" in outcomes["so-two"].line
    assert web.asked == asked


def test_a_moved_page_is_followed_and_said(shelf, web):
    web.pages |= {"/old": Answer(status=301, headers={"Location": "/new"}), "/new": Answer(html(PLAIN))}
    line = fetch(shelf, web, source("so-one", f"{web.base}/old"))["so-one"].line
    assert f"moved to {web.base}/new" in line
    assert shelf.snapshot("so-one").reached == f"{web.base}/new"


def test_a_gone_page_comes_from_the_archive_of_the_right_day(shelf, web):
    web.archive("/gone", "20010201000000", html("As it was in those days. " * 20).decode())
    line = fetch(shelf, web, source("so-one", f"{web.base}/gone"))["so-one"].line
    assert "the archive's copy of 20010201, because the page is gone" in line
    assert shelf.snapshot("so-one").archived == "20010201000000"
    assert "As it was" in shelf.text(shelf.snapshot("so-one"))
    (asked,) = (path for path in web.asked if path.startswith("/available"))
    assert asked.endswith("timestamp=20010203")


def test_a_gone_page_without_a_copy_is_one_line(shelf, web):
    line = fetch(shelf, web, source("so-one", f"{web.base}/gone"))["so-one"].line
    assert line == "the page is gone (status 404); the archive has no copy"


def test_a_forbidden_page_is_no_reason_to_go_to_the_archive(shelf, web):
    web.pages["/closed"] = Answer(b"no", 403)
    assert (
        fetch(shelf, web, source("so-one", f"{web.base}/closed"))["so-one"].line == "the host refuses it (status 403)"
    )
    assert not [path for path in web.asked if path.startswith("/available")]


def test_the_second_address_is_asked_where_the_first_gives_nothing(shelf, web):
    web.pages["/copy"] = Answer(html(PLAIN))
    assert fetch(shelf, web, source("so-one", f"{web.base}/gone", f"{web.base}/copy"))["so-one"].state == "held"


def test_robots_are_asked_first_and_obeyed(shelf, web):
    web.pages |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private\n", headers={"Content-Type": "text/plain"}),
        "/private/a": Answer(html(PLAIN)),
        "/public/a": Answer(status=302, headers={"Location": "/private/a"}),
        "/public/b": Answer(html(PLAIN)),
    }
    outcomes = fetch(
        shelf,
        web,
        source("so-a", f"{web.base}/private/a"),
        source("so-b", f"{web.base}/public/a"),
        source("so-c", f"{web.base}/public/b"),
    )
    assert outcomes["so-a"].line == outcomes["so-b"].line == "the host's robots.txt asks not to fetch it"
    assert outcomes["so-c"].state == "held"
    assert web.asked.count("/robots.txt") == 1
    assert web.asked[0] == "/robots.txt"
    assert "/private/a" not in web.asked


def test_one_request_a_host_at_a_time_with_a_pause(shelf, web, monkeypatch):
    # The pause is what is timed here, so that reading the pages must cost nothing.
    monkeypatch.setattr(keeping, "extract_apart", lambda body, *_: _plain(body))
    sources = []
    for number in range(4):
        web.pages[f"/{number}"] = Answer(html(f"{number} {PLAIN}"))
        sources.append(source(f"so-{number}", f"{web.base}/{number}"))
    started = time.monotonic()
    fetch(shelf, web, *sources, manners=replace(QUICK, pause=0.05))
    assert time.monotonic() - started >= 4 * 0.05
    assert web.most_at_once == 1


def _plain(body):
    return Extract(body.decode(), "text/html", "utf-8", "none")


def test_a_busy_host_is_asked_again_when_it_says(shelf, web):
    seen = []

    def busy(_):
        seen.append(time.monotonic())
        return Answer(b"", 429, {"Retry-After": "0"}) if len(seen) < 3 else Answer(html(PLAIN))

    web.pages["/busy"] = busy
    assert fetch(shelf, web, source("so-one", f"{web.base}/busy"))["so-one"].state == "held"
    assert len(seen) == 3


def test_a_host_that_stays_busy_or_asks_for_an_hour_is_left_alone(shelf, web):
    web.pages |= {"/busy": Answer(b"", 503), "/hour": Answer(b"", 429, {"Retry-After": "3600"})}
    outcomes = fetch(shelf, web, source("so-a", f"{web.base}/busy"), source("so-b", f"{web.base}/hour"))
    assert outcomes["so-a"].line == "the host is busy (status 503)"
    assert outcomes["so-b"].line == "the host is busy (status 429)"
    assert web.asked.count("/busy") == 3
    assert web.asked.count("/hour") == 1


def test_a_changed_page_is_told_and_the_earlier_text_is_kept(shelf, web):
    one = source("so-one", f"{web.base}/page")
    web.pages["/page"] = Answer(html(f"The first version. {PLAIN}"))
    fetch(shelf, web, one)
    first = shelf.snapshot("so-one")
    assert fetch(shelf, web, one, again=True)["so-one"].state == "held"
    assert shelf.snapshot("so-one").earlier is None
    web.pages["/page"] = Answer(html(f"The second version. {PLAIN}"))
    assert fetch(shelf, web, one, again=True)["so-one"].state == "changed"
    now = shelf.snapshot("so-one")
    assert now.earlier["text_sha256"] == first.text_sha256
    assert "second version" in shelf.text(now)
    assert "first version" in shelf.text(first)
    web.pages.pop("/page")
    assert fetch(shelf, web, one, again=True)["so-one"].state == "failed"
    assert shelf.snapshot("so-one") == now


def write_data(folder, sources, citations):
    folder.mkdir()
    for name, columns, rows in (("sources", SOURCE_COLUMNS, sources), ("citations", CITATION_COLUMNS, citations)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)


def test_the_command_fetches_finds_reports_and_tells_what_changed(tmp_path, web, capsys, monkeypatch):
    monkeypatch.setattr("dashboard.__main__.DEFAULT", replace(DEFAULT, library=tmp_path / "library"))
    day = {"read_at": f"{web.base}/page", "read_on": "2026-11-20"}
    write_data(
        tmp_path / "data",
        [
            {"source_id": "so-page", "kind": "press", "voice": "press", "url": f"{web.base}/original"},
            {"source_id": "so-gone", "kind": "press", "voice": "press", "url": f"{web.base}/gone"},
            {"source_id": "so-held", "kind": "press", "voice": "press", "url": f"{web.base}/held", "file": "held.txt"},
        ],
        [
            {
                "citation_id": "ev-1.1",
                "source": "so-page",
                "first_words": "Once it",
                "last_words": "stood here.",
                **day,
            },
            {"citation_id": "ev-2.1", "source": "so-page", "first_words": "Twice it", "last_words": "was said.", **day},
            {
                "citation_id": "ev-3.1",
                "source": "so-gone",
                "first_words": "a b",
                "last_words": "c d",
                "read_on": "2026-11-20",
            },
        ],
    )
    wanted = read_wanted(tmp_path / "data")
    assert wanted.sources["so-page"].addresses == (f"{web.base}/page", f"{web.base}/original")
    assert wanted.sources["so-page"].day == "20261120"
    assert set(wanted.sources) == {"so-page", "so-gone"}
    web.pages["/page"] = Answer(html(f"{PLAIN} Once it stood here. Twice it was said. Twice it was said."))
    common = ["--data", str(tmp_path / "data")]
    options = [*common, "--all", "--pause", "0", "--allow-private", "--archive", f"{web.base}/available"]

    def run(*arguments):
        return main(["library", *arguments]), capsys.readouterr()

    code, shown = run("fetch", *options)
    assert code == 1
    assert shown.out.splitlines() == [
        "2 sources: 1 held, 0 changed, 0 held before, 1 failed.",
        "  so-gone: the page is gone (status 404); the archive has no copy",
        "Build again to find the words: python -m dashboard build (make run does it by itself).",
    ]
    assert "so-page: held: " in shown.err
    code, shown = run("list", *common)
    assert code == 0
    assert shown.out.split("\t")[::4] == ["so-page", "this machine"]
    code, shown = run("check", *common)
    assert code == 1
    orphan, last = shown.out.splitlines()
    assert orphan.startswith("orphan   ev-2.1 in so-page: found 2 times; nearest at character ")
    assert last == "1 texts, 1 places, 1 orphans."
    web.pages["/page"] = Answer(html(f"{PLAIN} Once it had been there. Twice it was said."))
    code, shown = run("fetch", *common, "--source", "so-page", "--again", "--pause", "0", "--allow-private")
    assert shown.out.splitlines()[0] == "1 sources: 0 held, 1 changed, 0 held before, 0 failed."
    code, shown = run("check", *common, "--seen")
    changed, orphan, last = shown.out.splitlines()
    assert changed.startswith("changed  so-page: ")
    assert orphan.startswith("orphan   ev-1.1 in so-page: not found; nearest at character ")
    assert "Once it had" in orphan
    assert last == "1 texts, 1 places, 1 orphans."
    assert not [line for line in run("check", *common)[1].out.splitlines() if line.startswith("changed")]
    assert run("release", *common, "so-page")[1].out.startswith("1 sources may be read by everybody")
    assert "everybody" in run("list", *common)[1].out
    assert run("release", *common, "--undo")[1].out.startswith("0 sources")
    assert run("remove", *common, "--source", "so-page")[0] == 0
    assert run("list", *common)[1].out == ""
    code, shown = run("fetch", *common, "--source", "so-nothing")
    assert code == 1
    assert shown.err == "The record has no source so-nothing whose text is elsewhere.\n"


def test_every_request_says_who_asks(shelf, web):
    web.pages["/page"] = Answer(html(PLAIN))
    fetch(shelf, web, source("so-one", f"{web.base}/page"))
    assert web.agents == {USER_AGENT}
    assert "Panmunjom-library/" in USER_AGENT


@pytest.mark.parametrize(
    ("kind", "voice", "url", "counts"),
    [
        ("primary_document", "us", "https://history.state.gov/historicaldocuments/x", True),
        ("official_statement", "us", "http://www.army.mil/x", True),
        ("official_statement", "us", "https://www.globalsecurity.org/x", False),
        ("official_statement", "us", "https://www.state.gov.example.com/x", False),
        ("reference_work", "us", "https://www.nj.gov/x", False),
        ("press", "us", "https://www.voa.gov/x", False),
        ("scholarly", "us", "https://www.armyupress.army.mil/x", False),
        ("think_tank", "us", "https://www.everycrsreport.com/x", False),
        ("primary_document", "un", "https://undocs.org/S/RES/82(1950)", True),
        ("official_statement", "un", "https://press.un.org/x", False),
        ("primary_document", "un", "https://www.iaea.org/x", False),
        ("primary_document", "dprk", "https://history.state.gov/x", False),
    ],
)
def test_the_public_domain_is_two_groups_at_their_own_addresses(kind, voice, url, counts):
    made = Source("so-one", kind, voice, url, (url,), "")
    assert bool(public_domain(made)) is counts
    assert bool(releasable(made, f"https://web.archive.org/web/2001id_/{url}")) is counts
    assert not releasable(made, "")
    assert not releasable(made, "https://docslib.org/doc/1")


@pytest.mark.parametrize(
    ("shown", "plain"),
    [
        (
            "https://github.com/a/b/blob/c0ffee/volumes/x%20y.xml#L5",
            "https://raw.githubusercontent.com/a/b/c0ffee/volumes/x%20y.xml",
        ),
        ("https://example.org/page#part", "https://example.org/page"),
    ],
)
def test_the_address_of_the_text_itself_is_asked(shown, plain):
    assert plain_address(shown) == plain


def test_a_host_that_is_down_is_asked_once_a_run(shelf, web, monkeypatch):
    down = site_that_is_down()
    outcomes = fetch(
        shelf, web, source("so-a", f"{down}/a"), source("so-b", f"{down}/b"), source("so-c", f"{web.base}/c")
    )
    assert outcomes["so-a"].line.startswith("no connection")
    assert outcomes["so-a"].line == outcomes["so-b"].line
    assert outcomes["so-c"].line.startswith("the page is gone")


def site_that_is_down():
    with site() as closed:
        return closed.base


def test_what_nobody_foresaw_and_a_stop_lose_nothing_else(shelf, web, monkeypatch):
    web.pages |= {"/page": Answer(html(PLAIN)), "/bad": Answer(html(f"bad {PLAIN}"))}
    real = keeping.extract_apart

    def extract(body, *more):
        if b"bad" in body:
            raise RecursionError
        return real(body, *more)

    monkeypatch.setattr(keeping, "extract_apart", extract)
    outcomes = fetch(shelf, web, source("so-a", f"{web.base}/bad"), source("so-b", f"{web.base}/page"))
    assert outcomes["so-a"].line == "something unforeseen (RecursionError)"
    assert outcomes["so-b"].state == "held"

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "extract_apart", stop)
    report = fetch_all(keeper(shelf, web), [source("so-c", f"{web.base}/page?other")], QUICK, lambda _: None)
    assert report.is_stopped
    assert [held.source for held in shelf.all()] == ["so-b"]


def test_two_commands_do_not_write_at_once(shelf):
    with shelf.only_writer(), pytest.raises(LibraryError, match="Another command is writing"), shelf.only_writer():
        pass
