"""A whole visit: robots first, then the page and wherever it leads, and where it is gone the archive's copy of the right day."""

from __future__ import annotations

import json
import re
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from protego import Protego

from dashboard.library.config import USER_AGENT, LibraryError, Limits
from dashboard.library.net.asking import Page, RefusedError, Web, checked, host_of, status_in_words
from dashboard.library.net.transport import PrivateAddressError

ARCHIVE = "https://archive.org/wayback/available"
_ROBOTS_BYTES = 500_000
_LONGEST_DELAY = 30.0
_COPY = re.compile(r"/web/(\d{4,14})/")


@dataclass(frozen=True)
class Visit:
    """A page that was reached, and the time of the archive's copy if it came from there."""

    page: Page
    archived: str = ""


class Visitor:
    """Visits addresses for the library."""

    def __init__(self, web: Web, limits: Limits, archive: str = ARCHIVE) -> None:
        """`archive` is the address that tells which copies the Wayback Machine has."""
        self._web = web
        self._limits = limits
        self._archive = archive
        self._robots: dict[str, Protego | RefusedError | None] = {}
        self._lock = threading.Lock()

    def visit(self, addresses: tuple[str, ...], day: str) -> Visit:
        """The first of the addresses that gives a page; else the archive's copy of the first that has one, nearest to `day`.

        Raises RefusedError with why the first address gave nothing.
        """
        first: RefusedError | None = None
        gone = []
        for address in addresses:
            try:
                return Visit(self._page(address))
            except RefusedError as error:
                first = first or error
                if error.is_gone:
                    gone.append(address)
        for address in gone:
            with suppress(RefusedError):
                return self._from_archive(address, day)
        why = str(first) if first else "it has no address"
        raise RefusedError(why + ("; the archive has no copy" if gone else ""), is_gone=bool(gone))

    def _page(self, address: str) -> Page:
        url = checked(address)
        for _ in range(self._limits.redirects + 1):
            if not self._may_ask(url):
                raise RefusedError("the host's robots.txt asks not to fetch it")
            page, onward = self._hop(url)
            if not onward:
                if page.status >= 300:
                    raise status_in_words(page.status)
                return replace(page, asked=address)
            url = checked(onward)
        raise RefusedError(f"it leads on more than {self._limits.redirects} times")

    def _hop(self, url: str, most: int | None = None) -> tuple[Page, str]:
        try:
            return self._web.hop(url, most)
        except PrivateAddressError as error:
            raise RefusedError(str(error)) from error

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = site in self._robots
        if not known:
            found = self._read_robots_once(site)
            with self._lock:
                self._robots[site] = found
        rules = self._robots[site]
        if isinstance(rules, RefusedError):
            raise RefusedError(str(rules), is_gone=rules.is_gone)
        return rules is None or rules.can_fetch(url, USER_AGENT)

    def _read_robots_once(self, site: str) -> Protego | RefusedError | None:
        # A host that does not answer is asked once a run, not once for each of its sources.
        try:
            return self._read_robots(site)
        except RefusedError as error:
            return error

    def _read_robots(self, site: str) -> Protego | None:
        """The rules of a site; None where there are none. A site that fails to tell them is not asked (RFC 9309)."""
        url = f"{site}/robots.txt"
        for _ in range(6):
            page, onward = self._hop(url, _ROBOTS_BYTES)
            if not onward:
                break
            url = checked(onward)
        if not 200 <= page.status < 300:
            return None
        rules = Protego.parse(page.body.decode("utf-8", "replace"))
        delay = rules.crawl_delay(USER_AGENT)
        if delay:
            self._web.hosts.slow_down(host_of(site), min(float(delay), _LONGEST_DELAY))
        return rules

    def _from_archive(self, address: str, day: str) -> Visit:
        asked = f"{self._archive}?url={quote(address, safe='')}" + (f"&timestamp={day}" if day else "")
        answer, onward = self._hop(checked(asked), _ROBOTS_BYTES)
        copy = "" if onward or answer.status != 200 else _nearest_copy(answer.body)
        if not copy:
            raise RefusedError("the archive has no copy")
        # The archive shows a page with its own frame around it, unless it is asked for the page as it was.
        page = self._page(checked(_COPY.sub(r"/web/\1id_/", copy, count=1)))
        found = _COPY.search(copy)
        return Visit(replace(page, asked=address), found[1] if found else "unknown")


def _nearest_copy(body: bytes) -> str:
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        is_good = closest["available"] and str(closest["status"]).startswith("2")
        return str(closest["url"]) if is_good else ""
    except (ValueError, KeyError, TypeError):
        return ""


def refusal(error: LibraryError) -> str:
    """A failure in one line, without what a terminal would obey."""
    return " ".join("".join(char if char.isprintable() else " " for char in str(error)).split())[:300]
