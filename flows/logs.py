"""Logs as JSON lines, for machines: what Prefect logs, and one line for each input of a run with how it ended.

Whatever an article or an outlet wrote stays inside its JSON string: all but printable ASCII is escaped, so that no line
can be forged, no terminal driven and no text turned around.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from flows.outcomes import Ended
    from flows.settings import Settings

INPUTS = "second_source.inputs"
CARRIED = ("flow_run_id", "flow_run_name", "flow_name", "task_run_id", "task_run_name", "task_name")
"""What Prefect's loggers say of where they stand."""


class JsonLines(logging.Formatter):
    """One JSON object a record, on one line of printable ASCII. What a configuration says of formats has no bearing."""

    def __init__(self, *_: object, **__: object) -> None:
        super().__init__()

    def format(self, record: logging.LogRecord) -> str:
        """Lay out a record; `extra={"fields": {...}}` adds to it."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: str(value) for name in CARRIED if (value := getattr(record, name, None)) is not None}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str).replace("\x7f", "\\u007f")


class Lines(logging.StreamHandler[TextIO]):
    """Writes records to a stream. `styles` are those of Prefect's own handler, whose settings this one is given."""

    def __init__(self, stream: TextIO | None = None, styles: object = None) -> None:
        del styles
        super().__init__(stream)


def log_ends(settings: Settings, run: str, ends: Iterable[Ended]) -> None:
    """Log how each input of a batch ended, where JSON lines are asked for; in words, the run's page says it."""
    if settings.log_format != "json":
        return
    logger = _logger()
    for end in ends:
        fields = {"flow_run_id": run, "article": end.article, "url": end.url, "outcome": end.outcome.value}
        if end.problem is not None:
            fields["problem"] = end.problem
        logger.info("input ended", extra={"fields": fields})


def _logger() -> logging.Logger:
    """Return the logger of inputs, which Prefect's own settings of logging do not reach."""
    logger = logging.getLogger(INPUTS)
    if not logger.handlers:
        handler = Lines(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger
