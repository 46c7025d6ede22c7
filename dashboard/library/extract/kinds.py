"""What bytes are, by what they begin with: what a server says of them is only asked where they could be anything."""

from __future__ import annotations

import io
import re
import zipfile

from dashboard.library.config import LibraryError

HTML, XML, PDF, DOCX, TXT = "text/html", "application/xml", "application/pdf", "application/docx", "text/plain"
JSON = "application/json"
_HEAD = 4096
# What begins like this is no text; the first words of the answer are what a reader is told.
_OTHERS = {
    b"\x89PNG": "an image (PNG)",
    b"\xff\xd8\xff": "an image (JPEG)",
    b"GIF8": "an image (GIF)",
    b"RIFF": "a picture, sound or film",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as DOCX or TXT and add that",
    b"{\\rtf": "an RTF file; save it as DOCX or TXT and add that",
    b"\x1f\x8b": "a packed file (gzip)",
    b"Rar!": "a packed file (RAR)",
    b"7z\xbc\xaf": "a packed file (7z)",
    b"BZh": "a packed file (bzip2)",
    b"\xfd7zXZ": "a packed file (xz)",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"%!PS": "a PostScript file",
    b"ID3": "a sound",
}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h[1-6]|br|script)\b", re.IGNORECASE)
_MOST_CONTROL = 0.1


def kind_of(body: bytes, said: str) -> str:
    """One of the kinds above. `said` is the media type that came with it. Raises LibraryError where it is no text that can be read."""
    if not body:
        raise LibraryError("it is empty")
    head = body[:_HEAD]
    for start, name in _OTHERS.items():
        if head.startswith(start):
            raise LibraryError(f"it is {name}" + (f", though called {said}" if said else ""))
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _packed(body)
    plain = _as_ascii(head).lstrip(b"\xef\xbb\xbf \t\r\n")
    if _is_binary(head):
        raise LibraryError("it is no text" + (f", though called {said}" if said else ""))
    if plain.startswith((b"{", b"[")):
        # Texts inside data may be full of markup.
        return TXT
    if _MARKUP.search(plain):
        # TEI and other XML also have elements of these names; a declaration that is not of HTML decides.
        is_xml = plain.startswith(b"<?xml") and b"<html" not in plain.lower()
        return XML if is_xml else HTML
    if plain.startswith(b"<?xml") or said.endswith(("/xml", "+xml")):
        return XML if plain.startswith(b"<") else TXT
    return HTML if "html" in said and plain.startswith(b"<") else TXT


def _packed(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise LibraryError("it is a packed file that is broken") from error
    if "word/document.xml" in names:
        return DOCX
    raise LibraryError("it is a packed file (ZIP) and no DOCX")


def _as_ascii(head: bytes) -> bytes:
    """The beginning with the zero bytes of UTF-16 taken out, so that markup in it is seen."""
    return head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return control > _MOST_CONTROL * len(head)
