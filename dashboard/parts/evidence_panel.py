"""The records behind a mark, each with what it says, how well it is supported, and the words or references it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.markup.marks import escape, excerpt, host, link
from dashboard.parts import context
from dashboard.parts.rich import rich
from dashboard.record.filters import address
from dashboard.store.dates import in_words

SHOWN_RECORDS = 40
Row = dict[str, Any]

ROLES = {
    "supports": "rests on",
    "passage": "the words",
    "evidence": "checked against",
    "quotes": "quoted in",
    "mention": "mentioned in",
    "disputes": "disputed by",
}
STANCES = {-2: "strongly against", -1: "against", 0: "in between", 1: "in favour", 2: "strongly in favour"}


@st.cache_data(max_entries=512, show_spinner=False)
def evidence_html(build_id: str, records: tuple[str, ...]) -> str:
    """HTML of the records with their evidence, in order of date. `build_id` keys the cache."""
    rows = context.database().rows("pages", "evidence_by_record", {"records": list(records[:SHOWN_RECORDS])})
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row["record_id"])]
    shown = "".join(_record(group, is_open=len(groups) == 1) for group in groups)
    if len(records) > SHOWN_RECORDS:
        shown += f"<p class='quiet'>The first {SHOWN_RECORDS} of {len(records)} records; the export has all.</p>"
    return shown


def evidence_panel(title: str, records: Sequence[str], *, key: str, near: str = "", of: str = "this mark") -> None:
    """Shows the records behind a mark. `title` says in words what the mark stands for, `near` is the label of its drawing.

    `of` says what the records stand behind where it is no mark.
    """
    html = evidence_html(context.database().build_id, tuple(records))
    count = f"{len(records)} record{'s' if len(records) != 1 else ''}"
    head = f"<h4 class='panel-title'>{escape(title)}</h4>" if len(records) > 1 or not near else ""
    counted = f"<p class='quiet'>{count} behind {escape(of)}. Open one to read what it rests on.</p>" if head else ""
    rich(f"<section class='evidence' aria-label='Evidence'>{head}{counted}{html}</section>", key=key, near=near)


def _record(rows: list[Row], *, is_open: bool) -> str:
    first = rows[0]
    when = escape(_when(first))
    body = "".join(
        [
            f"<p class='summary'>{escape(first['summary'])}</p>" if first["summary"] != first["title"] else "",
            _position(first),
            f"<p class='quiet'><b>Note.</b> {escape(first['note'])}</p>" if first["note"] else "",
            _other_dates(first),
            f"<p class='standing'>{_standing(first)}</p>",
            _citations([row for row in rows if row["source_id"] and row["role"] != "mention"], ""),
            _citations([row for row in rows if row["role"] == "mention"], "What the documents say of it"),
            _record_links(first),
        ]
    )
    return (
        f"<details class='record'{' open' if is_open else ''}><summary>"
        f"<span class='record-title'>{escape(first['title'])}</span>"
        f"<span class='record-meta'>{' · '.join(filter(None, [when, escape(first['kind_label'])]))}</span>"
        f"</summary>{body}</details>"
    )


def _when(row: Row) -> str:
    if not row["date"]:
        return ""
    place = f", {row['place']}" if row["place"] and row["type"] in ("event", "treaty") else ""
    rough = {"month": " (day not known)", "year": " (only the year is known)", "decade": " (date not known)"}
    return f"{row['date_words']}{rough.get(row['date_precision'], '')}{place}"


def _other_dates(row: Row) -> str:
    if not row["other_dates"]:
        return ""
    listed = "".join(f"<li>{escape(text)}</li>" for text in row["other_dates"])
    return f"<div class='quiet'><b>Also dated.</b><ul class='other-dates'>{listed}</ul></div>"


def _position(row: Row) -> str:
    if row["type"] != "position":
        return ""
    stance = STANCES.get(row["stance"], "no stance on the scale")
    condition = f" Condition: {escape(row['position_condition'])}." if row["position_condition"] else ""
    traced = "" if row["traced"] else " <b>This quotation could be found nowhere else.</b>"
    return f"<p class='quiet'>Stance on the topic's proposition: {escape(stance)}.{condition}{traced}</p>"


def _standing(row: Row) -> str:
    if row["type"] == "claim":
        return f"<b class='verdict {escape(row['verdict'])}'>{escape(str(row['verdict']).replace('_', ' '))}</b>"
    checked = row["checked"]
    if checked >= 2:
        text = f"{checked} sources agree on this record."
    elif checked == 1:
        text = "<b>Rests on one source.</b>"
    else:
        text = "<b>Not verified:</b> no source was found to agree on the details."
    if row["has_contradicted_claim"]:
        text += " <b>A document makes a claim about it that the evidence contradicts.</b>"
    return text


def _citations(rows: list[Row], title: str) -> str:
    if not rows:
        return ""
    head = f"<p class='citations-title'>{escape(title)}</p>" if title else ""
    return f"{head}<ul class='citations'>{''.join(_citation(row) for row in rows)}</ul>"


def _citation(row: Row) -> str:
    role = ROLES.get(row["role"]) or str(row["role"])
    if row["is_document"] and row["quote"]:
        return _passage(row, role)
    where = f", {escape(row['locator'])}" if row["locator"] else ""
    cited_for = f"<span class='cited-for'>{escape(row['cited_for'])}</span>"
    copy = f" (read at {link(row['read_at'], host(row['read_at']))})" if row["read_at"] else ""
    kind = f"<span class='tag'>{escape(row['source_kind_label'] or row['source_kind'])}</span>"
    dated = f", {escape(in_words(row['published']))}" if row["published"] else ""
    return (
        f"<li class='citation'><span class='role'>{escape(role)}</span> {escape(row['publisher'])}: "
        f"{link(row['url'], row['source_title'])}{dated}{where} "
        f"<span class='host'>{escape(host(row['url']))}</span>{copy} {kind}{cited_for}</li>"
    )


def _passage(row: Row, role: str) -> str:
    part = excerpt(context.bodies()[row["source_id"]], row["start_offset"], row["end_offset"])
    url = address("/source", doc=row["source_id"], cite=row["citation_id"])
    verdict = ""
    if row["verdict"] and row["role"] in ("mention", "passage"):
        named = str(row["verdict"]).replace("_", " ")
        verdict = f" <span class='verdict {escape(row['verdict'])}'>{escape(named)}</span>"
    quote = (
        f"{'… ' if part.cut_before else ''}{escape(part.before)}<mark class='cited chosen'>{escape(part.quote)}</mark>"
        f"{escape(part.after)}{' …' if part.cut_after else ''}"
    )
    return (
        f"<li class='citation passage'><span class='role'>{escape(role)}</span> {escape(row['source_title'])}, "
        f"{escape(row['author'] or row['publisher'])}{verdict}"
        f"<blockquote class='source-text'>{quote}</blockquote>"
        f"<a class='to-passage' data-page href='{escape(url)}'>Read it in the document</a></li>"
    )


def _record_links(row: Row) -> str:
    page = f"/r/{row['record_id']}"
    return (
        f"<p class='record-links'><a href='{escape(page)}' target='_blank'>Permanent page and citation</a>"
        f"<span class='record-id'>{escape(row['record_id'])}</span></p>"
    )
