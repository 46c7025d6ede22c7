"""The charts of the page on events."""

from dashboard.charts.chart import wing

CHARTS = wing(
    __name__,
    __path__,
    "timeline",
    "balance",
    "by_year",
    "eras_compared",
    "kind_by_actor",
    "initiator_by_target",
    "places",
)
