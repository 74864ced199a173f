"""The only module that knows how Prefect asks a person: runs that are born suspended, with a form.

Creating a run in the state Suspended is not a documented way; `tests/flows/test_review.py` holds it to the pinned
version. A suspended run costs no process until it is answered, and outlives the server and the worker.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, NoReturn
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
from prefect.flow_runs import asuspend_flow_run
from prefect.input import RunInput
from prefect.input.run_input import Keyset, keyset_from_base_key
from prefect.states import Cancelled, Suspended

DEPLOYMENT = "review/review"
UNFINISHED = (StateType.PAUSED, StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING)
AT_ONCE = 200
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Form:
    """What a run asks: its JSON schema, the Markdown above it, and which round of asking this is."""

    schema: dict[str, Any]
    description: str
    round: int


def client_of_desk() -> AbstractAsyncContextManager[PrefectClient]:
    """Return a client of the server that this process talks to."""
    return get_client()


async def deployment_of(client: PrefectClient) -> UUID | None:
    """Return the review deployment's id; None where the server has none, as in a run without a server."""
    try:
        return (await client.read_deployment_by_name(DEPLOYMENT)).id
    except ObjectNotFound:
        return None


async def standing(client: PrefectClient, deployment: UUID) -> dict[str, bool]:
    """Return the runs that are not over, by id, and whether each still waits for its answer."""
    found: dict[str, bool] = {}
    while True:
        page = await client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(UNFINISHED))),
            ),
            limit=AT_ONCE,
            offset=len(found),
        )
        found |= {str(run.id): run.state_type == StateType.PAUSED for run in page}
        if len(page) < AT_ONCE:
            return found


async def put(
    client: PrefectClient,
    deployment: UUID,
    form: Form,
    *,
    review: str,
    name: str,
    tags: Iterable[str],
    once: str,
    days: int,
) -> str:
    """Create a suspended run that shows the form, and return its id; the same `once` is the same run."""
    state: Any = Suspended(timeout_seconds=days * DAY, pause_key=_pause_key(form.round))
    keys = _keys(form.round)
    state.state_details.run_input_keyset = keys
    run = await client.create_flow_run_from_deployment(
        deployment, state=state, name=name, tags=list(tags), parameters={"review": review}, idempotency_key=once
    )
    await _save(client, run.id, keys, form)
    return str(run.id)


async def _save(client: PrefectClient, run: UUID, keys: Keyset, form: Form) -> None:
    there = {
        kept.key
        for kept in await client.filter_flow_run_input(run, key_prefix=keys["schema"], limit=1, exclude_keys=set())
    }
    if keys["schema"] in there:  # a crash came between creating the run and noting it
        return
    await client.create_flow_run_input(run, keys["description"], json.dumps(form.description))
    await client.create_flow_run_input(run, keys["schema"], json.dumps(form.schema))


async def withdraw(client: PrefectClient, runs: Sequence[str], why: str) -> None:
    """Cancel runs whose form no longer asks what there is to ask."""
    for run in runs:
        await client.set_flow_run_state(UUID(run), Cancelled(message=why), force=True)


async def answer_to(client: PrefectClient, run: UUID, round_: int) -> dict[str, Any] | None:
    """Return what was submitted to a run in one round of asking; None where it was started without an answer."""
    try:
        said = json.loads(await client.read_flow_run_input(run, _keys(round_)["response"]))
    except ObjectNotFound:
        return None
    return said if isinstance(said, dict) else None


async def suspend_again(run: UUID, form: Form, days: int) -> NoReturn:
    """Suspend the run that calls this, with another form; it begins anew when that is answered.

    Prefect would suspend first and save the form after; who opened the run in between would see none.
    """
    async with get_client() as client:
        await _save(client, run, _keys(form.round), form)

    class Asked(RunInput):
        @classmethod
        async def asave(cls, keyset: Keyset, flow_run_id: UUID | None = None) -> None:
            """Save nothing: the form is there."""

    await asuspend_flow_run(wait_for_input=Asked, key=_pause_key(form.round), timeout=days * DAY)
    raise AssertionError("a suspended run does not go on")


def _keys(round_: int) -> Keyset:
    return keyset_from_base_key(f"suspended-{_pause_key(round_)}")


def _pause_key(round_: int) -> str:
    return f"round-{round_}"
