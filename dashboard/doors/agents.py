"""A door for agents, over the Model Context Protocol: every answer carries ids, places and addresses, to be quoted and linked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from mcp.server.mcpserver import Image, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette

from dashboard.doors.answers import MOST_HITS, MOST_ROWS, Answers
from dashboard.doors.asked import WrongQuestionError
from dashboard.export.citing import CitingError
from dashboard.export.pictures import PictureError
from dashboard.record import cite
from dashboard.store.problems import StoreError

Told = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")

INSTRUCTIONS = (
    f"{cite.SITE}: events, treaties, votes, expert positions, launches, tests, detentions and measured series, each record"
    " tied to the sources it rests on and to the place of the words in them. Quote only what stands in `quote`, `first_words`"
    " and `last_words`; summaries are this project's own words. Name the place and give the permalink of whatever you use."
    " A reading that is `tied_by` us is an inference of this project and not what the speaker said. To find who said"
    " something, ask who_said; to find anything else, ask search, then record with an id."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
# A page of 127.0.0.1 in a reader's browser may ask, a page of another site may not.
_LOCAL_HOSTS = ["127.0.0.1:*", "localhost:*", "[::1]:*"]
_LOCAL_ORIGINS = [f"http://{host}" for host in _LOCAL_HOSTS]

Text = Annotated[str, Field(max_length=800)]
Id = Annotated[str, Field(max_length=200)]
Limit = Annotated[int, Field(ge=1, le=MOST_HITS)]
Values = Annotated[
    dict[str, str | int | list[str]],
    Field(
        description="Filters by name, such as {'actor': ['PRK'], 'from': '1994', 'lens': 'primary'};"
        " chart_filters says which a chart takes. Dates are EDTF."
    ),
]


def door(answers: Callable[[], Answers]) -> MCPServer[Any]:
    """The server of tools. `answers` gives those of the current build; it may raise StoreError."""
    server: MCPServer[Any] = MCPServer(
        "panmunjom", title="Panmunjom", instructions=INSTRUCTIONS, version="1", log_level="WARNING", subscriptions=False
    )
    tools = _Tools(answers)
    for tool in (
        tools.search,
        tools.who_said,
        tools.record,
        tools.passage,
        tools.list_charts,
        tools.chart_filters,
        tools.chart_data,
        tools.cite,
    ):
        server.add_tool(_safely(tool), annotations=_READS)
    server.add_tool(_safely(tools.chart_picture), annotations=_READS, structured_output=False)
    return server


def http(server: MCPServer[Any], public: str = "") -> Starlette:
    """The server over streamable HTTP at `/mcp`: nothing is kept between two requests. `public` is the address of the site, if it has one.

    Requests that name another host are refused, so that no other site's name can lead a browser here.
    """
    known = urlsplit(public)
    settings = TransportSecuritySettings(
        allowed_hosts=[*_LOCAL_HOSTS, *([known.netloc] if known.netloc else [])],
        allowed_origins=[*_LOCAL_ORIGINS, *([f"{known.scheme}://{known.netloc}"] if known.netloc else [])],
    )
    return server.streamable_http_app(
        stateless_http=True, json_response=True, max_request_body_size=64_000, transport_security=settings
    )


def _safely(tool: Callable[P, T]) -> Callable[P, T]:
    """The tool with failures that an agent can mend by asking otherwise."""

    @wraps(tool)
    def run(*given: P.args, **named: P.kwargs) -> T:
        try:
            return tool(*given, **named)
        except WrongQuestionError as error:
            raise ToolError(str(error)) from error
        except (StoreError, PictureError, CitingError) as error:
            raise ToolError("This cannot be answered now.") from error

    return run


class _Tools:
    """The tools; their docstrings are what an agent reads."""

    def __init__(self, answers: Callable[[], Answers]) -> None:
        self._answers = answers

    def search(self, text: Text, kind: Text = "", limit: Limit = 10) -> Told:
        """Find records, experts, series and passages by words, names in any spelling, places or dates; best first, with id and permalink.

        `kind` limits to one type: event, treaty, vote, passage, claim, position, expert, actor, launch, test, detention, clause,
        clause_event (whether a clause was kept) or series.
        """
        return self._answers().search(text, kind, limit)

    def who_said(self, text: Text, limit: Limit = 10) -> Told:
        """Find who said something: that a promise was kept or broken, an expert's position, a document's claim.

        Each has its speaker, date and the sources in which it stands.
        Ask with the words that matter, such as "Agreed Framework broken".
        """
        return self._answers().who_said(text, limit)

    def record(self, id: Id) -> Told:  # noqa: A002
        """Everything known of a record: what happened, sources with places and quotes, neighbours in time, charts, how to cite it."""
        return self._answers().record(id)

    def passage(self, citation: Id) -> Told:
        """The exact words of a citation by its id, its place in the source, and what stands around it where the text is kept here."""
        return self._answers().passage(citation)

    def list_charts(self) -> Told:
        """All charts with the question that each answers, and the names of the filters."""
        return self._answers().charts()

    def chart_filters(self, chart: Id) -> Told:
        """The filters of a chart with every value that they take."""
        return self._answers().filters(chart)

    def chart_data(
        self,
        chart: Id,
        filters: Values | None = None,
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 100,
        offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0,
    ) -> Told:
        """The rows of a chart under filters, with its answer in a sentence; each row has the ids of its records and a permalink."""
        return self._answers().chart_data(chart, query_of(filters or {}), limit, offset)

    def chart_picture(self, chart: Id, filters: Values | None = None) -> list[Image | Told]:
        """A chart under filters as a PNG picture, with what it shows, its permalink and the addresses of its files."""
        content, about = self._answers().chart_picture(chart, query_of(filters or {}))
        return [Image(data=content, format="png"), about]

    def cite(self, id: Id, filters: Values | None = None) -> Told:  # noqa: A002
        """How to cite a chart (by its id, under filters), a record, or the source of a citation."""
        return self._answers().cite(id, query_of(filters or {}))


def query_of(filters: dict[str, str | int | list[str]]) -> dict[str, list[str]]:
    """Filters by name as an address has them."""
    return {
        name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for name, value in filters.items()
    }


def serve_stdio(answers: Callable[[], Answers]) -> None:
    """Serves whoever started this process, over its standard input and output, until they close it."""
    door(answers).run("stdio")
