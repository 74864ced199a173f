"""What became of each input of a run: exactly one outcome, from a closed list, so that none can get lost uncounted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.model import Capture, ReadArticle
from capture.errors import Reason, Unreadable, shown
from storage.captures import KeptCapture


class Outcome(StrEnum):
    """How an input ended. The values are the labels of metrics and the keys of a run's counts: they stay as they are."""

    NEW = "new"
    KNOWN = "known"
    REPEATED = "repeated"
    GONE = "gone"
    ROBOTS = "refused_by_robots"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"
    DEFECT = "defect"
    NOT_STORED = "not_stored"
    NO_INPUT = "no_input"


MEANING: dict[Outcome, str] = {
    Outcome.NEW: "an article whose words are stored for the first time",
    Outcome.KNOWN: "an article that was stored before, its words unchanged",
    Outcome.REPEATED: "an article that another input of the same run gave",
    Outcome.GONE: "an address at which there is no article (any more)",
    Outcome.ROBOTS: "an address that robots.txt asks not to fetch",
    Outcome.UNREACHABLE: "no answer, or none that could be kept",
    Outcome.UNREADABLE: "an answer that is no article, or cannot be read as one",
    Outcome.DEFECT: "an answer on which this program itself failed; its capture is kept",
    Outcome.NOT_STORED: "an article that the database refused",
    Outcome.NO_INPUT: "what names no page, file or folder",
}


FOR_REASON: dict[Reason, Outcome] = {
    "robots": Outcome.ROBOTS,
    "content": Outcome.UNREADABLE,
    "defect": Outcome.DEFECT,
}
"""By the reason that a problem gives; a page that is not there any more is told apart before."""


@dataclass(frozen=True, slots=True)
class Ended:
    """One input's end: what was asked for, how it ended, the article where it gave one, the problem where not."""

    url: str
    outcome: Outcome
    article: str | None = None
    problem: str | None = None


def of_refused(refused: Iterable[Unreadable]) -> tuple[Ended, ...]:
    """Say how inputs ended that name nothing."""
    return tuple(Ended(problem.input, Outcome.NO_INPUT, problem=problem.problem) for problem in refused)


def of_batch(
    unfetched: Sequence[Unreadable],
    kept: Sequence[KeptCapture | Capture],
    unread: Sequence[Unreadable],
    stored: Sequence[ReadArticle],
    refused: Sequence[Unreadable],
    new: Collection[str],
    earlier: Collection[str],
) -> tuple[Ended, ...]:
    """Say how each input of a batch ended: as many ends as `unfetched` and `kept` together.

    `new` are the ids that were stored for the first time, `earlier` those that earlier batches of this run gave.
    """
    ends = [Ended(problem.input, _unfetched(problem), problem=problem.problem) for problem in unfetched]
    ends += [Ended(problem.input, _unread(problem), problem=problem.problem) for problem in unread]
    ends += [Ended(problem.input, Outcome.NOT_STORED, problem=problem.problem) for problem in refused]
    for read in stored:
        key = read.article.id
        outcome = Outcome.REPEATED if key in earlier else Outcome.NEW if key in new else Outcome.KNOWN
        ends.append(Ended(read.article.url, outcome, key))
    return (*ends, *_repeated(kept, [problem.input for problem in (*unread, *refused)], stored))


def _repeated(
    kept: Sequence[KeptCapture | Capture], problems: Iterable[str], stored: Iterable[ReadArticle]
) -> Iterator[Ended]:
    """Name the captures beyond the first that gave one article: what is left once each end has taken its capture."""
    left = Counter(shown(capture.url) for capture in kept)
    left -= Counter([*problems, *(shown(read.article.url) for read in stored)])
    return (Ended(url, Outcome.REPEATED) for url in left.elements())


def _unfetched(problem: Unreadable) -> Outcome:
    if problem.missing:
        return Outcome.GONE
    if problem.reason is None:  # a file is reached or not there; what is wrong with one stands in it
        return Outcome.UNREACHABLE if "://" in problem.input else Outcome.UNREADABLE
    return FOR_REASON[problem.reason]


def _unread(problem: Unreadable) -> Outcome:
    if problem.missing:
        return Outcome.GONE
    return Outcome.UNREADABLE if problem.reason is None else FOR_REASON[problem.reason]
