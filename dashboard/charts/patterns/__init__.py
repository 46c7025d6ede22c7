"""The chart of the page on patterns: what comes before and after."""

from dashboard.charts.chart import Chart
from dashboard.charts.patterns import before_after

CHARTS: tuple[Chart, ...] = (before_after.CHART,)
