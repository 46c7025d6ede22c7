"""What a file of a chart is made from: its rows under filters, what they rest on, and everything the file says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from dashboard.charts.chart import Chart
from dashboard.charts.draw.palette import PALETTES
from dashboard.charts.draw.rows import Rows
from dashboard.export import cited, pictures
from dashboard.export.choices import Choices
from dashboard.export.moments import moments
from dashboard.export.references import references
from dashboard.record import cite, csl
from dashboard.record.filters import Filters, filters_in_words
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.record.words import LENSES
from dashboard.store import dates
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
CITATIONS = pa.schema([(name, pa.string()) for name in CITATION_COLUMNS])
# Days that a chart is drawn by, under names that nobody takes for facts: each is one of those that a date may mean.
DRAWN_AS = {
    "date": "drawn_at",
    "day": "drawn_at",
    "last_day": "drawn_until",
    "signed": "signed_drawn_at",
    "ended": "ended_drawn_at",
}
_OTHER_SIGNS = re.compile(r"[^a-z0-9]+")
# A file name says filters in at most so many letters.
_NAMED = 60


class Subject:
    """A chart under filters, as files take it away; each part is read when it is first used."""

    def __init__(
        self,
        chart: Chart,
        filters: Filters,
        database: Database,
        site: Site | None = None,
        choices: Choices = Choices(),  # noqa: B008
    ) -> None:
        self.chart = chart
        self.filters = filters
        self.database = database
        self.site = site or Site.known()
        self.choices = choices
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
        whole = self.table.rename_columns([told_as(field) for field in self.table.schema])
        dated = moments(self.database, whole["records"].to_pylist())
        for name in dated.column_names:
            named = name if name not in whole.column_names else f"record_{name}"
            whole = whole.add_column(whole.num_columns - 1, named, dated[name])
        return whole

    @cached_property
    def cited_table(self) -> pa.Table:
        """The same with `citations`."""
        cited_as = pa.array(references(self.database, self.table["records"].to_pylist()), pa.string())
        return self.dated_table.append_column("citations", cited_as)

    @cached_property
    def told_table(self) -> pa.Table:
        """The same, and on every row what the file is, so that a row copied out of it still says where it came from."""
        whole = self.cited_table
        for name, value in self.tail.items():
            whole = whole.append_column(name, pa.repeat(value, whole.num_rows))
        return whole

    @cached_property
    def records(self) -> list[str]:
        """Every record behind any mark, each once, sorted."""
        return sorted({record for listed in self.table["records"].to_pylist() for record in listed})

    @cached_property
    def evidence(self) -> list[dict[str, Any]]:
        """One row is one record of the chart with one source, as export_citations gives it."""
        asked = {"records": self.records, **served(self.database).parameter()}
        return self.database.rows("pages", "export_citations", asked)

    @cached_property
    def citations(self) -> list[dict[str, Any]]:
        """The same with the columns CITATION_COLUMNS."""
        return [{name: row[name] for name in CITATION_COLUMNS} for row in self.evidence]

    @cached_property
    def filters_text(self) -> str:
        return filters_in_words(self.filters, vocabulary(self.database, self.chart.kinds))

    @cached_property
    def reading(self) -> str:
        return self.chart.says(self._rows)

    @cached_property
    def edition(self) -> csl.Edition:
        return csl.edition(self.database, self.site.base)

    @cached_property
    def permalink(self) -> str:
        """The chart on its page under these filters."""
        return self.site.at(cited.chart_address(self.chart, self.filters, self.edition))

    @cached_property
    def citation(self) -> str:
        """How to cite it, in a line."""
        narrowed = "" if self.filters == Filters() else f" ({self.filters_text})"
        return cite.line(f"{self.chart.title}{narrowed}", self.edition.said, self.permalink)

    @cached_property
    def tail(self) -> dict[str, str | int]:
        """What stands on each row of a file of rows."""
        return {
            "chart": self.chart.title,
            "filters": self.filters_text,
            "lens": LENSES[self.filters.lens],
            "rows": self.table.num_rows,
            "build_id": self.build_id,
            "data_date": self.edition.day,
            "permalink": self.permalink,
            "how_to_cite": self.citation,
            "licence": cite.RECORD_LICENCE,
        }

    @cached_property
    def about(self) -> list[dict[str, str]]:
        """What must be known of the file, as rows of `what` and `value`."""
        facts = {
            "Chart": self.chart.title,
            "Question": self.chart.question,
            "Reading": self.reading,
            "Filters": self.filters_text,
            "Lens": LENSES[self.filters.lens],
            "Rows": str(self.table.num_rows),
            "Records": str(len(self.records)),
            "Data version": self.build_id,
            "Date of the data": dates.in_words(self.edition.day) if self.edition.day else "",
            "Permalink": self.permalink,
            **({"DOI": cite.doi()} if cite.doi() else {}),
            "How to cite": self.citation,
            "Licence": f"{cite.RECORD_LICENCE} ({cite.RECORD_LICENCE_URL})",
            "Terms": cite.TERMS,
        }
        return [{"what": what, "value": value} for what, value in facts.items()]

    @cached_property
    def specification(self) -> dict[str, Any]:
        """The Vega-Lite specification with the data and what it is in it."""
        spec = pictures.specification(self.chart, self._rows, self.reading, self._notes)
        told = {row["what"]: row["value"] for row in self.about}
        return {**spec, "usermeta": {"chart": self.chart.id, "filters": self.filters.query(), "about": told}}

    @cached_property
    def picture(self) -> pictures.Picture:
        """The chart as a picture that speaks for itself."""
        palette = PALETTES[self.choices.theme]
        made = pictures.picture(
            self.chart,
            self._rows,
            self.reading,
            self._notes,
            palette=palette,
            scale=float(self.choices.size),
            width=pictures.PHONE_WIDTH if self.choices.shape == "phone" else pictures.WIDTH,
        )
        return replace(made, about=self._label)

    @property
    def _label(self) -> dict[str, str]:
        """What the file of a picture says of itself, by the names that PNG and PDF have for it."""
        told = {row["what"]: row["value"] for row in self.about}
        return {
            "Title": self.chart.title,
            "Author": cite.AUTHORS,
            "Subject": f"{told['Question']} {told['Filters']}.",
            "Description": told["How to cite"],
            "Copyright": told["Licence"],
            "Source": f"Data version {self.build_id} of {told['Date of the data']}. {self.permalink}",
        }

    def file_name(self, form: str) -> str:
        """`panmunjom_events-timeline_era-truce_2026-11-28_0123456789ab.csv`: chart, filters, date and version of the data."""
        listed = [(name, _slug("-".join(values))) for name, values in self.filters.query().items()]
        said = "_".join(f"{name}-{value}" if value else name for name, value in listed)
        said = said if len(said) <= _NAMED else f"{len(listed)}-filters"
        parts = ["panmunjom", _slug(self.chart.id), said, self.edition.day, self.build_id]
        return f"{'_'.join(filter(None, parts))}{self.choices.named(form)}.{form}"

    @cached_property
    def _notes(self) -> list[str]:
        marks = f"{self.table.num_rows:,} mark{'' if self.table.num_rows == 1 else 's'}"
        source = f"{marks}. Source: {cite.SITE}, {self.edition.said}. {cite.RECORD_LICENCE}."
        return [f"{self.filters_text}.", source, self.permalink]

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.database.table("charts", self.chart.id, self.filters.parameters()))


def told_as(field: pa.Field) -> str:
    """What files call a column of a chart; see `DRAWN_AS`."""
    return DRAWN_AS.get(field.name, field.name) if pa.types.is_date(field.type) else str(field.name)


def _slug(text: str) -> str:
    return _OTHER_SIGNS.sub("-", text.lower()).strip("-")
