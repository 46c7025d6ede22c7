"""The charts of the page on exchange: series that answer a question, all measured series, and the citizens who were held."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "answers", "explorer", "series_overview", "detentions")
