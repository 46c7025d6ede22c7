"""Addresses on this site, made in one place: whole where they travel, and behind the prefix under which the site is served."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.markup import site as shown
from dashboard.record.filters import Filters, from_root
from dashboard.store.service import service

# Where the site is served on the machine of whoever starts it without options.
HERE = "http://127.0.0.1:8501"


@dataclass(frozen=True)
class Site:
    """A site by its address, without a slash at the end."""

    base: str = HERE

    @classmethod
    def known(cls, asked: str = "", here: str = "") -> Site:
        """The site as readers know it: by the operator's setting, else by the address of a request that names this machine.

        `here` is the address at which the server was reached, which counts where the request names another host.
        """
        return cls(shown.base(asked, here or service().served_at or HERE))

    @classmethod
    def of_reader(cls, url: str) -> Site:
        """The site as the reader of a page called it: nobody else is shown what is made of it. `url` is that of the page."""
        origin = "/".join(url.split("/")[:3]) if url.startswith(("http://", "https://")) else ""
        return cls.known(origin, origin)

    @property
    def prefix(self) -> str:
        """The path under which the site is served; empty for the root. Links within a page begin with it."""
        return urlsplit(self.base).path

    def at(self, path: str) -> str:
        """A path from the root of the site, as a whole address; one that has the prefix already gets no second."""
        for before in filter(None, (self.prefix, shown.prefix())):
            if path.startswith(f"{before}/"):
                return f"{self.base}{path.removeprefix(before)}"
        return f"{self.base}{path}"

    def record(self, record_id: str, ending: str = "") -> str:
        """The permanent page of a record; with an `ending` such as `.json`, another form of it."""
        return f"{self.base}/r/{record_id}{ending}"

    def passage(self, source: str, citation: str) -> str:
        """The words of a citation in their text."""
        return self.base + from_root("/source", doc=source, cite=citation)

    def page(self, path: str, filters: Filters | None = None, **extra: str) -> str:
        """A page under filters, with further parameters."""
        return self.base + from_root(f"/{path}", filters, **extra)

    def chart_file(self, chart_id: str, form: str, filters: Filters | None = None, **extra: str) -> str:
        """A file of a chart under filters."""
        return self.base + from_root(f"/charts/{chart_id}.{form}", filters, **extra)

    def table(self, name: str, form: str) -> str:
        """A whole table as a file."""
        return f"{self.base}/tables/{name}.{form}"
