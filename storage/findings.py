"""Findings and the flags they raise, in and out of the database.

A flag is open while its finding asks for a person, settled once it does not, and decided by a reviewer. A decided flag
stays decided whatever its finding does, with one exception: a finding that still fails but with another message or
other evidence than the reviewer saw opens it again, since that was not what was decided. The decision stays on record.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, case, delete, func, select, update

from articles.model import EvidenceSpan, Expectation, Finding, Severity, Validation, short_id
from storage.audit import AGENT, Event, append, canonical, sum_of
from storage.database import FINDINGS_LOCK, add, add_missing_of, reading, rows_of, writing
from storage.decisions import Decision, decisions_of
from storage.tables import (
    ArticleRow,
    DrawRow,
    ExpectationRow,
    FindingEvidenceRow,
    FindingRow,
    FlagRow,
    OutletRow,
    RunRow,
    StoryArticleRow,
    ValidationRow,
    table,
)

FlagStatus = Literal["open", "settled", "decided"]

RUNS, VALIDATIONS, EXPECTATIONS = table(RunRow), table(ValidationRow), table(ExpectationRow)
FINDINGS, EVIDENCE, FLAGS, DRAWS = table(FindingRow), table(FindingEvidenceRow), table(FlagRow), table(DrawRow)
ARTICLES, OUTLETS, MEMBERS = table(ArticleRow), table(OutletRow), table(StoryArticleRow)


@dataclass(frozen=True, slots=True)
class FlagCount:
    """What a batch of findings did to the flags."""

    opened: int
    settled: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class FlagRecord:
    """A flag with all that a person needs to judge it. `id` is its finding's, `digest` is over what that says now.

    `chance` is set where the finding asked for nobody and was drawn, with that probability, for a check of its rule.
    """

    id: str
    rule: str
    severity: Severity
    article: str
    claim: str | None
    subject: str
    message: str
    status: FlagStatus
    headline: str | None
    outlet: str | None
    url: str
    evidence: tuple[EvidenceSpan, ...]
    story: str | None
    opened_at: datetime
    changed_at: datetime
    digest: str
    decisions: tuple[Decision, ...] = ()
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class StoryFlags:
    """How many flags are open in one story (or in none), by severity, and the gravest one's article and headline."""

    story: str | None
    article: str
    headline: str | None
    severities: Mapping[Severity, int]

    @property
    def count(self) -> int:
        """Count them all."""
        return sum(self.severities.values())


# -- runs ------------------------------------------------------------------------------------------


def start_run(engine: Engine, run_id: str, now: datetime, software: str = AGENT) -> None:
    """Record that a run has begun; a run that is begun again (a retry) stays as it is."""
    with writing(engine) as connection:
        append(connection, _keep_run(connection, run_id, now, software), now)


def finish_run(engine: Engine, run_id: str, counts: Mapping[str, int], now: datetime) -> None:
    """Record how a run ended: how many inputs met which outcome."""
    with writing(engine) as connection:
        connection.execute(
            update(RUNS).where(RUNS.c.id == run_id).values(finished_at=now, counts=sorted(counts.items()))
        )
        rows = connection.execute(select(RUNS).where(RUNS.c.id == run_id)).all()
        append(connection, [("run", {"run": row.id, "record_sha256": run_sum(row)}) for row in rows], now)


def run_sum(row: Any) -> str:
    """Return the SHA-256 over a run as it is kept."""
    ended = row.finished_at.isoformat() if row.finished_at else None
    return sum_of([row.software, row.started_at.isoformat(), ended, row.counts])


def validation_sum(row: Any, lines: Iterable[Any]) -> str:
    """Return the SHA-256 over a validation and its lines."""
    said = [
        [line.place, line.rule, line.expected, line.severity, line.rows, line.passed, line.failed, line.unverifiable]
        for line in lines
    ]
    return sum_of([row.run_id, row.suite, row.success, row.stored_at.isoformat(), said])


