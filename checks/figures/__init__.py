"""Do the figures of one article hold together: percentages, totals, shares, changes, units, and the headline?"""

from checks.figures.changes import CHANGE_AGAINST_ENDS
from checks.figures.conversions import UNIT_PAIR
from checks.figures.headlines import HEADLINE_AGAINST_BODY
from checks.figures.lists import LIST_AGAINST_COUNT
from checks.figures.parts import PARTS_AGAINST_TOTAL
from checks.figures.percentages import PERCENTAGE_OUT_OF_RANGE
from checks.figures.rates import RATE_AGAINST_TOTAL
from checks.figures.shares import SHARE_OF_TOTAL

__all__ = [
    "CHANGE_AGAINST_ENDS",
    "HEADLINE_AGAINST_BODY",
    "LIST_AGAINST_COUNT",
    "PARTS_AGAINST_TOTAL",
    "PERCENTAGE_OUT_OF_RANGE",
    "RATE_AGAINST_TOTAL",
    "SHARE_OF_TOTAL",
    "UNIT_PAIR",
]
