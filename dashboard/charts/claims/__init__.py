"""The charts of the page on claims."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "by_verdict", "by_dimension", "alliance_case")
