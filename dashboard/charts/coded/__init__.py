"""The charts of coded events: month by month, and what they and the record see of each other."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "by_month", "agreement")