def _keep_run(connection: Connection, run_id: str, now: datetime, software: str) -> list[Event]:
    """Record a run where it is not there yet, and return what the audit log must say of it."""
    row = {"id": run_id, "software": software, "started_at": now, "counts": ()}
    new = add_missing_of(connection, RUNS, [row])
    rows = rows_of(connection, select(RUNS), RUNS.c.id, sorted(new))
    return [("run", {"run": row.id, "record_sha256": run_sum(row)}) for row in rows]


# -- findings in -----------------------------------------------------------------------------------


def store_findings(
    engine: Engine,
    findings: Sequence[Finding],
    validations: Sequence[Validation],
    run_id: str,
    now: datetime,
    judged: Collection[str] = (),
    agent: str = AGENT,
) -> FlagCount:
    """Store what rules said, and open or settle flags accordingly; the same twice changes nothing.

    An earlier finding that its rule no longer makes is kept as no longer current, and its open flag is settled: where
    the rule still speaks of that article, and, for articles named in `judged`, for every rule that these validations
    or findings name. So name in `judged` the articles that all of those rules have looked at.
    """
    wanted = {finding.id: finding for finding in findings}
    with writing(engine, FINDINGS_LOCK) as connection:
        events = _keep_run(connection, run_id, now, agent)
        events += _store_validations(connection, validations, wanted, run_id, now)
        rules = {line.rule for validation in validations for line in validation.expectations}
        before = _before(connection, wanted, judged)
        gone = _no_longer_made(before, wanted, rules | {finding.rule for finding in findings}, set(judged))
        digests = {key: finding_digest(finding) for key, finding in wanted.items()}
        changed = [
            key
            for key in sorted(wanted)
            if key not in before or before[key].digest != digests[key] or not before[key].current
        ]
        _write(connection, [(wanted[key], digests[key]) for key in changed], before, run_id, now)
        events += [("finding", _finding_payload(wanted[key], digests[key], run_id)) for key in changed]
        if gone:
            for key in gone:
                connection.execute(
                    update(FINDINGS).where(FINDINGS.c.id == key).values(current=False, changed_at=now, run_id=run_id)
                )
            events += [("finding", {"finding": key, "current": False, "run": run_id}) for key in gone]
        count, flag_events = _settle(connection, wanted, digests, gone, now)
        append(connection, events + flag_events, now, agent)
    return count


def finding_digest(finding: Finding) -> str:
    """Return the SHA-256 over all that a finding says."""
    evidence = [[span.article, span.where, span.text, span.start, span.end] for span in finding.evidence]
    said = [
        finding.rule,
        finding.outcome,
        finding.severity,
        finding.article,
        finding.subject,
        finding.message,
        finding.claim,
        finding.flagged,
        evidence,
    ]
    return hashlib.sha256(canonical(said).encode("ascii")).hexdigest()


def digest_of_rows(row: Any, evidence: Iterable[Any]) -> str:
    """Return the digest of a finding from its row and those of its evidence."""
    spans = tuple(EvidenceSpan(at.article, at.where, at.text, at.start, at.end) for at in evidence)
    return finding_digest(
        Finding(
            row.rule,
            row.outcome,
            row.severity,
            row.article_id,
            row.subject,
            row.message,
            spans,
            row.claim_id,
            row.flagged,
        )
    )


def _finding_payload(finding: Finding, digest: str, run_id: str) -> dict[str, Any]:
    return {
        "finding": finding.id,
        "rule": finding.rule,
        "article": finding.article,
        "outcome": finding.outcome,
        "current": True,
        "record_sha256": digest,
        "run": run_id,
    }


