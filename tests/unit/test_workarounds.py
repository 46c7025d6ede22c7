"""What the workarounds of docs/workarounds.md rest on in the libraries.

A test that fails here after an update says that a workaround no longer works, or is no longer needed: look at its row in that page.
"""

from __future__ import annotations

import inspect
import json
import re
import threading
from functools import cache
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

import altair as alt
import duckdb
import pandas as pd
import pytest
import streamlit
import vl_convert
from altair.utils import schemapi
from streamlit import config
from streamlit.components.v2 import component_manager, manifest_scanner
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest
from streamlit.web import bootstrap

from dashboard.charts.draw.marks import Plot
from dashboard.charts.lean import lean
from dashboard.export.pictures import _VEGA_LITE
from dashboard.store.config import ROOT
from dashboard.store.search import _extension_file
from dashboard.web.guard.doors import CLOSED
from dashboard.web.headers import _INLINE_SCRIPT, security_headers

STREAMLIT = Path(streamlit.__file__).parent
FRAME = pd.DataFrame({"a": [1, 2], "mark": ["x", "y"]})
Y = {"field": "a", "type": "quantitative", "scale": {"domain": [0, 9], "nice": False, "zero": False}, "axis": None}
POINT = {"mark": "point", "encoding": {"y": Y}}


@cache
def scripts(pattern: str = "*.js") -> str:
    """What Streamlit sends to the browser."""
    return "\n".join(
        file.read_text(encoding="utf-8") for file in (STREAMLIT / "static" / "static" / "js").glob(pattern)
    )


