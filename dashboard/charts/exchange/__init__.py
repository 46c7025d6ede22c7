"""The charts of the page on exchange: measured series, and the citizens who were held."""

from dashboard.charts.chart import Chart
from dashboard.charts.exchange import detentions, explorer, series_overview

CHARTS: tuple[Chart, ...] = (
    explorer.CHART,
    series_overview.CHART,
    detentions.CHART,
)
