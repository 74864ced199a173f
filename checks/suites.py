"""Great Expectations judges a batch: one frame and one suite for each subject, all rules in one pass.

Importing this module costs seconds (Great Expectations and pandas): import it where a batch is judged, not before.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any, Literal

import pandas as pd

with warnings.catch_warnings():
    # Great Expectations 1.24 imports the standard library's deprecated `sre_constants`.
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    import great_expectations as gx
    import great_expectations.expectations as gxe
    from great_expectations.core.expectation_validation_result import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )
    from great_expectations.execution_engine import PandasExecutionEngine
    from great_expectations.expectations.expectation import MulticolumnMapExpectation
    from great_expectations.expectations.metrics.map_metric_provider import (
        MulticolumnMapMetricProvider,
        multicolumn_condition_partial,
    )
    from great_expectations.expectations.row_conditions import Column

from articles.model import Expectation, Finding, Outcome, Severity, Validation
from checks import RULES
from checks.asking import asked_once
from checks.batch import Batch
from checks.rules import AnyRule, Judgement, Row

Importance = Literal["critical", "warning", "info"]

IMPORTANCE: Mapping[Severity, Importance] = {"high": "critical", "medium": "warning", "low": "info"}

RESULT_FORMAT: dict[str, Any] = {
    "result_format": "COMPLETE",
    "return_unexpected_index_query": False,
    "partial_unexpected_count": 0,
}

FRAME_COLUMNS = ("rule", "asked")
"""Which rule made a row, and the same rule again where the row can be judged; a row's index is its place in the batch."""

OUTCOMES: tuple[Outcome, ...] = ("pass", "fail", "unverifiable")

_judges: ContextVar[Mapping[str, AnyRule]] = ContextVar("judges")
"""The rules of the validation under way: an expectation's configuration holds a rule's name, not its function."""


class CheckCrashed(RuntimeError):  # noqa: N818  a sentence: "the check crashed", not a kind of error in the data
    """A rule raised instead of judging. Nothing is known of its rows: the validation has to be run again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Great Expectations said of a batch, a suite for each subject, and what each rule found."""

    validations: tuple[Validation, ...]
    findings: tuple[Finding, ...]


class RuleHolds(MulticolumnMapMetricProvider):
    """Asks a rule's predicate of each row, its operands taken from the frame's columns."""

    condition_metric_name = "rule.holds"
    condition_value_keys = ("rule",)

    @multicolumn_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]  # Great Expectations gives it no types
    def _pandas(cls, column_list: pd.DataFrame, rule: str, **_: Any) -> pd.Series[bool]:  # noqa: N805  made a classmethod by the decorator
        asked = _judges.get()[rule]
        names = [str(name) for name in column_list.columns]
        holds = [
            asked.judge(asked.row(**dict(zip(names, operands, strict=True)))).outcome != "fail"
            for operands in column_list.itertuples(index=False, name=None)
        ]
        return pd.Series(holds, index=column_list.index, dtype=bool)


