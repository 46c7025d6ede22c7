"""Every address of this site is made here: under the prefix that a proxy shows it at, and whole where it leaves the site."""

from __future__ import annotations

from urllib.parse import urlsplit

from dashboard.library.audience import is_loopback
from dashboard.store.service import service


def prefix() -> str:
    """The path under which the site is shown, such as `/panmunjom`; empty at the root."""
    settings = service()
    path = urlsplit(settings.url).path if settings.url else settings.prefix
    cleaned = path.strip("/")
    return f"/{cleaned}" if cleaned else ""


def at(path: str) -> str:
    """The address of a path of this site, which begins with a slash, for a link on a page."""
    return prefix() + path


def base(asked: str, here: str = "") -> str:
    """The public address of this site, its prefix with it, without a slash at its end; see `origin`."""
    return origin(asked, here) + prefix()


def origin(asked: str, here: str = "") -> str:
    """The same without the prefix, to stand before what `at` has made.

    `asked` is the address by which a request called it, which anybody may write: without a public address in the settings it counts
    only where it is that of this machine. `here` is the address at which the server was reached.
    """
    settings = service()
    if settings.url:
        public = urlsplit(settings.url)
        return f"{public.scheme}://{public.netloc}"
    try:
        found = urlsplit(asked)
        is_here = (
            is_loopback(found.hostname or "") and (found.port is None or found.port > 0) and "@" not in found.netloc
        )
    except ValueError:
        return here
    return f"{found.scheme}://{found.netloc}" if is_here else here


def served_at(host: str, port: int | None, scheme: str = "http") -> str:
    """The address of a server that listens there; one that listens everywhere is on this machine too."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    named = everywhere.get(host, host)
    named = f"[{named}]" if ":" in named else named
    return f"{scheme}://{named}" + (f":{port}" if port and port != 80 else "")
