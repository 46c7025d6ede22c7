"""The charts of the page on claims."""

from dashboard.charts.chart import Chart
from dashboard.charts.claims import alliance_case, by_dimension, by_verdict

CHARTS: tuple[Chart, ...] = (
    by_verdict.CHART,
    by_dimension.CHART,
    alliance_case.CHART,
)
