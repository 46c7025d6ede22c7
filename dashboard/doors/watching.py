"""The routes of whoever watches the server: whether it is alive, and whether readers may be sent to it."""

from __future__ import annotations

from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.doors import replies
from dashboard.web.health import Health

# Whoever watches the server waits for nobody.
_watchers = CapacityLimiter(1)
HEALTH = Health()


async def health(_: Request) -> Response:
    """GET /healthz: whether the server is alive and its data answer."""
    found = await _looked()
    return _told(found, is_well=found["status"] != "unavailable")


async def ready(_: Request) -> Response:
    """GET /readyz: whether readers may be sent here: warm, and all is well enough to serve."""
    found = HEALTH.ready(await _looked())
    return _told(found, is_well=found["status"] in ("ok", "degraded"))


def _told(found: dict[str, Any], *, is_well: bool) -> Response:
    return JSONResponse(found, status_code=200 if is_well else 503, headers={"Cache-Control": "no-store"})


async def _looked() -> dict[str, Any]:
    chosen = replies.serving()
    found = HEALTH.kept(chosen)
    return found if found is not None else await to_thread.run_sync(HEALTH.look, chosen, limiter=_watchers)


ROUTES = [Route("/healthz", health), Route("/readyz", ready)]