def _store_validations(
    connection: Connection,
    validations: Sequence[Validation],
    findings: Iterable[str],
    run_id: str,
    now: datetime,
) -> list[Event]:
    batch = hashlib.sha256("".join(sorted(findings)).encode("ascii")).hexdigest()
    lines = {
        short_id("validation", run_id, validation.suite, batch, repr(validation.expectations)): validation
        for validation in validations
    }
    rows = [
        {"id": key, "run_id": run_id, "suite": validation.suite, "success": validation.success, "stored_at": now}
        for key, validation in sorted(lines.items())
    ]
    new = add_missing_of(connection, VALIDATIONS, rows)
    add(
        connection,
        EXPECTATIONS,
        [
            {
                "validation_id": key,
                "place": place,
                "rule": line.rule,
                "expected": line.expected,
                "severity": line.severity,
                "rows": line.rows,
                "passed": line.passed,
                "failed": line.failed,
                "unverifiable": line.unverifiable,
            }
            for key in sorted(new)
            for place, line in enumerate(lines[key].expectations)
        ],
    )
    lines_of: dict[str, list[Any]] = defaultdict(list)
    for line in rows_of(
        connection, select(EXPECTATIONS).order_by(EXPECTATIONS.c.place), EXPECTATIONS.c.validation_id, sorted(new)
    ):
        lines_of[line.validation_id].append(line)
    stored = rows_of(connection, select(VALIDATIONS).order_by(VALIDATIONS.c.id), VALIDATIONS.c.id, sorted(new))
    return [
        ("validation", {"validation": row.id, "record_sha256": validation_sum(row, lines_of[row.id])}) for row in stored
    ]


def _before(connection: Connection, wanted: Mapping[str, Finding], judged: Iterable[str]) -> dict[str, Row[Any]]:
    articles = {finding.article for finding in wanted.values()} | set(judged)
    query = select(FINDINGS.c.id, FINDINGS.c.rule, FINDINGS.c.article_id, FINDINGS.c.digest, FINDINGS.c.current)
    return {row.id: row for row in rows_of(connection, query, FINDINGS.c.article_id, articles)}


def _no_longer_made(
    before: Mapping[str, Row[Any]], wanted: Mapping[str, Finding], rules: set[str], judged: set[str]
) -> list[str]:
    spoken = {(finding.rule, finding.article) for finding in wanted.values()}
    return sorted(
        key
        for key, row in before.items()
        if row.current
        and key not in wanted
        and ((row.rule, row.article_id) in spoken or (row.article_id in judged and row.rule in rules))
    )


def _write(
    connection: Connection,
    findings: Sequence[tuple[Finding, str]],
    before: Mapping[str, Any],
    run_id: str,
    now: datetime,
) -> None:
    """Insert new findings, rewrite changed ones, and their evidence with them."""
    new = []
    for finding, digest in findings:
        values = {
            "outcome": finding.outcome,
            "severity": finding.severity,
            "message": finding.message,
            "claim_id": finding.claim,
            "flagged": finding.flagged,
            "current": True,
            "digest": digest,
            "run_id": run_id,
            "changed_at": now,
        }
        if finding.id in before:
            connection.execute(update(FINDINGS).where(FINDINGS.c.id == finding.id).values(values))
            connection.execute(delete(EVIDENCE).where(EVIDENCE.c.finding_id == finding.id))
        else:
            key = {"id": finding.id, "rule": finding.rule, "article_id": finding.article, "subject": finding.subject}
            new.append(key | values | {"found_at": now})
    add(connection, FINDINGS, new)
    add(
        connection,
        EVIDENCE,
        [
            {
                "finding_id": finding.id,
                "place": place,
                "article": span.article,
                "where": span.where,
                "text": span.text,
                "start": span.start,
                "end": span.end,
            }
            for finding, _ in findings
            for place, span in enumerate(finding.evidence)
        ],
    )


def _settle(
    connection: Connection,
    wanted: Mapping[str, Finding],
    digests: Mapping[str, str],
    gone: Iterable[str],
    now: datetime,
) -> tuple[FlagCount, list[Event]]:
    """Open and settle the flags of these findings."""
    keys = sorted({*wanted, *gone})
    query = select(FLAGS, DRAWS.c.chance).outerjoin(DRAWS, DRAWS.c.id == FLAGS.c.id)
    present = {row.id: row for row in rows_of(connection, query, FLAGS.c.id, keys)}
    events: list[Event] = []
    new, unchanged = [], 0
    for key in keys:
        flag = present.get(key)
        drawn = flag is not None and flag.chance is not None
        asks = key in wanted and (wanted[key].flagged or drawn)
        digest = digests.get(key, flag.digest if flag else "")
        status = _next_status(flag, asks=asks, digest=digest)
        if status is None or (flag is not None and flag.status == status):
            unchanged += flag is not None
            continue
        if flag is None:
            new.append({"id": key, "status": status, "digest": digest, "opened_at": now, "changed_at": now})
        else:
            values: dict[str, Any] = {"status": status, "digest": digest, "changed_at": now}
            if status == "open":
                values["opened_at"] = now
            connection.execute(update(FLAGS).where(FLAGS.c.id == key).values(values))
        events.append(("flag", {"flag": key, "status": status, "before": flag.status if flag else None}))
    add(connection, FLAGS, new)
    opened = sum(payload["status"] == "open" for _, payload in events)
    return FlagCount(opened, len(events) - opened, unchanged), events


