"""What `check --json` says of an article's earlier copies and of a page that is gone: models, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from articles.model import Aspect, ChangeKind, Disappearance, MissingKind, NoteKind, Revision, SentenceChange, Span


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlacePart(_Part):
    """Words and their offsets: in the earlier copy's body where they are of the earlier copy, else in the later's."""

    start: int
    end: int
    text: str


class WordsPart(_Part):
    """Words that gave way to others; one of the two may be empty."""

    removed: PlacePart
    added: PlacePart


class ChangePart(_Part):
    """A sentence that came, went or was reworded; without `aspects` it is style."""

    kind: ChangeKind
    earlier: PlacePart | None
    later: PlacePart | None
    words: list[WordsPart]
    aspects: list[Aspect]


class DriftPart(_Part):
    """A figure or a date that became another; figures as they are counted, dates as ISO days, both as text."""

    of: str | None
    unit: str | None
    before: str
    after: str
    earlier: PlacePart
    later: PlacePart


class SourcePart(_Part):
    """Somebody who is cited in one copy only."""

    kind: ChangeKind
    source: str
    place: PlacePart


class NotePart(_Part):
    """A correction note that is new in the later copy."""

    kind: NoteKind
    place: PlacePart
    day: str | None
    wrong: str | None


class RevisionPart(_Part):
    """What changed between two copies of the article; `earlier` and `later` are article ids."""

    id: str
    earlier: str
    later: str
    seen_earlier: str | None
    seen_later: str | None
    headline_before: str | None
    headline_after: str | None
    kept: int
    material: list[Aspect]
    changes: list[ChangePart]
    figures: list[DriftPart]
    dates: list[DriftPart]
    sources: list[SourcePart]
    notes: list[NotePart]
    modified_before: str | None
    modified_after: str | None
    published_before: str | None
    published_after: str | None
    told: bool
    live: bool
    doubt: str | None


class DisappearancePart(_Part):
    """What the article's address gave in its place; `back_at` is when the article was there again."""

    url: str
    final_url: str
    kind: MissingKind
    status: int | None
    seen_at: str
    sha256: str
    back_at: str | None


def revision_part(revision: Revision) -> RevisionPart:
    """Show one revision as the contract does."""
    before, after = revision.headline or (None, None)
    return RevisionPart(
        id=revision.id,
        earlier=revision.earlier,
        later=revision.later,
        seen_earlier=revision.seen_earlier.isoformat() if revision.seen_earlier else None,
        seen_later=revision.seen_later.isoformat() if revision.seen_later else None,
        headline_before=before,
        headline_after=after,
        kept=revision.kept,
        material=list(revision.material),
        changes=[_change(change) for change in revision.changes],
        figures=[
            DriftPart(
                of=drift.of or None,
                unit=drift.unit,
                before=str(drift.before),
                after=str(drift.after),
                earlier=_place(drift.earlier),
                later=_place(drift.later),
            )
            for drift in revision.figures
        ],
        dates=[
            DriftPart(
                of=None,
                unit=None,
                before=drift.before,
                after=drift.after,
                earlier=_place(drift.earlier),
                later=_place(drift.later),
            )
            for drift in revision.dates
        ],
        sources=[
            SourcePart(kind=source.kind, source=source.source, place=_place(source.span)) for source in revision.sources
        ],
        notes=[
            NotePart(
                kind=note.kind,
                place=_place(note.span),
                day=note.day.isoformat() if note.day else None,
                wrong=note.wrong.text if note.wrong else None,
            )
            for note in revision.notes
        ],
        modified_before=revision.modified[0],
        modified_after=revision.modified[1],
        published_before=revision.published[0],
        published_after=revision.published[1],
        told=revision.told,
        live=revision.live,
        doubt=revision.doubt,
    )


def disappearance_parts(found: Iterable[Disappearance]) -> list[DisappearancePart]:
    """Show what was met in an article's place as the contract does."""
    return [
        DisappearancePart(
            url=gone.url,
            final_url=gone.final_url,
            kind=gone.kind,
            status=gone.status,
            seen_at=gone.seen_at.isoformat(),
            sha256=gone.sha256,
            back_at=gone.back_at.isoformat() if gone.back_at else None,
        )
        for gone in found
    ]


def _change(change: SentenceChange) -> ChangePart:
    return ChangePart(
        kind=change.kind,
        earlier=_place(change.earlier) if change.earlier else None,
        later=_place(change.later) if change.later else None,
        words=[WordsPart(removed=_place(words.removed), added=_place(words.added)) for words in change.words],
        aspects=list(change.aspects),
    )


def _place(span: Span) -> PlacePart:
    return PlacePart(start=span.start, end=span.end, text=span.text)
