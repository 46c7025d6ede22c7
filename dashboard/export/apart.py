"""Files that take half a second and more are made by a process of its own, behind readers, who would otherwise share one thread with it."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import threading
from dataclasses import dataclass

from dashboard.export.chart_file import Exported, export
from dashboard.export.choices import Choices
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.store.config import ROOT, Settings
from dashboard.store.database import Database
from dashboard.store.problems import StoreError

log = logging.getLogger("panmunjom")

# What is written cell by cell, or of many parts.
SLOW = frozenset({"xlsx", "zip"})
# The process ends when nobody has asked for so long, and after so many files, whatever it has kept.
IDLE_S, MOST_FILES = 60.0, 200
PATIENCE_S = 60.0
_COMMAND = [sys.executable, "-m", "dashboard.export.apart_worker"]


@dataclass(frozen=True)
class Job:
    """What the process is told: everything that a file depends on."""

    chart_id: str
    form: str
    filters: Filters
    settings: Settings
    version: str
    site: Site
    choices: Choices


class OtherBuildError(Exception):
    """The process sees another build than the server: a new one has just come."""


class Apart:
    """The process, which is started for the first file and ended when it is not needed. It makes one file at a time."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None
        self._made = 0

    def export(
        self, chart_id: str, form: str, filters: Filters, database: Database, site: Site, choices: Choices
    ) -> Exported:
        """The same as `chart_file.export`, made apart; here, where that cannot be. Raises the same."""
        job = Job(chart_id, form, filters, database.settings, database.version, site, choices)
        try:
            with self._turn:
                made = self._asked(job)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            log.warning("a file is made by the server itself: %s", error or type(error).__name__)
            return export(chart_id, form, filters, database, site, choices)
        if isinstance(made, OtherBuildError):
            return export(chart_id, form, filters, database, site, choices)
        if isinstance(made, Exception):
            raise made
        return made

    def _asked(self, job: Job) -> Exported | Exception:
        process = self._started()
        patience = threading.Timer(PATIENCE_S, process.kill)
        patience.start()
        try:
            made = _answer(process, job)
        except (OSError, EOFError, pickle.UnpicklingError):
            is_late = not patience.is_alive()
            self._dropped()
            if is_late:
                raise StoreError(f"{job.chart_id}.{job.form} took longer than {PATIENCE_S:g} s.") from None
            raise
        finally:
            patience.cancel()
        self._made += 1
        if self._made >= MOST_FILES:
            self._dropped()
        else:
            self._ends_later()
        return made

    def _started(self) -> subprocess.Popen[bytes]:
        if self._timer:
            self._timer.cancel()
        if self._process is None or self._process.poll() is not None:
            self._made = 0
            self._process = subprocess.Popen(_COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        return self._process

    def _ends_later(self) -> None:
        self._timer = threading.Timer(self._idle_s, self.end)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Ends the process where there is one."""
        with self._turn:
            self._dropped()

    def _dropped(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    log.debug("the process that makes files had gone")
        process.terminate()
        process.wait()

    @property
    def is_running(self) -> bool:
        """Whether there is such a process."""
        return self._process is not None and self._process.poll() is None


def _answer(process: subprocess.Popen[bytes], job: Job) -> Exported | Exception:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    pickle.dump(job, process.stdin)
    process.stdin.flush()
    answer: Exported | Exception = pickle.load(process.stdout)  # noqa: S301 - of our own process
    return answer
