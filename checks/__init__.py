"""Judgements: what was read becomes findings. The only code that knows Great Expectations.

`RULES` is the table of contents, in the order in which rules are shown. Judging a batch by them is
`checks.suites.validate`, which costs seconds to import.
"""

from __future__ import annotations

from checks.corroboration import FIGURES_IN_CONFLICT, RESTS_ON_ONE_AUTHORITY, SINGLE_ORIGIN
from checks.dates import (
    DATE_EVIDENCE_DISAGREES,
    DATELINE_AGAINST_PUBLICATION,
    DURATION_AGAINST_DATES,
    EVENT_AFTER_PUBLICATION,
    PUBLISHED_IN_THE_FUTURE,
    WEEKDAY_AGAINST_DATE,
)
from checks.figures import (
    CHANGE_AGAINST_ENDS,
    HEADLINE_AGAINST_BODY,
    PARTS_AGAINST_TOTAL,
    PERCENTAGE_OUT_OF_RANGE,
    SHARE_OF_TOTAL,
    UNIT_PAIR,
)
from checks.lineage import CIRCULAR_SOURCING, FIGURE_IN_CITED_SOURCE, RECYCLED_TEXT
from checks.provenance import BYLINE_MISSING, DATE_MISSING, HEADLINE_MISSING, OUTLET_MISSING
from checks.rules import AnyRule
from checks.series import CUMULATIVE_COUNT_FALLS, OUTLET_LAGS, OUTLET_LEADS
from checks.sourcing import UNATTRIBUTED_CLAIM

RULES: tuple[AnyRule, ...] = (
    OUTLET_MISSING,
    HEADLINE_MISSING,
    BYLINE_MISSING,
    DATE_MISSING,
    DATE_EVIDENCE_DISAGREES,
    PUBLISHED_IN_THE_FUTURE,
    WEEKDAY_AGAINST_DATE,
    DURATION_AGAINST_DATES,
    EVENT_AFTER_PUBLICATION,
    DATELINE_AGAINST_PUBLICATION,
    PERCENTAGE_OUT_OF_RANGE,
    PARTS_AGAINST_TOTAL,
    HEADLINE_AGAINST_BODY,
    SHARE_OF_TOTAL,
    CHANGE_AGAINST_ENDS,
    UNIT_PAIR,
    UNATTRIBUTED_CLAIM,
    SINGLE_ORIGIN,
    RESTS_ON_ONE_AUTHORITY,
    FIGURES_IN_CONFLICT,
    CUMULATIVE_COUNT_FALLS,
    OUTLET_LAGS,
    OUTLET_LEADS,
    CIRCULAR_SOURCING,
    FIGURE_IN_CITED_SOURCE,
    RECYCLED_TEXT,
)
