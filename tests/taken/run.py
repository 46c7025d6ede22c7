"""Takes every chart away in every format, under three sets of filters and in three ways, and opens each file with readers of its format.

`make readers` prints what was opened and every fault; READERS='--charts events_timeline --forms csv' for a part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.charts.catalogue import BY_ID
from dashboard.export.chart_file import FORMATS
from dashboard.store.config import DEFAULT
from tests.browser.serving import serve
from tests.taken.office import as_office_reads
from tests.taken.opened import opened
from tests.taken.ways import SETS, Ways


class Run:
    """What was opened, and what was wrong."""

    def __init__(self, ways: Ways, charts: list[str], forms: list[str]) -> None:
        self.ways, self.charts, self.forms = ways, charts, forms
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.books: dict[str, tuple[bytes, int]] = {}

    def take(self, set_name: str) -> None:
        """One set of filters."""
        asked = SETS[set_name]
        for form in self.forms:
            began = time.monotonic()
            with ThreadPoolExecutor(2) as pool, tempfile.TemporaryDirectory() as folder:
                written = pool.submit(self.ways.command, self.charts, [form], asked, Path(folder))
                made = {chart: pool.submit(self._both, chart, form, set_name) for chart in self.charts}
                commanded = written.result()
                for chart, both in made.items():
                    self._compare(f"{chart}.{form} under {set_name}", *both.result(), commanded.get((chart, form)))
            print(
                f"{set_name:8} {form:8} {len(self.charts)} charts, {time.monotonic() - began:.0f} s, {len(self.faults)} faults",
                flush=True,
            )

    def _both(self, chart: str, form: str, set_name: str) -> tuple[bytes, bytes, list[str]]:
        filters = self.ways.filters(chart, SETS[set_name])
        routed, paged = self.ways.route(chart, form, filters), self.ways.page(chart, form, filters)
        if form == "xlsx" and set_name == "nothing":
            self.books[chart] = (routed, self.ways.screen(chart, filters).rows.num_rows)
        self.counts[form] += 1
        return routed, paged, opened(form, routed, self.ways.screen(chart, filters))

    def _compare(self, name: str, routed: bytes, paged: bytes, found: list[str], commanded: bytes | None) -> None:
        said = [*found]
        if commanded != routed:
            said.append("the command writes other bytes than the route")
        if paged != routed:
            said.append("the page's function makes other bytes than the route")
        for fault in said:
            self.faults.append(f"{name}: {fault}")
            print(f"  {self.faults[-1]}", flush=True)


def main() -> int:
    """Runs all of it or a part; returns 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", nargs="*", default=list(BY_ID))
    parser.add_argument("--forms", nargs="*", default=list(FORMATS))
    parser.add_argument("--sets", nargs="*", default=list(SETS))
    parser.add_argument("--base", default="", help="a server that runs already, on the builds of this folder")
    options = parser.parse_args()
    with nullcontext(None) if options.base else serve(DEFAULT.out) as server:
        run = Run(Ways(server.address if server else options.base), options.charts, options.forms)
        for name in options.sets:
            run.take(name)
    office = as_office_reads(run.books)
    print(
        "LibreOffice is not installed; no workbook was opened with it"
        if office is None
        else f"LibreOffice: {len(run.books)} workbooks, {len(office)} faults"
    )
    faults = [*run.faults, *(office or [])]
    print(
        f"{sum(run.counts.values())} files, each taken in three ways: {', '.join(f'{form} {count}' for form, count in run.counts.items())}"
    )
    print("\n".join([f"{len(faults)} faults", *faults]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
