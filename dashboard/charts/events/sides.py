"""The colours of the two sides, cooperation and conflict."""

from __future__ import annotations

import altair as alt

from dashboard.charts.draw.palette import Palette

# The stronger of the two quad classes of each side.
SIDE_QUAD = {"cooperation": 2, "conflict": 4}


def side_fill(palette: Palette) -> alt.Fill:
    """Cooperation in strong teal, conflict in strong rust."""
    tones = [palette.quad[quad] for quad in SIDE_QUAD.values()]
    return alt.Fill("side:N", scale=alt.Scale(domain=list(SIDE_QUAD), range=tones), legend=None)
