"""What can be cited, at three levels: a chart under filters, a record by its page, a passage by its words."""

from __future__ import annotations

from dashboard.charts.catalogue import view_of
from dashboard.charts.chart import Chart
from dashboard.charts.pages import PAGE
from dashboard.export.citations import Citable
from dashboard.record import csl
from dashboard.record.filters import Filters, address, filters_in_words
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.store.served import served

# The parameter of an address that says with which version of the data the link was made.
VERSION = "version"


def chart_address(chart: Chart, filters: Filters, of: csl.Edition) -> str:
    """The address of a chart on its page, from the root: filters, view, and the version it was made with."""
    return address(f"/{PAGE[chart.page].path}", filters, view=view_of(chart), **{VERSION: of.stamp})


def of_chart(chart: Chart, filters: Filters, database: Database, site: Site) -> Citable:
    """A chart under filters. Raises StoreError."""
    edition = csl.edition(database, site.base)
    where = site.at(chart_address(chart, filters, edition))
    words = filters_in_words(filters, vocabulary(database, chart.kinds))
    return Citable(csl.chart_item(chart.id, chart.title, words, where, edition), where, edition)


def of_record(record_id: str, database: Database, site: Site) -> Citable | None:
    """A record with the sources it rests on; None where there is none of that id. Raises StoreError."""
    found = database.rows("pages", "record_page", {"record": record_id})
    if not found:
        return None
    asked = {"records": [record_id], **served(database).parameter()}
    evidence = database.rows("pages", "export_citations", asked)
    edition = csl.edition(database, site.base)
    own, *sources = csl.record_items(found[0], evidence, edition)
    return Citable(own, site.record(record_id), edition, sources=sources)


def of_passage(citation_id: str, database: Database, site: Site) -> Citable | None:
    """A passage: its source with the place in it; None where no citation has that id. Raises StoreError."""
    asked = {"citation": citation_id, **served(database).parameter()}
    found = database.rows("pages", "passage", asked)
    if not found:
        return None
    item = csl.cited_item(found[0])
    edition = csl.edition(database, site.base)
    return Citable(item, site.at(csl.passage_address(found[0])), edition, csl.place(found[0]))
