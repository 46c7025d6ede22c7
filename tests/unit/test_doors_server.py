"""A running server and real readers: the description is true, and the lines to copy do what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from dashboard.doors.examples import Example, examples
from dashboard.record.links import Site
from dashboard.store.config import Settings
from tests.browser.serving import serve

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "negative_data_rejection,unsupported_method"
)


@pytest.fixture(scope="module")
def site(real_settings: Settings) -> Iterator[Site]:
    with serve(real_settings.out) as server:
        yield Site(server.address)


def line(site: Site, name: str) -> Example:
    return next(one for one in examples(site) if one.id == name)


def test_the_description_is_true(site: Site, tmp_path: Path) -> None:
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", site.at("/openapi.json"), "--checks", CHECKS, "--seed", "7",
        "--phases", "examples,fuzzing", "--max-examples", "10", "--rate-limit", "auto",
        "--warnings", "off", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_lines_for_the_shell(site: Site, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not on this machine")
    code = line(site, "curl").code
    done = subprocess.run(["bash", "-euc", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count('"record_id"') == 3
    assert '"hits"' in done.stdout
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").startswith("mark,label,")


def test_the_lines_for_pandas(site: Site) -> None:
    names: dict[str, object] = {}
    exec(line(site, "pandas").code, names)  # noqa: S102
    assert len(names["events"]) > 100
    assert len(names["treaties"]) > 10
    assert len(names["evidence"]) > 5000


def test_the_lines_for_duckdb(site: Site) -> None:
    package = find_spec("duckdb_extension_httpfs")
    assert package
    assert package.submodule_search_locations
    (file,) = Path(next(iter(package.submodule_search_locations))).glob("extensions/*/httpfs.duckdb_extension")
    con = duckdb.connect()
    con.execute(f"load '{file}'")
    rows = con.execute(line(site, "duckdb").code).fetchall()
    assert dict(rows)["event"] > 100
    con.close()


def test_the_lines_for_r_have_the_shape_of_r(site: Site) -> None:
    lines = line(site, "r").code.splitlines()
    assert all(re.fullmatch(r'\w+ <- [\w:.]+\(.*"http://[^"\s]+".*\)', one) for one in lines)
    assert all(one.count("(") == one.count(")") for one in lines)


def test_the_lines_for_a_notebook(real_settings: Settings, site: Site, tmp_path: Path) -> None:
    code = f"{line(site, 'notebook').code}\nprint(len(events))\n"
    root = Path(__file__).parents[2]
    env = {"PYTHONPATH": str(root), "PANMUNJOM_OUT": str(real_settings.out), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 100
