"""A filter change and a click as a reader feels them, here and on a bare Streamlit page in the same browser."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.browser_times import TimedBrowser, Times
from tests.bench.report import Figure, percentile
from tests.bench.stage import Stage, bare_page
from tests.browser.reading import MARKS
from tests.browser.serving import Server, serve

TIMELINE = f".st-key-panel-events_timeline {MARKS}"
EVIDENCE = ".st-key-panel-events_timeline .evidence .record-title"
WORDS = "input[aria-label=Words]"


def felt(stage: Stage) -> Iterator[Figure]:
    """Both, with what came by websocket."""
    with serve(stage.settings.out) as server, bare_page(len(stage.events)) as bare, TimedBrowser() as browser:
        new, again, clicks = _dashboard(stage, server, browser)
        bare_changes, bare_clicks = _bare(stage, bare, browser)
    change, click = "Filter change until the chart is redrawn", "Click on a mark until its evidence is shown"
    yield from _feel(f"{change}, new filters", new, {75: 300, 95: 500})
    yield from _feel(f"{change}, filters used before", again, {})
    yield from _feel("The same on a bare Streamlit page", bare_changes, {})
    yield _ratio("Filter change, new filters: times the bare page (median)", new, bare_changes, 1.2)
    yield _ratio("Filter change, filters used before: times the bare page (median)", again, bare_changes, None)
    yield from _feel(click, clicks, {95: 500})
    yield from _feel("A click on the bare page", bare_clicks, {})
    yield _ratio("Click: times the bare page (median)", clicks, bare_clicks, 1.0)
    yield from _received("a filter change, new filters", new, 25)
    yield from _received("a filter change on the bare page", bare_changes, None)
    yield from _received("a click", clicks, 15)
    yield from _received("a click on the bare page", bare_clicks, None)


def _dashboard(stage: Stage, server: Server, browser: TimedBrowser) -> tuple[Times, Times, Times]:
    """New filters, the same ones again, and clicks on marks all over the timeline."""
    rows = stage.events
    page = browser.open(f"{server.address}/events", TIMELINE, len(rows))
    new = browser.filter_changes(page, WORDS, TIMELINE, stage.word_changes)
    again = browser.filter_changes(page, WORDS, TIMELINE, stage.word_changes)
    page.close()
    page = browser.open(f"{server.address}/events", TIMELINE, len(rows))
    titles = list(zip(rows["label"], _titles(stage, rows["mark"].tolist()), strict=True))
    clicks = browser.clicks(page, TIMELINE, EVIDENCE, dict(titles[:: _step(stage)]), stage.counts.changes)
    page.close()
    return new, again, clicks


def _bare(stage: Stage, bare: Server, browser: TimedBrowser) -> tuple[Times, Times]:
    """The same numbers of marks on the bare page, and as many clicks."""
    points = len(stage.events)
    page = browser.open(bare.address, MARKS, points)
    numbers = [(str(count), count) for _, count in stage.word_changes]
    changes = browser.filter_changes(page, "input[aria-label='How many']", MARKS, numbers)
    page.close()
    page = browser.open(bare.address, MARKS, points)
    picked = {f"Point number {i}": f"Picked point-{i}" for i in range(0, points, _step(stage))}
    clicks = browser.clicks(page, MARKS, "[data-testid=stText]", picked, stage.counts.changes)
    page.close()
    return changes, clicks


def _step(stage: Stage) -> int:
    """Twice as many marks as are needed, because some are covered by others."""
    return max(1, len(stage.events) // (stage.counts.changes * 2))


def _titles(stage: Stage, records: list[str]) -> list[str]:
    rows = stage.database.rows("pages", "evidence_by_record", {"records": records})
    titles = {row["record_id"]: row["title"] for row in rows}
    return [titles[record] for record in records]


def _feel(name: str, times: Times, budgets: dict[int, float]) -> Iterator[Figure]:
    for share in (50, 75, 95):
        yield Figure(f"{name}, p{share}", percentile(times.milliseconds, share), "ms", budgets.get(share))


def _ratio(name: str, times: Times, bare: Times, budget: float | None) -> Figure:
    return Figure(name, percentile(times.milliseconds, 50) / percentile(bare.milliseconds, 50), "x", budget)


def _received(what: str, times: Times, budget: float | None) -> Iterator[Figure]:
    """What went over the wire, which is compressed, against the budget; and the messages in it."""
    yield Figure(f"Received for {what}, over the wire, median", percentile(times.wire, 50) / 1000, "kB", budget)
    yield Figure(
        f"Received for {what}, messages before compression, median", percentile(times.messages, 50) / 1000, "kB"
    )
