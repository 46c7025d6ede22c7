"""The chart of the overview: the relationship at a glance."""

from dashboard.charts.chart import Chart
from dashboard.charts.overview import glance

CHARTS: tuple[Chart, ...] = (glance.CHART,)
