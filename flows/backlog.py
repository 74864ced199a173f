"""What runs that died were given: taken over by the next watch, and by any run that is given the same again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from articles.addresses import masked_url
from flows.desk import Desk, now
from storage import backlog
from storage.backlog import Left
from storage.locks import at_work, lives

DEPLOYMENT = "check-articles/check-articles"
GRACE = timedelta(minutes=10)
"""How long a run may take to note what it was given: a desk opens in seconds, unless another migrates it."""
AT_ONCE = 200
DIED = "Its process ended without a word; what it was given is taken over by a later run."


@contextmanager
def begun(desk: Desk, run: str, inputs: Sequence[str]) -> Iterator[None]:
    """Note what a run is given until it is through. One that fails or dies leaves it; one that is stopped does not."""
    given = [masked_url(text) if "://" in text else str(Path(text).absolute()) for text in inputs]
    with at_work(desk.engine, desk.settings.data_dir, run):
        backlog.begin(desk.engine, run, given, now(), _taken(desk, given))
        try:
            yield
        except (KeyboardInterrupt, asyncio.CancelledError):
            backlog.through(desk.engine, run)
            raise
        backlog.through(desk.engine, run)


def _taken(desk: Desk, inputs: Iterable[str]) -> list[Left]:
    """Return what runs that died were given, where all of it is given here again."""
    given = set(inputs)
    left = [one for one in backlog.unfinished(desk.engine) if given.issuperset(one.inputs)]
    return [one for one in left if not lives(desk.engine, desk.settings.data_dir, one.run)]


async def left_behind(desk: Desk, at: datetime) -> tuple[str, ...]:
    """Return what runs that died were given, and let Prefect know that they did."""
    left = {one.run: one.inputs for one in backlog.left_behind(desk.engine, desk.settings.data_dir)}
    async with get_client() as client:
        left |= await _never_begun(client, desk, at)
        for run in left:
            await _mark_crashed(client, run)
    return tuple(dict.fromkeys(text for inputs in left.values() for text in inputs))


async def _never_begun(client: PrefectClient, desk: Desk, at: datetime) -> dict[str, tuple[str, ...]]:
    """Return what workers took up and died with before the run could note it: Prefect still takes such a run for running."""
    try:
        deployment = await client.read_deployment_by_name(DEPLOYMENT)
    except ObjectNotFound:
        return {}
    found = await client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=[deployment.id]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING])),
        ),
        limit=AT_ONCE,
    )
    silent = {str(run.id): run for run in found if run.state is not None and run.state.timestamp < at - GRACE}
    return {
        name: tuple(silent[name].parameters.get("inputs") or ())  # without any it was to check what is watched anyway
        for name in sorted(backlog.not_begun(desk.engine, silent))
        if not lives(desk.engine, desk.settings.data_dir, name)
    }


async def _mark_crashed(client: PrefectClient, run: str) -> None:
    """Mark a run that Prefect takes for running as crashed, and the watch that it was part of."""
    try:
        found = await client.read_flow_run(UUID(run))
        if found.parent_task_run_id is not None:
            parent = await client.read_task_run(found.parent_task_run_id)
            if parent.flow_run_id is not None:
                await _mark_crashed(client, str(parent.flow_run_id))
    except (ObjectNotFound, ValueError):
        return  # another server's, or one that was tidied away
    if found.state is None or not found.state.is_final():
        await client.set_flow_run_state(found.id, Crashed(message=DIED), force=True)
