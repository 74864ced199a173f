"""The work pool and the deployments of `prefect.yaml`, made through Prefect's API by this very process.

Prefect's own commands make the same, each in an interpreter of its own: ten seconds of a start that people wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import httpx
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, VersionInfo
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import DeploymentApplyError, RunnerDeployment
from prefect.runner.storage import LocalStorage
from prefect.workers.process import ProcessWorker

from flows.serve import POOL, PROJECT, ServeError

RELEASE = VersionInfo(type="prefect:simple", version=version("second-source"))


async def deploy(runs: int) -> None:
    """Make or renew the pool and all deployments; so many runs of `check-articles` may be at work at a time.

    ServeError where the server does not take them.
    """
    template = ProcessWorker.get_default_base_job_template()
    pool = WorkPoolCreate(name=POOL, type=ProcessWorker.type, base_job_template=template)
    deployments = yaml.safe_load((PROJECT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    try:
        async with get_client() as client:
            await client.create_work_pool(pool, overwrite=True)
        for said in deployments:
            await _deployment(said, runs).aapply(version_info=RELEASE)
    except (httpx.HTTPError, DeploymentApplyError) as error:
        raise ServeError(f"Prefect's server did not take the deployments: {error}") from error


def _deployment(said: Mapping[str, Any], runs: int) -> RunnerDeployment:
    limit = dict(said.get("concurrency_limit", {}))
    if said["name"] == "check-articles":
        limit["limit"] = runs
    deployment = RunnerDeployment.from_entrypoint(
        said["entrypoint"],
        said["name"],
        description=said["description"],
        tags=said["tags"],
        work_pool_name=said["work_pool"]["name"],
        parameters=said.get("parameters"),
        schedules=[
            {"schedule": CronSchedule(cron=each["cron"], timezone=each["timezone"]), "active": each["active"]}
            for each in said.get("schedules", ())
        ],
        concurrency_limit=ConcurrencyLimitConfig(**limit) if limit else None,
        version=RELEASE.version,
    )
    deployment.storage = LocalStorage(str(PROJECT))  # where workers import the flow from
    return deployment
