"""Takes a chart away: its rows with the records and citations behind each, as a file for every use, under the same filters as the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from dashboard.charts.catalogue import BY_ID
from dashboard.charts.chart import Chart
from dashboard.charts.draw.rows import Rows
from dashboard.export import bundle, cells, pictures
from dashboard.export.moments import moments
from dashboard.export.references import references
from dashboard.record import cite
from dashboard.record.filters import Filters, filters_in_words
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.store.served import served

# Columns of citations.csv and of the sheet Citations: one row is one record with one source.
CITATION_COLUMNS = (
    "record",
    "record_title",
    "record_date",
    "citation",
    "role",
    "publisher",
    "title",
    "author",
    "published",
    "url",
    "doi",
    "locator_kind",
    "locator",
    "first_words",
    "last_words",
    "words_read_at",
    "read_on",
    "place_state",
    "cited_for",
    "quote",
)
_CITATIONS = pa.schema([(name, pa.string()) for name in CITATION_COLUMNS])


Writer = Callable[["Subject"], bytes]

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


def export(chart_id: str, form: str, filters: Filters, database: Database) -> Exported:
    """The rows of one chart as a file. `form` is one of FORMATS. Raises UnknownExportError or StoreError.

    CSV has one row a mark: the columns of the chart, the dates of its records as the record has them (`record_dates`, `earliest`,
    `latest`, `is_approximate`: a day that a chart draws may stand for a month), `records` (ids joined by `;`), `citations` (each
    `Publisher, Title, locator <url>`, joined by ` | `), `filters` in words and `build_id`. The last two repeat on every
    row, so that a row copied out of the file still says where it came from. CSV and JSON are the same bytes for the
    same build and filters.
    """
    if chart_id not in BY_ID:
        raise UnknownExportError(f"There is no chart {chart_id!r}.")
    if form not in FORMATS:
        raise UnknownExportError(f"There is no format {form!r}; there are {', '.join(FORMATS)}.")
    media_type, write = FORMATS[form]
    subject = Subject(BY_ID[chart_id], filters, database)
    part = "_filtered" if filters != Filters() else ""
    return Exported(write(subject), media_type, f"panmunjom_{chart_id}{part}_{database.build_id}.{form}")


class Subject:
    """What a file is made from: a chart's rows under filters, with their citations; each part is read when it is first used."""

    def __init__(self, chart: Chart, filters: Filters, database: Database) -> None:
        self.chart = chart
        self.filters = filters
        self.database = database
        self.build_id = database.build_id

    @cached_property
    def table(self) -> pa.Table:
        """The rows as they are drawn: `mark` and `label` first, `records` last."""
        table = self._rows.table
        drawn = [name for name in table.column_names if name not in ("mark", "label", "records")]
        return table.select(["mark", "label", *drawn, "records"])

    @cached_property
    def dated_table(self) -> pa.Table:
        """The same with the dates of the records as they were written, what they may mean, and whether they are approximate."""
        whole = self.table
        dates = moments(self.database, self.table["records"].to_pylist())
        for name in dates.column_names:
            named = name if name not in whole.column_names else f"record_{name}"
            whole = whole.add_column(whole.num_columns - 1, named, dates[name])
        return whole

    @cached_property
    def cited_table(self) -> pa.Table:
        """The same with `citations`, `filters` and `build_id`."""
        count = self.table.num_rows
        cited = pa.array(references(self.database, self.table["records"].to_pylist()), pa.string())
        said = {"filters": self.filters_text, "build_id": self.build_id}
        whole = self.dated_table.append_column("citations", cited)
        for name, value in said.items():
            whole = whole.append_column(name, pa.repeat(value, count))
        return whole

    @cached_property
    def citations(self) -> list[dict[str, Any]]:
        """One row is one record of the chart with one source; columns CITATION_COLUMNS."""
        records = sorted({record for listed in self.table["records"].to_pylist() for record in listed})
        asked = {"records": records, **served(self.database).parameter()}
        found = self.database.rows("pages", "export_citations", asked)
        return [{name: row[name] for name in CITATION_COLUMNS} for row in found]

    @cached_property
    def filters_text(self) -> str:
        return filters_in_words(self.filters, vocabulary(self.database, self.chart.kinds))

    @cached_property
    def reading(self) -> str:
        return self.chart.says(self._rows)

    @cached_property
    def specification(self) -> dict[str, Any]:
        """The Vega-Lite specification with the data, the filters and the build in it."""
        spec = pictures.specification(self.chart, self._rows, self.reading, self._notes)
        return {
            **spec,
            "usermeta": {"chart": self.chart.id, "filters": self.filters.query(), "build_id": self.build_id},
        }

    @cached_property
    def picture(self) -> pictures.Picture:
        """The chart as a picture that speaks for itself."""
        return pictures.picture(self.chart, self._rows, self.reading, self._notes)

    @cached_property
    def _notes(self) -> list[str]:
        marks = f"{self.table.num_rows:,} mark{'' if self.table.num_rows == 1 else 's'}"
        source = f"{marks}. Source: Panmunjom, build {self.build_id}; what each mark rests on is in the data file."
        return [self.filters_text + ".", source]

    @cached_property
    def about(self) -> list[dict[str, str]]:
        """What must be known of the file, as rows of `what` and `value`."""
        facts = {
            "Chart": self.chart.title,
            "Question": self.chart.question,
            "Reading": self.reading,
            "Filters": self.filters_text,
            "Build": self.build_id,
            "Rows": str(self.table.num_rows),
            "How to cite": cite.chart_citation(self.chart.title, self.filters_text, self.build_id),
            "Terms": cite.TERMS,
        }
        return [{"what": what, "value": value} for what, value in facts.items()]

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.database.table("charts", self.chart.id, self.filters.parameters()))


