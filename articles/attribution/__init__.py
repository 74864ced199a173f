"""How a text's attributions are read: who is said to have said what."""

from articles.attribution.reader import attributions_in

__all__ = ["attributions_in"]
