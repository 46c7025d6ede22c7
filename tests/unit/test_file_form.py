"""A data folder that git or a spreadsheet has written in another form gets one sentence with the way out, not a thousand faults."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.store.build import build
from dashboard.store.config import Settings
from dashboard.store.current import current
from dashboard.store.problems import DataError, Problem


def problems_of(settings: Settings) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        build(settings)
    return caught.value.problems


def with_line_ends(text: bytes) -> bytes:
    return text.replace(b"\n", b"\r\n")


SAVED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "semicolons": (lambda raw: raw.replace(b",", b";"), "separated by semicolons"),
    "semicolons of Excel": (
        lambda raw: codecs.BOM_UTF8 + with_line_ends(raw.replace(b",", b";")),
        "separated by semicolons",
    ),
    "tabs": (lambda raw: raw.replace(b",", b"\t"), "separated by tabs"),
    "byte order mark": (lambda raw: codecs.BOM_UTF8 + raw, "saved with a byte order mark"),
    "UTF-16": (lambda raw: raw.decode("utf-8").encode("utf-16"), "saved as UTF-16"),
}


@pytest.mark.parametrize(("change", "named"), SAVED.values(), ids=SAVED)
def test_what_a_spreadsheet_does_is_named_once_with_the_way_out(
    change: Callable[[bytes], bytes], named: str, tiny_copy: Settings, served: tuple[str, Path]
) -> None:
    path = tiny_copy.data / "eras.csv"
    path.write_bytes(change(path.read_bytes()))
    (problem,) = problems_of(tiny_copy)
    assert (problem.file, problem.value) == ("eras.csv", named)
    assert "git checkout -- data/eras.csv" in problem.expected
    assert current(tiny_copy) == served


def test_a_copy_with_windows_line_ends_is_named_once_and_first(
    tiny_copy: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in tiny_copy.data.rglob("*.*"):
        file.write_bytes(with_line_ends(file.read_bytes()))
    code = main(["build", "--data", str(tiny_copy.data), "--out", str(tiny_copy.out)])
    first, last = capsys.readouterr().err.splitlines()
    assert code == 1
    assert "Windows line ends in 28 of 28 files" in first
    assert "rm -r data && git checkout -- data" in first
    assert last.startswith("1 problem")


def test_a_wrong_header_is_still_a_fault_of_its_line(tiny_copy: Settings) -> None:
    path: Path = tiny_copy.data / "eras.csv"
    path.write_bytes(path.read_bytes().replace(b"era_id,", b"era;id,", 1))
    assert ("eras.csv", 1, "") in {(problem.file, problem.line, problem.column) for problem in problems_of(tiny_copy)}
