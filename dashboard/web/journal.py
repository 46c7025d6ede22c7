"""The log: lines for people or JSON for programs, each with the request it belongs to, and none that one client can fill the disk with."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from contextvars import ContextVar
from datetime import UTC, datetime

# The request or page that is being answered, in every line that is written meanwhile.
REQUEST: ContextVar[str] = ContextVar("request", default="")
# Lines of one place in the code a minute; what is left out is counted.
MOST_A_MINUTE = 20
_LONGEST = 8_000


class Sparing(logging.Filter):
    """Lets so many lines of each place in the code pass a minute, and says how many it kept back."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        super().__init__()
        self._most = most
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, int], tuple[int, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        minute = int(time.monotonic() // 60)
        key = (record.pathname, record.lineno)
        with self._lock:
            since, count = self._seen.get(key, (minute, 0))
            left_out = max(0, count - self._most) if since != minute else 0
            count = 1 if since != minute else count + 1
            self._seen[key] = (minute, count)
            if len(self._seen) > 1000:
                self._seen.clear()
        if left_out:
            record.msg = f"{record.msg} ({left_out} more like it were left out)"
        return count <= self._most


class Lines(logging.Formatter):
    """A line of text, with the number of the request where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        request = REQUEST.get()
        text = super().format(record)[:_LONGEST]
        return f"{text} [request {request}]" if request else text


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:_LONGEST],
            "request": REQUEST.get() or None,
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)[-_LONGEST:]
        return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)


def keep(form: str) -> None:
    """Writes what happens to standard error, as `text` or `json`; Streamlit's lines too. No line names who asked."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if form == "json" else Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Sparing())
    for name in ("panmunjom", "streamlit", "uvicorn", "uvicorn.error", "asyncio"):
        logger = logging.getLogger(name)
        for other in list(logger.handlers):
            logger.removeHandler(other)
        if name != "uvicorn.error":
            logger.addHandler(handler)
            logger.propagate = False
    logging.getLogger("panmunjom").setLevel(logging.INFO)
    # Streamlit sets up each of its loggers by itself.
    for name, found in list(logging.root.manager.loggerDict.items()):
        if isinstance(found, logging.Logger) and name.startswith("streamlit."):
            for other in list(found.handlers):
                found.removeHandler(other)
            found.propagate = True
    access = logging.getLogger("uvicorn.access")
    access.handlers.clear()
    access.propagate = False
