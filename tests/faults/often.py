"""How often a fault is done: a few times in every run of the tests, many times in `make faults`."""

from __future__ import annotations

import os

IS_LONG = os.environ.get("PANMUNJOM_FAULTS") == "long"


def often(short: int, long: int) -> range:
    """The numbers of the tries, each of which is the seed of its own chance."""
    return range(long if IS_LONG else short)
