"""The charts of the page on events."""

from dashboard.charts.chart import Chart
from dashboard.charts.events import by_year, eras_compared, initiator_by_target, kind_by_actor, places, timeline

CHARTS: tuple[Chart, ...] = (
    timeline.CHART,
    by_year.COOPERATION_BALANCE,
    by_year.EVENTS_BY_YEAR,
    eras_compared.CHART,
    kind_by_actor.CHART,
    initiator_by_target.CHART,
    places.CHART,
)
