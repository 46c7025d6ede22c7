"""The charts of the page on exchange: measured series, and the citizens who were held."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "explorer", "series_overview", "detentions")
