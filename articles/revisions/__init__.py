"""What changed between two revisions of one article, without the noise of its page."""

from __future__ import annotations

from articles.revisions.compare import compare
from articles.revisions.notes import notes_in
from articles.revisions.order import revised

__all__ = ["compare", "notes_in", "revised"]
