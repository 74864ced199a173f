"""What the crew does with a capture: extraction and reading. Apart from the stages, so that its processes import no more."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from articles.corroboration import Indexed, indexed
from articles.model import Capture, FieldEvidence, ReadArticle
from articles.outlets import Registry
from articles.reading import read
from capture.errors import Unreadable
from capture.extract import extract


@dataclass(frozen=True, slots=True)
class Extraction:
    """Extraction and reading with a registry and what feeds say of pages, as a value that can go to another process."""

    registry: Registry
    said: Mapping[str, tuple[FieldEvidence, ...]]

    def __call__(self, capture: Capture) -> Indexed | Unreadable:
        """Return the article of a capture as it was read, or why it holds none."""
        listed = self.said.get(capture.url) or self.said.get(capture.final_url, ())
        try:
            article = extract(capture, self.registry, listed)
            return indexed(ReadArticle(article, read(article)))
        except Unreadable as problem:
            return problem
        except Exception as error:  # noqa: BLE001  one page ends no run, now or the next time; it is counted, and said where
            return Unreadable(
                capture.url,
                f"could not be read: {_where(error)}",
                "this is a defect of the program, please report it; the capture is kept",
                reason="defect",
            )


def _where(error: Exception) -> str:
    """Say in a few words what went wrong where; not the error's own words, which may quote the page."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
