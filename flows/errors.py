"""The errors that a user can mend; everything else is a defect and keeps its traceback."""

# ruff: noqa: PLC0415  imported when a command has begun, so that --help need not wait for them

from __future__ import annotations


def expected_errors() -> tuple[type[Exception], ...]:
    """Return the roots of each package's error tree."""
    from capture.errors import CaptureError
    from flows.login import LoginError
    from flows.reading_crews import CrewError
    from flows.review_form import BadAnswerError
    from flows.serve import ServeError
    from storage.errors import StorageError

    return (CaptureError, StorageError, ServeError, CrewError, LoginError, BadAnswerError)
