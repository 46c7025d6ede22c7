"""Takes a chart away: its rows with the records and citations behind each, as a file for every use, under the same filters as the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.catalogue import BY_ID
from dashboard.export import bundle, cells, pictures
from dashboard.export.choices import Choices
from dashboard.export.codebook import COLUMNS as CODEBOOK_COLUMNS
from dashboard.export.codebook import codebook
from dashboard.export.subject import CITATION_COLUMNS, Subject
from dashboard.record import cite
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.store.database import Database

Writer = Callable[[Subject], bytes]

# Every format with its media type, in the order in which they are offered.
FORMATS: dict[str, tuple[str, Writer]] = {}


def _format(name: str, media_type: str) -> Callable[[Writer], Writer]:
    """Offers what a function writes as a format of that name."""

    def listed(write: Writer) -> Writer:
        FORMATS[name] = (media_type, write)
        return write

    return listed


class UnknownExportError(LookupError):
    """There is no chart or no format of that name. The message is for a reader."""


@dataclass(frozen=True)
class Exported:
    """A finished file."""

    content: bytes
    media_type: str
    file_name: str


def export(
    chart_id: str,
    form: str,
    filters: Filters,
    database: Database,
    site: Site | None = None,
    choices: Choices = Choices(),  # noqa: B008
) -> Exported:
    """The rows of one chart as a file. `form` is one of FORMATS. Raises UnknownExportError, StoreError or PictureError.

    CSV has one row a mark: the columns of the chart, the dates of its records as the record has them (`record_dates`, `earliest`,
    `latest`, `is_approximate`: a day that a chart draws may stand for a month), `records` (ids joined by `;`), `citations` (each
    `Publisher, Title, locator <url>`, joined by ` | `), and on every row what the file is: chart, filters, lens, rows, version,
    permalink, how to cite, licence. A file is the same bytes for the same build, filters, choices and site.
    """
    if chart_id not in BY_ID:
        raise UnknownExportError(f"There is no chart {chart_id!r}.")
    if form not in FORMATS:
        raise UnknownExportError(f"There is no format {form!r}; there are {', '.join(FORMATS)}.")
    media_type, write = FORMATS[form]
    subject = Subject(BY_ID[chart_id], filters, database, site, choices)
    return Exported(write(subject), media_type, subject.file_name(form))


@_format("csv", "text/csv; charset=utf-8")
def _csv(subject: Subject) -> bytes:
    return cells.to_csv(subject.told_table, bom=subject.choices.bom == "1")


@_format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def _xlsx(subject: Subject) -> bytes:
    return cells.to_xlsx(
        {
            "Data": (subject.cited_table.column_names, subject.cited_table.to_pylist()),
            "Citations": (CITATION_COLUMNS, subject.citations),
            "Codebook": (CODEBOOK_COLUMNS, codebook(subject)),
            "About": (("what", "value"), subject.about),
        },
        subject.edition.day,
        {
            "title": subject.chart.title,
            "author": cite.AUTHORS,
            "subject": subject.filters_text,
            "comments": subject.citation,
        },
    )


@_format("json", "application/json")
def _json(subject: Subject) -> bytes:
    return cells.to_json(
        {
            "chart": subject.chart.id,
            "title": subject.chart.title,
            "question": subject.chart.question,
            "reading": subject.reading,
            "filters": subject.filters.query(),
            "filters_in_words": subject.filters_text,
            "lens": subject.tail["lens"],
            "build_id": subject.build_id,
            "data_date": subject.edition.day,
            "permalink": subject.permalink,
            "how_to_cite": subject.citation,
            "licence": {"name": cite.RECORD_LICENCE, "url": cite.RECORD_LICENCE_URL},
            "terms": cite.TERMS,
            "count": subject.table.num_rows,
            "rows": subject.dated_table.to_pylist(),
            "citations": subject.citations,
        }
    )


@_format("jsonl", "application/jsonl; charset=utf-8")
def _jsonl(subject: Subject) -> bytes:
    return b"".join(cells.json_line(row) for row in subject.told_table.to_pylist())


@_format("parquet", "application/vnd.apache.parquet")
def _parquet(subject: Subject) -> bytes:
    return cells.to_parquet(subject.told_table, {row["what"]: row["value"] for row in subject.about})


@_format("png", "image/png")
def _png(subject: Subject) -> bytes:
    return pictures.png(subject.picture)


@_format("svg", "image/svg+xml")
def _svg(subject: Subject) -> bytes:
    return pictures.svg(subject.picture)


@_format("pdf", "application/pdf")
def _pdf(subject: Subject) -> bytes:
    return pictures.pdf(subject.picture)


@_format("vl.json", "application/json")
def _vl(subject: Subject) -> bytes:
    return cells.to_json(subject.specification)


@_format("zip", "application/zip")
def _zip(subject: Subject) -> bytes:
    return bundle.of_chart(subject)
