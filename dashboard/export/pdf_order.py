"""A PDF with its objects numbered as its parts name one another: the converter numbers them, and lists them in tables, as chance has it."""

from __future__ import annotations

import re
from collections import deque
from itertools import pairwise

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)
_ENTRY = re.compile(rb"^(\d{10}) 00000 n\s*$", re.MULTILINE)
_NUMBER = re.compile(rb"(\d+) 0 obj\b")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
# Two lines and more of a table that name other objects.
_TABLE = re.compile(rb"(?:^ +/[A-Za-z]+[0-9]* \d+ 0 R\n){2,}", re.MULTILINE)
_STREAM = b"stream\n"


def in_order(content: bytes) -> bytes:
    """The same document, the same each time; unchanged where it is written in another way."""
    end = _TRAILER.search(content)
    if end is None:
        return content
    table = int(end[2])
    starts = sorted(int(found[1]) for found in _ENTRY.finditer(content, table))
    objects = _objects(content, [*starts, table])
    numbers = _numbered(objects, end[1])
    if not starts or len(numbers) != len(starts):
        return content
    made, listed = content[: starts[0]], b""
    for old, new in numbers.items():
        listed += b"%010d 00000 n\r\n" % len(made)
        head, data = objects[old]
        made += b"%d 0 obj" % new + _renumbered(head, numbers) + data
    cross = b"xref\n0 %d\n0000000000 65535 f\r\n%s" % (len(numbers) + 1, listed)
    return made + cross + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (_renumbered(end[1], numbers), len(made))


def _objects(content: bytes, bounds: list[int]) -> dict[int, tuple[bytes, bytes]]:
    """Every object by its number: what is written in words, with its tables in order, and its stream."""
    found = {}
    for start, stop in pairwise(bounds):
        number = _NUMBER.match(content, start)
        if number:
            head, stream, data = content[number.end() : stop].partition(_STREAM)
            found[int(number[1])] = (_TABLE.sub(_sorted, head), stream + data)
    return found


def _sorted(table: re.Match[bytes]) -> bytes:
    return b"".join(sorted(table[0].splitlines(keepends=True)))


def _numbered(objects: dict[int, tuple[bytes, bytes]], trailer: bytes) -> dict[int, int]:
    """New numbers by the old ones, in the order in which the parts name one another from the trailer on."""
    numbers: dict[int, int] = {}
    waiting = deque(_named(trailer))
    while waiting:
        old = waiting.popleft()
        if old in objects and old not in numbers:
            numbers[old] = len(numbers) + 1
            waiting.extend(_named(objects[old][0]))
    return numbers


def _named(text: bytes) -> list[int]:
    return [int(number) for number in _REFERENCE.findall(text)]


def _renumbered(text: bytes, numbers: dict[int, int]) -> bytes:
    return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers.get(int(found[1]), int(found[1])), text)
