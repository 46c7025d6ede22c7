"""Charts in pages of other sites: which addresses may stand in a frame, the lines to copy, and what oEmbed tells of a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from markupsafe import Markup
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.charts.catalogue import BY_ID, on_page, slug
from dashboard.charts.chart import Chart
from dashboard.charts.pages import PAGE, PAGES
from dashboard.markup.templates import Template
from dashboard.record.cite import SITE
from dashboard.record.fields import FIELDS
from dashboard.record.filters import Filters
from dashboard.record.links import Site

_HTML = Template("web/embedding.html")
# Streamlit's own parameter, which takes away its frame around a page; ours says which chart is shown.
EMBED, CHART = "embed", "chart"
WIDTH, HEIGHT, LEAST_WIDTH = 900, 640, 320
_PATHS = {f"/{page.path}" for page in PAGES if on_page(page.name)}

Query = Mapping[str, Sequence[str]]


def is_embedded(path: str, query: str) -> bool:
    """Whether an address is that of one chart to stand in a frame of another site."""
    return path in _PATHS and parse_qs(query).get(EMBED) == ["true"]


def address_of(chart: Chart, filters: Filters, site: Site) -> str:
    """The address of a chart for a frame."""
    return site.page(PAGE[chart.page].path, filters, **{EMBED: "true", CHART: chart.id})


def snippet(chart: Chart, address: str, width: int = 0, height: int = HEIGHT) -> Markup:
    """The lines that show a chart in another page: a frame as wide as there is room, or `width`, that grows to its content."""
    return _HTML.snippet(chart.title, address, width, height)


def chart_asked(path: str, query: Query) -> Chart | None:
    """The chart that an address of a page means: by name, by its open mark, by its view, else the first of the page."""
    charts = [chart for page in PAGES if f"/{page.path}" == path for chart in on_page(page.name)]
    named = (query.get(CHART) or [""])[-1]
    if named:
        return next((chart for chart in charts if chart.id == named), None)
    mark = (query.get("mark") or [""])[-1].partition("~")[0]
    view = (query.get("view") or [""])[-1]
    by_mark = [chart for chart in charts if chart.id == mark]
    by_view = [chart for chart in charts if view and slug(chart.group) == view]
    return next(iter([*by_mark, *by_view, *charts]), None)


def oembed(url: str, site: Site, most: tuple[int, int]) -> dict[str, Any] | None:
    """What oEmbed tells of a page of this site with charts; None for any other address. `most` is width and height, 0 for any."""
    here, asked = urlsplit(site.base), urlsplit(url)
    if (asked.scheme, asked.netloc) != (here.scheme, here.netloc) or not asked.path.startswith(site.prefix):
        return None
    query = parse_qs(asked.query)
    chart = chart_asked(asked.path.removeprefix(site.prefix).rstrip("/") or "/", query)
    if chart is None:
        return None
    width, height = (min(most[0] or WIDTH, WIDTH), min(most[1] or HEIGHT, HEIGHT))
    names = {field.name for field in FIELDS}
    kept = [(name, value) for name, values in query.items() if name in names for value in values]
    shown = urlencode([*kept, (EMBED, "true"), (CHART, chart.id)])
    address = f"{site.at('/' + PAGE[chart.page].path)}?{shown}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": chart.title,
        "provider_name": SITE,
        "provider_url": site.at("/"),
        "cache_age": 86_400,
        "width": max(width, LEAST_WIDTH),
        "height": height,
        "thumbnail_url": f"{site.at('/previews/' + chart.page + '.png')}?{urlencode(kept)}".rstrip("?"),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "html": str(snippet(BY_ID[chart.id], address, max(width, LEAST_WIDTH), height)),
    }


class EmbeddingMiddleware:
    """Lets pages of other sites show an embed address in a frame; every other answer keeps its refusal."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`, which sets the headers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a connection on; only the headers of an embed address are changed."""
        if scope["type"] != "http" or not is_embedded(scope["path"], scope["query_string"].decode("latin-1")):
            await self.app(scope, receive, send)
            return

        async def send_to_frames(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                if "x-frame-options" in headers:
                    del headers["x-frame-options"]
                policy = headers.get("content-security-policy", "")
                headers["content-security-policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors *")
            await send(message)

        await self.app(scope, receive, send_to_frames)
