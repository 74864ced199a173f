"""The stages of a run as Prefect tasks: one call a batch, tried again where trying again can help."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import httpx
from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.utilities.annotations import quote

from flows import revising, stages, watching
from flows.durations import heard
from flows.inbox import keep_inbox
from flows.report import publish, publish_watch

ValueT = TypeVar("ValueT")

# A disk or a database that is busy now may not be in a moment. A page is tried again by the fetcher, which knows
# why it failed; a reader or a rule that crashed would crash again.
TRIES = 3
WAITS = [0.5, 2.0, 5.0]


def server_answers(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Say whether to try again: not where Prefect's server is gone, which its client has asked for half a minute."""
    return not isinstance(state.data, httpx.TransportError)


SHOWN: Any = {
    "cache_policy": NO_CACHE,
    "retries": TRIES,
    "retry_delay_seconds": WAITS,
    "retry_condition_fn": server_answers,
}
fetch = task(name="fetch", cache_policy=NO_CACHE)(stages.fetch)
keep = task(name="keep", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(stages.keep)
begin = task(name="begin", cache_policy=NO_CACHE)(stages.begin)
extract = task(name="extract", cache_policy=NO_CACHE)(stages.extract)
store = task(name="store", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(stages.store)
revise = task(name="revise", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(revising.revise)
relate = task(name="relate", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(stages.relate)
validate = task(name="validate", cache_policy=NO_CACHE)(stages.validate)
flag = task(name="flag", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(stages.flag)
ask = task(name="ask", cache_policy=NO_CACHE)(watching.ask)
ask_owners = task(name="ask-owners", cache_policy=NO_CACHE)(watching.ask_owners)
checked = task(name="checked", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(watching.checked)
inbox = task(name="inbox", **SHOWN)(keep_inbox)
report = task(name="report", **SHOWN)(publish)
report_watch = task(name="report-watch", **SHOWN)(publish_watch)

heard(fetch, keep, begin, extract, store, revise, relate, validate, flag, inbox, report)


def whole(value: ValueT) -> ValueT:
    """Hand a value to a task as it is: Prefect would else walk through every article, word and span of it."""
    return cast("ValueT", quote(value))
