"""Spares the start what Streamlit looks for in every package that is installed and finds in none of ours: packed components."""

from __future__ import annotations

from streamlit.components.v2 import manifest_scanner


def none_packaged() -> None:
    """Lets Streamlit take no package for one that brings components: it reads the description of each at every start, 0.2 s."""
    manifest_scanner.scan_component_manifests = lambda max_workers=None: []
