"""How to cite a chart, a record or a passage: a plain page with the styles, which dialogs show too, and files for reference managers."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from markupsafe import Markup

from dashboard.charts.catalogue import BY_ID
from dashboard.export import cited, citing
from dashboard.export.chart_file import Exported
from dashboard.export.citations import FORMS, Citable
from dashboard.markup import styles
from dashboard.markup.site import at
from dashboard.markup.templates import Template
from dashboard.record.filters import parse
from dashboard.record.links import Site
from dashboard.record.vocabulary import vocabulary
from dashboard.store.database import Database
from dashboard.web import typeface_files

Query = Mapping[str, Sequence[str]]

_HTML = Template("web/cite_page.html")
_CSS = typeface_files.rules() + styles.sheet("web/record_page.css", "web/citing.css")
_HASH = base64.b64encode(hashlib.sha256(_CSS.encode("utf-8")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# As a reader sees the forms; a dialog offers them in this order.
FILES = {"ris": "RIS", "bib": "BibTeX", "csl.json": "CSL-JSON", "txt": "Text"}
_LONGEST = 200
_OTHER_SIGNS = re.compile(r"[^A-Za-z0-9.-]+")


def form_of(asked: str) -> tuple[str, str]:
    """The form of a file that a name asks for by its ending, none where a page is meant, and the name without it."""
    form = next((form for form in sorted(FORMS, key=len, reverse=True) if asked.endswith(f".{form}")), "")
    return form, asked.removesuffix(f".{form}") if form else asked


def is_there(kind: str, asked: str, database: Database, site: Site) -> bool:
    """Whether there is something of that name to cite. Raises StoreError."""
    name = form_of(asked)[1]
    return len(name) <= _LONGEST and _citable(kind, name, {}, database, site) is not None


def answer(
    kind: str, asked: str, query: Query, database: Database, site: Site, notes: Sequence[str] = ()
) -> Exported | None:
    """A citation as a page, or as a file where `asked` ends like one; None where there is nothing of that name.

    `notes` say on the page what was ignored of its address. Raises StoreError or CitingError.
    """
    form, name = form_of(asked)
    found = _citable(kind, name, query, database, site) if len(name) <= _LONGEST else None
    if found is None:
        return None
    citable, ignored = found
    if form:
        media_type, write = FORMS[form]
        return Exported(write(citable), media_type, f"panmunjom_{_OTHER_SIGNS.sub('-', name)}.{form}")
    return Exported(
        str(_page(kind, name, query, citable, [*notes, *ignored])).encode("utf-8"), "text/html; charset=utf-8", ""
    )


def _citable(kind: str, name: str, query: Query, database: Database, site: Site) -> tuple[Citable, list[str]] | None:
    """What is cited, with a sentence for each value of the address that was ignored."""
    if kind == "chart":
        return _of_chart(name, query, database, site)
    found = None
    if kind in ("record", "passage"):
        found = (cited.of_record if kind == "record" else cited.of_passage)(name, database, site)
    return (found, []) if found else None


def _of_chart(name: str, query: Query, database: Database, site: Site) -> tuple[Citable, list[str]] | None:
    if name not in BY_ID:
        return None
    chart = BY_ID[name]
    asked, notes = parse(query, vocabulary(database, chart.kinds))
    filters, ignored = chart.own(asked)
    return cited.of_chart(chart, filters, database, site), [*notes, *ignored]


def _page(kind: str, name: str, query: Query, citable: Citable, notes: Sequence[str]) -> Markup:
    pairs = [(key, value) for key, values in query.items() for value in values]
    asked = f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""
    path = at(f"/cite/{kind}/{quote(name)}")
    made = citable.in_styles()
    shown = {
        "title": citable.item["title"],
        "found": citable.found,
        "notes": notes,
        "permalink": citable.permalink,
        "styles": [(name, citing.STYLES[name], one) for name, one in made.items()],
        "files": [(f"{path}.{form}{asked}", label) for form, label in FILES.items()],
    }
    preloads = typeface_files.preloads(with_serif=False)
    page: Markup = _HTML.page(shown, preloads, styles.style(_CSS))
    return page
