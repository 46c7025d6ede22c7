"""A record as a plain HTML page that people without JavaScript, reference managers and search engines can read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts.pages import page_of_type
from dashboard.markup.marks import escape, host, link
from dashboard.record import cite
from dashboard.store import dates

Fields = Mapping[str, Any]

_ROLES = {
    "passage": "The words that make the claim",
    "supports": "Rests on",
    "quotes": "Quoted in",
    "evidence": "The verdict rests on",
    "disputes": "Disputed by",
    "mention": "Mentioned in",
}
_STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1f2328; --muted: #5a626b; --rule: #dedbd3; --accent: #14616b; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e8e6e1; --muted: #a7aeb6; --rule: #2c333b; --accent: #6cc7d1; }
}
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Inter, "Source Sans 3", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR",
  sans-serif;
  overflow-wrap: anywhere; }
a { color: var(--accent); } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.kind, .more, dt, footer { color: var(--muted); } .kind, p { margin: .4rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; } dd { margin: 0; }
ol { padding-left: 1.3rem; } li { padding: .5rem 0; border-top: 1px solid var(--rule); } li:first-child { border-top: 0; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid var(--accent); white-space: pre-wrap; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .8rem; font-size: .9rem; }
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
# Stricter than the dashboard's: nothing but this page's own style.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def record_html(record: Fields, evidence: Sequence[Fields], address: str, build_id: str) -> str:
    """The page of a record. `record` is the row of record_page, `evidence` the rows of export_citations for it.

    `address` is the absolute address of the page, for citations.
    """
    path = f"/r/{record['record_id']}"
    meta = [
        ("citation_title", record["title"]),
        ("citation_date", _highwire_date(record["date"])),
        ("citation_publisher", cite.PUBLISHER),
        ("citation_journal_title", cite.SITE),
        ("citation_public_url", address),
        ("citation_language", "en"),
        ("citation_keywords", "; ".join([record["kind"] or "", *record["actors"]]).strip("; ")),
        ("description", record["summary"]),
    ]
    head = "\n".join(
        [
            *(f'<meta name="{name}" content="{escape(content)}">' for name, content in meta if content),
            f'<link rel="canonical" href="{escape(path)}">',
            '<link rel="alternate" type="application/vnd.citationstyles.csl+json" title="CSL-JSON"'
            f' href="{escape(path)}.json">',
        ]
    )
    return _page(record["title"], head, _body(record, evidence, address, build_id))


def missing_html(what: str) -> str:
    """The page for an id that no record has."""
    body = (
        f"<main><h1>No such record</h1><p>There is no record {escape(what[:80])} in this build. It may have been"
        ' renamed or merged.</p><p><a href="/">Go to the dashboard</a></p></main>'
    )
    return _page("No such record", '<meta name="robots" content="noindex">', body)


def _page(title: str, head: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} \N{MIDDLE DOT} Panmunjom</title>\n{head}\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(record: Fields, evidence: Sequence[Fields], address: str, build_id: str) -> str:
    facts = {
        "Date": record["date_words"],
        "Era": record["era"],
        "Place": record["place"],
        "Actors": "; ".join(record["actors"]),
        "Verdict": record["verdict"],
        "Support": support(record),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts.items() if value)
    summary = record["summary"] if record["summary"] != record["title"] else ""
    page = page_of_type(record["type"])
    opened = f"/{page.path}?record={record['record_id']}" if page else "/"
    where = "Open it among the charts" if page else "Go to the dashboard"
    return "\n".join(
        [
            '<header><a href="/">Panmunjom</a></header>',
            f'<main>\n<p class="kind">{escape(record["type"].capitalize())} \N{MIDDLE DOT} {escape(record["kind"])}</p>',
            f"<h1>{escape(record['title'])}</h1>",
            f"<p>{escape(summary)}</p>" if summary else "",
            f"<dl>{listed}</dl>",
            f"<h2>Notes</h2>\n<p>{escape(record['note'])}</p>" if record["note"] else "",
            f'<p><a href="{escape(opened)}">{where}</a></p>',
            _listed("What it rests on", [citation for citation in evidence if citation["role"] != "mention"]),
            _listed("What documents say of it", [citation for citation in evidence if citation["role"] == "mention"]),
            "</main>",
            f"<footer><p>To cite: {escape(cite.record_citation(record, address, build_id))}</p>",
            f'<p><a href="/r/{escape(record["record_id"])}.json">This record as CSL-JSON</a>.',
            f"{escape(cite.TERMS)}</p></footer>",
        ]
    )


def support(record: Fields) -> str:
    """How well a record is supported, in a sentence. `record` is the row of record_page."""
    checked = record["checked"] or 0
    parts = [
        {0: "Not cross-checked", 1: "One source was checked"}.get(checked, f"{checked} sources agree"),
        "a source gives another date or figure" if record["is_disputed"] else "",
        "a document says something about it that the evidence contradicts" if record["has_contradicted_claim"] else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def _listed(heading: str, citations: Sequence[Fields]) -> str:
    return f"<h2>{heading}</h2>\n<ol>{''.join(map(_citation, citations))}</ol>" if citations else ""


def _citation(citation: Fields) -> str:
    named = ", ".join(escape(citation[key]) for key in ("publisher", "author", "locator") if citation[key])
    published = f" ({escape(dates.in_words(citation['published']))})" if citation["published"] else ""
    source = link(citation["url"], citation["title"], new_tab=False)
    inner = ""
    if citation["is_document"]:
        address = f"/source?doc={citation['source']}&cite={citation['citation']}"
        label = f"Read the passage in {citation['title']}"
        inner = f'<a href="{escape(address)}" aria-label="{escape(label)}">Read the passage</a>'
    quote = f"<blockquote>{escape(citation['quote'])}</blockquote>" if citation["quote"] else ""
    return (
        f"<li><p>{_ROLES.get(citation['role'], 'Source')}: {source}. {named}{published}."
        f' <span class="more">{escape(host(citation["url"]))}</span></p>'
        f'<p class="more">{escape(citation["cited_for"])}</p>{quote}{inner}</li>\n'
    )


def _highwire_date(edtf: str | None) -> str:
    if not edtf:
        return ""
    span = dates.span(edtf)
    shown = {"day": 3, "month": 2}.get(span.precision, 1)
    return "/".join(span.earliest.isoformat().split("-")[:shown])