class ExpectRuleToHold(MulticolumnMapExpectation):
    """Expect every row that can be judged to hold by the named rule."""

    rule: str
    map_metric = "rule.holds"
    success_keys = ("mostly", "rule")
    args_keys = ("column_list", "rule")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row on its way through Great Expectations: which rule asked, and what there is to say if it fails."""

    rule: AnyRule
    row: Row
    judgement: Judgement


def validate(batch: Batch, rules: Sequence[AnyRule] = RULES) -> Verdict:
    """Judge a batch by every rule, in one validation for each subject. A batch without articles gets none.

    Raises:
        CheckCrashed: a rule raised, or a frame did not hold the rows it should; its rows were not judged.
    """
    if not batch.articles:
        return Verdict((), ())
    context = gx.get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        ),
    )
    source = context.data_sources.add_pandas("batch")
    validations: list[Validation] = []
    findings: list[Finding] = []
    token = _judges.set({rule.name: rule for rule in rules})
    try:
        for subject in dict.fromkeys(rule.suite for rule in rules):
            group = tuple(rule for rule in rules if rule.suite == subject)
            entries = tuple(_entries(group, batch))
            whole = source.add_dataframe_asset(subject).add_batch_definition_whole_dataframe("whole")
            rows = whole.get_batch(batch_parameters={"dataframe": _frame(group, entries)})
            result = rows.validate(_suite(subject, group, entries), result_format=RESULT_FORMAT)
            unexpected = _unexpected(result, entries)
            validations.append(Validation(subject, bool(result.success), _expectations(group, entries, unexpected)))
            findings.extend(_finding(entry, at in unexpected) for at, entry in enumerate(entries))
    finally:
        _judges.reset(token)
    return Verdict(tuple(validations), asked_once(batch, findings))


def _entries(group: Sequence[AnyRule], batch: Batch) -> Iterator[_Entry]:
    for rule in group:
        try:
            for row, judgement in chain(rule.unread(batch), rule.judged(batch)):
                yield _Entry(rule, row, judgement)
        except Exception as error:
            raise CheckCrashed(_crash(rule.name, repr(error))) from error


def _frame(group: Sequence[AnyRule], entries: Sequence[_Entry]) -> pd.DataFrame:
    """Lay the rows out as a table: one line a row, its rule, whether it can be judged, and a column an operand.

    Cells keep their Python values (`object`), so that `Decimal`, `date` and None reach the predicates unchanged.
    """
    records = [
        {
            "rule": entry.rule.name,
            "asked": entry.rule.name if _is_judgeable(entry) else None,
            **{name: getattr(entry.row, name) for name in _operands(type(entry.row))},
        }
        for entry in entries
    ]
    columns = dict.fromkeys(chain(FRAME_COLUMNS, *(_operands(rule.row) for rule in group), *records))
    return pd.DataFrame(records, columns=list(columns), dtype=object)


def _operands(row: type[Row]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(row) if field.name != "evidence")


def _is_judgeable(entry: _Entry) -> bool:
    return entry.judgement.outcome != "unverifiable"


def _suite(subject: str, group: Sequence[AnyRule], entries: Sequence[_Entry]) -> gx.ExpectationSuite:
    """Expect all rows to be there, and of each rule that its rows hold.

    A rule without rows is not asked: an expectation over nothing would pass. Its line then shows no rows.
    """
    expectations: list[gxe.Expectation] = [
        gxe.ExpectTableRowCountToEqual(value=len(entries), description="Every row that was read is in the table")
    ]
    asked = {entry.rule.name for entry in entries if _is_judgeable(entry)}
    for rule in group:
        if rule.name not in asked:
            continue
        common: dict[str, Any] = {
            "description": rule.question,
            "severity": IMPORTANCE[rule.severity],
            "row_condition": Column("asked") == rule.name,
            "meta": {"rule": rule.name},
        }
        expectations.append(
            gxe.ExpectColumnValuesToNotBeNull(column=rule.required, **common)
            if rule.required
            else ExpectRuleToHold(
                rule=rule.name, column_list=list(_operands(rule.row)), ignore_row_if="never", **common
            )
        )
    return gx.ExpectationSuite(name=subject, expectations=expectations)


def _unexpected(result: ExpectationSuiteValidationResult, entries: Sequence[_Entry]) -> frozenset[int]:
    """Return the places of the rows that fell short; CheckCrashed where Great Expectations could not tell."""
    asked = Counter(entry.rule.name for entry in entries if _is_judgeable(entry))
    unexpected: set[int] = set()
    for said in result.results:
        rule = _rule_of(said)
        if _raised(said.exception_info):
            raise CheckCrashed(_crash(rule or "the row count", _first_message(said.exception_info)))
        if rule is None:
            if not said.success:
                raise CheckCrashed(_crash("the row count", f"{said.result.get('observed_value')} rows in the table"))
            continue
        if said.result.get("element_count") != asked[rule]:
            raise CheckCrashed(_crash(rule, f"{said.result.get('element_count')} of {asked[rule]} rows were judged"))
        unexpected.update(int(at) for at in said.result["unexpected_index_list"])
    return frozenset(unexpected)


def _rule_of(said: ExpectationValidationResult) -> str | None:
    meta = said.expectation_config.meta if said.expectation_config else None
    return str(meta["rule"]) if meta and "rule" in meta else None


def _raised(told: Mapping[str, Any] | None) -> bool:
    """Say whether an expectation raised: Great Expectations tells it flat, or once for each metric."""
    if not told:
        return False
    return bool(told.get("raised_exception")) or any(
        isinstance(metric, dict) and metric.get("raised_exception") for metric in told.values()
    )


def _first_message(told: Mapping[str, Any]) -> str:
    for part in (told, *(value for value in told.values() if isinstance(value, dict))):
        if part.get("exception_message"):
            return str(part["exception_message"])
    return "no message"


def _crash(rule: str, why: str) -> str:
    return f"“{rule}” crashed ({why}): nothing is known of its rows. Mend it and check the batch again."


def _expectations(
    group: Sequence[AnyRule], entries: Sequence[_Entry], unexpected: frozenset[int]
) -> tuple[Expectation, ...]:
    counts = Counter((entry.rule.name, _outcome(entry, at in unexpected)) for at, entry in enumerate(entries))
    return tuple(
        Expectation(
            rule=rule.name,
            expected=rule.question,
            severity=rule.severity,
            rows=sum(counts[rule.name, outcome] for outcome in OUTCOMES),
            passed=counts[rule.name, "pass"],
            failed=counts[rule.name, "fail"],
            unverifiable=counts[rule.name, "unverifiable"],
        )
        for rule in group
    )


def _outcome(entry: _Entry, fell_short: bool) -> Outcome:
    if not _is_judgeable(entry):
        return "unverifiable"
    return "fail" if fell_short else "pass"


def _finding(entry: _Entry, fell_short: bool) -> Finding:
    outcome = _outcome(entry, fell_short)
    return Finding(
        rule=entry.rule.name,
        outcome=outcome,
        severity=entry.judgement.severity or entry.rule.severity,
        article=entry.row.article,
        subject=entry.row.subject,
        message=entry.judgement.message,
        evidence=entry.row.evidence + entry.judgement.evidence,
        claim=entry.row.claim,
        flagged=entry.rule.flagged and outcome == "fail",
    )
