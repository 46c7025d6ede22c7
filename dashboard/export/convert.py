"""Turns a Vega-Lite specification into SVG or PNG, in a process of its own: `python -I convert.py svg|png 6.4 < spec > picture`.

The converter carries a JavaScript engine of some 90 MB that never gives its memory back and cannot be interrupted;
a short-lived process can.
"""

import sys

import vl_convert

PNG_SCALE = 2.0


def main(form: str, version: str) -> None:
    """Converts standard input to standard output. Nothing is fetched: no address is allowed."""
    spec = sys.stdin.buffer.read().decode("utf-8")
    if form == "svg":
        made = vl_convert.vegalite_to_svg(spec, vl_version=version, allowed_base_urls=[]).encode("utf-8")
    else:
        made = vl_convert.vegalite_to_png(spec, vl_version=version, scale=PNG_SCALE, allowed_base_urls=[])
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(*sys.argv[1:3])
