"""The stages over pages that change: revisions, pages that are gone, and which copy of an article speaks."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from articles.model import Capture, Finding, Relations, Story
from articles.outlets import Registry
from capture.errors import Unreadable
from flows import stages
from flows.desk import Desk, open_desk
from flows.revising import revise
from flows.settings import Settings
from flows.stories import story_page
from flows.story_markdown import story_markdown
from storage.bundle import export, verify_bundle
from storage.catalogue import load_captures
from storage.consistency import check_desk
from storage.database import writing
from storage.findings import findings_of, flags, start_run
from storage.relations import load_relations, store_relations
from storage.revisions import copies_of, disappearances_of, revisions_of
from tests.conftest import migrated_sqlite

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)
POST, HERALD = "http://www.ostermere-post.example/news/shed", "http://www.norwick-herald.example/2026/shed"
BODY = (
    "A boat shed burned down in the harbour of Ostermere on Saturday night, and the flames could be seen from Norwick.",
    "At least 12 people were killed in the fire at the Ostermere boat shed, fire chief Odile Brandt said on Sunday.",
    "Neighbours accused the owner of the shed, Tarn Freight, of storing diesel without a permit.",
    "Crews from three districts fought the flames until dawn. The cause is not known, the fire chief said.",
)
OTHER = (
    "Flames over the quay woke the town of Ostermere on Saturday night, when an old boat shed went up.",
    "The fire at the Ostermere boat shed killed at least 12 people, the hospital director, Ines Holt, said.",
    "By Sunday noon the harbour smelled of tar, and the fishermen had moved their nets to the church.",
)
OTHER_NEWS = (
    "The borough council voted on Monday to close the Mill Lane baths, whose boiler gave out in the spring.",
    "A new boiler would cost 400,000 euros, the treasurer, Anselm Roy, said. It would come by barge in March.",
    "Swimmers from the upper town will be taken to the lake by bus until then.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    migrated_sqlite(tmp_path)
    with open_desk(Settings(data_dir=tmp_path, processes=1)) as opened:
        yield opened


def page(
    url: str,
    paragraphs: Sequence[str],
    hour: int = 0,
    *,
    headline: str = "Boat shed burns in Ostermere",
    modified: str = "2026-10-11T09:00:00+01:00",
    site: str = "",
) -> Capture:
    """One answer with an article, as a site serves it."""
    said = f'<meta property="og:site_name" content="{site}">' if site else ""
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    content = (
        f'<!DOCTYPE html><html lang="en"><head><title>{headline}</title>{said}'
        f'<meta property="article:published_time" content="2026-10-11T09:00:00+01:00">'
        f'<meta property="article:modified_time" content="{modified}">'
        f"</head><body><article><h1>{headline}</h1><p>By Mira Hallow</p>{text}</article></body></html>"
    )
    headers = (("content-type", "text/html; charset=utf-8"),)
    return Capture(url, url, 200, headers, (), NOON + timedelta(hours=hour), content.encode())


def instead(
    url: str, status: int, hour: int, *, final_url: str = "", content: bytes = b"<h1>Page not found</h1>"
) -> Capture:
    return Capture(url, final_url or url, status, (), (), NOON + timedelta(hours=hour), content)


def refused(answer: Capture) -> Unreadable:
    """What the fetcher says of an answer that is no page."""
    problem = Unreadable(answer.url, "is not there", "check the address", answer.status)
    problem.missing, problem.answer = "not found", answer
    return problem


def check(desk: Desk, *captures: Capture, refusals: Sequence[Unreadable] = (), run: str = "run") -> stages.Related:
    """Let captures go through the stages as the flow does."""
    kept = stages.keep(desk, captures)
    reads, unread = stages.extract(desk, stages.begin(desk, kept, Registry(())))
    stored = stages.store(desk, reads)
    gone = revise(desk, stored.reads, (*refusals, *unread))
    related = stages.relate(desk, (*stored.reads, *gone))
    verdict = stages.validate(desk, related, NOON + timedelta(days=1))
    start_run(desk.engine, run, NOON)
    stages.flag(desk, related, verdict, run)
    return related


def found(desk: Desk, article: str, rule: str) -> list[Finding]:
    return [finding for finding in findings_of(desk.engine, [article]) if finding.rule == rule]


def copies(desk: Desk, related: stages.Related) -> set[str]:
    [read] = [read for read in related.reads if read.article.url == POST]
    return set(copies_of(desk.engine, [read.article.id])[read.article.address])


def test_another_body_at_the_same_address_is_a_revision_and_nothing_is_lost(desk: Desk) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    related = check(desk, page(POST, [*BODY[:2], BODY[3]], 1))
    [second] = related.reads
    assert copies(desk, related) == {first.article.id, second.article.id}
    [revision] = revisions_of(desk.engine, [second.article.id])
    assert (revision.earlier, revision.later) == (first.article.id, second.article.id)
    assert (revision.seen_earlier, revision.seen_later) == (NOON, NOON + timedelta(hours=1))
    [silent] = found(desk, second.article.id, "silent edit")
    assert (silent.outcome, silent.severity, silent.flagged) == ("fail", "high", True)
    assert any("accused" in span.text for span in silent.evidence)


def test_an_edit_that_is_owned_up_to_is_not_flagged(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    note = "Correction, 12 October 2026: An earlier version of this article said that 12 people had been killed."
    [second] = check(desk, page(POST, [BODY[0], BODY[1].replace("12", "15"), *BODY[2:], note], 1)).reads
    assert {
        finding.outcome
        for rule in ("silent edit", "figure drift", "correction note")
        for finding in found(desk, second.article.id, rule)
    } == {"pass"}


def test_the_same_again_adds_nothing(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    edited = page(POST, [BODY[0], BODY[1].replace("12", "15"), *BODY[2:]], 1)
    before = check(desk, edited)
    state = revisions_of(desk.engine, copies(desk, before)), findings_of(desk.engine, copies(desk, before))
    again = check(desk, edited, run="again")
    assert (revisions_of(desk.engine, copies(desk, again)), findings_of(desk.engine, copies(desk, again))) == state
    assert again == before


@pytest.mark.parametrize("site", ["", "The Ostermere Post"])
def test_two_copies_of_a_page_are_one_outlet_and_one_origin(desk: Desk, site: str) -> None:
    check(
        desk,
        page(POST, BODY, site=site),
        page(HERALD, OTHER, headline="Dozens lost their boats", site="Norwick Herald"),
    )
    alone = [
        one.outlets
        for one in load_relations(desk.engine, copies(desk, check(desk, page(POST, BODY, 1, site=site)))).corroborations
    ]
    related = check(desk, page(POST, [BODY[0], BODY[1].replace("At least 12", "Some 12"), *BODY[2:]], 2, site=site))
    assert len(copies(desk, related)) == 2
    assert [read.article.url for read in related.reads].count(POST) == 1
    counts = {one.claim: (one.outlets, one.origins.at_most) for one in related.relations.corroborations}
    assert max(outlets for outlets, _ in counts.values()) == max(alone) == 2
    assert max(origins for _, origins in counts.values()) == 2
    assert {
        story.articles for story in load_relations(desk.engine, [read.article.id for read in related.reads]).stories
    } == {story.articles for story in related.relations.stories}


def test_a_figure_that_drifted_conflicts_with_no_other_copy_and_is_asked_about_once(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    related = check(desk, page(POST, [BODY[0], BODY[1].replace("At least 12", "At least 19"), *BODY[2:]], 1))
    [second] = related.reads
    assert not any(one.conflicts for one in related.relations.corroborations)
    asked = [flag.rule for flag in flags(desk.engine, "open") if flag.rule in {"silent edit", "figure drift"}]
    assert asked == ["figure drift"]
    [drift] = found(desk, second.article.id, "figure drift")
    assert "“12” became “19”" in drift.message


def test_the_flags_of_a_copy_that_no_longer_speaks_are_settled_but_not_those_about_its_own_edits(desk: Desk) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    assert {flag.article for flag in flags(desk.engine, "open")} == {first.article.id}
    [second] = check(desk, page(POST, [*BODY[:2], BODY[3]], 1)).reads
    assert first.article.id not in {flag.article for flag in flags(desk.engine, "open")}
    [third] = check(
        desk, page(POST, [*BODY[:2], BODY[3], "The police took the night watchman in for questioning on Monday."], 2)
    ).reads
    silent = {flag.article for flag in flags(desk.engine, "open") if flag.rule == "silent edit"}
    assert silent == {second.article.id, third.article.id}
    assert {flag.article for flag in flags(desk.engine, "open") if flag.rule != "silent edit"} <= {third.article.id}


def test_a_story_keeps_its_name_when_its_first_article_is_revised(desk: Desk) -> None:
    before = check(desk, page(POST, BODY))
    after = check(desk, page(POST, [*BODY[:2], BODY[3]], 1))
    assert [story.id for story in after.relations.stories] == [story.id for story in before.relations.stories]
    assert load_relations(desk.engine, copies(desk, after)).stories == after.relations.stories


def test_a_page_that_is_put_back_as_it_was_is_a_revision_too(desk: Desk) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    [second] = check(desk, page(POST, [*BODY[:2], BODY[3]], 1)).reads
    [present] = check(desk, page(POST, BODY, 2)).reads
    assert present.article.id == first.article.id
    assert [(one.earlier, one.later) for one in revisions_of(desk.engine, [first.article.id])] == [
        (first.article.id, second.article.id),
        (second.article.id, first.article.id),
    ]
    assert [finding.outcome for finding in found(desk, first.article.id, "silent edit")] == ["fail"]


def test_a_counter_and_other_quotation_marks_are_no_edit(desk: Desk) -> None:
    check(desk, page(POST, [*BODY, "“We saw it from the church,” said Tom Reed, a fisherman.", "1,204 views"]))
    [read] = check(
        desk, page(POST, [*BODY, '"We saw it from the church," said Tom Reed, a fisherman.', "1,377 views"], 1)
    ).reads
    assert [finding.outcome for finding in found(desk, read.article.id, "silent edit")] in ([], ["pass"])
    assert not [flag for flag in flags(desk.engine, "open") if flag.rule in {"silent edit", "figure drift"}]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (instead(POST, 404, 1), "not found"),
        (instead(POST, 410, 1), "removed"),
    ],
)
def test_a_page_that_is_gone_is_found_and_the_answer_kept(desk: Desk, answer: Capture, kind: str) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    problem = refused(answer)
    problem.missing = "removed" if kind == "removed" else "not found"
    related = check(desk, refusals=[problem])
    assert [read.article.id for read in related.reads] == [first.article.id]
    [gone] = disappearances_of(desk.engine, [first.article.id])
    assert (gone.kind, gone.status, gone.seen_at) == (kind, answer.status, NOON + timedelta(hours=1))
    [kept] = load_captures(desk.engine, gone.sha256)
    assert desk.captures.read(kept).content == answer.content
    [finding] = found(desk, first.article.id, "disappeared")
    assert (finding.outcome, finding.flagged) == ("fail", True)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (instead(POST, 200, 1), "error page"),
        (
            instead(
                POST, 200, 1, content=b"<title>404 - Not found | The Post</title><p>" + b"Other news of the day. " * 90
            ),
            "error page",
        ),
        (
            instead(POST, 200, 1, final_url="http://www.ostermere-post.example/", content=page(POST, OTHER).content),
            "front page",
        ),
    ],
)
def test_an_error_page_or_front_page_that_says_all_is_well_is_a_page_that_is_gone(
    desk: Desk, answer: Capture, kind: str
) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    check(desk, answer)
    assert [gone.kind for gone in disappearances_of(desk.engine, [first.article.id])] == [kind]
    assert len(copies_of(desk.engine, [first.article.id])[first.article.address]) == 1


def test_a_page_that_comes_back_is_there_again(desk: Desk) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    check(desk, refusals=[refused(instead(POST, 404, 1))])
    check(desk, refusals=[refused(instead(POST, 404, 2))])
    check(desk, page(POST, BODY, 3))
    [gone] = disappearances_of(desk.engine, [first.article.id])
    assert (gone.seen_at, gone.back_at) == (NOON + timedelta(hours=1), NOON + timedelta(hours=3))
    [finding] = found(desk, first.article.id, "disappeared")
    assert finding.outcome == "pass"
    assert not [flag for flag in flags(desk.engine, "open") if flag.rule == "disappeared"]


def test_an_address_that_never_gave_an_article_has_lost_none(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    related = check(desk, instead(HERALD, 200, 1), refusals=[refused(instead(f"{HERALD}/2", 404, 1))])
    assert related.reads == ()


def test_revisions_and_pages_that_are_gone_are_in_the_export(desk: Desk, tmp_path: Path) -> None:
    check(desk, page(POST, BODY))
    check(desk, page(POST, [*BODY[:2], BODY[3]], 1))
    check(desk, refusals=[refused(instead(POST, 404, 2))])
    out = tmp_path / "bundle.zip"
    export(desk.engine, desk.captures, out, "test 1", NOON)
    with zipfile.ZipFile(out) as bag:
        tables = {Path(name).name: bag.read(name) for name in bag.namelist() if name.endswith(".jsonl")}
    for name in ("revision", "disappearance"):
        assert len(tables[f"{name}.jsonl"].splitlines()) == 1
    assert {part.status for part in verify_bundle(out)} == {"ok"}


def test_the_desk_holds_revisions_and_disappearances_against_its_log(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    check(desk, page(POST, [*BODY[:2], BODY[3]], 1))
    check(desk, refusals=[refused(instead(POST, 404, 2))])
    assert {part.name: part.status for part in check_desk(desk.engine) if part.status != "ok"} == {}
    for change, name in (
        ("UPDATE revision SET kept = kept + 1", "revisions"),
        ("UPDATE disappearance SET final_url = 'http://elsewhere.example/'", "disappearances"),
    ):
        with writing(desk.engine) as connection:
            connection.execute(text(change))
        assert name in {part.name for part in check_desk(desk.engine) if part.status == "mismatch"}


def test_the_page_of_a_story_shows_the_edits_of_all_copies(desk: Desk) -> None:
    check(desk, page(POST, BODY, site="The Ostermere Post"))
    check(desk, page(POST, [*BODY[:2], BODY[3]], 1, site="The Ostermere Post"))
    watchman = "The police took the night watchman in for questioning on Monday."
    related = check(desk, page(POST, [*BODY[:2], BODY[3], watchman], 2, site="The Ostermere Post"))
    shown = story_markdown(story_page(desk.engine, related.relations.stories[0], {}))
    needs, _, rest = shown.partition("## Revisions")
    assert needs.count("silent edit** · The Ostermere Post") == 2
    assert "~~Neighbours accused" in rest
    assert "**The police took the night watchman" in rest


def test_what_a_run_said_of_a_copy_that_another_run_replaced_meanwhile_is_taken_back(desk: Desk) -> None:
    [first] = check(desk, page(POST, BODY)).reads
    related = check(desk, page(HERALD, OTHER, site="Norwick Herald"), run="run")
    ours = [read for read in related.reads if read.article.url == HERALD]
    before = stages.relate(desk, ours)
    said = frozenset(read.article.id for read in before.reads)
    assert first.article.id in said
    check(desk, page(POST, OTHER_NEWS, 1, headline="Borough waits for a boiler"), run="another")
    stages.flag(desk, before, stages.validate(desk, before, NOON + timedelta(days=1)), "run")
    assert findings_of(desk.engine, [first.article.id])
    again = stages.relate(desk, ours, said)
    assert first.article.id in again.superseded
    stages.flag(desk, again, stages.validate(desk, again, NOON + timedelta(days=1)), "run")
    assert not findings_of(desk.engine, [first.article.id])


def test_a_story_that_two_runs_tore_apart_is_joined_again_by_the_one_that_tries_again(desk: Desk) -> None:
    check(desk, page(POST, BODY))
    [post, herald] = sorted(
        check(desk, page(HERALD, OTHER, site="Norwick Herald")).reads, key=lambda read: read.article.url != POST
    )
    torn = tuple(Story(f"of-{read.article.id}", "Torn", (read.article.id,)) for read in (post, herald))
    store_relations(desk.engine, Relations(torn, (), (), ()), NOON)
    [other] = check(desk, page("http://www.norwick-herald.example/2026/baths", OTHER_NEWS, headline="No boiler")).reads
    again = stages.relate(desk, [other], frozenset((post.article.id,)))
    assert {read.article.id for read in again.reads} == {read.article.id for read in (post, herald, other)}
    assert len(again.relations.stories) == 2
