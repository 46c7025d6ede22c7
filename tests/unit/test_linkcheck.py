"""The link check against a server on this machine: heads, pages, busy and broken hosts, one request at a time, the report."""

import csv
import io
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dashboard.__main__ import main
from dashboard.checks.addresses import COLUMNS, USER_AGENT, Manners, ask, check_links, source_addresses, write_report

QUICK = Manners(timeout=0.5, workers=4, pause=0.0)


class Site(BaseHTTPRequestHandler):
    """Answers by path, and notes each request with what ran at the same time."""

    def answer(self):
        log = self.server.log
        with self.server.lock:
            self.server.running += 1
            log.append((self.command, self.path, self.headers["User-Agent"], self.server.running))
        try:
            self.reply()
        finally:
            with self.server.lock:
                self.server.running -= 1

    def reply(self):
        path = self.path.partition("?")[0]
        if path == "/slow":
            time.sleep(1.2)
        status = {"/gone": 404, "/old": 301, "/no-head": 405 if self.command == "HEAD" else 200}.get(path, 200)
        if path == "/busy":
            seen = sum(entry[1] == "/busy" for entry in self.server.log)
            status = 429 if seen < 3 else 200
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/new")
        if status == 429:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.log, server.lock, server.running = [], threading.Lock(), 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.base = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


def requests(site):
    return [(method, path) for method, path, *_ in site.log]


def test_a_page_that_answers_is_asked_for_its_head_only(site):
    answer = ask(f"{site.base}/page", QUICK)
    assert (answer.status, answer.is_good, answer.final_url) == ("200", True, f"{site.base}/page")
    assert requests(site) == [("HEAD", "/page")]
    assert site.log[0][2] == USER_AGENT
    assert "Panmunjom" in USER_AGENT


def test_a_host_that_refuses_heads_is_asked_for_the_page(site):
    assert ask(f"{site.base}/no-head", QUICK).is_good
    assert requests(site) == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_a_page_that_moved_says_where_to(site):
    answer = ask(f"{site.base}/old", QUICK)
    assert (answer.status, answer.final_url) == ("200", f"{site.base}/new")


def test_a_page_that_is_gone_is_no_good_answer(site):
    answer = ask(f"{site.base}/gone", QUICK)
    assert (answer.status, answer.is_good) == ("404", False)


def test_a_busy_host_is_asked_once_more(site):
    assert ask(f"{site.base}/busy", QUICK).is_good
    assert requests(site) == [("HEAD", "/busy"), ("GET", "/busy"), ("GET", "/busy")]


def test_no_answer_in_time_and_no_host_are_said_in_words(site):
    assert ask(f"{site.base}/slow", Manners(0.2, 1, 0.0)).status == "no answer in time"
    closed = f"http://127.0.0.1:{site.server_address[1]}"
    site.shutdown()
    site.server_close()
    answer = ask(f"{closed}/page", QUICK)
    assert not answer.is_good
    assert "refused" in answer.status


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://127.0.0.1/x", ""])
def test_other_schemes_are_never_asked(url):
    assert ask(url, QUICK).status == "not an http or https address"


@pytest.mark.parametrize("path", ["/a b", "/정전", "/x?q=é&r=(1)", "/%20done"])
def test_addresses_with_other_letters_are_asked(site, path):
    assert ask(f"{site.base}{path}", QUICK).is_good


def test_one_host_gets_one_request_at_a_time_with_a_pause(site):
    told = []
    urls = [f"{site.base}/{number}" for number in range(5)]
    started = time.monotonic()
    answers = check_links([*urls, urls[0]], Manners(1.0, 8, 0.05), lambda *args: told.append(args))
    assert time.monotonic() - started >= 4 * 0.05
    assert [answer.url for answer in answers] == urls
    assert max(running for *_, running in site.log) == 1
    assert [(done, total) for done, total, _ in told] == [(number, 5) for number in range(1, 6)]


def test_hosts_are_asked_at_the_same_time(site):
    other = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    other.log, other.lock, other.running = [], threading.Lock(), 0
    threading.Thread(target=other.serve_forever, daemon=True).start()
    started = time.monotonic()
    slow = [f"{site.base}/slow", f"http://127.0.0.1:{other.server_address[1]}/slow"]
    answers = check_links(slow, Manners(3.0, 2, 0.0), lambda *_: None)
    other.shutdown()
    other.server_close()
    assert all(answer.is_good for answer in answers)
    assert time.monotonic() - started < 2.3


def test_the_command_reports_as_csv_and_fails_where_a_link_is_dead(site, tmp_path, capsys):
    head = "source_id,kind,url,read_at"
    (tmp_path / "sources.csv").write_text(
        f"{head}\na,press,{site.base}/page,\nb,press,{site.base}/old,{site.base}/gone\nc,press,{site.base}/page,\n",
        encoding="utf-8",
    )
    assert source_addresses(tmp_path) == [f"{site.base}/page", f"{site.base}/old", f"{site.base}/gone"]
    report = tmp_path / "report.csv"
    common = ["links", "--data", str(tmp_path), "--timeout", "1", "--workers", "2"]
    assert main([*common, "--limit", "1", "-o", str(report)]) == 0
    rows = list(csv.DictReader(report.read_text(encoding="utf-8").splitlines()))
    assert [(row["url"], row["status"]) for row in rows] == [(f"{site.base}/page", "200")]

    capsys.readouterr()
    assert main([*common, "--limit", "1"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[0] == ",".join(COLUMNS)
    assert "1 addresses, 0 without a good answer" in shown.err


def test_an_empty_report_has_its_header():
    file = io.StringIO()
    write_report([], file)
    assert file.getvalue() == "url,status,final_url,ms\n"
