"""The charts of the page on treaties: instruments, votes, promises, and who owes whom."""

from dashboard.charts.chart import Chart
from dashboard.charts.treaties import lifespans, network, obligations, promises, votes

CHARTS: tuple[Chart, ...] = (
    promises.CHART,
    lifespans.CHART,
    network.CHART,
    obligations.CHART,
    votes.CHART,
)
