"""Who may read a held text: the machine that holds it, and everybody where the operator released the source."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.library.config import LibraryError
from dashboard.library.shelf import Shelf

# Set by the server itself on every request, in place of whatever a client sent under this name; see dashboard/web/peer.py.
PEER = "x-panmunjom-peer"
_FORWARDED = ("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "client-ip")
_FORWARDED_STARTS = (
    "x-forwarded",
    "x-original-",
    "x-envoy-",
    "cf-",
    "fly-",
    "fastly-",
    "x-amzn-",
    "x-azure-",
    "x-arr-",
)


@dataclass(frozen=True)
class Client:
    """Who asks. `is_here`: certainly a program on the machine that serves."""

    is_here: bool = False


def client_of(headers: Mapping[str, str]) -> Client:
    """The client of a request, by its headers. It is here only if nothing speaks against it:

    the connection comes from a loopback address, the request names a loopback host (so that no other site's name leads here),
    no header says that it was passed on, and the server has no public address (PANMUNJOM_URL).
    """
    names = {name.lower(): value for name, value in headers.items()}
    passed_on = any(name in _FORWARDED or name.startswith(_FORWARDED_STARTS) for name in names)
    public = os.environ.get("PANMUNJOM_URL")
    return Client(
        is_loopback(names.get(PEER, ""))
        and is_loopback(_host(f"//{names.get('host', '')}"))
        and not passed_on
        and (not public or is_loopback(_host(public)))
    )


def may_read(shelf: Shelf, source: str, client: Client) -> bool:
    """Whether this client may be shown the held text of a source."""
    return client.is_here or source in _released(shelf.folder.as_posix(), shelf.stamp())


def text(shelf: Shelf, source: str, client: Client, sha256: str = "") -> str | None:
    """The held text of a source for this client; None where none is held, it may not be shown, or it is not the text of that hash."""
    if not may_read(shelf, source, client):
        return None
    held = shelf.snapshot(source)
    if held is None or (sha256 and held.text_sha256 != sha256):
        return None
    try:
        return shelf.text(held)
    except LibraryError:
        return None


@lru_cache(maxsize=4)
def _released(folder: str, _: str) -> frozenset[str]:
    return frozenset(Shelf(Path(folder)).released())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
