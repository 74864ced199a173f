"""The inbox in the Prefect UI: one suspended run a case, kept in step with the cases there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from articles.model import short_id
from flows.cases import case_digest, cases, subjects
from flows.desk import Desk, now
from flows.review_form import Case, case_name, case_tags, form_description, form_schema
from flows.review_runs import Form, client_of_desk, deployment_of, put, standing, withdraw
from storage.reviews import Review, load_reviews, save_review

MOST_SHOWN = 500
"""Cases that are put up at once: each is a suspended run of Prefect's, and nobody scrolls through thousands."""


@dataclass(frozen=True, slots=True)
class InboxCount:
    """What keeping the inbox did: cases that wait, and how many were put up or withdrawn just now."""

    waiting: int
    put_up: int
    withdrawn: int


def form_of(case: Case, round_: int, complaint: str) -> Form:
    """Lay out a case as a form."""
    return Form(form_schema(case), form_description(case, complaint), round_)


async def keep_inbox(desk: Desk) -> InboxCount:
    """Let the suspended runs be those of the cases there are: put up what is missing, withdraw what is no longer asked.

    Our own database says what is asked; a run that was cancelled, expired or lost with its server is put up again.
    """
    async with client_of_desk() as client:
        deployment = await deployment_of(client)
        if deployment is None:
            return InboxCount(0, 0, 0)
        runs = await standing(client, deployment)
        there, up = subjects(desk), load_reviews(desk.engine, "waiting")
        wanted = cases(desk, shown(there, up))
        known = load_reviews(desk.engine, keys=wanted) | up
        put_up, stale = 0, []
        for key, case in reversed(wanted.items()):  # the UI lists the newest first: let that be the gravest
            review, digest = known.get(key), case_digest(case)
            if review and review.status == "waiting" and review.run in runs:
                if review.digest == digest or not runs[review.run]:  # shown as it is, or being answered this moment
                    continue
                stale.append(review.run)
            fresh = Review(key, "waiting", tuple(flag.id for flag in case.flags), digest, 1, "", None, now())
            run = await put(
                client,
                deployment,
                form_of(case, 1, ""),
                review=key,
                name=case_name(case),
                tags=case_tags(case),
                once=short_id("run", key, digest, review.run or "" if review else ""),
                days=desk.settings.review_days,
            )
            save_review(desk.engine, replace(fresh, run=run), now())
            put_up += 1
        for key, review in known.items():
            if key not in wanted and review.status == "waiting":
                if review.run and runs.get(review.run):
                    stale.append(review.run)
                save_review(desk.engine, replace(review, status="closed"), now())
        await withdraw(client, stale, "What was asked here has changed or is settled.")
        return InboxCount(len(there), put_up, len(stale))


def shown(there: Mapping[str, str], up: Collection[str]) -> dict[str, str]:
    """Choose the gravest cases; one that is up stays until twice as many are graver, lest runs come and go."""
    listed = enumerate(there.items())
    return {key: subject for place, (key, subject) in listed if place < (2 * MOST_SHOWN if key in up else MOST_SHOWN)}
