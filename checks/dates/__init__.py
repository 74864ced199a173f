"""Do the dates agree: those of the page with one another, and those of the text with the calendar?"""

from checks.dates.ages import AGE_AGAINST_BIRTH
from checks.dates.candidates import DATE_EVIDENCE_DISAGREES
from checks.dates.datelines import DATELINE_AGAINST_PUBLICATION
from checks.dates.durations import DURATION_AGAINST_DATES
from checks.dates.events import EVENT_AFTER_PUBLICATION
from checks.dates.publication import PUBLISHED_IN_THE_FUTURE
from checks.dates.weekdays import WEEKDAY_AGAINST_DATE

__all__ = [
    "AGE_AGAINST_BIRTH",
    "DATELINE_AGAINST_PUBLICATION",
    "DATE_EVIDENCE_DISAGREES",
    "DURATION_AGAINST_DATES",
    "EVENT_AFTER_PUBLICATION",
    "PUBLISHED_IN_THE_FUTURE",
    "WEEKDAY_AGAINST_DATE",
]