def vega(*layers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What Vega-Lite makes of layers over one row."""
    spec = {"data": {"values": [{"a": 1}]}, "layer": list(layers), "width": 100, "height": 100, **more}
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(spec, vl_version=_VEGA_LITE)
    return compiled


def test_streamlit_still_has_every_element_that_is_named_by_its_test_id() -> None:
    ours = [file for kind in ("css", "js", "html") for file in (ROOT / "dashboard").rglob(f"*.{kind}")]
    ours += [*(ROOT / "tests" / "browser").glob("*.py"), *(ROOT / "tests" / "bench").glob("*.py")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in ours)
    named = set(re.findall(r"data-testid=[\"']?([\w-]+)|get_by_test_id\(\"([\w-]+)\"\)", text))
    names = {first or second for first, second in named} | {"data-test-script-state"}
    assert len(names) > 15
    assert names <= set(re.findall(r"[\w-]+", scripts()))


def test_a_page_still_follows_the_event_of_the_back_button() -> None:
    assert re.search(r"addEventListener\([`\"']popstate[`\"'],this\.onHistoryChange", scripts())


def test_the_script_of_a_component_still_comes_from_a_blob() -> None:
    assert re.search(r"new Blob\(\[\w+\],\{type:[`\"']text/javascript[`\"']\}\)", scripts("BidiComponent*.js"))
    assert "blob:" in security_headers()["Content-Security-Policy"]


def test_the_first_page_still_has_one_inline_script() -> None:
    index = (STREAMLIT / "static" / "index.html").read_text(encoding="utf-8")
    assert len(_INLINE_SCRIPT.findall(index)) == 1
    assert security_headers()["Content-Security-Policy"].count("'sha256-") == 1


def test_streamlit_still_opens_the_addresses_that_are_closed_here() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in (STREAMLIT / "web" / "server").rglob("*.py"))
    assert [path for path in CLOSED if path.removeprefix("/_stcore/").strip("/") not in text] == []


def test_streamlit_still_collects_all_garbage_after_every_run() -> None:
    assert "gc.collect(2)" in Path(script_runner.__file__).read_text(encoding="utf-8")


def test_streamlit_still_looks_for_components_by_the_name_that_is_replaced() -> None:
    source = inspect.getsource(component_manager.BidiComponentManager.discover_and_register_components)
    assert "from streamlit.components.v2.manifest_scanner import" in source
    assert "scan_component_manifests()" in source


def test_no_package_of_ours_brings_a_component() -> None:
    likely = filter(manifest_scanner._is_likely_streamlit_component_package, distributions())
    assert [package.name for package in likely if manifest_scanner._process_single_package(package)] == []


def test_the_server_still_takes_the_faster_loop_where_it_finds_it() -> None:
    factory = bootstrap._get_uvloop_loop_factory()
    assert factory is not None
    assert factory.__module__.startswith("uvloop")


def test_the_size_from_which_messages_are_kept_is_still_a_hidden_option() -> None:
    option = config._config_options_template["global.minCachedMessageSize"]
    assert (option.default_val, option.visibility) == (10_000, "hidden")


def _chart() -> None:
    import pyarrow as pa
    import streamlit as st

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, pa.schema([("a", pa.int64())])):
        pass
    if "clear" in st.session_state:
        st.session_state["drawn"] = {"selection": {"pick": []}}
    spec = {"mark": "point", "data": {"name": "rows"}, "params": [{"name": "pick", "select": "point"}]}
    data = {"datasets": {"rows": sink.getvalue().to_pybytes()}}
    st.vega_lite_chart({**spec, **data}, key="drawn", on_select="rerun", theme=None)


def test_arrow_bytes_among_the_data_sets_still_pass_as_they_are() -> None:
    (sent,) = AppTest.from_function(_chart).run().get("vega_lite_chart")
    (data,) = sent.proto.datasets
    assert (data.name, data.data.data[:4]) == ("rows", b"\xff\xff\xff\xff")


def test_a_chart_without_autosize_is_still_fitted_in_both_directions() -> None:
    (sent,) = AppTest.from_function(_chart).run().get("vega_lite_chart")
    assert '"autosize": {"type": "fit",' in sent.proto.spec


def test_what_is_selected_in_a_chart_still_cannot_be_cleared_by_the_program() -> None:
    app = AppTest.from_function(_chart).run()
    assert not app.exception
    app.session_state["clear"] = True
    assert app.run().exception


def _closed() -> None:
    import streamlit as st

    with st.expander("closed"):
        st.text("inside")
    with st.popover("closed"):
        st.text("inside")


def test_what_is_closed_is_still_sent() -> None:
    assert [text.value for text in AppTest.from_function(_closed).run().text] == ["inside", "inside"]


def test_a_test_still_cannot_open_a_page_by_its_address() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"))
    assert hasattr(app, "_page_hash")
    with pytest.raises(ValueError, match="Could not find page"):
        app.switch_page("events")


def test_altair_still_hashes_all_data_to_name_a_layer() -> None:
    one, other = (alt.Chart(frame)._compute_hash() for frame in (FRAME, FRAME.assign(a=[1, 3])))
    assert one != other
    layers = [
        Plot(FRAME).mark_point().encode(x="a:Q").add_params(alt.selection_point(name=name)) for name in ("p", "q")
    ]
    named = [layer["name"] for layer in alt.layer(*layers).to_dict()["layer"]]
    assert sorted(set(named)) == sorted(named)


def test_bare_values_still_give_the_specification_that_altair_makes_of_them() -> None:
    channels = {"x": "a:Q", "tooltip": "mark:N", "color": alt.value("red"), "order": alt.Order("a:Q")}
    plot, chart = (kind(FRAME).mark_point().encode(**channels).to_dict() for kind in (Plot, alt.Chart))
    assert plot == chart


def test_altair_still_copies_a_chart_to_its_depth() -> None:
    chart, plot = (kind(FRAME).encode(x="a:Q") for kind in (alt.Chart, Plot))
    assert chart.copy().encoding is not chart.encoding
    assert plot.copy().encoding is plot.encoding


def test_the_switch_that_turns_checks_off_is_still_one_for_all_threads() -> None:
    seen: list[bool] = []
    with schemapi.debug_mode(False):
        other = threading.Thread(target=lambda: seen.append(schemapi.DEBUG_MODE))
        other.start()
        other.join()
    assert seen == [False]
    assert schemapi.DEBUG_MODE


def test_a_brush_still_takes_no_description() -> None:
    with pytest.raises(schemapi.SchemaValidationError):
        alt.BrushConfig(description="Chosen period").to_dict()
    brush = {"name": "brush", "select": {"type": "interval", "encodings": ["y"]}}
    marks = vega({**POINT, "params": [brush]})["marks"]
    assert all("description" not in mark["encode"]["update"] for mark in marks if mark["name"].startswith("brush"))


def test_an_empty_layer_of_bars_still_takes_room_at_the_ends_of_a_scale() -> None:
    bars = {
        "mark": {"type": "bar", "size": 20, "orient": "horizontal"},
        "data": {"values": []},
        "encoding": {"y": Y, "x": {"field": "a", "type": "quantitative"}, "x2": {"field": "b"}},
    }
    padding = [
        next(scale.get("padding") for scale in vega(*layers)["scales"] if scale["name"] == "y")
        for layers in ([POINT], [POINT, bars])
    ]
    assert padding[0] is None
    assert padding[1]


def test_a_parameter_still_takes_the_place_of_the_height() -> None:
    signals = vega(POINT, params=[{"name": "height", "expr": "width * 2"}])["signals"]
    assert {"name": "height", "update": "width * 2"} in signals


def test_what_one_layer_says_of_a_scale_still_holds_for_the_others() -> None:
    text = {"mark": {"type": "text", "text": "x"}, "encoding": {"y": Y}}
    point, words = lean(json.loads(json.dumps({"layer": [POINT, text]})))["layer"]
    assert "scale" not in words["encoding"]["y"]
    whole, short = vega(POINT, text), vega(point, words)
    assert (short["scales"], short.get("axes")) == (whole["scales"], whole.get("axes"))


def test_the_converter_still_knows_the_vega_lite_that_altair_writes() -> None:
    assert _VEGA_LITE in vl_convert.get_vegalite_versions()


def test_the_full_text_extension_is_of_the_version_of_the_engine() -> None:
    assert version("duckdb") == version("duckdb-extension-fts")
    assert _extension_file().parent.name == f"v{duckdb.__version__}"


def test_the_engine_still_has_no_deadline_of_its_own() -> None:
    with duckdb.connect() as con:
        found = con.execute("select name from duckdb_settings() where name || description ilike '%timeout%'").fetchall()
    assert found == []


def test_constraints_still_cannot_be_dropped() -> None:
    with duckdb.connect() as con:
        con.execute("create table facts (a integer, constraint once unique (a))")
        with pytest.raises(duckdb.NotImplementedException):
            con.execute("alter table facts drop constraint once")


def test_a_file_still_has_one_instance_in_a_process(tmp_path: Path) -> None:
    file = str(tmp_path / "facts.duckdb")
    duckdb.connect(file).close()
    with duckdb.connect(file, read_only=True) as first, duckdb.connect(file, read_only=True) as second:
        first.execute("set enable_external_access = false")
        assert second.execute("select current_setting('enable_external_access')").fetchone() == (False,)
