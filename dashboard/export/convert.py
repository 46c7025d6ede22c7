"""Turns a Vega-Lite specification into a picture, in a process of its own: `python -I convert.py svg|png|pdf 6.4 FONTS < job > picture`.

The converter carries a JavaScript engine of some 90 MB that never gives its memory back and cannot be interrupted;
a short-lived process can. A job is JSON: `spec`, the drawing or null; `frame`, SVG around it or "", with marks where the drawing and its
measures go; `head` and `foot`, the pixels above and beneath the drawing; `scale`, pixels of PNG for one.
FONTS is a folder made by make_faces.py.
"""

import base64
import io
import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import vl_convert

# The first element: that of the whole drawing.
_ROOT = re.compile(r'[^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')
# Scripts of which the packages for pictures bring Hangul, Chinese characters and kana.
_OTHERS = ((0x1100, 0x11FF), (0x3000, 0xD7FF))
# Where the letters go that a picture brings.
_FACES = "@FACES@"
_TEXT = re.compile(r">([^<>]+)<")


def main(form: str, version: str, fonts: str) -> None:
    """Converts standard input to standard output. Nothing is fetched: no address is allowed."""
    # Whoever reads a page goes first, where the system lets this process say so.
    with suppress(OSError):
        os.nice(10)
    job = json.loads(sys.stdin.buffer.read())
    vl_convert.register_font_directory(fonts)
    svg = ""
    if job["spec"] is not None:
        svg = vl_convert.vegalite_to_svg(job["spec"], vl_version=version, allowed_base_urls=[])
    if job["frame"]:
        svg = framed(svg, job)
    if form == "svg":
        made = with_faces(svg, Path(fonts)).encode("utf-8")
    else:
        svg = svg.replace(_FACES, "", 1)
        made = vl_convert.svg_to_png(svg, scale=job["scale"]) if form == "png" else vl_convert.svg_to_pdf(svg)
    sys.stdout.buffer.write(made)


def framed(svg: str, job: dict[str, Any]) -> str:
    """The frame with the drawing in it."""
    root = _ROOT.match(svg)
    width, height = (float(root[1]), float(root[2])) if root else (0.0, 0.0)
    foot = job["head"] + height
    told = {
        "@CHART_WIDTH@": width,
        "@CHART_HEIGHT@": height,
        "@FOOT_TOP@": foot,
        "@HEIGHT@": foot + job["foot"],
    }
    whole = str(job["frame"])
    for mark, value in told.items():
        whole = whole.replace(mark, f"{value:g}")
    # The drawing comes last, so that no text of it is taken for a mark.
    return whole.replace("@CHART@", svg[root.end() : svg.rindex("</")] if root else "", 1)


def with_faces(svg: str, fonts: Path) -> str:
    """The picture with the letters that it needs inside, so that it looks the same where nobody has the typeface."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    letters = {ord(letter) for found in _TEXT.findall(svg) for letter in found}
    rules = []
    for face in json.loads((fonts / "faces.json").read_text(encoding="utf-8")):
        if not _is_used(svg, face, letters):
            continue
        font = TTFont(fonts / face["file"], recalcTimestamp=False)
        cutter = subset.Subsetter(subset.Options(layout_features=["kern"], name_IDs=[1, 2], hinting=False))
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        font.flavor = "woff"
        packed = io.BytesIO()
        font.save(packed)
        rules.append(
            "@font-face{"
            f"font-family:'{face['family']}';font-weight:{face['weight']};font-style:{face['style']};"
            f"src:url(data:font/woff;base64,{base64.b64encode(packed.getvalue()).decode('ascii')})"
            "}"
        )
    return svg.replace(_FACES, "".join(rules), 1)


def _is_used(svg: str, face: dict[str, Any], letters: set[int]) -> bool:
    if face["family"] != "Source Sans 3":
        return any(first <= letter <= last for letter in letters for first, last in _OTHERS)
    if face["style"] == "italic":
        return 'font-style="italic"' in svg
    is_bold = re.search(r'font-weight="(?:[5-9]00|bold)"', svg) is not None
    return is_bold if face["weight"] > 400 else True


if __name__ == "__main__":
    main(*sys.argv[1:4])
