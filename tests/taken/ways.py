"""The ways in which a reader takes a chart away: by its address, by the command, and as the page's own menu has it made."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import httpx

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.export.chart_file import export
from dashboard.export.choices import Choices
from dashboard.export.citing import CitingError
from dashboard.export.pictures import PictureError
from dashboard.export.subject import Subject, told_as
from dashboard.parts import rendering
from dashboard.record.filters import Filters, address, parse
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.store.config import DEFAULT, ROOT
from dashboard.store.database import Database, open_current
from tests.taken.opened import Screen

TRIES = 30
# How often a process may come too late before that is a fault.
LATE = 5
_LATE = re.compile("longer than|did not answer")
# Nothing chosen; a state, an era and a lens; a Hangul name that few records have.
SETS: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "narrow": {"era": "agreed-framework", "actor": "PRK", "lens": "primary"},
    "hangul": {"actor": "USA", "q": "정전협정", "from": "1953"},
}


class Ways:
    """A build, and a server that serves it at `base`."""

    def __init__(self, base: str, out: Path = DEFAULT.out) -> None:
        self.site = Site(base)
        self.out = out
        self.database: Database = open_current(replace(DEFAULT, out=out, deadline_s=60.0))

    def filters(self, chart_id: str, asked: Mapping[str, str]) -> Filters:
        """The filters of a set as a chart takes them."""
        chart = BY_ID[chart_id]
        found, notes = parse({name: [value] for name, value in asked.items()}, vocabulary(self.database, chart.kinds))
        if notes:
            raise ValueError(notes)
        return found

    def screen(self, chart_id: str, filters: Filters) -> Screen:
        """What a page shows of a chart: the very rows from which it draws."""
        drawn = rendering._rendered(chart_id, filters, "light").rows().table
        chart: Chart = BY_ID[chart_id]
        subject = Subject(chart, filters, self.database, self.site)
        return Screen(
            chart_id,
            drawn.rename_columns([told_as(field) for field in drawn.schema]),
            chart.title,
            chart.question,
            subject.filters_text,
            self.database.build_id,
            subject.edition.day,
            subject.permalink,
        )

    def route(self, chart_id: str, form: str, filters: Filters, choices: Choices = Choices()) -> bytes:  # noqa: B008
        """As a program asks the server for it."""
        query = [(name, value) for name, values in choices.query().items() for value in values]
        where = address(f"/charts/{chart_id}.{form}", filters)
        where += ("&" if "?" in where else "?") + urlencode(query) if query else ""
        for _ in range(TRIES):
            answer = httpx.get(self.site.base + where, timeout=300)
            if answer.status_code not in (429, 503):
                break
            # A busy server says when to come again.
            time.sleep(float(answer.headers.get("retry-after", "2")))
        answer.raise_for_status()
        return answer.content

    def page(self, chart_id: str, form: str, filters: Filters, choices: Choices = Choices()) -> bytes:  # noqa: B008
        """As the function makes it that a page's menu names."""
        for again in range(LATE + 1):
            try:
                return export(chart_id, form, filters, self.database, self.site, choices).content
            except (PictureError, CitingError) as error:
                # Their processes are stopped after half a minute, which a busy machine may need; what is wrong stays wrong.
                if again == LATE or not isinstance(error.__cause__, subprocess.TimeoutExpired):
                    raise
        raise AssertionError("unreachable")

    def command(
        self, charts: Sequence[str], forms: Sequence[str], asked: Mapping[str, str], folder: Path
    ) -> dict[tuple[str, str], bytes]:
        """As `export --all` writes them: chart and format -> content. What came too late on a busy machine is asked for again."""
        options = [part for name, value in asked.items() for part in (f"--{name}", value)]
        command = [sys.executable, "-m", "dashboard", "export", "--all", str(folder), "--format", ",".join(forms)]
        environment = {"PANMUNJOM_SERVED_AT": self.site.base, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
        for again in range(LATE + 1):
            found = _written(folder)
            left = [chart for chart in charts if any((chart, form) not in found for form in forms)]
            if not left:
                break
            done = subprocess.run(
                [*command, "-q", *options, "--out", str(self.out), *left],
                cwd=ROOT,
                env=environment,
                check=False,
                stderr=subprocess.PIPE,
                text=True,
            )
            if done.returncode and (again == LATE or not _LATE.search(done.stderr)):
                raise RuntimeError(f"{' '.join(left)}: {done.stderr[-800:]}")
        return _written(folder)


def _written(folder: Path) -> dict[tuple[str, str], bytes]:
    found = {}
    for file in folder.iterdir():
        name, _, form = file.name.partition(".")
        found[name.split("_")[1].replace("-", "_"), form] = file.read_bytes()
    return found
