"""The charts of the page on events."""

from dashboard.charts.chart import Chart
from dashboard.charts.events import (
    balance,
    by_year,
    eras_compared,
    initiator_by_target,
    kind_by_actor,
    places,
    timeline,
)

CHARTS: tuple[Chart, ...] = (
    timeline.CHART,
    balance.CHART,
    by_year.CHART,
    eras_compared.CHART,
    kind_by_actor.CHART,
    initiator_by_target.CHART,
    places.CHART,
)
