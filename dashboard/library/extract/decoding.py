"""From bytes to characters, whatever a server or page says of its charset: UTF-8 where it is that, then what is said, then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_IN_PAGE = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Pages that name the smaller set use the larger one, and browsers read them so.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
# Sets in which almost any bytes are letters, so that reading without a fault says nothing.
_ANYTHING = ("cp1252", "iso8859-1", "iso8859-15", "cp1250", "cp1251", "iso8859-5", "koi8-r")
_TWO_BYTES = (
    "euc_kr",
    "cp949",
    "johab",
    "gb2312",
    "gbk",
    "gb18030",
    "hz",
    "big5",
    "big5hkscs",
    "euc_jp",
    "shift_jis",
    "cp932",
)
_SAMPLE = 200_000
# Characters of the upper control block come from text that was read in the wrong set.
_SUSPECT = re.compile("[\x80-\x9f]")


def decode(body: bytes, said: str | None) -> tuple[str, str, list[str]]:
    """The text, the charset it was read in, and notes. `said` is the charset of the answer's header."""
    for mark, name in _MARKS.items():
        if body.startswith(mark):
            return body.decode(name, "replace"), name.removesuffix("-sig"), []
    try:
        return body.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError as error:
        almost = error.start
    in_page = _IN_PAGE.search(body[:4096])
    for told in (said, in_page[1].decode("ascii") if in_page else None):
        codec = codec_of(told)
        if codec and codec != "utf-8" and not (codec in _ANYTHING and _is_east_asian(body, almost)):
            try:
                text = body.decode(codec)
            except (UnicodeDecodeError, ValueError):
                continue
            if not _SUSPECT.search(text):
                return text, codec, []
    return _guessed(body, almost, said)


def _is_east_asian(body: bytes, almost: int) -> bool:
    """Whether bytes look like Korean, Chinese or Japanese whatever is said of them: letters of two bytes, many of them."""
    sample = body[max(0, almost - _SAMPLE // 2) :][:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    best = from_bytes(sample).best() if 10 * high > len(sample) else None
    return best is not None and best.encoding in _TWO_BYTES


def _guessed(body: bytes, almost: int, said: str | None) -> tuple[str, str, list[str]]:
    sample = body[max(0, almost - _SAMPLE // 2) :][:_SAMPLE]
    best = from_bytes(sample).best()
    name = codec_of(best.encoding if best else None) or "cp1252"
    text = body.decode(name, "replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    as_utf8 = body.decode("utf-8", "replace")
    # A long text with a few broken letters is UTF-8 all the same.
    if as_utf8.count("\N{REPLACEMENT CHARACTER}") * 1000 < len(as_utf8):
        name, text, broken = "utf-8", as_utf8, as_utf8.count("\N{REPLACEMENT CHARACTER}")
    note = f"read as {name}" + (f", though {said} was said" if said else ", which was guessed")
    return text, name, [note + (f"; {broken:,} letters are broken" if broken else "")]


def codec_of(name: str | None) -> str | None:
    """The codec for a name, the wider one where browsers use that; None where there is none for text."""
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    # `hex`, `zip` and their like are codecs too, but not of text.
    return _WIDER.get(found.name, found.name) if getattr(found, "_is_text_encoding", True) else None
