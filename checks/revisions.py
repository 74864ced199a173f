"""Did a page change without saying so? Edits nobody announced, figures that drifted, headlines, corrections, missing pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from articles.model import Aspect, EvidenceSpan, FigureDrift, MissingKind, NoteKind, Revision, Span
from articles.revisions import notes_in
from checks.batch import Batch, is_english
from checks.rules import LONGEST_QUOTE, Judgement, Row, Rule, failed, passed, place, quoted, unverifiable

MOST_SHOWN = 6
"""Changes that a finding points at; the revision itself holds all of them."""

CALLED: dict[Aspect, str] = {
    "figure": "a figure",
    "date": "a date",
    "name": "a name",
    "attribution": "who is cited",
    "negation": "a negation",
    "outcome": "what happened to whom",
    "statement": "a statement",
}
INSTEAD: dict[MissingKind, str] = {
    "not found": "The page is not there any more (status {status})",
    "removed": "The page was removed by its publisher (status {status})",
    "error page": "The address now gives an error page, though with status {status}",
    "front page": "The address now leads to the site's front page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow(Row):
    """What changed between two copies of an article, and what its page says of that."""

    aspects: tuple[Aspect, ...]
    changed: int
    since: str
    notes: int
    told: bool
    modified: str | None
    redated: tuple[str, str] | None
    live: bool
    doubt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow(Row):
    """A figure for one thing in two copies of an article; `drift` is None where the text could not be read."""

    drift: FigureDrift | None
    since: str
    notes: int
    told: bool
    live: bool
    doubt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineRow(Row):
    """Two headlines of one article."""

    before: str
    after: str
    aspects: tuple[Aspect, ...]
    noted: bool
    live: bool
    doubt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow(Row):
    """A correction note, and the words in which it says what was wrong."""

    kind: NoteKind
    day: str | None
    wrong: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow(Row):
    """What an address gave in place of its article."""

    kind: MissingKind
    status: int | None
    seen: str
    back: str | None


def edit_rows(batch: Batch) -> Iterator[EditRow]:
    """Yield a row for each revision."""
    for revision in batch.revisions:
        telling = [change for change in revision.changes if change.aspects][:MOST_SHOWN]
        spans = [
            at(article, span)
            for change in telling
            for article, span in ((revision.later, change.later), (revision.earlier, change.earlier))
            if span is not None
        ]
        yield EditRow(
            article=revision.later,
            subject=f"since:{revision.earlier}",
            aspects=revision.material,
            changed=len(revision.changes),
            since=since(revision),
            notes=len(revision.notes),
            told=revision.told,
            modified=revision.modified[1],
            redated=redated(revision),
            live=revision.live,
            doubt=revision.doubt,
            evidence=tuple(spans) or (EvidenceSpan(revision.later, "address", revision.address[:LONGEST_QUOTE]),),
        )


def judge_edit(row: EditRow) -> Judgement:
    """Fail where the text says something else and the page does not say that it was changed."""
    if not row.aspects:
        changes = "Only the page around it changed" if row.changed == 0 else "Only style or spelling changed"
        return passed(f"{changes} since {row.since}.")
    if row.live:
        return passed(f"Changed since {row.since}: a live page, which grows by design.")
    what = f"Changed since {row.since} in {listing([CALLED[aspect] for aspect in row.aspects])}"
    if row.doubt is not None:
        return unverifiable(f"{what}, but {row.doubt}. Both copies are kept.")
    if row.notes:
        return passed(f"{what}, and a note on the page says that it was changed.")
    if row.told:
        return passed(f"{what}, and the page says that it was modified{f': {row.modified}' if row.modified else ''}.")
    differs = listing([CALLED[aspect] for aspect in row.aspects])
    stated = f"Its date of modification is still {row.modified}. " if row.modified else ""
    if row.redated:
        stated += f"Its publication, once {row.redated[0]}, is now dated {row.redated[1]}. "
    return failed(
        f"{differs[0].upper()}{differs[1:]} changed since {row.since}, and neither a note nor a date on the page says so. "
        f"{stated}The outlet can say when and why; both copies are kept.",
        severity="high" if row.modified else None,
    )


def drift_rows(batch: Batch) -> Iterator[DriftRow]:
    """Yield a row for each figure that has another value in the later copy."""
    languages = {name: read.article.language for name, read in batch.named()}
    for revision in batch.revisions:
        language = languages.get(revision.later)
        unread = None
        if not is_english(language):
            unread = f"the article's language is “{language}”, and figures are read in English only"
        row = DriftRow(
            article=revision.later,
            subject=f"since:{revision.earlier}",
            drift=None,
            since=since(revision),
            notes=len(revision.notes),
            told=revision.told,
            live=revision.live,
            doubt=unread or revision.doubt,
            evidence=(EvidenceSpan(revision.later, "language", language or ""),),
        )
        if unread:
            yield row
        for drift in revision.figures:
            holding = next((c for c in revision.changes if c.later and within(drift.later, c.later)), None)
            before = next((c.earlier for c in revision.changes if c.earlier and within(drift.earlier, c.earlier)), None)
            later = holding.later if holding and holding.later else drift.later
            yield replace(
                row,
                subject=f"{place(drift.later.start, drift.later.end)} since:{revision.earlier}",
                drift=drift,
                evidence=(at(revision.later, later), at(revision.earlier, before or drift.earlier)),
            )


def judge_drift(row: DriftRow) -> Judgement:
    """Fail where a figure became another and no note says so; a toll that rises on a page marked as updated is news."""
    if row.drift is None:
        return unverifiable(f"Not checked: {row.doubt}.")
    of = f" ({row.drift.of})" if row.drift.of else ""
    what = f"“{row.drift.earlier.text}” became “{row.drift.later.text}”{of} since {row.since}"
    if row.live:
        return passed(f"{what}: a live page, which grows by design.")
    if row.doubt is not None:
        return unverifiable(f"{what}, but {row.doubt}.")
    if row.notes:
        return passed(f"{what}, and a note on the page says that it was changed.")
    if row.told and row.drift.cumulative:
        return passed(f"{what}: a count that grew, on a page that says it was updated.")
    if row.told:
        return failed(
            f"{what}. The page says that it was modified, but no note says that this figure was corrected.",
            severity="low",
        )
    return failed(f"{what}. The page does not say that it was changed. Whoever gave the figure can say which is right.")


def headline_rows(batch: Batch) -> Iterator[HeadlineRow]:
    """Yield a row for each revision whose headline has other words."""
    for revision in batch.revisions:
        if revision.headline is None:
            continue
        before, after = revision.headline
        yield HeadlineRow(
            article=revision.later,
            subject=f"headline since:{revision.earlier}",
            before=before,
            after=after,
            aspects=revision.headline_aspects,
            noted=bool(revision.notes),
            live=revision.live,
            doubt=None if revision.doubt and revision.doubt.startswith("one of the two ends") else revision.doubt,
            evidence=(
                EvidenceSpan(revision.later, "headline", after[:LONGEST_QUOTE]),
                EvidenceSpan(revision.earlier, "headline", before[:LONGEST_QUOTE]),
            ),
        )


def judge_headline(row: HeadlineRow) -> Judgement:
    """Fail where the headline says something else; other words for the same pass."""
    what = f"“{short(row.before)}” became “{short(row.after)}”"
    if not row.aspects:
        return passed(f"Reworded: {what}.")
    if row.live:
        return passed(f"{what}: a live page, which grows by design.")
    if row.doubt is not None:
        return unverifiable(f"{what}, but {row.doubt}.")
    noted = "A note on the page says that the article was changed." if row.noted else "No note says so."
    return failed(f"{what}: {listing([CALLED[aspect] for aspect in row.aspects])} differs. {noted}")


def note_rows(batch: Batch) -> Iterator[NoteRow]:
    """Yield a row for each note in which an article corrects itself."""
    for article, read in batch.english():
        published = read.article.published
        body = read.article.body
        for note in notes_in(body, published.day if published else None):
            yield NoteRow(
                article=article,
                subject=place(note.span.start, note.span.end),
                kind=note.kind,
                day=note.day.isoformat() if note.day else None,
                wrong=note.wrong.text if note.wrong else None,
                evidence=(quoted(article, body, note.span.start, note.span.end),),
            )


def judge_note(row: NoteRow) -> Judgement:
    """Pass a note that says what it corrects; fail one that says only that something was changed."""
    dated = f" of {row.day}" if row.day else ""
    if row.wrong is not None:
        return passed(f"{row.kind.capitalize()}{dated}: {short(row.wrong)}")
    return failed(
        f"The page carries a {row.kind}{dated} that does not say what was wrong. "
        "Whoever took over its words cannot tell whether they are concerned; an earlier copy or the outlet would settle it."
    )


def missing_rows(batch: Batch) -> Iterator[MissingRow]:
    """Yield a row for each article whose address was met without it."""
    for gone in batch.disappearances:
        yield MissingRow(
            article=gone.article,
            subject=f"address:{gone.kind}:{gone.status}",
            kind=gone.kind,
            status=gone.status,
            seen=moment(gone.seen_at.isoformat()),
            back=moment(gone.back_at.isoformat()) if gone.back_at else None,
            evidence=(
                EvidenceSpan(gone.article, "address", gone.url[:LONGEST_QUOTE]),
                EvidenceSpan(gone.article, "answer", f"{gone.final_url[:200]} · sha256 {gone.sha256}"),
            ),
        )


def judge_missing(row: MissingRow) -> Judgement:
    """Fail where the article is not at its address; one that came back passes."""
    what = INSTEAD[row.kind].format(status=row.status)
    if row.back is not None:
        return passed(f"{what}, seen {row.seen}; the article was there again {row.back}.")
    return failed(
        f"{what}, seen {row.seen}. The copy that was fetched is kept. The outlet can say whether it was withdrawn."
    )


def redated(revision: Revision) -> tuple[str, str] | None:
    """Return both dates of publication where a page now gives itself another."""
    before, after = revision.published
    return (before, after) if before and after and before != after else None


def since(revision: Revision) -> str:
    """Say which copy the later one is compared with."""
    if revision.seen_earlier is None:
        return "the earlier copy"
    return f"the copy of {moment(revision.seen_earlier.isoformat())}"


def moment(iso: str) -> str:
    """Write a UTC time for people, to the minute."""
    return f"{iso[:10]} {iso[11:16]} UTC"


def at(article: str, span: Span) -> EvidenceSpan:
    """Point at words of the body of either copy."""
    return EvidenceSpan(article, "body", span.text[:LONGEST_QUOTE], span.start, span.end)


def within(inner: Span, outer: Span) -> bool:
    """Tell whether one stretch of words holds another."""
    return outer.start <= inner.start and inner.end <= outer.end


def short(text: str) -> str:
    """Cut a quotation to what a message holds."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"


