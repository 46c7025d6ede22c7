"""The options of the commands that take charts away. Apart from what runs them, so that no other command waits for the charts."""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboard.export.choices import NAMES
from dashboard.record.fields import FIELDS

_CHOICES = {
    "size": "how many pixels of a PNG stand for one",
    "theme": "colours of a picture",
    "shape": "whether a picture is as wide as a page or as a phone",
    "bom": "1 puts the mark before a CSV that Excel needs for Hangul",
}


def add_export(command: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    command.add_argument("id", nargs="*", help="chart ids, see: charts")
    command.add_argument("--all", type=Path, metavar="DIR", help="every chart, or those named, as files in a folder")
    command.add_argument(
        "--format",
        action="append",
        default=[],
        help="csv without it; may be given again or joined by commas; a wrong one names all there are",
    )
    for name, allowed in NAMES.items():
        command.add_argument(f"--{name}", choices=sorted(allowed), default=allowed[0], help=_CHOICES[name])
    for field in FIELDS:
        command.add_argument(f"--{field.name}", dest=field.attribute, action="append", default=[], help=field.help)
    command.add_argument("-o", "--output", type=Path, help="file to write; standard output without it")
    command.add_argument("-q", "--quiet", action="store_true", help="say nothing but what went wrong")


def add_verify(command: argparse.ArgumentParser) -> None:
    """The options of `verify`."""
    command.add_argument("bundle", type=Path, nargs="+", help="a bundle of a chart, as ZIP")
    command.add_argument("-q", "--quiet", action="store_true", help="say only what differs")
