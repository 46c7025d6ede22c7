"""What is installed to run: locked with hashes to the same versions as everywhere, and under licences that go with ours."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from dashboard.store.config import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", LOCK, re.MULTILINE))
PINNED = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
CONSTRAINED = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", (ROOT / "constraints.txt").read_text(), re.MULTILINE))
# Permissive, or a copyleft that ends at its own files (MPL) or fonts (OFL).
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|OFL|SIL Open Font|Zlib|Unlicense", re.IGNORECASE
)
STRONG = re.compile(r"\b[AL]?GPL|General Public|SSPL|Commons Clause|Business Source", re.IGNORECASE)


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_package_of_the_lock_has_hashes() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert len(entries) == len(LOCKED) > 40
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_holds_the_versions_that_are_pinned() -> None:
    locked = {named(name): version for name, version in LOCKED.items()}
    assert {name: locked.get(named(name)) for name in PINNED} == PINNED
    constrained = {named(name): version for name, version in CONSTRAINED.items()}
    both = locked.keys() & constrained.keys()
    assert {name: locked[name] for name in both} == {name: constrained[name] for name in both}


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_a_licence_goes_with_ours(name: str) -> None:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return  # for another system
    classified = [text for text in found.get_all("Classifier", []) if text.startswith("License")]
    told = " ".join([found.get("License-Expression") or "", *classified, (found.get("License") or "")[:200]])
    assert COMPATIBLE.search(told), f"{name}: {told}"
    assert not STRONG.search(told), f"{name}: {told}"
