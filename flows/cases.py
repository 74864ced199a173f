"""What waits for a person: open flags by story, each story's put to one reviewer as one case, and what they decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.desk import Desk, now
from flows.review_form import MOST_FLAGS, Answer, BadAnswerError, Case, match_labels, read_answer
from storage.decisions import Decision, Verdict, decide
from storage.errors import StorageError
from storage.findings import FlagRecord, flags, open_subjects
from storage.matches import MatchedClaim, MatchVerdict, Pair, decide_matches, matched_claims
from storage.reviews import Review, review_id, review_of, shown_digest

CONFIRMING: tuple[Verdict, ...] = ("corroborated", "contradicted")
MATCHES_SHOWN = 6
AT_ONCE = 200
"""Stories and articles whose flags are read at once: a database takes so many parameters and no more."""
CHANGED = "what these flags say has changed since the form was made, so look at them once more"


def subjects(desk: Desk) -> dict[str, str]:
    """Return, by review id, what each case there is would be of: a story or an article, the gravest first."""
    return {review_of(subject): subject for subject in open_subjects(desk.engine)}


def cases(desk: Desk, chosen: Mapping[str, str] | None = None) -> dict[str, Case]:
    """Return a case for each story with open flags, by review id, the gravest first; of `chosen` subjects, if given."""
    chosen = subjects(desk) if chosen is None else chosen
    by_review: dict[str, list[FlagRecord]] = {key: [] for key in chosen}
    named = list(chosen.values())
    for part in (named[begin : begin + AT_ONCE] for begin in range(0, len(named), AT_ONCE)):
        asked = {review_of(subject) for subject in part}
        within = flags(desk.engine, status="open", stories=part) + flags(desk.engine, status="open", articles=part)
        for flag in within:  # no flag is in both: an article that is in a story is no subject
            if (key := review_id(flag)) in asked:
                by_review[key].append(flag)
    found = {key: _case(desk, key, waiting) for key, waiting in by_review.items() if waiting}
    matches = _matches(desk, [flag for case in found.values() for flag in case.flags])
    return {key: _with_matches(case, matches) for key, case in found.items()}


def case_of(desk: Desk, review: Review) -> Case | None:
    """Return the case that a review put up, of the flags that are still open; None where all are decided or settled."""
    found = flags(desk.engine, status="open", ids=review.flags)
    if not found:
        return None
    case = _case(desk, review.id, found)
    return _with_matches(case, _matches(desk, case.flags))


def _matches(desk: Desk, asked: Sequence[FlagRecord]) -> dict[str, tuple[MatchedClaim, ...]]:
    """Return, by claim, what others say on it and a person has not yet judged or has confirmed."""
    return matched_claims(desk.engine, {flag.claim for flag in asked if flag.claim}, MATCHES_SHOWN)


def _with_matches(case: Case, matches: Mapping[str, tuple[MatchedClaim, ...]]) -> Case:
    about = {flag.id: matches[flag.claim] for flag in case.flags if flag.claim is not None and flag.claim in matches}
    return replace(case, matches=about)


def _case(desk: Desk, key: str, found: Sequence[FlagRecord]) -> Case:
    first = {flag.id: waiting for flag in found if (waiting := _waiting_for_another(desk, flag))}
    # those that wait for a second reviewer are asked apart from those that nobody has looked at
    asked = [flag for flag in found if flag.id not in first] or list(found)
    return Case(
        key, tuple(asked[:MOST_FLAGS]), len(found) - len(asked[:MOST_FLAGS]), first if asked[0].id in first else {}
    )


def _waiting_for_another(desk: Desk, flag: FlagRecord) -> tuple[Decision, ...]:
    return tuple(said for said in flag.decisions if said.current and said.verdict in desk.settings.second_reviewer)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a reviewer's answer changed. `recount` are the articles whose counts no longer hold."""

    decisions: tuple[Decision, ...]
    recount: frozenset[str]


def record(desk: Desk, review: Review, case: Case, said: Mapping[str, Any] | None) -> Recorded:
    """Record what a reviewer submitted; BadAnswerError says what to ask again."""
    if said is None:
        raise BadAnswerError("the review was resumed without an answer")
    if case_digest(case) != review.digest:
        raise BadAnswerError(CHANGED)
    return record_answer(desk, case, said)


def record_answer(desk: Desk, case: Case, said: Mapping[str, Any]) -> Recorded:
    """Record an answer to a case as it is now; BadAnswerError says what is missing or wrong."""
    answer = read_answer(case, said)
    decisions = tuple(
        record_one(desk, flag, verdict, answer) for flag, verdict in zip(case.flags, answer.verdicts, strict=True)
    )
    rejected = _record_matches(desk, case, answer)
    return Recorded(decisions, frozenset(flag.article for flag in case.flags) if rejected else frozenset())


def _record_matches(desk: Desk, case: Case, answer: Answer) -> bool:
    """Record which matches the reviewer confirmed by judging a flag with them in view, and whether any was rejected."""
    verdicts: dict[Pair, MatchVerdict] = {}
    settled = {flag.id for flag, verdict in zip(case.flags, answer.verdicts, strict=True) if verdict in CONFIRMING}
    for label, (flag, found) in match_labels(case).items():
        if label in answer.not_the_same:
            verdicts[found.pair] = "rejected"
        elif flag in settled:
            verdicts.setdefault(found.pair, "confirmed")
    if not verdicts:
        return False
    decided = decide_matches(desk.engine, verdicts, answer.reason, answer.reviewer, now())
    return any(said.status == "rejected" for said in decided)


def case_digest(case: Case) -> str:
    """Return the SHA-256 over what the form of a case shows."""
    return shown_digest(case.flags, [[found.pair, found.status] for _, found in match_labels(case).values()])


def decide_flag(desk: Desk, key: str, verdict: str, reason: str, reviewer: str, urls: Sequence[str]) -> Decision:
    """Record one verdict on one flag, as from the form; BadAnswerError says what is missing or wrong."""
    found = flags(desk.engine, ids=[key])
    if not found:
        raise BadAnswerError(f"there is no flag {key or 'without an id'}; `second-source flags --json` lists their ids")
    first = {key: waiting} if (waiting := _waiting_for_another(desk, found[0])) and found[0].status == "open" else {}
    said = {"flag_1": verdict, "reason": reason, "reviewer": reviewer, "evidence_urls": list(urls)}
    answer = read_answer(Case(key, found, 0, first), said)
    return record_one(desk, found[0], answer.verdicts[0], answer)


def record_one(desk: Desk, flag: FlagRecord, verdict: Verdict, answer: Answer) -> Decision:
    """Record one verdict; some need a second reviewer before the flag is decided."""
    try:
        return decide(
            desk.engine,
            flag.id,
            verdict,
            answer.reason,
            answer.reviewer,
            now(),
            answer.evidence_urls,
            reviewers=2 if verdict in desk.settings.second_reviewer else 1,
            seen=flag.digest,
        )
    except StorageError as error:
        raise BadAnswerError(str(error)) from error
