"""The charts of the page on positions of experts."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "by_topic", "over_time", "by_expert", "agreement", "by_role")
