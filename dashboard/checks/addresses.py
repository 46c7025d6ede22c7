"""Asks whether the addresses of sources answer: in parallel over hosts, one request at a time and with a pause within a host."""

from __future__ import annotations

import csv
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit

USER_AGENT = "Panmunjom-linkcheck/1.0 (checks that cited sources answer; one request at a time per host)"
COLUMNS = ("url", "status", "final_url", "ms")
# A host that asks for more time gets it, up to this many seconds.
LONGEST_WAIT = 60.0
BUSY = (429, 503)
_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True)
class Answer:
    """What an address answered: an HTTP status, or in words why there is none; where it led, and after how many milliseconds."""

    url: str
    status: str
    final_url: str
    ms: int

    @property
    def is_good(self) -> bool:
        """Whether the address led to a page."""
        return self.status.isdigit() and int(self.status) < 400


@dataclass(frozen=True)
class Manners:
    """How to ask: seconds to wait for an answer, hosts asked at the same time, seconds between two requests to one host."""

    timeout: float = 20.0
    workers: int = 8
    pause: float = 1.0


def check_links(urls: Iterable[str], manners: Manners, tell: Callable[[int, int, Answer], None]) -> list[Answer]:
    """Asks each address once. `tell` gets the number done, the number of all, and the answer; the list is in order of address."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        hosts[urlsplit(url).netloc.lower()].append(url)
    total = sum(map(len, hosts.values()))
    answers: list[Answer] = []
    lock = threading.Lock()

    def walk(of_host: list[str]) -> None:
        for number, url in enumerate(of_host):
            if number:
                time.sleep(manners.pause)
            answer = ask(url, manners)
            with lock:
                answers.append(answer)
                tell(len(answers), total, answer)

    # The longest lists first: a host is never asked in parallel, so they set how long it takes.
    with ThreadPoolExecutor(max_workers=manners.workers) as pool:
        list(pool.map(walk, sorted(hosts.values(), key=len, reverse=True)))
    return sorted(answers, key=lambda answer: answer.url)


def ask(url: str, manners: Manners) -> Answer:
    """Asks for the head of a page; for the page itself where the host refuses that; once more where the host is busy."""
    if urlsplit(url).scheme not in ("http", "https"):
        return Answer(url, "not an http or https address", "", 0)
    answer, _ = _request(url, "HEAD", manners.timeout)
    if answer.is_good:
        return answer
    time.sleep(manners.pause)
    answer, wait = _request(url, "GET", manners.timeout)
    if answer.status in map(str, BUSY):
        time.sleep(min(max(wait, manners.pause), LONGEST_WAIT))
        answer, _ = _request(url, "GET", manners.timeout)
    return answer


def write_report(answers: Iterable[Answer], file: IO[str]) -> None:
    """Writes the answers as CSV."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((answer.url, answer.status, answer.final_url, answer.ms) for answer in answers)


def source_addresses(data: Path) -> list[str]:
    """Every address of a source and of the copy that was read, each once, in the order of the file."""
    with (data / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return list(dict.fromkeys(row[column] for row in rows for column in ("url", "read_at") if row[column]))


def _request(url: str, method: str, timeout: float) -> tuple[Answer, float]:
    """The answer to one request, and the seconds that the host asks to wait."""
    started = time.monotonic()
    wait = 0.0
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*"}
    # Only http and https reach this line, and the body is not read: it is enough that the page begins.
    request = urllib.request.Request(quote(url, safe=_SAFE), method=method, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            answer = Answer(url, str(response.status), response.geturl(), 0)
    except urllib.error.HTTPError as error:
        answer = Answer(url, str(error.code), error.geturl() or url, 0)
        after = error.headers.get("Retry-After", "")
        wait = float(after) if after.isdigit() else 0.0
        error.close()
    except (OSError, HTTPException, ValueError) as error:
        answer = Answer(url, _in_words(error), "", 0)
    return replace(answer, ms=round(1000 * (time.monotonic() - started))), wait


def _in_words(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return f"{type(reason).__name__}: {reason}".replace("\n", " ")