@_format("csv", "text/csv; charset=utf-8")
def _csv(subject: Subject) -> bytes:
    return cells.to_csv(subject.cited_table)


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
            "build_id": subject.build_id,
            "terms": cite.TERMS,
            "rows": subject.dated_table.to_pylist(),
            "citations": subject.citations,
        }
    )


@_format("parquet", "application/vnd.apache.parquet")
def _parquet(subject: Subject) -> bytes:
    return cells.to_parquet(subject.cited_table, {row["what"]: row["value"] for row in subject.about})


@_format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def _xlsx(subject: Subject) -> bytes:
    return cells.to_xlsx(
        {
            "Data": (subject.cited_table.column_names, subject.cited_table.to_pylist()),
            "Citations": (CITATION_COLUMNS, subject.citations),
            "About": (("what", "value"), subject.about),
        }
    )


@_format("svg", "image/svg+xml")
def _svg(subject: Subject) -> bytes:
    return pictures.svg(subject.picture)


@_format("png", "image/png")
def _png(subject: Subject) -> bytes:
    return pictures.png(subject.picture)


@_format("pdf", "application/pdf")
def _pdf(subject: Subject) -> bytes:
    return pictures.pdf(subject.picture)


@_format("vl.json", "application/json")
def _vl(subject: Subject) -> bytes:
    return cells.to_json(subject.specification)


@_format("zip", "application/zip")
def _zip(subject: Subject) -> bytes:
    name = subject.chart.id
    citations = pa.Table.from_pylist(subject.citations, _CITATIONS)
    package = bundle.data_package(
        name,
        {"title": subject.chart.title, "description": f"{subject.chart.question} {subject.filters_text}. {cite.TERMS}"},
        subject.build_id,
        {name: subject.cited_table.schema, "citations": _CITATIONS},
    )
    return bundle.pack(
        {
            "README.txt": bundle.readme(subject.about, name).encode("utf-8"),
            "citations.csv": cells.to_csv(citations),
            "datapackage.json": cells.to_json(package),
            f"{name}.csv": _csv(subject),
            f"{name}.png": _png(subject),
            f"{name}.vl.json": _vl(subject),
        }
    )
