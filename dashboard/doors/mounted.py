"""The door for agents as the web server has it: shut unless the operator opens it, and its library not even read until then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.doors.answers import Answers
from dashboard.record.links import Site
from dashboard.store.config import settings
from dashboard.store.database import open_current
from dashboard.store.service import service

PATH = "/mcp"
MISSING = (
    "The door for agents needs the package mcp; install it with: pip install -r requirements-mcp.txt -c constraints.txt"
)


def answers() -> Answers:
    """Those of the current build, with addresses as readers know them. Raises StoreError."""
    return Answers(open_current(settings()), Site.known())


class Mounted:
    """The routes of the door, and what has to run while the server does."""

    def __init__(self) -> None:
        self.routes: list[BaseRoute] = [Route(PATH, _shut, methods=["GET", "POST", "DELETE"])]
        self._app: Any = None
        if service().mcp:
            from dashboard.doors import agents

            self._app = agents.http(agents.door(answers), service().url)
            self.routes = list(self._app.routes)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keeps the door open while the body runs."""
        if self._app is None:
            yield
            return
        opened: AbstractAsyncContextManager[Any] = self._app.router.lifespan_context(self._app)
        async with opened:
            yield


async def _shut(_: Request) -> Response:
    told = {"message": "The door for agents is shut on this server; its operator opens it with PANMUNJOM_MCP=1."}
    return JSONResponse(told, status_code=404)
