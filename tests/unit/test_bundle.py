"""A bundle describes itself, is drawn anew without a network, and is compared with a build: rows, citations and quotes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest
from frictionless.resources import TableResource

from dashboard import __main__ as command_line
from dashboard.export import annotations, bundle, cells, pictures
from dashboard.export.chart_file import export
from dashboard.export.package import hash_of
from dashboard.export.verify import NoBundleError, verify
from dashboard.record.filters import Filters
from dashboard.record.links import Site
from dashboard.store.build import build
from dashboard.store.config import Settings
from dashboard.store.database import Database
from tests.taken import references

CHART = "events_timeline"
# A process in it has no way out: no name is looked up and no connection is made.
OFFLINE = """
import socket, sys, runpy
def closed(*_, **__):
    raise OSError("there is no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = closed
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def packed(tiny_database: Database) -> bytes:
    return export(CHART, "zip", Filters(), tiny_database).content


@pytest.fixture(scope="module")
def folder(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(made)
    return made


def test_a_bundle_is_the_same_bytes_and_says_what_it_is(packed: bytes, tiny_database: Database) -> None:
    assert export(CHART, "zip", Filters(), tiny_database).content == packed
    files = files_of(packed)
    assert all(Path(name).name == name for name in files)
    package = json.loads(files["datapackage.json"])
    assert [resource["path"] for resource in package["resources"]] == list(files)[2:]
    for resource in package["resources"]:
        if "schema" in resource:
            head = next(csv.reader(io.StringIO(files[resource["path"]].decode("utf-8"))))
            assert [column["name"] for column in resource["schema"]["fields"]] == head
    types = {column["name"]: column["type"] for column in package["resources"][0]["schema"]["fields"]}
    assert (types["date_earliest"], types["checked"], types["records"]) == ("date", "integer", "list")
    readme = files["README.txt"].decode("utf-8")
    for expected in (
        "Events",
        "No filters",
        tiny_database.build_id,
        "How to cite",
        "Licence",
        "apostrophe",
        *list(files)[1:],
    ):
        assert expected in readme, expected


def test_frictionless_finds_nothing_wrong(folder: Path) -> None:
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    # A short drawing that is called plain JSON is taken for a description, which it is not.
    assert "json" not in {resource["format"] for resource in described["resources"]}
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "title", "message"])
    assert isinstance(frictionless.Package(str(folder / "datapackage.json")).get_resource("citations"), TableResource)


