"""The charts of the page on positions of experts."""

from dashboard.charts.chart import Chart
from dashboard.charts.positions import agreement, by_expert, by_role, by_topic

CHARTS: tuple[Chart, ...] = (
    by_topic.POSITIONS_BY_TOPIC,
    by_topic.POSITIONS_OVER_TIME,
    by_expert.CHART,
    agreement.CHART,
    by_role.CHART,
)
