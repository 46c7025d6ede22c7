"""Leaves out of a specification what its other layers say already: it is sent with every change of filters."""

from __future__ import annotations

import json
from typing import Any

Spec = dict[str, Any]
CHANNELS = ("x", "y", "fill", "stroke", "color")


def lean(spec: Spec) -> Spec:
    """The same drawing in fewer words.

    The layers of a chart share their scales and axes, and Vega-Lite lets what one layer says outweigh what others leave out.
    """
    layers = spec.get("layer", [])
    for channel in CHANNELS:
        encodings = [layer["encoding"][channel] for layer in layers if channel in layer.get("encoding", {})]
        for part in ("scale", "axis"):
            _say_once([_definition(encoding, part) for encoding in encodings], part)
    return {name: value for name, value in spec.items() if name != "$schema"}


def text(spec: Spec) -> str:
    """The specification as JSON without needless space."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def _definition(encoding: Spec, part: str) -> Spec:
    """Where an encoding says its scale: in itself, or in the condition that leads to a field."""
    condition = encoding.get("condition")
    return condition if isinstance(condition, dict) and part in condition else encoding


def _say_once(definitions: list[Spec], part: str) -> None:
    """Keeps one scale or axis with all that is said of it, in the first of the layers. Where one is null, or two differ, all are kept."""
    said = [definition for definition in definitions if part in definition]
    whole: Spec = {}
    for definition in said:
        scale = definition[part]
        if scale is None or any(name in whole and whole[name] != value for name, value in scale.items()):
            return
        whole |= scale
    for definition in said:
        del definition[part]
    if said:
        said[0][part] = whole