def test_a_bundle_draws_its_chart_anew_without_a_network(folder: Path) -> None:
    command = [sys.executable, "-I", "-c", OFFLINE, "rebuild.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "Drew" in done.stdout
    drawn = (folder / "rebuilt.svg").read_text(encoding="utf-8")
    rows = list(csv.DictReader((folder / f"{CHART}.csv").read_text(encoding="utf-8").splitlines()))
    assert drawn.count('role="graphics-symbol"') >= len(rows) == 3


def test_passages_are_web_annotations(folder: Path, tiny_database: Database) -> None:
    found = json.loads((folder / "passages.jsonld").read_text(encoding="utf-8"))
    assert found["@context"] == annotations.CONTEXT
    items = found["first"]["items"]
    rows = list(csv.DictReader((folder / "citations.csv").read_text(encoding="utf-8").splitlines()))
    assert found["total"] == len(items) == len(rows)
    assert list(references.of_annotations(found)) == []
    assert len({item["id"] for item in items}) == len(items)
    bodies = {row["source"]: row["body"] for row in tiny_database.rows("pages", "document_bodies")}
    quoted = 0
    for item in items:
        assert item["type"] == "Annotation"
        assert item["body"][0]["source"].startswith("http://127.0.0.1:8501/r/")
        assert item["target"]["source"].startswith("http")
        listed = item["target"].get("selector", [])
        selectors = {one["type"]: one for one in (listed if isinstance(listed, list) else [listed])}
        if "TextPositionSelector" in selectors:
            quoted += 1
            quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert any(
                around in body and body[place["start"] : place["end"]] == quote["exact"] for body in bodies.values()
            )
    assert quoted


def test_a_place_in_a_page_or_a_file_is_a_fragment() -> None:
    row: dict[str, Any] = {
        "record": "ev-1",
        "citation": "ev-1.1",
        "source": "so-1",
        "cited_for": "The day",
        "quote": None,
        "start_offset": None,
        "end_offset": None,
        "locator_kind": "page",
        "locator": "12",
        "first_words": "the two",
        "last_words": "of fire",
        "url": "https://example.org/a",
    }
    page = annotations.annotation(row, {}, Site("https://x.org"))
    assert page["target"]["selector"]["value"] == ":~:text=the%20two,of%20fire"
    assert page["body"][1]["value"] == "The day. page 12"
    file = annotations.annotation({**row, "url": "https://example.org/a.pdf"}, {}, Site("https://x.org"))
    assert file["target"]["selector"]["value"] == "page=12"
    bare = annotations.annotation({**row, "first_words": None}, {}, Site("https://x.org"))
    assert "selector" not in bare["target"]


def test_a_bundle_agrees_with_the_build_that_made_it(
    packed: bytes, tiny_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "whole.zip"
    file.write_bytes(packed)
    asked = ["verify", str(file), "--out", str(tiny_settings.out), "--data", str(tiny_settings.data)]
    assert command_line.main(asked) == 0
    said = capsys.readouterr().out
    for what in ("Files as they were packed: ", "Rows: 3 agree", "Citations: ", "Quotes at their places"):
        assert what in said
    assert "differ" not in said


def test_what_has_changed_since_is_named(
    packed: bytes, tiny_copy: Settings, change: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(line for line in (tiny_copy.data / "events.csv").read_text().splitlines() if "ev-1994-10-talks" in line)
    title = next(csv.reader([row]))[2]
    change("events.csv", title, f"{title} again")
    build(tiny_copy)
    file = tmp_path / "older.zip"
    file.write_bytes(packed)
    assert command_line.main(["verify", str(file), "--out", str(tiny_copy.out), "--data", str(tiny_copy.data)]) == 1
    said = capsys.readouterr().out
    assert "Rows: 1 differ" in said
    assert "ev-1994-10-talks: label changed from" in said
    assert "again" in said
    assert "Quotes at their places in the documents: " in said
    others = said.partition("Other files")[2]
    assert f"{CHART}.vl.json is not what this build makes" in others
    assert "rebuild.py" not in others


def altered(packed: bytes, name: str, old: bytes, new: bytes, *, hides: bool = False) -> bytes:
    """The bundle with another text in one file; who `hides` it writes its size and hash anew."""
    files = files_of(packed)
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    if hides:
        package = json.loads(files["datapackage.json"])
        for resource in package["resources"]:
            if resource["path"] == name:
                resource |= {"hash": hash_of(files[name]), "bytes": len(files[name])}
        files["datapackage.json"] = cells.to_json(package)
    return bundle.pack(files)


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch, packed: bytes) -> None:
    """Pictures are taken from the bundle instead of drawn anew, which takes a second each."""
    files = files_of(packed)
    monkeypatch.setattr(pictures, "svg", lambda _: files[f"{CHART}.svg"])
    monkeypatch.setattr(pictures, "png", lambda _: files[f"{CHART}.png"])


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (f"{CHART}.csv", b"1994", b"1995", "Rows: "),
        ("citations.csv", b"http", b"hxxp", "Citations: "),
        ("passages.jsonld", b'"exact": "', b'"exact": "not ', "passages.jsonld is not what this build makes"),
        ("passages.jsonld", b'"start": ', b'"start": 1', "do not stand where they stood"),
        (f"{CHART}.vl.json", b"1994", b"1995", f"{CHART}.vl.json is not what this build makes"),
        (f"{CHART}.svg", b"Events", b"Evens", f"{CHART}.svg is not what this build makes"),
        (f"{CHART}.sql", b"select", b"select distinct", f"{CHART}.sql is not what this build makes"),
        ("sources.ris", b"TI  - ", b"TI  - Not ", "sources.ris is not what this build makes"),
        ("sources.bib", b"title", b"note", "sources.bib is not what this build makes"),
        ("sources.csl.json", b'"title": "', b'"title": "Not ', "sources.csl.json is not what this build makes"),
        ("codebook.csv", b"mark", b"mask", "codebook.csv is not what this build makes"),
        ("rebuild.py", b"return 1", b"return 0", "rebuild.py is not what this build makes"),
        ("README.txt", b"CC BY 4.0", b"CC BY-NC 4.0", "README.txt is not what this build makes"),
        ("datapackage.json", b"CC BY 4.0", b"CC BY-NC 4.0", "datapackage.json is not what this build makes"),
    ],
)
def test_what_was_changed_with_its_hash_is_found_out(
    name: str, old: bytes, new: bytes, told: str, packed: bytes, tiny_database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "tampered.zip"
    file.write_bytes(altered(packed, name, old, new, hides=True))
    differs = verify(file, tiny_database)[1].differs
    assert any(told in line for line in differs), differs
    assert not any("was changed after it was packed" in line for line in differs)


@pytest.mark.usefixtures("drawn_once")
def test_a_file_more_another_version_and_two_of_a_name_are_found_out(
    packed: bytes, tiny_database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "tampered.zip"
    file.write_bytes(bundle.pack({**files_of(packed), "extra.csv": b"x"}))
    assert "  extra.csv was added after it was packed" in verify(file, tiny_database)[1].differs
    version = tiny_database.build_id.encode()
    file.write_bytes(altered(packed, "datapackage.json", version, b"0123456789ab"))
    assert any("names the data version" in line for line in verify(file, tiny_database)[1].differs)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(f"{CHART}.csv", b"mark")
    with pytest.raises(NoBundleError, match="two files of one name"):
        verify(file, tiny_database)
    file.write_bytes(altered(packed, "passages.jsonld", b'"first"', b'"last"'))
    with pytest.raises(NoBundleError):
        verify(file, tiny_database)


def test_a_folder_without_a_file_is_told_when_it_is_drawn_anew(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "sources.ris").unlink()
    done = subprocess.run(
        [sys.executable, "-I", "rebuild.py"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "sources.ris is not as it was packed")


def test_a_bundle_that_was_tampered_with_is_told_apart(packed: bytes, tiny_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "tampered.zip"
    file.write_bytes(altered(packed, "passages.jsonld", b'"start": ', b'"start": 1'))
    verdict = verify(file, tiny_database)[1]
    assert any("passages.jsonld was changed" in line for line in verdict.differs)
    assert any("do not stand where they stood" in line for line in verdict.differs)
    file.write_bytes(altered(packed, f"{CHART}.csv", b"ev-1994-10-talks", b"ev-1994-10-walks"))
    verdict = verify(file, tiny_database)[1]
    assert "  ev-1994-10-walks is no longer there" in verdict.differs
    assert "  ev-1994-10-talks is new" in verdict.differs


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        bundle.pack({"README.txt": b"x"}),
        bundle.pack({"datapackage.json": b"[]"}),
        bundle.pack({"datapackage.json": b'{"panmunjom": {"chart": "../x", "filters": {}}}'}),
        bundle.pack({"datapackage.json": b"\xff"}),
        bundle.pack({f"{number}.txt": b"" for number in range(100)}),
    ],
)
def test_what_is_no_bundle_is_refused(content: bytes, tiny_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    with pytest.raises(NoBundleError):
        verify(file, tiny_database)


def test_a_bomb_is_not_unpacked(tmp_path: Path, tiny_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.export.verify.MOST_BYTES", 1000)
    file = tmp_path / "bomb.zip"
    file.write_bytes(bundle.pack({"datapackage.json": b"0" * 1001}))
    with pytest.raises(NoBundleError, match="larger than any bundle"):
        verify(file, tiny_database)


def exported(options: list[str], settings: Settings) -> int:
    return command_line.main(["export", *options, "--out", str(settings.out), "--data", str(settings.data)])


def test_all_charts_are_written_to_a_folder(
    tiny_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        exported(
            ["--all", str(tmp_path / "new" / "out"), "--format", "csv,jsonl", "--format", "parquet"], tiny_settings
        )
        == 0
    )
    said = capsys.readouterr()
    names = sorted(file.name for file in (tmp_path / "new" / "out").iterdir())
    assert len(names) == said.err.count("\n")
    assert said.out.startswith(f"{len(names)} files in ")
    assert {name.rpartition(".")[2] for name in names} == {"csv", "jsonl", "parquet"}
    assert not [name for name in names if name.startswith(".")]
    assert exported([CHART, "--all", str(tmp_path / "one"), "-q", "--actor", "PRK"], tiny_settings) == 0
    assert capsys.readouterr() == ("", "")
    (written,) = (tmp_path / "one").iterdir()
    assert "_actor-prk_" in written.name


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Name a chart"),
        (["nothing"], "There is no chart 'nothing'"),
        ([CHART, "--format", "exe"], "There is no format 'exe'"),
        ([CHART, "unsc_votes"], "need a folder"),
        ([CHART, "--format", "csv,json"], "need a folder"),
        ([CHART, "--actor", "atlantis"], "atlantis"),
        ([CHART, "--all", "x", "-o", "y"], "--output is for one file"),
    ],
)
def test_wrong_use_is_told_with_the_exit_code_of_unix_tools(
    options: list[str], said: str, tiny_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(options, tiny_settings) == 2
    assert said in capsys.readouterr().err


def test_what_cannot_be_made_is_named_and_the_rest_is_written(
    tiny_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_: object) -> bytes:
        raise pictures.PictureError("no picture today")

    monkeypatch.setattr(pictures, "svg", failing)
    assert exported([CHART, "--all", str(tmp_path), "--format", "svg,csv"], tiny_settings) == 1
    said = capsys.readouterr()
    assert f"{CHART}.svg: no picture today" in said.err
    assert "1 file in" in said.out
    assert "1 could not be made" in said.out
    (tmp_path / "file").write_bytes(b"")
    assert exported([CHART, "--all", str(tmp_path / "file")], tiny_settings) == 1
    assert exported([CHART, "-o", str(tmp_path / "none" / "x.csv")], tiny_settings) == 1
