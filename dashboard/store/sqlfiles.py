"""Finds the statements in `sql/`: one statement a file, named like its result, three comment lines on top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_PARAMETER = re.compile(r"\$([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True)
class Statement:
    """A statement and the names of the values it takes."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def parameters(self) -> frozenset[str]:
        return frozenset(_PARAMETER.findall(_COMMENT.sub("", self.text)))

    @cached_property
    def header(self) -> list[str]:
        """The comment lines on top: what one row is, the parameters, who uses it."""
        lines = self.text.splitlines()
        count = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
        return [line.removeprefix("--").strip() for line in lines[:count]]


def statements(sql: Path, folder: str) -> dict[str, Statement]:
    """The statements of one folder of `sql`, by name, in load order."""
    return {path.stem: Statement(path) for path in sorted((sql / folder).glob("*.sql"))}
