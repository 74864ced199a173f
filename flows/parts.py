"""The parts of a desk that machines serve: here alone, so that the command line can name them and load nothing else."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What one machine of several serves."""

    SERVER = "server"
    SERVICES = "services"
    DEPLOYMENTS = "deployments"
    WORKER = "worker"
