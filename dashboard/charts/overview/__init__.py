"""The chart of the overview: the relationship at a glance."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "glance")
