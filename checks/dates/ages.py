"""“Smith, 43, was born in 1975”: is that the age that follows from the birth?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from articles.arithmetic import lifetimes_in
from articles.model import EvidenceSpan, Figure
from checks.batch import Batch
from checks.rules import Judgement, Row, Rule, failed, passed, place, quoted, unverifiable

ONE_YEAR = 1
"""Other ways to count, a birthday between the report and its printing, a year that was known only roughly."""
OLDEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRow(Row):
    """An age, the first and last day on which its bearer may have been born, and of which days it is the age.

    `until` is None without a stated death and without a publication date. `present`: no other day can be meant.
    """

    age: Figure
    born: tuple[date, date]
    until: tuple[date, date] | None
    dead: bool
    present: bool


def age_rows(batch: Batch) -> Iterator[AgeRow]:
    """Yield a row for each age that stands with its bearer's birth."""
    for article_id, read in batch.english():
        published = read.article.published
        now = (published.day, published.day) if published else None
        for life in lifetimes_in(read):
            shown = quoted(article_id, read.article.body, life.span.start, life.span.end)
            dead = life.until is not None
            yield AgeRow(
                article=article_id,
                subject=place(life.span.start, life.span.end),
                age=life.age,
                born=life.born,
                until=life.until or now,
                dead=dead,
                present=life.present,
                evidence=(shown,) if dead else (shown, EvidenceSpan(article_id, "published", str(published or ""))),
            )


def judge_age(row: AgeRow) -> Judgement:
    """Count the birthdays; a year more or less is allowed."""
    stated = int(row.age.value)
    if row.until is None:
        return unverifiable(f"“{row.age.text.strip()}”: the article has no date from which to count.")
    fewest, most = birthdays(row.born[1], row.until[0]), birthdays(row.born[0], row.until[1])
    if most < 0 or fewest > OLDEST:
        return unverifiable(f"“{row.age.text.strip()}” cannot be counted from a birth in {_year(row.born)}.")
    years = (
        str(most) if fewest == most else f"{max(fewest, 0)} or {most}" if most == fewest + 1 else f"{fewest} to {most}"
    )
    when = f"at death in {_year(row.until)}" if row.dead else f"on the day of publication ({row.until[0].isoformat()})"
    told = f"Born in {_year(row.born)}, one is {years} {when}"
    if fewest - ONE_YEAR <= stated <= most + ONE_YEAR:
        return passed(f"{told}, and “{row.age.text.strip()}” is stated.")
    if not row.present:
        return unverifiable(f"{told}, not “{row.age.text.strip()}”; but the age may be that of another day.")
    return failed(
        f"{told}, but the text says “{row.age.text.strip()}”. The age or the year is wrong, or the text is older than its "
        "date; a register or an earlier report would settle which."
    )


def birthdays(born: date, day: date) -> int:
    """Return how many birthdays lie between two days; negative where the birth is the later one."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _year(days: tuple[date, date]) -> str:
    return str(days[0].year) if days[0].year == days[1].year else f"{days[0].year} to {days[1].year}"


AGE_AGAINST_BIRTH = Rule(
    name="age against birth",
    suite="dates",
    question="An age is the number of years since the birth that is stated beside it",
    severity="medium",
    flagged=True,
    row=AgeRow,
    rows=age_rows,
    judge=judge_age,
)
