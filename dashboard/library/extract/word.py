"""Words of a DOCX, which is a packed folder of XML: looked at before anything is unpacked, then made into HTML by a library."""

from __future__ import annotations

import io
import zipfile

import mammoth

from dashboard.library.config import LibraryError, Limits
from dashboard.library.extract.cleaning import Text
from dashboard.library.extract.markup import from_html


def from_docx(body: bytes, into: Text, limits: Limits) -> None:
    """Adds the words with headings and footnotes. Raises LibraryError where it is a bomb, broken, or defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            _look(packed, len(body), limits)
        # Nothing outside the file is read, and pictures are left in it.
        made = mammoth.convert_to_html(
            io.BytesIO(body),
            convert_image=mammoth.images.img_element(lambda _: {}),
            external_file_access=False,
        )
    except LibraryError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # The library raises whatever its XML reader and its own code come upon.
        raise LibraryError(f"it is a broken DOCX ({type(error).__name__})") from error
    from_html(made.value, into)


def _look(packed: zipfile.ZipFile, length: int, limits: Limits) -> None:
    """Refuses a packed folder by what it says of itself; unpacking stops at the size that is said here."""
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked:
        raise LibraryError(f"it unpacks to {unpacked:,} bytes, more than {limits.unpacked:,}")
    if unpacked > limits.ratio * max(length, 10_000):
        raise LibraryError(f"it unpacks to more than {limits.ratio} times its size")
    if any(part.flag_bits & 1 for part in parts):
        raise LibraryError("it is locked with a password")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as file:
                start = file.read(limits.unpacked)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise LibraryError("it defines entities, which no DOCX needs")
