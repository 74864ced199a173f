"""The stages of a run as Prefect tasks: one call a batch, tried again where trying again can help."""

from __future__ import annotations

from typing import TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
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
inbox = task(name="inbox", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(keep_inbox)
report = task(name="report", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(publish)
report_watch = task(name="report-watch", cache_policy=NO_CACHE, retries=TRIES, retry_delay_seconds=WAITS)(publish_watch)

heard(fetch, keep, begin, extract, store, revise, relate, validate, flag, inbox, report)


def whole(value: ValueT) -> ValueT:
    """Hand a value to a task as it is: Prefect would else walk through every article, word and span of it."""
    return cast("ValueT", quote(value))
