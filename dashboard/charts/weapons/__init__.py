"""The charts of the page on weapons: launches, tests, and what came before and after them."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "sequence", "by_year", "ranges", "sites", "yields")
