"""Of claims that say the same, one is asked of."""

from __future__ import annotations

from datetime import UTC, datetime

from articles.corroboration import relate
from articles.model import ReadArticle
from articles.reading import read
from checks.batch import Batch
from checks.suites import validate
from tests.checks.builders import article

DISPATCH = (
    "Nine people were killed when a passenger ferry capsized off Port Tamsin on Saturday evening, the coastguard said.\n"
    "The vessel rolled over two kilometres from the harbour mouth in rough water, coastguard commander Orla Venn told "
    "reporters at the quay. Rescue crews searched the water through the night with two helicopters and six boats."
)


def judged(*outlets: tuple[str, str, str]) -> dict[str, list[tuple[str, bool]]]:
    """Return, by outlet, what `single origin` said of its claims and whether a person is asked."""
    reads = []
    for name, published, text in outlets:
        told = article(text, outlet=name, published=published)
        reads.append(ReadArticle(told, read(told)))
    batch = Batch(tuple(reads), relate(reads), datetime(2026, 11, 22, tzinfo=UTC))
    names = {one.article.id: one.article.outlet.name for one in reads if one.article.outlet}
    said: dict[str, list[tuple[str, bool]]] = {name: [] for name in names.values()}
    for finding in validate(batch).findings:
        if finding.rule == "single origin":
            said[names[finding.article]].append((finding.outcome, finding.flagged))
    return said


def test_a_person_is_asked_once_about_a_dispatch_that_three_outlets_print() -> None:
    said = judged(
        ("The Post", "2026-10-04T12:00:00+00:00", DISPATCH),
        ("The Herald", "2026-10-04T10:00:00+00:00", DISPATCH),
        ("The Mail", "2026-10-05", DISPATCH),
    )
    assert ("fail", True) in said["The Herald"], "the first to tell it is asked of"
    assert {outcome for outcome, _ in (*said["The Post"], *said["The Mail"])} == {"fail"}
    assert not any(flagged for _, flagged in (*said["The Post"], *said["The Mail"]))


def test_different_statements_are_each_asked_of() -> None:
    other = "Fourteen people were injured when a crane fell on a tram stop in Ostermere on Monday, the police said."
    said = judged(("The Post", "2026-10-04", DISPATCH), ("The Herald", "2026-10-06", other))
    assert ("fail", True) in said["The Post"]
    assert ("fail", True) in said["The Herald"]
