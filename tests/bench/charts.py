"""What each chart costs by itself, without server and browser: its query, and where the processor's time goes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.charts.spec import drawn
from dashboard.parts.rendering import _PACKED as PACKED
from dashboard.parts.rendering import _UNPACKED as UNPACKED
from dashboard.parts.rendering import _arrow as arrow
from dashboard.parts.rendering import _bytes as arrow_bytes
from dashboard.record.filters import Filters
from dashboard.store.database import Database
from tests.bench.report import Cost, Figure, milliseconds, percentile
from tests.bench.stage import Stage

QUERY_RUNS = 30
SLOWEST = 5


def queries(stage: Stage) -> Iterator[Figure]:
    """The five charts whose queries are slowest, each against the budget, and what is usual among all of them."""
    times = {}
    for chart in CHARTS:
        _wait_for_rows(stage.database, chart.id)
        times[chart.id] = [_wait_for_rows(stage.database, chart.id) for _ in range(QUERY_RUNS)]
    p95 = {chart: milliseconds(measured, 95) for chart, measured in times.items()}
    for chart_id in sorted(p95, key=lambda chart: p95[chart], reverse=True)[:SLOWEST]:
        yield Figure(f"Query of {chart_id}, p95", p95[chart_id], "ms", 50)
    yield Figure(
        f"Queries of all {len(p95)} charts, the middle one of their p95", percentile(list(p95.values()), 50), "ms"
    )


def costs(stage: Stage) -> Iterator[Cost]:
    """Each chart without filters, the most expensive first; one of coded events only where some are imported."""
    filled = [chart for chart in CHARTS if _rows_of(stage.database, chart)]
    made = [_cost(stage.database, chart, stage.counts.runs) for chart in filled]
    yield from sorted(made, key=lambda cost: cost.total, reverse=True)


def _rows_of(database: Database, chart: Chart) -> int:
    rows: int = database.table("charts", chart.id, Filters().parameters()).num_rows
    return rows


def _cost(database: Database, chart: Chart, runs: int) -> Cost:
    values, palette = Filters().parameters(), PALETTES["light"]
    table = database.table("charts", chart.id, values)
    layout = chart.lay_out(Rows(table))

    def serialise() -> None:
        for laid in drawn(chart, layout, palette).tables.values():
            arrow_bytes(arrow(laid), UNPACKED)
        arrow_bytes(table, PACKED)

    # Rows are made anew each time, because they keep the data frame that is made of them.
    return Cost(
        chart.id,
        table.num_rows,
        _busy(lambda: database.table("charts", chart.id, values), runs),
        _busy(lambda: chart.lay_out(Rows(table)), runs),
        _busy(serialise, runs),
        _busy(lambda: chart.says(Rows(table)), runs),
    )


def _busy(work: Callable[[], object], runs: int) -> float:
    """Milliseconds of the processor's time that it takes, all threads together, the median of some runs after a first one."""
    work()
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return statistics.median(times) * 1000


def _wait_for_rows(database: Database, chart_id: str) -> float:
    began = time.perf_counter()
    database.frame("charts", chart_id, Filters().parameters())
    return time.perf_counter() - began
