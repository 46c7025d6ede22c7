"""The charts of the page on positions of experts."""

from dashboard.charts.chart import Chart
from dashboard.charts.positions import agreement, by_expert, by_role, by_topic, over_time

CHARTS: tuple[Chart, ...] = (by_topic.CHART, over_time.CHART, by_expert.CHART, agreement.CHART, by_role.CHART)
