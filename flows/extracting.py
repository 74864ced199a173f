"""What the crew does with a capture: extraction and reading. Apart from the stages, so that its processes import no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
        try:
            listed = self.said.get(capture.url) or self.said.get(capture.final_url, ())
            article = extract(capture, self.registry, listed)
        except Unreadable as problem:
            return problem
        return indexed(ReadArticle(article, read(article)))
