"""One address at a time: redirects by hand, bodies up to a limit, busy hosts again after a while, and every failure in one line."""

from __future__ import annotations

import re
import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from dashboard.library.config import USER_AGENT, LibraryError, Limits, Manners
from dashboard.library.net.transport import Transport, UnknownHostError

_BUSY = (429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_CHUNK = 1 << 20
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


class RefusedError(LibraryError):
    """An address gave no text. `is_gone`: there is nothing at it any more, so that an archive may be asked."""

    def __init__(self, why: str, *, is_gone: bool = False) -> None:
        super().__init__(why)
        self.is_gone = is_gone


@dataclass(frozen=True)
class Page:
    """What an address answered in the end."""

    asked: str
    reached: str
    status: int
    media_type: str
    charset: str | None
    body: bytes


class Hosts:
    """Whose turn it is: one request a host at a time, with a pause after it."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._slower: dict[str, float] = {}

    def slow_down(self, host: str, pause: float) -> None:
        """Sets a longer pause that a host asks for."""
        self._slower[host] = max(pause, self._pause)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits for the turn of a request to this host."""
        with self._lock:
            lock = self._locks[host]
        with lock:
            due = self._last.get(host, -1e9) + self._slower.get(host, self._pause)
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


class Web:
    """Asks for pages. Safe to share between threads."""

    def __init__(self, limits: Limits, manners: Manners, *, allow_private: bool = False) -> None:
        """With `allow_private` addresses of the machine and of its own network may be asked too."""
        self.hosts = Hosts(manners.pause)
        self._limits = limits
        self._manners = manners
        # No client around it: that would read the environment's proxies, cookies, and where a redirect leads, past the guard.
        self._transport = Transport(allow_private=allow_private)

    def close(self) -> None:
        """Closes every connection."""
        self._transport.close()

    def hop(self, url: str, most: int | None = None) -> tuple[Page, str]:
        """Asks one address, again where its host is busy; the page, and the address it leads on to, if it does.

        Raises RefusedError where there is no answer, or one of more than `most` bytes.
        """
        host = host_of(url)
        for attempt in range(1, self._manners.tries + 1):
            is_last = attempt == self._manners.tries
            try:
                with self.hosts.turn(host):
                    page, onward, wait = self._ask(url, most or self._limits.body)
            except (
                httpcore.TimeoutException,
                httpcore.NetworkError,
                httpcore.ProtocolError,
                httpx.TransportError,
            ) as error:
                # A host that does not answer twice is down; one that is busy may be waited for longer.
                if is_last or attempt >= 2:
                    raise RefusedError(_in_words(error), is_gone=True) from error
                wait = 0.0
            else:
                if page.status not in _BUSY:
                    return page, onward
                if is_last or wait > self._manners.longest_wait:
                    raise RefusedError(f"the host is busy (status {page.status})")
            time.sleep(max(wait, self._manners.back_off * 2 ** (attempt - 1)))
        raise AssertionError("the last try returns or raises")

    def _ask(self, url: str, most: int) -> tuple[Page, str, float]:
        timeout = httpx.Timeout(self._manners.timeout).as_dict()
        try:
            request = httpx.Request("GET", url, headers=_HEADERS, extensions={"timeout": timeout})
            with closing(self._transport.handle_request(request)) as response:
                onward = ""
                if response.status_code in _MOVED and "location" in response.headers:
                    onward = _onward(url, response.headers["location"])
                is_wanted = response.status_code < 300
                body = _body(response, most, self._limits.seconds) if is_wanted else b""
        except UnknownHostError as error:
            raise RefusedError(str(error), is_gone=True) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise RefusedError("it is no address that can be asked") from error
        said = response.headers.get("content-type", "")
        charset = _CHARSET.search(said)
        media_type = said.partition(";")[0].strip().lower()[:100]
        page = Page(url, url, response.status_code, media_type, charset[1] if charset else None, body)
        return page, onward, _retry_after(response.headers.get("retry-after", ""))


def checked(url: str) -> str:
    """The address, if it may be asked: http or https, with a host, without a name and password. Raises RefusedError."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError as error:
        raise RefusedError("it is no address that can be asked") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedError(
            f"it leads to an address of the kind “{parts.scheme[:20]}:”, and only http and https are asked"
        )
    if not parts.hostname or parts.username is not None:
        raise RefusedError("it is no address that can be asked")
    return url


def host_of(url: str) -> str:
    """Host and port of an address: what one request at a time is counted by."""
    return urlsplit(url).netloc.lower()


def status_in_words(status: int) -> RefusedError:
    """The failure that a status stands for."""
    if status in _GONE:
        return RefusedError(f"the page is gone (status {status})", is_gone=True)
    return RefusedError(f"the host refuses it (status {status})")


def _body(response: httpx.Response, most: int, seconds: float) -> bytes:
    """The body, unpacked by hand: a small answer may unpack to any size."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise RefusedError(f"it is packed in a way that was not asked for ({packing[:20]})")
    length = response.headers.get("content-length", "")
    too_long = RefusedError(f"it is longer than {most:,} bytes")
    if length.isdigit() and int(length) > most:
        raise too_long
    unpack = zlib.decompressobj(wbits=47) if packing in ("gzip", "x-gzip", "deflate") else None
    made = bytearray()
    started = time.monotonic()
    for received in response.iter_raw():
        rest = received
        while rest:
            try:
                piece = unpack.decompress(rest, _CHUNK) if unpack else rest
            except zlib.error as error:
                raise RefusedError("it is packed in a way that cannot be read") from error
            made += piece
            if len(made) > most:
                raise too_long
            rest = unpack.unconsumed_tail if unpack else b""
        if time.monotonic() - started > seconds:
            raise RefusedError(f"it takes longer than {seconds:g} seconds")
    made += unpack.flush() if unpack else b""
    return bytes(made)


def _onward(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise RefusedError("it leads to no address that can be asked") from error


def _retry_after(text: str) -> float:
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError):
        return 0.0


def _in_words(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException | httpx.TimeoutException):
        return "no answer in time"
    text = str(error).replace("\n", " ")[:120]
    if "CERTIFICATE" in text.upper():
        return "its certificate is not valid"
    return "no connection" + (f" ({text})" if text else "")
