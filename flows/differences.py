"""A revision laid out for people: what was removed struck through, what was added in bold, article text only ever text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from articles.model import Disappearance, Revision, SentenceChange, Span, WordChange
from flows.markdown import escaped

CHANGES_SHOWN = 20
AROUND = 90
"""Characters of unchanged words that are shown on either side of a change."""
LONGEST_PIECE = 400

Style = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence, and what became of them."""

    style: Style
    text: str


def pieces_of(change: SentenceChange) -> tuple[Piece, ...]:
    """Lay a changed sentence out as it is now, with what it lost where that stood."""
    if change.later is None:
        return (Piece("removed", change.earlier.text),) if change.earlier else ()
    if change.earlier is None:
        return (Piece("added", change.later.text),)
    return tuple(_woven(change.later, change.words))


def _woven(later: Span, words: Iterable[WordChange]) -> Iterator[Piece]:
    at = later.start
    for change in words:
        same = later.text[at - later.start : change.added.start - later.start]
        if same:
            yield Piece("same", same)
        if change.removed.text:
            yield Piece("removed", change.removed.text)
        if change.added.text:
            yield Piece("added", change.added.text)
        at = max(at, change.added.end)
    if rest := later.text[at - later.start :]:
        yield Piece("same", rest)


def clipped(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Cut long unchanged stretches down to what stands beside a change."""
    for at, piece in enumerate(pieces):
        text = " ".join(piece.text.split())
        if piece.style == "same" and len(text) > 2 * AROUND:
            first, last = at == 0, at == len(pieces) - 1
            text = (
                f"… {text[-AROUND:]}"
                if first
                else f"{text[:AROUND]} …"
                if last
                else f"{text[:AROUND]} … {text[-AROUND:]}"
            )
        yield Piece(piece.style, text if len(text) <= LONGEST_PIECE else f"{text[: LONGEST_PIECE - 1]}…")


def markdown_of(change: SentenceChange) -> str:
    """Write a changed sentence in Markdown that the article's words cannot add to."""
    marks = {"same": "", "removed": "~~", "added": "**"}
    shown = ((marks[piece.style], escaped(piece.text)) for piece in clipped(pieces_of(change)))
    return " ".join(f"{mark}{words}{mark}" for mark, words in shown if words)


def revision_sections(
    revisions: Iterable[Revision], gone: Iterable[Disappearance], names: Mapping[str, str]
) -> Iterator[str]:
    """Lay out what changed at each address of a story, and which pages are gone."""
    lines: list[str] = [_gone_line(one, names) for one in gone]
    if lines:
        yield "## Pages that are gone\n\n" + "\n".join(lines)
    told = [revision for revision in revisions if revision.changes or revision.headline]
    if told:
        yield "## Revisions"
    for revision in told:
        yield _revision(revision, names)


def _gone_line(gone: Disappearance, names: Mapping[str, str]) -> str:
    status = f", status {gone.status}" if gone.status else ""
    back = f"; there again {minute(gone.back_at)}" if gone.back_at else ""
    return f"- {names.get(gone.article, '')}: {gone.kind}{status}, seen {minute(gone.seen_at)}{back} · answer `{gone.sha256}`"


def _revision(revision: Revision, names: Mapping[str, str]) -> str:
    reasons = [*revision.material, *(["headline"] if revision.headline_aspects else [])]
    matters = ", ".join(reasons) or "nothing but style"
    heading = f"### {names.get(revision.later, names.get(revision.earlier, 'an earlier copy'))}"
    facts = (
        f"{minute(revision.seen_earlier)} → {minute(revision.seen_later)}",
        f"{revision.kept} sentences kept",
        f"matters: {matters}",
        declared(revision),
    )
    items = []
    if revision.headline:
        items.append(f"- headline: ~~{escaped(revision.headline[0])}~~ **{escaped(revision.headline[1])}**")
    ordered = sorted(revision.changes, key=lambda change: not change.aspects)
    items += [f"- {_aspects(change)}{markdown_of(change)}" for change in ordered[:CHANGES_SHOWN]]
    if len(ordered) > CHANGES_SHOWN:
        items.append(f"- *and {len(ordered) - CHANGES_SHOWN} more, in the export*")
    items += [f"- note: {escaped(note.span.text)}" for note in revision.notes]
    return "\n\n".join([heading, " · ".join(facts), "\n".join(items)])


def _aspects(change: SentenceChange) -> str:
    return f"*{', '.join(change.aspects)}*: " if change.aspects else ""


def declared(revision: Revision) -> str:
    """Say what the page itself says of its change."""
    if revision.notes:
        return "a note says so"
    if revision.told:
        return "the page says that it was modified"
    if revision.live:
        return "a live page"
    return f"not comparable: {revision.doubt}" if revision.doubt else "the page does not say so"


def minute(at: datetime | None) -> str:
    """Write a UTC time to the minute."""
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "unknown"
