"""Makes the typeface files that pictures are drawn with, in a process of its own: `python -I make_faces.py FOLDER`.

The packages bring files in which one file is all weights; the converter sees the lightest of them alone. So each weight that charts
use is cut out, once an installation: about a second each.
"""

import json
import shutil
import sys
from pathlib import Path

import fontpkg_source_sans_3
import pylopdf_fonts_ko
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = fontpkg_source_sans_3.FAMILY
HANGUL = "Noto Sans KR"
# Latin with its accents, because names in the record are romanised; then dashes, quotes, arrows and signs. Each script more costs seconds.
_RANGES = ((0x20, 0x24F), (0x2000, 0x2BFF))
_KEPT = ["kern", "ccmp", "locl"]


def main(folder: str) -> None:
    """Fills the folder, and lists in faces.json what is in it."""
    made, source = Path(folder), Path(fontpkg_source_sans_3.ROOT) / "files"
    faces = []
    for file, style, weight in (
        ("SourceSans3[wght].ttf", "normal", 400),
        ("SourceSans3[wght].ttf", "normal", 600),
        ("SourceSans3-Italic[wght].ttf", "italic", 400),
    ):
        name = f"source-sans-{style}-{weight}.ttf"
        cut(source / file, weight).save(made / name)
        faces.append({"file": name, "family": FAMILY, "style": style, "weight": weight})
    shutil.copy(pylopdf_fonts_ko.sans_path(), made / "noto-sans-kr.otf")
    faces.append({"file": "noto-sans-kr.otf", "family": HANGUL, "style": "normal", "weight": 400})
    (made / "faces.json").write_text(json.dumps(faces), encoding="utf-8")


def cut(file: Path, weight: int) -> TTFont:
    """One weight of a file of all weights, with the letters that charts use."""
    font = TTFont(file)
    cutter = subset.Subsetter(subset.Options(layout_features=_KEPT, name_IDs=["*"]))
    cutter.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    cutter.subset(font)
    return instantiateVariableFont(font, {"wght": weight})


if __name__ == "__main__":
    main(sys.argv[1])
