"""What runs that died were given: taken over by the next watch, and by any run that is given the same again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from articles.addresses import masked_url
from flows.desk import Desk, now
from storage import backlog
from storage.backlog import Left
from storage.locks import at_work, lives

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


async def left_behind(desk: Desk) -> tuple[str, ...]:
    """Return what runs that died were given, and let Prefect know that they did."""
    left = backlog.left_behind(desk.engine, desk.settings.data_dir)
    if left:
        async with get_client() as client:
            for one in left:
                await _mark_crashed(client, one.run)
    return tuple(dict.fromkeys(text for one in left for text in one.inputs))


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
