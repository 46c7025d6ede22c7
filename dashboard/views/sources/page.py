"""Sources: the two documents kept here, and every source that any record rests on."""

from dashboard.charts.pages import PAGE
from dashboard.markup.templates import Template
from dashboard.parts import context
from dashboard.parts.page import guarded, heading, open_record, section_title
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.views.sources.register import register

_HTML = Template("views/sources/page.html")


def _documents() -> None:
    rows = [row for row in context.database().rows("pages", "source_list") if row["is_document"]]
    section_title("The documents")
    rich(_HTML.documents([(row, address("/source", doc=row["source_id"])) for row in rows]), key="documents")


def _page() -> None:
    heading(PAGE["sources"].title, PAGE["sources"].purpose)
    open_record()
    _documents()
    section_title("All sources")
    register()


guarded(_page)
