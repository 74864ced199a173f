"""The review flow: one run a case, born suspended, resumed with a reviewer's answer."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.cases import case_digest, case_of, record
from flows.desk import note_settings, now, open_desk
from flows.inbox import form_of, keep_inbox
from flows.markdown import plain
from flows.report import publish_stories
from flows.review_form import BadAnswerError
from flows.review_runs import answer_to, client_of_desk, suspend_again
from flows.settings import load_settings
from flows.stages import count_again
from storage.findings import flags
from storage.reviews import load_review, save_review


@flow(
    name="review",
    description="Record what a reviewer decided. Runs wait suspended: choose Resume to see the evidence and answer.",
    persist_result=False,
)
async def review(review: str) -> State[None]:
    """Record the answer that resumed this run; ask again where it cannot be recorded."""
    settings = load_settings()
    run = UUID(str(flow_run.get_id()))
    with open_desk(settings) as desk:
        note_settings(desk)
        put_up = load_review(desk.engine, review)
        case = case_of(desk, put_up) if put_up else None
        if put_up is None or case is None:
            return Completed(message="Nothing is left to decide here.")
        async with client_of_desk() as client:
            said = await answer_to(client, run, put_up.round)
        try:
            recorded = record(desk, put_up, case, said)
        except BadAnswerError as complaint:
            get_run_logger().warning("asked again: %s", plain(str(complaint)))
            again = replace(
                put_up,
                round=put_up.round + 1,
                complaint=str(complaint),
                flags=tuple(flag.id for flag in case.flags),
                digest=case_digest(case),
                run=str(run),
            )
            save_review(desk.engine, again, now())
            await suspend_again(run, form_of(case, again.round, again.complaint), settings.review_days)
        save_review(desk.engine, replace(put_up, status="closed"), now())
        if recorded.recount:
            count_again(desk, recorded.recount, str(run))
        left = flags(desk.engine, status="open", ids=put_up.flags)
        await keep_inbox(desk)
        await publish_stories(desk, {flag.article for flag in case.flags})
    waiting = f"; {len(left)} wait for a second reviewer" if left else ""
    return Completed(message=f"{len(recorded.decisions)} decided by {plain(recorded.decisions[0].reviewer)}{waiting}.")
