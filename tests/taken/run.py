"""Takes every chart away in every format, under three sets of filters and in three ways, and opens each file with readers of its format.

`make readers` prints what was opened and every fault. It goes on where a run before was stopped; READERS='--new' begins again,
READERS='--charts events_timeline --forms csv' takes a part.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.charts.catalogue import BY_ID
from dashboard.export.chart_file import FORMATS
from dashboard.store.config import DEFAULT, ROOT
from tests.browser.serving import serve
from tests.taken.ledger import Ledger, Taken
from tests.taken.office import as_office_reads
from tests.taken.opened import opened
from tests.taken.ways import SETS, Ways

# Charts that the command is asked for at once: what a stop loses.
PIECE = 4


class Run:
    """Takes what the ledger does not have."""

    def __init__(self, ways: Ways, ledger: Ledger) -> None:
        self.ways, self.ledger = ways, ledger

    def take(self, set_name: str, form: str, charts: Sequence[str]) -> None:
        """Charts in one format under one set of filters, a few at a time."""
        left = [chart for chart in charts if not self.ledger.is_done(set_name, form, chart)]
        began = time.monotonic()
        for at in range(0, len(left), PIECE):
            piece = left[at : at + PIECE]
            with ThreadPoolExecutor(2) as pool, tempfile.TemporaryDirectory() as folder:
                written = pool.submit(self.ways.command, piece, [form], SETS[set_name], Path(folder))
                made = {chart: pool.submit(self._taken, chart, form, set_name) for chart in piece}
                commanded = written.result()
                for chart, taken in made.items():
                    self._add(*taken.result(), commanded.get((chart, form)))
        took = f"{time.monotonic() - began:.0f} s" if left else "opened before"
        print(
            f"{set_name:8} {form:8} {len(charts)} charts, {took}, {len(self.ledger.faults())} faults so far", flush=True
        )

    def _taken(self, chart: str, form: str, set_name: str) -> tuple[Taken, bytes]:
        began = time.monotonic()
        filters = self.ways.filters(chart, SETS[set_name])
        screen = self.ways.screen(chart, filters)
        routed, paged = self.ways.route(chart, form, filters), self.ways.page(chart, form, filters)
        faults = opened(form, routed, screen)
        if paged != routed:
            faults.append("the page's function makes other bytes than the route")
        if form == "xlsx" and set_name == "nothing":
            self.ledger.keep_book(chart, routed, screen.rows.num_rows)
        return Taken(set_name, form, chart, round(time.monotonic() - began, 1), faults), routed

    def _add(self, taken: Taken, routed: bytes, commanded: bytes | None) -> None:
        if commanded != routed:
            taken.faults.append("the command writes other bytes than the route")
        self.ledger.add(taken)
        for fault in taken.faults:
            print(f"  {taken.name}: {fault}", flush=True)


def main() -> int:
    """Runs all of it or a part; returns 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", nargs="*", default=list(BY_ID))
    parser.add_argument("--forms", nargs="*", default=list(FORMATS))
    parser.add_argument("--sets", nargs="*", default=list(SETS))
    parser.add_argument("--base", default="", help="a server that runs already, on the builds of this folder")
    parser.add_argument("--folder", type=Path, default=ROOT / "test-results" / "readers", help="what is known so far")
    parser.add_argument("--new", action="store_true", help="open again what was opened before")
    options = parser.parse_args()
    with nullcontext(None) if options.base else serve(DEFAULT.out) as server:
        ways = Ways(server.address if server else options.base)
        ledger = Ledger(options.folder, ways.database.build_id, is_new=options.new)
        run = Run(ways, ledger)
        for set_name in options.sets:
            for form in options.forms:
                run.take(set_name, form, options.charts)
    books = ledger.books()
    office = as_office_reads(books)
    print(
        "LibreOffice is not installed; no workbook was opened with it"
        if office is None
        else f"LibreOffice: {len(books)} workbooks, {len(office)} faults"
    )
    print("\n".join([*ledger.told(), *(office or [])]))
    return 1 if ledger.faults() or office else 0


if __name__ == "__main__":
    sys.exit(main())
