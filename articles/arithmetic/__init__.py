"""The arithmetic that a text itself states: figures and dates that the same sentence ties together.

Reading only: whether the sums come out is for the checks. A construction that is not plainly one of those
read here is not read at all.
"""

from articles.arithmetic.changes import Change, changes_in
from articles.arithmetic.conversions import Conversion, conversions_in
from articles.arithmetic.durations import Duration, durations_in
from articles.arithmetic.lifetimes import Lifetime, lifetimes_in
from articles.arithmetic.lists import CountedList, lists_in
from articles.arithmetic.parts import Breakdown, Part, parts_in
from articles.arithmetic.rates import Rate, rates_in
from articles.arithmetic.shares import Share, shares_in
from articles.arithmetic.ties import MEASURES, Day
from articles.arithmetic.weekdays import NamedWeekday, weekdays_in

__all__ = [
    "MEASURES",
    "Breakdown",
    "Change",
    "Conversion",
    "CountedList",
    "Day",
    "Duration",
    "Lifetime",
    "NamedWeekday",
    "Part",
    "Rate",
    "Share",
    "changes_in",
    "conversions_in",
    "durations_in",
    "lifetimes_in",
    "lists_in",
    "parts_in",
    "rates_in",
    "shares_in",
    "weekdays_in",
]
