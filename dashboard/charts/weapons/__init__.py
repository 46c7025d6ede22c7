"""The charts of the page on weapons: launches, tests, and what came before and after them."""

from dashboard.charts.chart import Chart
from dashboard.charts.weapons import by_year, ranges, sequence, yields

CHARTS: tuple[Chart, ...] = (
    sequence.CHART,
    by_year.LAUNCHES_BY_YEAR,
    ranges.CHART,
    by_year.LAUNCH_SITES,
    yields.CHART,
)
