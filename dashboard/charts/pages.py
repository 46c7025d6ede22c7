"""The one table of pages. Navigation, headings, filter bars, the kinds of charts and the addresses of records all read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.markup.site import at
from dashboard.record.filters import address
from dashboard.record.words import TYPES


@dataclass(frozen=True)
class Page:
    """One page, at the address `/<name>`; the overview has none. What is more than its charts is `views/<wing>/page.py`.

    `label` names it in the navigation, where it stands if `is_listed`. `kinds` is the vocabulary of its kind filter, which the
    reader sees as `kind_name`; empty where there is no filter bar. `types` maps the types of record that it counts to
    their plural names, and `counts` is the statement of `sql/pages` that counts them. A record of a type in `opens` is shown here.
    `takes` are parameters of its address that other pages do not have.
    """

    name: str
    label: str
    title: str
    purpose: str
    kinds: str = ""
    kind_name: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    counts: str = "matched_counts"
    opens: tuple[str, ...] = ()
    is_listed: bool = True
    wing: str = ""
    takes: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """Where its script is, if it has one, as a path from the folder of the application."""
        return f"views/{self.wing or self.name}/page.py"

    @property
    def path(self) -> str:
        """Its name in an address; empty for the overview."""
        return "" if self.name == "overview" else self.name


def _named(*types: str) -> dict[str, str]:
    return {name: TYPES[name].many for name in types}


PAGES: tuple[Page, ...] = (
    Page(
        "overview",
        "Overview",
        "The United States and North Korea, 1945 to today",
        "Events, agreements and expert positions as charts in which every mark opens the exact words it rests on.",
        kinds="event_kind",
        kind_name="Kind of event",
        types=_named("event", "treaty", "position", "claim"),
    ),
    Page(
        "stories",
        "Stories",
        "Stories",
        "Questions answered in a few steps: a chart, a few sentences, and the records that each of them rests on.",
        takes=("id", "step"),
    ),
    Page(
        "events",
        "Events",
        "Events",
        "What happened between the United States and North Korea since 1945, and whether it was cooperation or conflict.",
        kinds="event_kind",
        kind_name="Kind of event",
        types=_named("event"),
        opens=("event",),
    ),
    Page(
        "treaties",
        "Treaties",
        "Treaties and resolutions",
        "What was promised and by whom, how long it lasted, how it ended, and how the Security Council voted.",
        kinds="instrument",
        kind_name="Type of instrument",
        types=_named("treaty", "vote"),
        opens=("treaty", "vote"),
    ),
    Page(
        "positions",
        "Positions",
        "Expert positions",
        "What experts, officials and negotiators held on the main questions, when, and on what condition.",
        kinds="topic",
        kind_name="Topic",
        types=_named("position"),
        opens=("position",),
    ),
    Page(
        "weapons",
        "Weapons",
        "Weapons and sanctions",
        "What North Korea launched and tested, from where and how far, and which sanctions and talks came before and after.",
        kinds="missile_class",
        kind_name="Class of missile",
        types={**_named("launch", "test"), "sanctions": "sanctions", "talks": "talks"},
        counts="weapons_counts",
    ),
    Page(
        "exchange",
        "Exchange",
        "Aid, trade, people and power",
        "Forty-seven measured series: what was given, traded, counted and voted, and who was held or brought home.",
        kinds="series",
        kind_name="Series",
        types=_named("observation", "detention"),
        counts="exchange_counts",
        takes=("ask",),
    ),
    Page(
        "patterns",
        "Patterns",
        "Patterns",
        "Do launches follow talks, sanctions follow launches, arrests follow elections? Choose two classes and compare "
        "their days with chance.",
        kinds="pattern",
        kind_name="Pairs",
        takes=("anchor", "outcome"),
    ),
    Page(
        "coded",
        "Coded events",
        "Coded events",
        "What programs that read the news counted between two states, as the wide and noisy view beside the checked record.",
        kinds="coded_source",
        kind_name="Data",
        types={"coded": "coded events", "event": "events of the record"},
        counts="coded_counts",
    ),
    Page(
        "claims",
        "Claims",
        "What the documents say, checked",
        "Every checkable claim of the two documents with its exact words, our verdict, the reason, and the evidence.",
        kinds="dimension",
        kind_name="Dimension",
        types=_named("claim"),
        opens=("claim",),
        takes=("document", "modality", "verdict", "list"),
    ),
    Page(
        "sources",
        "Sources",
        "Sources",
        "The two documents kept here word for word, and every source that a record rests on.",
        takes=("source", "record"),
    ),
    Page(
        "method",
        "Method",
        "Method",
        "How the record is coded, how far it can be trusted, and what every column means. All numbers are computed from the data.",
    ),
    Page(
        "source",
        "Document",
        "Documents",
        "The documents whose words are kept here, with every cited passage marked.",
        is_listed=False,
        wing="reader",
        takes=("doc", "cite", "find", "hit", "page", "at", "record"),
    ),
    Page(
        "data",
        "Data",
        "Take the data with you",
        "Every chart, record and table as a file, at addresses that programs, notebooks and assistants can read.",
        is_listed=False,
        takes=("sql",),
    ),
    Page(
        "search",
        "Search",
        "Search",
        "Look for a person, a place, a missile, a date or any words, by any of their names.",
        is_listed=False,
        takes=("type", "exact"),
    ),
)

PAGE = {page.name: page for page in PAGES}


def page_of_type(record_type: str) -> Page | None:
    """The page that shows a record of a type; None for types that have no page of their own yet."""
    return next((page for page in PAGES if record_type in page.opens), None)


def opened_at(kind: str, thing: str) -> tuple[str, bool]:
    """Where a thing that search finds opens, and whether that is a page of this app; a record without one has its permanent page.

    A passage opens at its document: `thing` is then the id of the document.
    """
    if kind == "passage":
        return address("/source", doc=thing), True
    if kind == "expert":
        return address("/positions", actor=thing), True
    if kind == "era":
        return address("/events", era=thing), True
    if kind == "series":
        return address("/exchange", kind=thing), True
    page = page_of_type(kind)
    return (address(f"/{page.path}", record=thing), True) if page else (at(f"/r/{thing}"), False)
