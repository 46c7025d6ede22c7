"""The chart of the page on patterns: what comes before and after."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "before_after")
