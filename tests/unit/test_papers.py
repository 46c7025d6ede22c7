"""The papers beside the code agree with it: versions, licences, and every path, test and page that they name."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dashboard.record import cite
from dashboard.store.config import DEFAULT, ROOT

PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), DEFAULT.data / "README.md"])
WORKAROUNDS = (ROOT / "docs" / "workarounds.md").read_text(encoding="utf-8")
RESOURCES = ("LICENSE", "LICENSE-DATA.md", "CITATION.cff", "CONTRIBUTING.md", "SECURITY.md", ".gitattributes")
papers = pytest.mark.parametrize("paper", PAPERS, ids=lambda file: str(file.relative_to(ROOT)))


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RESOURCES)
def test_a_real_project_has_it(name: str) -> None:
    assert len(read(name)) > 80


@papers
def test_every_link_of_a_paper_leads_to_a_file(paper: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (paper.parent / target).exists()]
    assert missing == []


@papers
def test_every_path_that_a_paper_names_exists(paper: Path) -> None:
    named = re.findall(r"`((?:dashboard|sql|tests|data|docs)/[\w./-]+)`", paper.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len(read("README.md").splitlines()) < 100


def test_the_citation_has_the_version_of_the_changelog() -> None:
    (newest, *_) = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    versions = re.findall(r"^ *version: \"?([^\"\n]+)", read("CITATION.cff"), re.MULTILINE)
    assert versions == [newest.lower()] * 2


def test_licences_are_the_same_wherever_they_are_named() -> None:
    assert read("LICENSE").startswith(f"{cite.CODE_LICENCE} License")
    for text in (cite.TERMS, read("LICENSE-DATA.md"), read("README.md")):
        assert cite.RECORD_LICENCE in text
        assert cite.CODE_LICENCE in text
    assert cite.RECORD_LICENCE_URL in read("LICENSE-DATA.md")
    assert re.findall(r"license: (\S+)", read("CITATION.cff")) == [cite.CODE_LICENCE, "CC-BY-4.0"]


def test_no_other_place_says_what_the_terms_are() -> None:
    files = [file for kind in ("py", "html") for file in (ROOT / "dashboard").rglob(f"*.{kind}")]
    vague = re.compile(r"(this|the) project's licence|licence of (this|the) project")
    assert [file.name for file in files if vague.search(file.read_text(encoding="utf-8"))] == []


def test_each_document_is_said_to_belong_to_its_publisher() -> None:
    text = read("LICENSE-DATA.md")
    with (DEFAULT.data / "sources.csv").open(encoding="utf-8", newline="") as file:
        documents = [row for row in csv.DictReader(file) if row["file"]]
    assert len(documents) == 2
    for row in documents:
        (line,) = (line for line in text.splitlines() if line.startswith(f"| `{row['file']}`"))
        assert (row["doi"] or row["url"]) in line
        assert row["publisher"].partition(" (unsigned")[0] in line


def test_workarounds_name_the_versions_that_are_installed() -> None:
    pinned = dict(re.findall(r"^([a-z-]+)==(\S+)$", read("requirements.txt"), re.MULTILINE))
    named = dict(re.findall(r"^## .*?`([a-z-]+)` ([\w.]+)", WORKAROUNDS, re.MULTILINE))
    assert set(named) == {"streamlit", "altair", "duckdb", "vl-convert-python"}
    assert {name: pinned[name] for name in named} == named


def test_every_workaround_names_a_test_that_exists() -> None:
    rows = [line for line in WORKAROUNDS.splitlines() if line.startswith("| ") and not line.startswith("| what |")]
    assert len(rows) > 40
    files = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py")}
    for row in rows:
        names = re.findall(r"`(test_\w+)::(test_\w+)`", row.split("|")[-2])
        assert names, f"no test guards: {row}"
        for file, name in names:
            assert f"def {name}(" in files.get(file, ""), f"{file}::{name} does not exist"


def test_decisions_are_numbered_and_listed() -> None:
    notes = sorted(file.name for file in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [name.partition("-")[0] for name in notes] == [f"{number:04}" for number in range(1, len(notes) + 1)]
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", read("docs/decisions/README.md"))
    assert listed == notes


def test_the_wall_between_pages_sees_every_page() -> None:
    # Without this file the import contracts pass a folder by in silence.
    wings = [folder for folder in (ROOT / "dashboard" / "views").iterdir() if (folder / "page.py").exists()]
    assert len(wings) >= 5
    assert [wing.name for wing in wings if not (wing / "__init__.py").exists()] == []