def _next_status(flag: Row[Any] | None, *, asks: bool, digest: str) -> FlagStatus | None:
    """Return what a flag's status becomes; None where there is no flag and none is asked for."""
    if flag is None:
        return "open" if asks else None
    if flag.status == "decided":
        return "open" if asks and flag.digest != digest else "decided"
    return "open" if asks else "settled"


# -- findings and flags out ------------------------------------------------------------------------


def findings_of(engine: Engine, article_ids: Iterable[str]) -> tuple[Finding, ...]:
    """Return the current findings of these articles, by article, rule and subject."""
    query = select(FINDINGS).where(FINDINGS.c.current)
    with reading(engine) as connection:
        rows = rows_of(connection, query, FINDINGS.c.article_id, article_ids)
        evidence = _evidence(connection, (row.id for row in rows))
    rows.sort(key=lambda row: (row.article_id, row.rule, row.subject))
    return tuple(
        Finding(
            row.rule,
            row.outcome,
            row.severity,
            row.article_id,
            row.subject,
            row.message,
            evidence[row.id],
            row.claim_id,
            row.flagged,
        )
        for row in rows
    )


def flags(
    engine: Engine,
    status: FlagStatus | None = None,
    *,
    ids: Iterable[str] | None = None,
    articles: Iterable[str] | None = None,
    stories: Iterable[str] | None = None,
    severity: Severity | None = None,
    opened_since: datetime | None = None,
    limit: int | None = None,
) -> tuple[FlagRecord, ...]:
    """Return flags, the severe first, then by rule, article and subject; all of them unless narrowed."""
    query = _flag_query()
    if status is not None:
        query = query.where(FLAGS.c.status == status)
    if articles is not None:
        query = query.where(FINDINGS.c.article_id.in_(sorted(set(articles))))
    if ids is not None:
        query = query.where(FLAGS.c.id.in_(sorted(set(ids))))
    if stories is not None:
        within = select(MEMBERS.c.article_id).where(MEMBERS.c.story_id.in_(sorted(set(stories))))
        query = query.where(FINDINGS.c.article_id.in_(within))
    if severity is not None:
        query = query.where(FINDINGS.c.severity == severity)
    if opened_since is not None:
        query = query.where(FLAGS.c.opened_at >= opened_since)
    if limit is not None:
        query = query.limit(limit)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
        evidence = _evidence(connection, (row.id for row in rows))
        decisions = decisions_of(connection, {row.id: row.finding_digest for row in rows})
        story: dict[str, str] = {}
        members = select(MEMBERS.c.article_id, MEMBERS.c.story_id).order_by(MEMBERS.c.story_id.desc())
        for row in rows_of(connection, members, MEMBERS.c.article_id, (row.article_id for row in rows)):
            story[row.article_id] = row.story_id
    return tuple(
        FlagRecord(
            row.id,
            row.rule,
            row.severity,
            row.article_id,
            row.claim_id,
            row.subject,
            row.message,
            row.status,
            row.headline,
            row.outlet,
            row.final_url,
            evidence[row.id],
            story.get(row.article_id),
            row.opened_at,
            row.changed_at,
            row.finding_digest,
            decisions[row.id],
            row.chance,
        )
        for row in rows
    )


