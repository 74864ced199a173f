"""Where does it go back to: in a circle, to a source that does not say it, or to a text that is long known?"""

from checks.lineage.circles import CIRCULAR_SOURCING
from checks.lineage.cited import FIGURE_IN_CITED_SOURCE
from checks.lineage.recycled import RECYCLED_TEXT

__all__ = ["CIRCULAR_SOURCING", "FIGURE_IN_CITED_SOURCE", "RECYCLED_TEXT"]
