"""The answer sheet of the demo newsroom, read, and held against what the program says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from articles.model import Claim, Corroboration, Finding, ReadArticle, Relations

SHEET = Path(__file__).parent / "answers.yaml"

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one page must and must not be flagged for: rule -> words that show it.

    `silent` are look-alikes of which the rule has nothing to say; that none is flagged, `fails` already holds it to.
    """

    name: str
    url: str
    fails: Mapping[str, tuple[str, ...]]
    passes: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """Who else says what one claim says: `supports` and `conflicts` name pages."""

    page: str
    words: str
    outlets: int
    origins: tuple[int, int]
    authorities: int
    supports: frozenset[str]
    conflicts: frozenset[str]


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """Why two pages are not independent: every kind of link between them, with its strength."""

    a: str
    b: str
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole answer sheet. `copies` are groups of which every two print the same text; `inputs` are text files."""

    pages: tuple[Answer, ...]
    stories: Mapping[str, tuple[str, ...]]
    claims: tuple[ClaimAnswer, ...]
    copies: tuple[tuple[str, ...], ...]
    links: tuple[LinkAnswer, ...]
    independent: tuple[tuple[str, str], ...]
    inputs: tuple[Answer, ...]


def load(path: Path = SHEET) -> Sheet:
    """Read the answer sheet."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Sheet(
        pages=tuple(_answer(name, entry["url"], entry) for name, entry in sheet["pages"].items()),
        stories={name: tuple(pages) for name, pages in sheet["stories"].items()},
        claims=tuple(
            ClaimAnswer(
                entry["page"],
                entry["words"],
                entry["outlets"],
                (entry["origins"][0], entry["origins"][1]),
                entry["authorities"],
                frozenset(entry["supports"]),
                frozenset(entry["conflicts"]),
            )
            for entry in sheet["claims"]
        ),
        copies=tuple(tuple(group) for group in sheet["links"]["copies"]),
        links=tuple(LinkAnswer(pair["a"], pair["b"], pair["kinds"]) for pair in sheet["links"]["pairs"]),
        independent=tuple((pair["a"], pair["b"]) for pair in sheet["links"]["independent"]),
        inputs=tuple(_answer(name, name, entry) for name, entry in sheet["inputs"].items()),
    )


def _answer(name: str, url: str, entry: Mapping[str, Any]) -> Answer:
    fails, passes, silent = (
        {rule: tuple(words) for rule, words in entry.get(key, {}).items()} for key in ("fails", "passes", "silent")
    )
    return Answer(name, url, fails, passes, silent)


