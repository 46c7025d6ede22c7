"""The charts of the page on treaties: instruments, votes, promises, and who owes whom."""

from dashboard.charts.chart import Chart
from dashboard.charts.treaties import lifespans, obligations, promises, votes, who_owes_whom

CHARTS: tuple[Chart, ...] = (
    promises.CHART,
    lifespans.CHART,
    who_owes_whom.CHART,
    obligations.CHART,
    votes.CHART,
)
