"""Figures beside their budgets, as a table on the screen and as docs/measurements.md."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured figure; `budget` is the most it may be, None where nothing is promised."""

    name: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def shown(self) -> str:
        digits = 0 if self.value >= 100 or not self.unit else 2 if self.unit == "x" else 1
        return f"{self.value:,.{digits}f} {self.unit}".strip()

    @property
    def promise(self) -> str:
        return "" if self.budget is None else f"<= {self.budget:g} {self.unit}".strip()

    @property
    def verdict(self) -> str:
        return "" if self.budget is None else "ok" if self.value <= self.budget else "over"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor's time for one chart, by step."""

    chart: str
    rows: int
    statement: float
    layout: float
    serialising: float
    reading: float

    @property
    def total(self) -> float:
        """All steps together."""
        return self.statement + self.layout + self.serialising + self.reading

    @property
    def cells(self) -> list[str]:
        """A row of COST_HEAD."""
        steps = (self.statement, self.layout, self.serialising, self.reading, self.total)
        return [self.chart, f"{self.rows:,}", *(f"{step:.1f}" for step in steps)]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def milliseconds(seconds: Sequence[float], share: float) -> float:
    """A percentile of seconds in milliseconds."""
    return percentile(seconds, share) * 1000


def cost_table(costs: Sequence[Cost]) -> str:
    """What each chart costs, in columns."""
    rows = [COST_HEAD, *(cost.cells for cost in costs)]
    wide = max(len(row[0]) for row in rows)
    return "\n".join("  ".join([f"{row[0]:{wide}}", *(f"{cell:>11}" for cell in row[1:])]) for row in rows)


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns."""
    wide = max(len(figure.name) for figure in figures)
    lines = [f"{f.name:{wide}}  {f.shown:>12}  {f.promise:>12}  {f.verdict}".rstrip() for f in figures]
    over = sum(figure.verdict == "over" for figure in figures)
    return "\n".join([*lines, f"{over} of {sum(f.budget is not None for f in figures)} budgets are exceeded."])


def page_of_figures(figures: Sequence[Figure], costs: Sequence[Cost], about: Mapping[str, str]) -> str:
    """The page docs/measurements.md."""
    rows = "\n".join(f"| {f.name} | {f.shown} | {f.promise.replace('<=', '≤')} | {f.verdict} |" for f in figures)
    charts = "\n".join(f"| {' | '.join(cost.cells)} |" for cost in costs)
    head = f"| {' | '.join(COST_HEAD)} |\n|---|{'--:|' * (len(COST_HEAD) - 1)}"
    return TEXT.format(rows=rows, charts=f"{head}\n{charts}", **about)


COST_HEAD = ["chart", "rows", "statement", "layout", "serialising", "reading", "all"]


TEXT = """# Measurements

Written by `make bench` (`tests/bench/run.py --write`) on {date}: {hardware}; load of the machine before the start {load}.
Server and browser share the cores, so a time in the browser holds both.

| figure | measured | budget | |
|---|--:|--:|---|
{rows}

What each chart costs without filters, in milliseconds of the processor's time, the most expensive first:

{charts}

How it is measured:

- The server is started with `python -m dashboard serve` on the full data. The bare page (`tests/bench/bare_app.py`) is one
  Streamlit script with one text input and one chart of as many points as the timeline of events, under the same settings of
  Streamlit and in the same browser. The events page draws two charts and a filter bar.
- *New filters* are words that nobody has asked for since the server started: every query runs and every chart is laid out.
  *Filters used before* are the same words a second time: they come from what the server keeps.
- *Other filter sets* are periods that begin on different days, asked for on the events page between two rounds of the words.
- Processor time is that of the whole server process while a websocket client changes the filters of one session, from one
  change to the next, so that the rounds of the garbage collector count.
- A filter change counts from the Enter key until the frame in which the timeline shows the right number of marks; a click
  counts from the click until the frame in which the evidence of that mark is on the page. The clock runs in the browser.
- Received are the contents of the websocket's frames as the browser hands them on.
- The readers come at fixed times: each changes a filter every five seconds whether or not the answer has come, and waiting
  counts from the moment the change was due. Half of them are on the events page, the others on the other pages of charts.
- Both CSV files are fetched by HTTP with 40 different first days, in turn. Datasette serves `data/events.csv` as it is from
  SQLite; ours is the timeline with the readable references of each event.
- A cold start counts from the start of the process until the overview, or the bare page, has come by websocket.
- The steps of a chart: its query; layout of its rows; filling its specification and writing its data as Arrow; its reading.
- p95 is the value that 95 of 100 do not exceed. One run; on a busy machine figures differ by a third between runs.
"""
