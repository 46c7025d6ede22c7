"""The questions that programs and agents ask of the record, each with its answer as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.pages import page_of_type
from dashboard.doors import asked, told
from dashboard.doors.appearances import appearances
from dashboard.export import citing
from dashboard.export.cells import to_json
from dashboard.export.chart_file import FORMATS, export
from dashboard.export.citations import Citable
from dashboard.export.cited import of_chart, of_passage, of_record
from dashboard.export.subject import Subject
from dashboard.record import cite, csl, words
from dashboard.record.fields import Choice, Query
from dashboard.record.filters import address
from dashboard.record.links import Site
from dashboard.record.search import SEARCHED, search
from dashboard.record.vocabulary import vocabulary
from dashboard.record.words import LENSES, capitalised, noun, support
from dashboard.store.database import Database
from dashboard.store.served import served

Told = dict[str, Any]

# Types of records; passages, experts, eras and series are found too, but are no records.
TYPES = tuple(name for name in words.TYPES if name not in ("passage", "expert", "era", "series"))
MOST_HITS, MOST_ROWS = 50, 1000
# So many rows are plain values at a time.
ROWS_AT_ONCE = 500
# What somebody said: readings of clauses, positions, claims.
SAYING = ("clause_event", "position", "claim")
# Code points of a document that are shown on either side of a passage.
_AROUND = 400


@dataclass(frozen=True)
class Answers:
    """What one build answers. Every answer says which build it comes from; addresses are those of `site`."""

    database: Database
    site: Site

    def search(self, text: str, kind: str = "", limit: int = 10) -> Told:
        """Things that a text finds, best first. Raises WrongQuestionError or StoreError."""
        if kind and kind not in SEARCHED:
            raise asked.wrong("kind", f"“{asked.shown(kind)}” is no kind of thing.", SEARCHED)
        found = search(self.database, text, kind=kind, per_type=limit, most=limit)
        hits = [told.hit(one, self.site) for one in found.hits]
        return self._signed(
            {
                "query": found.text,
                "meant": found.instead,
                "total": found.total,
                "counts": dict(found.counts),
                "hits": hits,
                "all": self.site.at(address("/search", q=found.text)),
            }
        )

    def who_said(self, text: str, limit: int = 10) -> Told:
        """Who said something of the kind, when, and where it stands. Raises StoreError."""
        hits = [
            one for kind in SAYING for one in search(self.database, text, kind=kind, per_type=limit, most=limit).hits
        ]
        best = [one.id for one in sorted(hits, key=lambda one: (not one.is_named, -one.score))][:limit]
        rows = {row["record_id"]: row for row in self.database.rows("pages", "sayings", {"records": best})}
        cited = self._citations(best)
        sayings = [
            {**told.saying(rows[record], self.site), "where": cited.get(record, [])}
            for record in best
            if record in rows
        ]
        return self._signed({"query": text, "sayings": sayings})

    def record(self, record_id: str) -> Told:
        """A record with everything that is known of it. Raises WrongQuestionError or StoreError."""
        found = self.database.rows("pages", "record_page", {"record": record_id})
        if not found:
            raise asked.wrong("id", f"There is no record “{asked.shown(record_id)}”; search finds ids.", status=404)
        row, site = found[0], self.site
        page = page_of_type(row["type"])
        beside = self.database.rows("pages", "record_neighbours", {"record": record_id})
        told_of = {
            "id": record_id,
            **{name: row[name] for name in ("type", "title", "summary", "kind", "date", "date_words", "era", "place")},
            "type_in_words": capitalised(noun(row["type"]).one),
            "actors": row["actors"],
            "verdict": row["verdict"],
            "note": row["note"],
            "support": " ".join(filter(None, support(row["checked"]))),
            "permalink": site.record(record_id),
            "opens": site.page(page.path, record=record_id) if page else site.record(record_id),
            "citations": self._citations([record_id]).get(record_id, []),
            "before": [told.neighbour(one, site) for one in beside if one["is_before"]],
            "after": [told.neighbour(one, site) for one in beside if not one["is_before"]],
            "charts": [told.appearance(one, site) for one in appearances(self.database, record_id)],
            "cite": cite.line(row["title"], csl.edition(self.database, site.base).said, site.record(record_id)),
        }
        return self._signed(told.without_nothing(told_of))

    def passage(self, citation: str) -> Told:
        """The words of a citation with what stands around them, where the text is kept here. Raises WrongQuestionError or StoreError."""
        parameters = {"citation": citation, **served(self.database).parameter()}
        found = self.database.rows("pages", "passage", parameters)
        if not found:
            raise asked.wrong("id", f"There is no citation “{asked.shown(citation)}”.", status=404)
        row = found[0]
        answer = {**told.citation(row, self.site), "record": row["record"], "record_title": row["record_title"]}
        if row["is_document"]:
            answer |= self._around(row["source"], citation)
        return self._signed(answer)

    def charts(self) -> Told:
        """Every chart, and which filters it takes."""
        listed = [told.chart_entry(chart, self.site, FORMATS) for chart in CHARTS]
        return self._signed({"charts": listed, "filters": [one.name for one in asked.fields_of(None)]})

    def filters(self, chart_id: str) -> Told:
        """The filters of a chart with every value that they take. Raises WrongQuestionError or StoreError."""
        chart = asked.chart_of(chart_id)
        known = vocabulary(self.database, chart.kinds)
        listed = [
            told.without_nothing(
                {
                    "name": one.name,
                    "takes": one.help,
                    "many": one.is_many,
                    "values": dict(known.of(one.attribute)) if isinstance(one, Choice) else self._lenses(one.name),
                }
            )
            for one in asked.fields_of(chart)
        ]
        return self._signed({"chart": chart_id, "filters": listed})

    def chart_data(self, chart_id: str, query: Query, limit: int = 200, offset: int = 0) -> Told:
        """The rows of a chart under filters. Raises WrongQuestionError or StoreError."""
        subject = self.subject(chart_id, query)
        rows = subject.table.slice(offset, limit).to_pylist()
        for row in rows:
            row["permalink"] = told.chart_page(subject.chart, self.site, subject.filters, str(row["mark"]))
        return self._signed(
            {
                **self._of_chart(subject),
                "columns": subject.table.column_names,
                "total": subject.table.num_rows,
                "offset": offset,
                "rows": json.loads(to_json({"rows": rows}))["rows"],
            }
        )

    def chart_picture(self, chart_id: str, query: Query) -> tuple[bytes, Told]:
        """A chart as PNG, and what it shows. Raises WrongQuestionError, StoreError or PictureError."""
        subject = self.subject(chart_id, query)
        made = export(chart_id, "png", subject.filters, self.database, self.site)
        return made.content, self._signed(self._of_chart(subject))

    def records(self, query: Query) -> Iterator[Told]:
        """The records under filters in order of time, each with the ids of its citations. Raises WrongQuestionError or StoreError."""
        types = asked.many_of(query, "type", TYPES)
        filters = asked.filters_of(query, self.database, others=["type"])
        parameters = {**filters.parameters(), "types": types or list(TYPES)}
        table = self.database.table("pages", "records", parameters)

        def told_one_by_one() -> Iterator[Told]:
            for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
                for row in batch.to_pylist():
                    yield {**row, "permalink": self.site.record(row["record_id"])}

        return told_one_by_one()

    def cite(self, what: str, query: Query | None = None) -> Told:
        """How to cite a chart under filters, a record, or the source of a citation. Raises WrongQuestionError or CitingError."""
        cited = self._cited(what, query or {})
        made = cited.in_styles()
        styles = {
            citing.STYLES[name].name: {"entry": citing.plain(one.entry), "cited": citing.plain(one.cited)}
            for name, one in made.items()
        }
        return self._signed({"id": what, "cite": styles, "found": cited.found, "permalink": cited.permalink})

    def _cited(self, what: str, query: Query) -> Citable:
        if what in {chart.id for chart in CHARTS}:
            subject = self.subject(what, query)
            return of_chart(subject.chart, subject.filters, self.database, self.site)
        for of in (of_record, of_passage):
            found = of(what, self.database, self.site)
            if found is not None:
                return found
        raise asked.wrong("id", f"There is no chart, record or citation “{asked.shown(what)}”.", status=404)

    def subject(self, chart_id: str, query: Query, others: Sequence[str] = ()) -> Subject:
        """A chart under the filters of a question. Raises WrongQuestionError or StoreError."""
        chart = asked.chart_of(chart_id)
        return Subject(chart, asked.filters_of(query, self.database, chart, others), self.database, self.site)

    def _of_chart(self, subject: Subject) -> Told:
        chart, filters = subject.chart, subject.filters
        return {
            "chart": chart.id,
            "title": chart.title,
            "question": chart.question,
            "reading": subject.reading,
            "filters": filters.query(),
            "filters_in_words": subject.filters_text,
            "permalink": subject.permalink,
            "files": {form: self.site.chart_file(chart.id, form, filters) for form in FORMATS},
        }

    def _citations(self, records: Sequence[str]) -> dict[str, list[Told]]:
        parameters = {"records": list(records), **served(self.database).parameter()}
        found: dict[str, list[Told]] = {}
        for row in self.database.rows("pages", "export_citations", parameters):
            found.setdefault(row["record"], []).append(told.citation(row, self.site))
        return found

    def _around(self, source: str, citation: str) -> Told:
        """Where the words stand in a document that is kept here, with what stands before and after them."""
        (document,) = self.database.rows("pages", "document", {"doc": source})
        passages = self.database.rows("pages", "document_passages", {"doc": source})
        here = next((one for one in passages if one["citation_id"] == citation), None)
        if here is None:
            return {}
        start, end, body = here["start_offset"], here["end_offset"], document["body"]
        return {
            "start": start,
            "end": end,
            "before": body[max(0, start - _AROUND) : start],
            "after": body[end : end + _AROUND],
            "claim": here["claim_id"],
            "verdict": here["verdict_label"],
            "records": here["records"],
        }

    @staticmethod
    def _lenses(name: str) -> dict[str, str]:
        return dict(LENSES) if name == "lens" else {}

    def _signed(self, answer: Told) -> Told:
        return {**answer, "build_id": self.database.build_id, "terms": cite.TERMS}
