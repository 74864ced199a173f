"""The arithmetic that a text itself states: figures and dates that the same sentence ties together.

Reading only: whether the sums come out is for the checks. A construction that is not plainly one of those
read here is not read at all.
"""

from articles.arithmetic.changes import Change, changes_in
from articles.arithmetic.conversions import Conversion, conversions_in
from articles.arithmetic.durations import Duration, durations_in
from articles.arithmetic.parts import Breakdown, Part, parts_in
from articles.arithmetic.shares import Share, shares_in
from articles.arithmetic.ties import MEASURES, Day
from articles.arithmetic.weekdays import NamedWeekday, weekdays_in

__all__ = [
    "MEASURES",
    "Breakdown",
    "Change",
    "Conversion",
    "Day",
    "Duration",
    "NamedWeekday",
    "Part",
    "Share",
    "changes_in",
    "conversions_in",
    "durations_in",
    "parts_in",
    "shares_in",
    "weekdays_in",
]
