"""The charts of the page on treaties: instruments, votes, promises, and who owes whom."""

from dashboard.charts.chart import wing

CHARTS = wing(__name__, __path__, "promises", "lifespans", "who_owes_whom", "obligations", "votes_by_year", "votes")