def listing(things: list[str]) -> str:
    """Name several things in a sentence."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


SILENT_EDIT = Rule(
    name="silent edit",
    suite="revisions",
    question="A text that says something else than before says that it was changed",
    severity="medium",
    flagged=True,
    row=EditRow,
    rows=edit_rows,
    judge=judge_edit,
    prose=False,
)

FIGURE_DRIFT = Rule(
    name="figure drift",
    suite="revisions",
    question="A figure for the same thing stays the same between two copies, or a note says why not",
    severity="medium",
    flagged=True,
    row=DriftRow,
    rows=drift_rows,
    judge=judge_drift,
    prose=False,
)

HEADLINE_CHANGED = Rule(
    name="headline changed",
    suite="revisions",
    question="A headline says the same in two copies",
    severity="low",
    flagged=True,
    row=HeadlineRow,
    rows=headline_rows,
    judge=judge_headline,
    prose=False,
)

CORRECTION_NOTE = Rule(
    name="correction note",
    suite="revisions",
    question="A correction note says what was wrong",
    severity="low",
    flagged=False,
    row=NoteRow,
    rows=note_rows,
    judge=judge_note,
)

DISAPPEARED = Rule(
    name="disappeared",
    suite="revisions",
    question="An article that was there is still at its address",
    severity="medium",
    flagged=True,
    row=MissingRow,
    rows=missing_rows,
    judge=judge_missing,
    prose=False,
)
