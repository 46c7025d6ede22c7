"""The charts of the page on claims."""

from dashboard.charts.chart import Chart
from dashboard.charts.claims import by_dimension, by_verdict

CHARTS: tuple[Chart, ...] = (
    by_verdict.CHART,
    by_dimension.CLAIMS_BY_DIMENSION,
    by_dimension.ALLIANCE_CASE,
)
