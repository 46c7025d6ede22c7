"""The measured promises of the palette: contrast on paper, and colours that stay apart for colour-blind readers."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from dashboard.charts.draw.palette import PALETTES, QUAD_LABELS

SIGHT = {
    "normal": None,
    "deuteranomaly": "deuteranomaly",
    "protanomaly": "protanomaly",
    "tritanomaly": "tritanomaly",
}
themes = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def contrast(one, other):
    """Contrast ratio of WCAG 2.2."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def seen(colour, sight):
    if SIGHT[sight] is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": SIGHT[sight], "severity": 100}
    return np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)


def apart(one, other, sight):
    return float(deltaE(seen(one, sight), seen(other, sight), input_space="sRGB1"))


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@themes
def test_marks_stand_out_from_the_paper(palette):
    colours = {**palette.quad, **palette.actors, "neutral": palette.neutral, "accent": palette.accent}
    colours["favour"] = palette.favour
    assert {
        name: contrast(colour, palette.paper) for name, colour in colours.items() if contrast(colour, palette.paper) < 3
    } == {}


@themes
@pytest.mark.parametrize("ground", ["paper", "raised", "band"])
def test_text_can_be_read(palette, ground):
    below = getattr(palette, ground)
    assert contrast(palette.ink, below) >= 4.5
    assert contrast(palette.muted, below) >= 4.5
    assert contrast(palette.accent, palette.paper) >= 4.5


@themes
def test_words_on_bars_and_cells_can_be_read(palette):
    assert contrast(palette.ink, palette.neutral_soft) >= 4.5
    assert contrast(palette.ink, palette.rule) >= 4.5
    assert contrast(palette.ink, palette.heat) >= 4.5


@themes
@pytest.mark.parametrize("sight", SIGHT)
def test_the_four_classes_can_be_told_apart(palette, sight):
    assert set(palette.quad) == set(QUAD_LABELS)
    distances = {(a, b): apart(palette.quad[a], palette.quad[b], sight) for a, b in combinations(palette.quad, 2)}
    assert min(distances.values()) >= 12, distances


@themes
@pytest.mark.parametrize("sight", SIGHT)
def test_verdicts_and_votes_can_be_told_apart(palette, sight):
    verdicts = [palette.quad[2], palette.neutral, palette.neutral_soft, palette.paper, palette.quad[4]]
    votes = [palette.neutral, palette.neutral_soft, palette.paper, palette.ink]
    for row in (verdicts, votes):
        neighbours = {(a, b): apart(a, b, sight) for a, b in pairwise(row)}
        assert min(neighbours.values()) >= 12, neighbours


@themes
@pytest.mark.parametrize("sight", SIGHT)
def test_the_sides_of_positions_can_be_told_apart(palette, sight):
    assert apart(palette.favour, palette.neutral, sight) >= 12
