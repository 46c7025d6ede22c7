"""How to cite: a chart, a record and a passage, in styles and in the forms of reference managers, always with version and link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser  # type: ignore[import-untyped]
import pytest
import rispy
from asgi_client import Answer

from dashboard.charts.catalogue import BY_ID
from dashboard.export import cited, citing
from dashboard.export.citations import FORMS, Citable, to_bibtex, to_csl, to_ris
from dashboard.export.subject import Subject
from dashboard.record import authors, cite, csl
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.store.database import Database
from dashboard.web import linked_data
from tests.taken import references

Get = Callable[..., Answer]
SITE = Site("https://example.org")
TREATY = "ev-1953-07-27-armistice"


def chart(database: Database) -> Citable:
    return cited.of_chart(BY_ID["events_timeline"], Filters(eras=("truce",)), database, SITE)


def record(database: Database) -> Citable:
    found = cited.of_record(TREATY, database, SITE)
    assert found
    return found


def passages(database: Database) -> list[Citable]:
    ids = [row["citation"] for row in database.rows("pages", "export_citations", {"records": [TREATY], "served": []})]
    found = [cited.of_passage(name, database, SITE) for name in ids]
    assert found
    return [one for one in found if one]


def test_every_style_has_its_file_and_sets_a_chart(tiny_database: Database) -> None:
    subject = chart(tiny_database)
    made = citing.in_styles(subject.item)
    assert list(made) == ["chicago-author-date", "chicago-notes", "apa", "mla"]
    for name, one in made.items():
        text = citing.plain(one.entry)
        assert re.search(r"The Panmunjom authors\. .*Events", text), name
        assert tiny_database.build_id in text
        assert subject.permalink in text
        assert any(run.italic for run in one.entry)
        assert any(run.url == subject.permalink for run in one.entry)
    assert citing.plain(made["apa"].cited).startswith("(The Panmunjom authors, ")
    assert citing.plain(made["chicago-notes"].cited).startswith("The Panmunjom authors, “Events")


def test_the_place_of_a_passage_stands_in_what_is_cited_in_the_text() -> None:
    item = {
        "id": "so-book",
        "type": "article-journal",
        "title": "The “Agreed Framework”",
        "container-title": "Foreign Affairs",
        "author": [{"literal": "Kim Yong-chol"}],
        "issued": {"date-parts": [[1997, 3]]},
        "URL": "https://example.org/x",
    }
    made = citing.in_styles(item, "p. 12")
    assert citing.plain(made["chicago-author-date"].cited) == "(Kim Yong-chol 1997, 12)"
    assert citing.plain(made["apa"].cited) == "(Kim Yong-chol, 1997, p. 12)"
    assert citing.plain(made["mla"].cited) == "(Kim Yong-chol 12)"
    assert citing.plain(made["apa"].entry) == (
        "Kim Yong-chol. (1997). The “Agreed Framework.” Foreign Affairs. https://example.org/x"
    )
    assert "article I.2" in citing.plain(citing.in_styles(item, "article I.2")["apa"].cited)


@pytest.mark.parametrize("level", [chart, record])
def test_what_is_ours_names_version_date_and_link(level: Any, tiny_database: Database) -> None:
    subject = level(tiny_database)
    assert subject.item["version"] == tiny_database.build_id
    assert subject.item["issued"]["date-parts"]
    assert subject.permalink.startswith("https://example.org/")
    for form in FORMS:
        content = FORMS[form][1](subject).decode("utf-8")
        assert tiny_database.build_id in content, form
        assert subject.permalink in content.replace(r"\_", "_"), form


def test_a_passage_is_cited_by_its_source_and_found_here(tiny_database: Database) -> None:
    for subject in passages(tiny_database):
        assert subject.item["URL"].startswith("http")
        assert subject.permalink.startswith(("https://example.org/r/", "https://example.org/source?"))
        assert tiny_database.build_id in subject.found


def test_reference_managers_read_all_sources_of_the_record(database: Database) -> None:
    records = [row["record_id"] for row in database.rows("pages", "cited_records")][::40]
    evidence = database.rows("pages", "export_citations", {"records": records, "served": []})
    sources = {row["source"]: csl.source_item(row, row["source"]) for row in evidence}
    items = list(sources.values())
    assert len(items) > 50
    read = rispy.loads(to_ris(items).decode("utf-8"))
    assert [entry["title"] for entry in read] == [" ".join(item["title"].split()) for item in items]
    assert [entry.get("authors", []) for entry in read] == [
        [authors.in_a_line(name) for name in item.get("author", [])] for item in items
    ]
    assert [entry["urls"][0] for entry in read] == [item["URL"] for item in items]
    library = bibtexparser.parse_string(to_bibtex(items).decode("utf-8"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [item["id"] for item in items]
    assert json.loads(to_csl(items)) == items


def test_every_reference_is_as_the_schema_of_csl_wants_it(database: Database) -> None:
    records = [row["record_id"] for row in database.rows("pages", "cited_records")]
    evidence = database.rows("pages", "export_citations", {"records": records, "served": []})
    items = [csl.cited_item(row) for row in evidence]
    items += [found.item for name in records[::60] if (found := cited.of_record(name, database, SITE))]
    items.append(chart(database).item)
    assert list(references.csl_faults(items)) == []
    assert list(references.csl_faults([{**items[0], "label": "page"}]))


def source(**told: str | None) -> dict[str, Any]:
    plain = {
        "source_kind": "press",
        "title": "A title",
        "author": None,
        "publisher": "The Korea Times",
        "published": None,
    }
    return csl.source_item({**plain, "url": "https://example.org/x", "doi": None, **told}, "so-x")


def test_an_author_is_cited_by_the_name_of_the_family_where_it_is_known() -> None:
    western = source(author="Robert Neff", published="2009-11-03")
    made = citing.in_styles(western)
    assert citing.plain(made["chicago-author-date"].entry).startswith("Neff, Robert. 2009. “A Title.”")
    assert citing.plain(made["chicago-notes"].cited).startswith("Robert Neff, “A Title,”")
    assert citing.plain(made["apa"].entry).startswith("Neff, R. (2009, November 3). A title.")
    assert citing.plain(made["mla"].cited) == "(Neff)"
    assert "AU  - Neff, Robert\n" in to_ris([western]).decode()
    assert "author = {Neff, Robert}" in to_bibtex([western]).decode()
    korean = citing.in_styles(source(author="Kim So-hyun", published="2017"))
    assert citing.plain(korean["chicago-author-date"].entry).startswith("Kim So-hyun. 2017.")
    several = source(author="Thomas Y. Chung and others", published="2009")
    assert citing.plain(citing.in_styles(several)["apa"].entry).startswith("Chung, T. Y., et al. (2009).")
    assert "author = {Chung, Thomas Y. and others}" in to_bibtex([several]).decode()
    junior = source(author="Joseph S. Bermudez Jr.", published="2009")
    assert "author = {Bermudez, Jr., Joseph S.}" in to_bibtex([junior]).decode()
    assert "AU  - Bermudez, Joseph S., Jr." in to_ris([junior]).decode()


def test_every_name_that_is_turned_round_is_one_of_the_record(database: Database) -> None:
    rows = database.rows("pages", "cited_records")
    evidence = database.rows("pages", "export_citations", {"records": [row["record_id"] for row in rows], "served": []})
    written = {name for row in evidence for name in (row["author"] or "").split("; ")}
    listed = authors._known()
    assert len(set(listed) & written) > 100
    for name, parts in listed.items():
        words = set(re.findall(r"[\w.-]+", parts.replace("T. R.", "T.R.").replace("K.; ", "")))
        assert words <= set(re.findall(r"[\w.-]+", name)), name


def test_a_description_in_brackets_is_no_title() -> None:
    made = citing.in_styles(source(title="[Report on the visit of Feltman] (in Korean)", published="2017-12-05"))
    for style, one in made.items():
        text = citing.plain(one.entry)
        assert "[Report on the visit of Feltman] (in Korean)" in text, style
        assert "“" not in text, style
    page = source(title="[Background on ASEAN]", source_kind="aggregator")
    assert not any(run.italic and "[" in run.text for run in citing.in_styles(page)["apa"].entry)


def test_names_of_sites_keep_their_letters_and_an_uncertain_year_its_comma() -> None:
    page = source(source_kind="unsigned_web_page", publisher="northkoreainfo.com (unsigned website)", published="2023~")
    made = {style: citing.plain(one.cited) for style, one in citing.in_styles(page).items()}
    assert made["chicago-notes"].startswith("“A Title,” northkoreainfo.com (unsigned website), [2023?], ")
    entries = {style: citing.plain(one.entry) for style, one in citing.in_styles(page).items()}
    assert "*" not in entries["mla"]
    assert ", circa 2023, " in entries["mla"]
    assert "(ca. 2023)" in entries["apa"]


def test_nothing_is_retrieved_on_a_day_that_nobody_knows() -> None:
    undated = citing.in_styles(source())
    assert citing.plain(undated["apa"].entry) == "A title. (n.d.). The Korea Times. https://example.org/x"


def test_a_work_of_reference_has_an_entry_in_every_style() -> None:
    made = citing.in_styles(source(source_kind="reference_work", publisher="Wikipedia", title="Allison Hooker"))
    assert all(citing.plain(one.entry) for one in made.values())
    assert citing.plain(made["mla"].entry) == "“Allison Hooker.” Wikipedia, https://example.org/x."
    assert "@incollection{so-x" in to_bibtex([source(source_kind="reference_work", publisher="Wikipedia")]).decode()


@pytest.mark.parametrize(
    ("publisher", "title", "kind"),
    [
        ("Journal of Chinese History (Cambridge University Press)", "A title", "article-journal"),
        ("Cornell University Press", "Bombing to Win", "book"),
        ("Basic Books", "A title", "book"),
        ("MIT Security Studies Program (copy at docslib.org)", "A title", "report"),
        ("University of Maryland (docslib copy)", "N. Aoki, The Domestic Politics (dissertation, 2018)", "thesis"),
        ("Routledge (Taylor & Francis)", "Opening text, in: North Korea-US Relations", "chapter"),
        ("Foreign Affairs", "A title", "article-journal"),
    ],
)
def test_what_scholars_write_is_told_apart(publisher: str, title: str, kind: str) -> None:
    assert source(source_kind="scholarly", publisher=publisher, title=title)["type"] == kind


def test_an_entry_of_today_was_not_first_published_when_it_happened(database: Database) -> None:
    found = cited.of_record("tr-agreed-framework-1994", database, SITE)
    assert found
    assert found.item["custom"]["date"] == "1994-10-21"
    for one in found.in_styles().values():
        assert "1994" not in citing.plain(one.entry).replace("framework-1994", "")
    claim = cited.of_record("cl-pacheco-pardo-02", database, SITE)
    assert claim
    assert "June 1950,” in " in citing.plain(claim.in_styles()["chicago-notes"].cited)


def test_bibtex_keeps_capitals_and_says_who_brought_it_out() -> None:
    report = source(source_kind="think_tank", publisher="Wilson Center", title="IAEA and North Korea")
    text = to_bibtex([report, {**report, "id": "so-y", "type": "document"}]).decode()
    assert "institution = {Wilson Center}" in text
    assert "howpublished = {Wilson Center}" in text
    assert "{{{IAEA} and {North} {Korea}}}" in text
    ranged = source(published="1997-06/1997-07")
    assert ranged["issued"] == {"date-parts": [[1997, 6], [1997, 7]]}
    assert "year = {1997}" in to_bibtex([ranged]).decode()


@pytest.mark.parametrize("name", ["chart/events_timeline", f"record/{TREATY}"])
def test_a_page_shows_every_style_and_leads_to_the_files(name: str, get: Get) -> None:
    page = get(f"/cite/{name}?era=truce" if "chart" in name else f"/cite/{name}")
    assert page.status == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for style in citing.STYLES.values():
        assert f'data-name="{style.name}"' in page.text
    for form in FORMS:
        asked = f"/cite/{name}.{form}"
        answer = get(asked)
        assert answer.status == 200
        assert answer.headers["content-disposition"].endswith(f'.{form}"')
        assert get(asked, {"If-None-Match": answer.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    "target",
    [
        "/cite/chart/nothing",
        "/cite/record/ev-nothing.ris",
        "/cite/passage/ev-nothing.1",
        "/cite/passage/%3Cscript%3E",
        "/cite/planet/mars",
        "/cite/record/" + "a" * 900,
        "/cite/record/%00",
        "/cite/record/..%2F..%2Fdata.bib",
    ],
)
def test_what_cannot_be_cited_is_404(target: str, get: Get) -> None:
    assert get(target).status == 404


def test_hostile_titles_stay_text(get: Get, tiny_database: Database) -> None:
    for row in tiny_database.rows("pages", "cited_records"):
        page = get(f"/cite/record/{row['record_id']}")
        assert page.status == 200
        assert "<script" not in page.text


def test_the_identifier_of_a_release_stands_wherever_it_is_cited(
    tiny_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    doi = "10.5281/zenodo.1234567"
    before = cited.of_record(TREATY, tiny_database, Site())
    assert before is not None
    assert "doi.org" not in FORMS["txt"][1](before).decode()
    monkeypatch.setattr(cite, "doi", lambda: doi)
    for citable in (
        cited.of_record(TREATY, tiny_database, Site()),
        cited.of_chart(BY_ID["events_timeline"], Filters(), tiny_database, Site()),
    ):
        assert citable is not None
        for form, (_, write) in FORMS.items():
            said = write(citable).decode()
            assert doi in said, form
            assert citable.permalink in said.replace("\\_", "_").replace("\\&", "&"), form
        for one in citable.in_styles().values():
            assert citing.plain(one.entry).endswith(f"https://doi.org/{doi}")
    assert cite.line("T", "v", "https://x.org/").endswith(f"https://x.org/ https://doi.org/{doi}")
    subject = Subject(BY_ID["events_timeline"], Filters(), tiny_database)
    assert {"what": "DOI", "value": doi} in subject.about
    assert linked_data.of_dataset(Site(), "v", "2026-11-28", [])["identifier"] == f"https://doi.org/{doi}"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", ""),
        ("doi: 10.5281/zenodo.1", "10.5281/zenodo.1"),
        ('doi: "10.5281/zenodo.1"', "10.5281/zenodo.1"),
        ("doi: https://doi.org/10.5281/zenodo.1", "10.5281/zenodo.1"),
        ("doi: none yet", ""),
    ],
)
def test_the_identifier_is_read_from_the_citation_file(
    line: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CITATION.cff").write_text(f"cff-version: 1.2.0\n{line}\nlicense: MIT\n", encoding="utf-8")
    monkeypatch.setattr(cite, "ROOT", tmp_path)
    assert cite.doi.__wrapped__() == found