def open_by_story(engine: Engine) -> tuple[StoryFlags, ...]:
    """Count the open flags of each story, the one with the gravest first, without reading what each of them says."""
    story = select(func.min(MEMBERS.c.story_id)).where(MEMBERS.c.article_id == FINDINGS.c.article_id).scalar_subquery()
    listed = _flag_query().where(FLAGS.c.status == "open")
    query = listed.with_only_columns(
        story.label("story"), FINDINGS.c.article_id, ARTICLES.c.headline, FINDINGS.c.severity
    )
    counts: dict[str | None, Counter[Severity]] = defaultdict(Counter)
    first: dict[str | None, tuple[str, str | None]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query):
            counts[row.story][row.severity] += 1
            first.setdefault(row.story, (row.article_id, row.headline))
    return tuple(StoryFlags(key, *first[key], counted) for key, counted in counts.items())


def open_subjects(engine: Engine) -> tuple[str, ...]:
    """Name each story with open flags, and each such article that is in none, the one with the gravest flag first."""
    story = select(func.min(MEMBERS.c.story_id)).where(MEMBERS.c.article_id == FINDINGS.c.article_id).scalar_subquery()
    place = func.row_number().over(order_by=_flag_order())
    listed = (
        select(func.coalesce(story, FINDINGS.c.article_id).label("subject"), place.label("place"))
        .join_from(FLAGS, FINDINGS, FLAGS.c.id == FINDINGS.c.id)
        .where(FLAGS.c.status == "open")
        .subquery()
    )
    query = select(listed.c.subject).group_by(listed.c.subject).order_by(func.min(listed.c.place))
    with reading(engine) as connection:
        return tuple(connection.execute(query).scalars())


def _flag_order() -> tuple[ColumnElement[Any], ...]:
    order = {severity: place for place, severity in enumerate(get_args(Severity))}
    return case(order, value=FINDINGS.c.severity), FINDINGS.c.rule, FINDINGS.c.article_id, FLAGS.c.id


def _flag_query() -> Select[Any]:
    return (
        select(
            FLAGS.c.id,
            FLAGS.c.status,
            FLAGS.c.opened_at,
            FLAGS.c.changed_at,
            FINDINGS.c.rule,
            FINDINGS.c.severity,
            FINDINGS.c.article_id,
            FINDINGS.c.claim_id,
            FINDINGS.c.subject,
            FINDINGS.c.message,
            FINDINGS.c.digest.label("finding_digest"),
            ARTICLES.c.headline,
            ARTICLES.c.final_url,
            OUTLETS.c.name.label("outlet"),
            DRAWS.c.chance,
        )
        .join_from(FLAGS, FINDINGS, FLAGS.c.id == FINDINGS.c.id)
        .outerjoin(DRAWS, DRAWS.c.id == FLAGS.c.id)
        .join(ARTICLES, ARTICLES.c.id == FINDINGS.c.article_id)
        .outerjoin(OUTLETS, OUTLETS.c.id == ARTICLES.c.outlet_id)
        .order_by(*_flag_order())
    )


def _evidence(connection: Connection, findings: Iterable[str]) -> dict[str, tuple[EvidenceSpan, ...]]:
    spans: dict[str, tuple[EvidenceSpan, ...]] = defaultdict(tuple)
    query = select(EVIDENCE).order_by(EVIDENCE.c.finding_id, EVIDENCE.c.place)
    for row in rows_of(connection, query, EVIDENCE.c.finding_id, findings):
        spans[row.finding_id] += (EvidenceSpan(row.article, row.where, row.text, row.start, row.end),)
    return spans


# -- validations -----------------------------------------------------------------------------------


def validations_of(engine: Engine, run_id: str) -> tuple[Validation, ...]:
    """Return what Great Expectations said in one run, suite by suite."""
    query = select(VALIDATIONS).where(VALIDATIONS.c.run_id == run_id).order_by(VALIDATIONS.c.suite, VALIDATIONS.c.id)
    lines: dict[str, list[Expectation]] = defaultdict(list)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
        expectations = select(EXPECTATIONS).order_by(EXPECTATIONS.c.validation_id, EXPECTATIONS.c.place)
        for row in rows_of(connection, expectations, EXPECTATIONS.c.validation_id, (row.id for row in rows)):
            lines[row.validation_id].append(
                Expectation(row.rule, row.expected, row.severity, row.rows, row.passed, row.failed, row.unverifiable)
            )
    return tuple(Validation(row.suite, row.success, tuple(lines[row.id])) for row in rows)