@dataclass(frozen=True)
class Outcome:
    """What the program said of the newsroom: pages by their name in the sheet."""

    read: Mapping[str, ReadArticle]
    relations: Relations
    findings: tuple[Finding, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Article id -> the page's name in the sheet."""
        return {read.article.id: name for name, read in self.read.items()}

    @cached_property
    def claims(self) -> Mapping[str, tuple[str, Claim]]:
        """Claim id -> the page's name in the sheet, and the claim."""
        return {claim.id: (name, claim) for name, read in self.read.items() for claim in read.reading.claims}

    def findings_of(self, name: str, rule: str, outcome: str) -> tuple[Finding, ...]:
        """Return the findings of one rule on one page."""
        article = self.read[name].article.id
        return tuple(
            finding
            for finding in self.findings
            if (finding.article, finding.rule, finding.outcome) == (article, rule, outcome)
        )

    def words_of(self, finding: Finding) -> str:
        """Return everything that a finding points at on its own article, whole sentences, as one text."""
        read = self.read[self.names[finding.article]]
        claims = [claim for claim in read.reading.claims if claim.id == finding.claim]
        spans = [span for span in finding.evidence if span.article == finding.article]
        places = [(claim.start, claim.end) for claim in claims]
        places += [(span.start, span.end) for span in spans if span.start is not None and span.end is not None]
        sentences = (
            sentence.text
            for sentence in read.reading.sentences
            if any(start < sentence.end and sentence.start < end for start, end in places)
        )
        shown = (*sentences, *(claim.text for claim in claims), *(span.text for span in spans))
        return plain(" … ".join(dict.fromkeys(shown)))


def differences(
    sheet: Sheet, read_articles: Iterable[ReadArticle], relations: Relations, findings: Iterable[Finding]
) -> tuple[str, ...]:
    """Say, a line each, where the program and the sheet differ; nothing where the demo is exactly as its author meant.

    Articles are found by their requested URL (a text file by its name); one that was not read is a difference.
    """
    by_url = {read.article.url: read for read in read_articles}
    answers = (*sheet.pages, *sheet.inputs)
    found = {answer.name: read for answer in answers if (read := _read_of(answer, by_url))}
    outcome = Outcome(found, relations, tuple(findings))
    return (
        *(f"{answer.name}: not read" for answer in answers if answer.name not in found),
        *(line for answer in answers if answer.name in found for line in rule_differences(answer, outcome)),
        *story_differences(sheet, outcome),
        *claim_differences(sheet, outcome),
        *link_differences(sheet, outcome),
    )


def _read_of(answer: Answer, by_url: Mapping[str, ReadArticle]) -> ReadArticle | None:
    if "//" in answer.url:
        return by_url.get(answer.url)
    return next((read for url, read in by_url.items() if url.rpartition("/")[2] == answer.url), None)


def rule_differences(answer: Answer, outcome: Outcome) -> Iterator[str]:
    """Compare one page's findings: what must fail does, nothing else does, and every look-alike passes."""
    article = outcome.read[answer.name].article.id
    failed = {finding.rule for finding in outcome.findings if (finding.article, finding.outcome) == (article, "fail")}
    for rule in sorted(failed | answer.fails.keys()):
        shown = {outcome.words_of(finding) for finding in outcome.findings_of(answer.name, rule, "fail")}
        words = answer.fails.get(rule, ())
        if rule not in answer.fails or words:
            yield from (
                f"{answer.name}: {rule}: flagged, and should not be: {text[:160]}"
                for text in sorted(shown)
                if not any(plain(word) in text for word in words)
            )
        yield from (
            f"{answer.name}: {rule}: not flagged: {word}"
            for word in words
            if not any(plain(word) in text for text in shown)
        )
        if rule in answer.fails and not words and not shown:
            yield f"{answer.name}: {rule}: not flagged"
    for rule, words in answer.passes.items():
        passed = [outcome.words_of(finding) for finding in outcome.findings_of(answer.name, rule, "pass")]
        if not words and not passed:
            yield f"{answer.name}: {rule}: found in order nowhere"
        for word in words:
            if not any(plain(word) in text for text in passed):
                yield f"{answer.name}: {rule}: not found in order: {word}"


def story_differences(sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    """Compare the groups of pages that tell of one event."""
    groups = [
        frozenset(outcome.names[article] for article in story.articles if article in outcome.names)
        for story in outcome.relations.stories
    ]
    grouped = {name for group in groups for name in group}
    groups += [frozenset({name}) for name in outcome.read if name not in grouped]
    for story, pages in sheet.stories.items():
        want = frozenset(pages) & outcome.read.keys()
        got = [group for group in groups if group & want]
        if got != [want]:
            yield f"story {story}: in groups {sorted(sorted(group) for group in got)}"


def claim_differences(sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    """Compare who else says the chosen claims, and how many that makes."""
    corroborations = {each.claim: each for each in outcome.relations.corroborations}
    for want in sheet.claims:
        name = f"claim {want.page} “{want.words}”"
        claim = next(
            (
                claim
                for page, claim in outcome.claims.values()
                if page == want.page and plain(want.words) in plain(claim.text)
            ),
            None,
        )
        if claim is None or claim.id not in corroborations:
            yield f"{name}: {'no claim' if claim is None else 'no corroboration'}"
            continue
        yield from (f"{name}: {line}" for line in _count_differences(want, corroborations[claim.id], outcome))


def _count_differences(want: ClaimAnswer, got: Corroboration, outcome: Outcome) -> Iterator[str]:
    pages = {
        stance: frozenset(outcome.claims[claim][0] for claim in claims if claim in outcome.claims)
        for stance, claims in (("supports", got.supports), ("conflicts", got.conflicts))
    }
    for what, wanted, found in (
        ("outlets", want.outlets, got.outlets),
        ("origins", want.origins, (got.origins.at_least, got.origins.at_most)),
        ("authorities", want.authorities, got.authorities),
        ("supports", sorted(want.supports), sorted(pages["supports"])),
        ("conflicts", sorted(want.conflicts), sorted(pages["conflicts"])),
    ):
        if wanted != found:
            yield f"{what} {found}, should be {wanted}"


def link_differences(sheet: Sheet, outcome: Outcome) -> Iterator[str]:
    """Compare the links within each story: the listed pairs have every kind that is listed, all others none."""
    got: dict[frozenset[str], dict[str, str]] = {}
    for link in outcome.relations.links:
        if link.a in outcome.names and link.b in outcome.names:
            pair = frozenset((outcome.names[link.a], outcome.names[link.b]))
            got.setdefault(pair, {})[link.kind] = link.strength
    copies = {frozenset(pair) for group in sheet.copies for pair in combinations(group, 2)}
    want = {frozenset((link.a, link.b)): link.kinds for link in sheet.links}
    for story in sheet.stories.values():
        for pair in map(frozenset, combinations(sorted(set(story) & outcome.read.keys()), 2)):
            kinds, wanted = got.get(pair, {}), want.get(pair, {})
            name = f"link {' ~ '.join(sorted(pair))}"
            if pair in copies:
                if kinds.get("same text") != "proven":
                    yield f"{name}: {kinds or 'none'}, should be the same text"
            elif kinds != wanted:
                yield f"{name}: {kinds or 'none'}, should be {wanted or 'none'}"
    for a, b in sheet.independent:
        if frozenset((a, b)) in got:
            yield f"link {a} ~ {b}: {got[frozenset((a, b))]}, should be none"


def plain(text: str) -> str:
    """Return text with straight quotes and single spaces, in which words are looked for."""
    return " ".join(text.translate(STRAIGHT).split())
