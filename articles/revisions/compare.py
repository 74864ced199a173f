"""Two revisions of one article compared: what came, went and changed, and which of it matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from articles.addresses import normal_url
from articles.model import Article, Aspect, CorrectionNote, ReadArticle, Revision, SentenceChange, SourceChange
from articles.revisions.drifts import drifts_in
from articles.revisions.live import is_live
from articles.revisions.noise import key_of, update_stamps
from articles.revisions.notes import notes_in
from articles.revisions.order import address_of
from articles.revisions.sentences import Side, changes_between, side_of, told_apart
from articles.revisions.weighing import headline_aspects, weighed

NOT_A_SOURCE = frozenset({"pronoun", "unstated"})
NEARLY_NOTHING_KEPT = 0.1
FEWEST_TO_REPLACE = 4
CUT_WITHIN = 20
"""Characters of a broken-off last sentence that must be those of the whole one."""
CUT_SHORT = 0.6
"""Share of a text's sentences below which a beginning of it is a copy cut short (a paywall), not an edit."""


def compare(earlier: ReadArticle, later: ReadArticle) -> Revision:
    """Say what changed between two articles at one address.

    Pure and bounded: texts longer than any article are compared as far as `articles.revisions.sentences` says.
    """
    before, after = earlier.article, later.article
    old_notes, all_notes = _notes(earlier), _notes(later)
    known = {key_of(note.span.text) for note in old_notes}
    notes = tuple(note for note in all_notes if key_of(note.span.text) not in known)
    one, other = side_of(earlier, old_notes), side_of(later, all_notes)
    kept, changes = changes_between(one, other)
    figures, dates = drifts_in(one, other, changes)
    sources = tuple(_sources(one, other, changes))
    stated = _stated(before), _stated(after)
    return Revision(
        earlier=before.id,
        later=after.id,
        address=address_of(after),
        seen_earlier=before.fetched_at,
        seen_later=after.fetched_at,
        kept=kept,
        changes=tuple(_with_sources(weighed(change, one, other, figures, dates), sources) for change in changes),
        headline=_headline(before, after),
        headline_aspects=headline_aspects(before, after, one, other) if _headline(before, after) else (),
        figures=figures,
        dates=dates,
        sources=sources,
        notes=notes,
        modified=(_shown(before), _shown(after)),
        published=(_said(before), _said(after)),
        told=bool(stated[1] - stated[0]) or bool(update_stamps(after.body) - update_stamps(before.body)),
        live=is_live(before) or is_live(after),
        doubt=_doubt(one, other, kept, changes),
    )


def _notes(read: ReadArticle) -> tuple[CorrectionNote, ...]:
    published = read.article.published
    return notes_in(read.article.body, published.day if published else None)


def _stated(article: Article) -> frozenset[str]:
    """Return the dates of modification that the page shows; what only its server says reaches no reader."""
    shown = {
        item.value for item in article.evidence if item.field == "modified" and not item.found_in.startswith("http:")
    }
    if not shown and article.modified is not None and not any(item.field == "modified" for item in article.evidence):
        shown = {str(article.modified)}
    return frozenset(shown)


def _shown(article: Article) -> str | None:
    """Return the date of modification to show: the chosen one, unless only the server said it."""
    if article.modified is None or not _stated(article):
        return None
    return str(article.modified)


def _said(article: Article) -> str | None:
    return str(article.published) if article.published else None


def _headline(before: Article, after: Article) -> tuple[str, str] | None:
    if not before.headline or not after.headline or key_of(before.headline) == key_of(after.headline):
        return None
    return before.headline, after.headline


def _sources(one: Side, other: Side, changes: Iterable[SentenceChange]) -> Iterable[SourceChange]:
    """Say who is no longer cited and who is cited now, by name; whoever is cited on both sides is neither."""
    changed = tuple(changes)
    if not (one.prose and other.prose):
        return
    for mine, theirs, kind in ((one, other, "removed"), (other, one, "added")):
        cited = [told_apart(said.name or said.source or "") for said in theirs.read.reading.attributions]
        seen: set[frozenset[str]] = set()
        for change in changed:
            span = change.earlier if kind == "removed" else change.later
            if span is None:
                continue
            counterpart = change.later if kind == "removed" else change.earlier
            still_named = told_apart(counterpart.text) if counterpart else frozenset()
            for said in mine.attributions_in(span):
                name = said.name or said.source
                words = told_apart(name or "")
                if not words or said.kind in NOT_A_SOURCE or words in seen or words <= still_named:
                    continue
                if any(their and (words <= their or their <= words) for their in cited):
                    continue
                seen.add(words)
                yield SourceChange("removed" if kind == "removed" else "added", name or "", span)


def _with_sources(change: SentenceChange, sources: Iterable[SourceChange]) -> SentenceChange:
    """Mark the sentences by which a source came or went."""
    named = any(source.span == (change.earlier if source.kind == "removed" else change.later) for source in sources)
    more: tuple[Aspect, ...] = ("attribution",) if named and "attribution" not in change.aspects else ()
    return replace(change, aspects=(*change.aspects, *more))


def _doubt(one: Side, other: Side, kept: int, changes: Iterable[SentenceChange]) -> str | None:
    """Say why the two may not be two revisions of one text."""
    before, after = one.read.article, other.read.article
    kinds = Counter(change.kind for change in changes)
    if before.extractor != after.extractor:
        return "the two were extracted by different versions of the program"
    places = _place(before.final_url), _place(after.final_url)
    if places[0] and places[1] and places[0] != places[1]:
        return "the two were served at different addresses: perhaps a mobile or a print version"
    fewer, more = sorted((len(one.units), len(other.units)))
    if fewer >= FEWEST_TO_REPLACE and kept + kinds["changed"] <= NEARLY_NOTHING_KEPT * fewer:
        return "almost nothing of the earlier text is left: this may be another article at the same address"
    if fewer < CUT_SHORT * more and _is_beginning(*sorted((one.keys, other.keys), key=len)):
        return "one of the two ends early: a paywall or a page cut short rather than an edit"
    return None


def _place(url: str) -> tuple[str, str, str] | None:
    """Return what tells a page of the web from another, however it is spelled; None for a saved file."""
    parts = urlsplit(normal_url(url))
    if parts.scheme not in {"http", "https"}:
        return None
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def _is_beginning(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether one text is the other's beginning; its last sentence may break off."""
    if not short:
        return True
    return short[:-1] == long[: len(short) - 1] and long[len(short) - 1].startswith(short[-1][:CUT_WITHIN])
