"""The charts of the page on weapons: launches, tests, and what came before and after them."""

from dashboard.charts.chart import Chart
from dashboard.charts.weapons import by_year, ranges, sequence, sites, yields

CHARTS: tuple[Chart, ...] = (sequence.CHART, by_year.CHART, ranges.CHART, sites.CHART, yields.CHART)
