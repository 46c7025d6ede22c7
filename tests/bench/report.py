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


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def milliseconds(seconds: Sequence[float], share: float) -> float:
    """A percentile of seconds in milliseconds."""
    return percentile(seconds, share) * 1000


def table(figures: Sequence[Figure]) -> str:
    """The figures in columns."""
    wide = max(len(figure.name) for figure in figures)
    lines = [f"{f.name:{wide}}  {f.shown:>12}  {f.promise:>12}  {f.verdict}".rstrip() for f in figures]
    over = sum(figure.verdict == "over" for figure in figures)
    return "\n".join([*lines, f"{over} of {sum(f.budget is not None for f in figures)} budgets are exceeded."])


def page_of_figures(figures: Sequence[Figure], about: Mapping[str, str]) -> str:
    """The page docs/measurements.md."""
    rows = "\n".join(f"| {f.name} | {f.shown} | {f.promise.replace('<=', '≤')} | {f.verdict} |" for f in figures)
    return TEXT.format(rows=rows, **about)


TEXT = """# Measurements

Written by `make bench` (`tests/bench/run.py --write`) on {date}: {hardware}; load of the machine before the start {load}.
Server and browser share the cores, so a time in the browser holds both.

| figure | measured | budget | |
|---|--:|--:|---|
{rows}

How it is measured:

- The server is started with `python -m dashboard serve` on the full data. The bare page (`tests/bench/bare_app.py`) is one
  Streamlit script with one text input and one chart of as many points as the timeline of events, under the same settings of
  Streamlit and in the same browser. The events page draws four charts and a filter bar.
- *New filters* are words that nobody has asked for since the server started: every query runs and every chart is built.
  *Filters used before* are the same words a second time: they come from the server's cache.
- A filter change counts from the Enter key until the frame in which the timeline shows the right number of marks; a click
  counts from the click until the frame in which the evidence of that mark is on the page. The clock runs in the browser.
- Processor time is that of the whole server process while a websocket client changes the filters of one session.
- The readers come at fixed times: each changes a filter every five seconds whether or not the answer has come, and waiting
  counts from the moment the change was due. Half of them are on the events page, the others on the other pages of charts.
- p95 is the value that 95 of 100 do not exceed. One run; on a busy machine figures differ by a third between runs.
"""
