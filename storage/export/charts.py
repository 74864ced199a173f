"""The pictures of a report, as SVG that takes its colours and width from the page and loads nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

Mark = Literal["published", "modified", "fetched", "same", "differs"]

GRAPH_WIDTH, LINE_HEIGHT, NODE_RADIUS = 560, 17, 7
LABEL_LENGTH = 26
TRACK_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Point:
    """A mark on a track: how far along it is, from 0 to 1, and what it says when pointed at."""

    at: float
    mark: Mark
    title: str
    reach: float | None = None
    """Where a range ends, on the same scale."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, by their places; an arrow leads to the one that was taken from."""

    a: int
    b: int
    proven: bool
    arrow_to: int | None


def track(points: Sequence[Point]) -> Markup:
    """Draw marks on one line as wide as its place on the page."""
    middle = TRACK_HEIGHT // 2
    parts = [Markup('<line class="rail" x1="1%" x2="99%" y1="{0}" y2="{0}"/>').format(middle)]
    for point in points:
        x = f"{2 + 96 * point.at:.2f}%"
        if point.reach is not None:
            end = f"{2 + 96 * point.reach:.2f}%"
            parts.append(
                Markup('<line class="reach {}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                    point.mark, x, end, middle, middle
                )
            )
        parts.append(_shape(point, x, middle))
    return Markup('<svg class="track" height="{}" role="img" aria-label="{}">{}</svg>').format(
        TRACK_HEIGHT, "; ".join(point.title for point in points), Markup().join(parts)
    )


def _shape(point: Point, x: str, middle: int) -> Markup:
    title = Markup("<title>{}</title>").format(point.title)
    if point.mark == "modified":
        return Markup(
            '<rect class="modified" x="{}" y="{}" width="9" height="9" transform="translate(-4.5 0)">{}</rect>'
        ).format(x, middle - 4.5, title)
    radius = 4 if point.mark == "fetched" else 6
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}">{}</circle>').format(point.mark, x, middle, radius, title)


def graph(names: Sequence[str], edges: Sequence[Edge], description: str) -> Markup:
    """Draw nodes on an ellipse and the lines between them: solid where proven, dashed where likely."""
    places, height = _around(len(names))
    parts = [_line(places[edge.a], places[edge.b], edge) for edge in edges]
    for name, (x, y) in zip(names, places, strict=True):
        left = x < GRAPH_WIDTH / 2 - 1
        parts.append(Markup('<circle class="node" cx="{:.1f}" cy="{:.1f}" r="{}"/>').format(x, y, NODE_RADIUS))
        parts.append(
            Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
                x + (-12 if left else 12), y + 4, "end" if left else "start", _short(name)
            )
        )
    head = Markup(
        '<marker id="arrow" viewBox="0 0 8 8" refX="14" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="head" d="M0 0L8 4L0 8z"/></marker>'
    )
    return Markup(
        '<svg class="graph" viewBox="0 0 {} {:.0f}" role="img" aria-label="{}"><defs>{}</defs>{}</svg>'
    ).format(GRAPH_WIDTH, height, description, head, Markup().join(parts))


def _around(count: int) -> tuple[list[tuple[float, float]], float]:
    """Place nodes alternately on the left and right arcs of an ellipse, so that no two labels share a line."""
    if count == 1:
        return [(GRAPH_WIDTH / 2, 30.0)], 60.0
    rows = math.ceil(count / 2)
    height = max(90.0, rows * 2.2 * LINE_HEIGHT + 30)
    places = []
    for number in range(count):
        row, right = divmod(number, 2)
        across = (row + 0.5) / rows * 2 - 1
        bulge = 40 + 55 * math.sqrt(max(0.0, 1 - across * across))
        y = height / 2 + across * (height / 2 - 18) + (6 if right else -6)
        places.append((GRAPH_WIDTH / 2 + (bulge if right else -bulge), y))
    return places, height


def _line(begin: tuple[float, float], end: tuple[float, float], edge: Edge) -> Markup:
    if edge.arrow_to == edge.a:
        begin, end = end, begin
    arrow = Markup(' marker-end="url(#arrow)"') if edge.arrow_to is not None else ""
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"{}/>').format(
        "proven" if edge.proven else "likely", *begin, *end, arrow
    )


def _short(name: str) -> str:
    return name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1] + "…"
