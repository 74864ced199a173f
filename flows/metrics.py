"""Prometheus metrics of a desk, counted in its database: the same from every process, and across restarts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from prefect import get_run_logger
from prometheus_client import CollectorRegistry, generate_latest, start_http_server, write_to_textfile
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from articles.model import Severity
from flows.desk import PROGRAM, Desk, now
from flows.durations import spent
from flows.outcomes import MEANING, Outcome
from storage.totals import Totals, totals_of

PREFIX = "second_source_"


class DeskCollector(Collector):
    """Counts anew whenever it is asked. `seconds` are those of the last run's stages, where a run asks."""

    def __init__(self, desk: Desk, seconds: Mapping[str, float] | None = None) -> None:
        self._desk = desk
        self._seconds = seconds or {}

    def collect(self) -> Iterator[Metric]:
        """Yield every metric; one that nothing met yet is there with 0, so that alerts can be written before."""
        totals = totals_of(self._desk.engine, now())
        yield from _runs(totals)
        yield from _standing(totals)
        if self._seconds:
            stages = GaugeMetricFamily(
                f"{PREFIX}last_run_stage_seconds",
                "How long each stage of the last run took, all batches together.",
                labels=["stage"],
            )
            for stage, seconds in sorted(self._seconds.items()):
                stages.add_metric([stage], seconds)
            yield stages


def _runs(totals: Totals) -> Iterator[Metric]:
    outcomes = CounterMetricFamily(
        f"{PREFIX}articles",
        "Inputs of runs by how they ended, each in exactly one outcome: "
        + "; ".join(f"{outcome.value}: {MEANING[outcome]}" for outcome in Outcome)
        + ".",
        labels=["outcome"],
    )
    for outcome in Outcome:
        outcomes.add_metric([outcome.value], totals.outcomes.get(outcome.value, 0))
    yield outcomes
    runs = {"runs": totals.runs_begun, "runs_ended": totals.runs_ended}
    said = {
        "runs": "Runs that were begun.",
        "runs_ended": "Runs that came to their end; the others failed, died or go on.",
    }
    for name, count in runs.items():
        yield CounterMetricFamily(f"{PREFIX}{name}", said[name], value=count)
    last = GaugeMetricFamily(
        f"{PREFIX}last_run_ended_timestamp_seconds", "When a run last came to its end; 0 for never."
    )
    last.add_metric([], totals.last_ended.timestamp() if totals.last_ended else 0)
    yield last


def _standing(totals: Totals) -> Iterator[Metric]:
    flags = GaugeMetricFamily(f"{PREFIX}open_flags", "Flags that wait for a person.", labels=["severity"])
    for severity in get_args(Severity):
        flags.add_metric([severity], totals.open_flags.get(severity, 0))
    yield flags
    backlog = GaugeMetricFamily(f"{PREFIX}backlog", "What waits: for a run, or for a person.", labels=["kind"])
    waiting = {
        "pages_due": totals.pages_due,
        "inputs_in_work_or_left_behind": totals.inputs_left,
        "inputs_given_up": totals.inputs_given_up,
        "reviews": totals.reviews_waiting,
    }
    for kind, count in waiting.items():
        backlog.add_metric([kind], count)
    yield backlog
    kept = GaugeMetricFamily(f"{PREFIX}kept", "Records in the archive.", labels=["kind"])
    for kind, count in (*totals.kept.items(), ("audit_entries", totals.audit_entries)):
        kept.add_metric([kind], count)
    yield kept
    info = GaugeMetricFamily(f"{PREFIX}info", "Which program counts.", labels=["version"])
    info.add_metric([PROGRAM.rpartition(" ")[2]], 1)
    yield info


def registry_of(desk: Desk, seconds: Mapping[str, float] | None = None) -> CollectorRegistry:
    """Return a registry with this desk's metrics and nothing else."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(DeskCollector(desk, seconds))
    return registry


def exposition(desk: Desk) -> str:
    """Return the metrics as Prometheus reads them."""
    return generate_latest(registry_of(desk)).decode("utf-8")


def write_metrics(desk: Desk, path: Path, seconds: Mapping[str, float]) -> None:
    """Write the metrics to a file that a reader finds whole, old or new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_to_textfile(str(path), registry_of(desk, seconds))


def note_metrics(desk: Desk, run: str) -> None:
    """Write the metrics after a run where the desk wants them; a file that cannot be written costs no run its end."""
    seconds = spent(run)
    if desk.settings.metrics_file is None:
        return
    try:
        write_metrics(desk, desk.settings.metrics_file, seconds)
    except OSError as error:
        get_run_logger().warning("No metrics in %s (%s).", desk.settings.metrics_file, error.strerror)


def serve_metrics(desk: Desk, host: str, port: int) -> None:
    """Answer `/metrics` until the process is interrupted."""
    server, thread = start_http_server(port, addr=host, registry=registry_of(desk))
    try:
        thread.join()
    finally:
        server.shutdown()
