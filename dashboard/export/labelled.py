"""What a picture's file says of itself beside the picture: title, author, filters, licence, address, as PNG and PDF have places for it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping

# The signature, and the head of a picture, after which texts may stand.
_HEAD = 8 + 25
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)
_SIZE, _ROOT = re.compile(rb"/Size (\d+)"), re.compile(rb"/Root \d+ \d+ R")


def png(content: bytes, about: Mapping[str, str]) -> bytes:
    """The picture with a text for each name of `about`; an empty text is left out."""
    texts = [
        _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8"))
        for name, text in about.items()
        if text
    ]
    return content[:_HEAD] + b"".join(texts) + content[_HEAD:]


def pdf(content: bytes, about: Mapping[str, str]) -> bytes:
    """The document with title, author and subject, added after its end, as the format allows; unchanged where its end is another."""
    end = _TRAILER.search(content)
    size, root = (one.search(end[1]) if end else None for one in (_SIZE, _ROOT))
    if end is None or size is None or root is None:
        return content
    number, begun = int(size[1]), content.rstrip() + b"\n"
    told = b"".join(b"/%s <%s>\n" % (name.encode(), _text(text)) for name, text in about.items() if text)
    made = begun + b"%d 0 obj\n<<\n%s>>\nendobj\n" % (number, told)
    listed = b"xref\n%d 1\n%010d 00000 n\r\n" % (number, len(begun))
    trailer = b"trailer\n<<\n/Size %d\n%s\n/Info %d 0 R\n/Prev %s\n>>\n" % (number + 1, root[0], number, end[2])
    return made + listed + trailer + b"startxref\n%d\n%%%%EOF\n" % len(made)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _text(text: str) -> bytes:
    return b"FEFF" + text.encode("utf-16-be").hex().upper().encode()
