from __future__ import annotations

from datetime import date
from itertools import combinations
from random import Random

import pytest

from articles.matching import compared, relation, stories_in
from articles.model import Article, Claim, Match
from articles.relating.quantities import view_of

from .newsroom import COURIER, DISPATCH, LEDGER, POST, WIRE, article, claim, figure, killed, on

TOLL = "The Port Selby grain terminal blast killed 43 people, the health ministry said."


def stance(a: Claim, b: Claim) -> str | None:
    match = relation(a, b)
    return match.stance if match else None


def told_together(a: Claim, b: Claim) -> str | None:
    match = compared(view_of(a), view_of(b), one_story=True)
    return match.stance if match else None


# -- support -----------------------------------------------------------------------------------------


def test_the_same_count_in_other_words_supports_and_the_figures_are_aligned() -> None:
    one = claim(TOLL, killed("43", 43))
    other = claim("Forty-three people died at the Port Selby grain terminal.", killed("Forty-three", 43))
    match = relation(one, other)
    assert isinstance(match, Match)
    assert match.stance == "supports"
    assert match.a < match.b
    assert {match.a_span.text, match.b_span.text} == {"43", "Forty-three"}
    assert "people killed" in match.reason


def test_relation_reads_the_same_from_both_sides() -> None:
    one = claim(TOLL, killed("43", 43))
    other = claim("The blast at the Port Selby grain terminal left 51 people dead.", killed("51", 51))
    assert relation(one, other) == relation(other, one)


def test_a_statement_without_figures_is_supported_by_one_in_much_the_same_words() -> None:
    one = claim("Harbour master Elin Corr ordered the north basin closed after the blast.")
    other = claim("Elin Corr, the harbour master, ordered the closing of the north basin.")
    assert stance(one, other) == "supports"
    assert stance(one, claim("Harbour pilots elected Elin Corr their chair in a vote last spring.")) is None


def test_a_claim_says_nothing_of_itself() -> None:
    one = claim(TOLL, killed("43", 43))
    assert relation(one, one) is None


# -- conflict, each with its clean look-alike -----------------------------------------------------------


def test_two_exact_counts_of_one_day_conflict() -> None:
    one = claim(TOLL, killed("43", 43), published=date(2025, 3, 11))
    other = claim(
        "The blast at the Port Selby grain terminal left 51 people dead, police said.",
        killed("51", 51),
        published=date(2025, 3, 11),
    )
    assert stance(one, other) == "conflicts"


@pytest.mark.parametrize(
    ("text", "words", "fields"),
    [
        ("At least 40 people died in the Port Selby grain terminal blast.", "40", {"hedge": ">="}),
        ("About 40 people died in the Port Selby grain terminal blast.", "40", {"hedge": "~"}),
        ("More than 40 people died in the Port Selby grain terminal blast.", "40", {"hedge": ">"}),
        ("Nearly 45 people died in the Port Selby grain terminal blast.", "45", {"hedge": "<"}),
    ],
)
def test_a_hedged_count_does_not_conflict_with_an_exact_one_within_it(
    text: str, words: str, fields: dict[str, str]
) -> None:
    assert stance(claim(TOLL, killed("43", 43)), claim(text, killed(words, int(words), **fields))) == "supports"


def test_a_hedge_has_an_end() -> None:
    exact = claim(TOLL, killed("43", 43))
    at_least = claim("At least 60 people died in the Port Selby grain terminal blast.", killed("60", 60, hedge=">="))
    about = claim("About 20 people died in the Port Selby grain terminal blast.", killed("20", 20, hedge="~"))
    assert stance(exact, at_least) == "conflicts"
    assert stance(exact, about) == "conflicts"


def test_a_later_higher_count_is_an_update_and_a_later_lower_one_conflicts() -> None:
    first = claim(TOLL, killed("43", 43), published=date(2025, 3, 11))
    higher = claim(
        "The Port Selby grain terminal blast killed 58 people.", killed("58", 58), published=date(2025, 3, 12)
    )
    lower = claim(
        "The Port Selby grain terminal blast killed 31 people.", killed("31", 31), published=date(2025, 3, 12)
    )
    match = relation(first, higher)
    assert match is not None
    assert (match.stance, "update" in match.reason) == ("related", True)
    match = relation(first, lower)
    assert match is not None
    assert (match.stance, "31" in match.reason and "lower" in match.reason) == ("conflicts", True)


def test_a_count_that_is_said_to_have_risen_is_an_update_on_the_same_day() -> None:
    day = date(2025, 3, 11)
    first = claim(TOLL, killed("43", 43), published=day)
    risen = claim("The death toll of the Port Selby grain terminal blast rose to 51.", killed("51", 51), published=day)
    assert stance(first, risen) == "related"


def test_counts_that_differ_by_the_gunman_do_not_conflict() -> None:
    with_gunman = claim("Twelve people, including the gunman, died at the Marston mall.", killed("Twelve people", 12))
    without = claim("Eleven people died at the Marston mall shooting.", killed("Eleven", 11))
    far = claim("Nine people died at the Marston mall shooting.", killed("Nine", 9))
    assert stance(with_gunman, without) == "related"
    assert stance(with_gunman, far) == "conflicts"


def test_a_part_is_not_held_against_the_whole() -> None:
    children = claim(
        "Five children were among the dead of the Port Selby grain terminal blast.",
        figure("Five", 5, counted="children", role="killed"),
    )
    assert stance(claim(TOLL, killed("43", 43)), children) is None


def test_injured_are_not_held_against_killed() -> None:
    injured = claim(
        "The Port Selby grain terminal blast injured 217 people.",
        figure("217", 217, counted="people", role="injured"),
    )
    assert stance(claim(TOLL, killed("43", 43)), injured) is None


def test_counts_at_two_places_do_not_conflict() -> None:
    here = claim("Rebel shelling killed 12 people in Ostwick, the army said.", killed("12", 12))
    there = claim("Rebel shelling killed 7 people in Marle, the army said.", killed("7", 7))
    again = claim("Rebel shelling killed 7 people in Ostwick, the army said.", killed("7", 7))
    assert stance(here, there) is None
    assert stance(here, again) == "conflicts"


def test_counts_on_two_days_or_over_a_stretch_of_time_do_not_conflict() -> None:
    monday = claim(
        "Shelling killed 12 people in Ostwick on Monday.", killed("12", 12), dates=(on("Monday", "2025-03-10"),)
    )
    friday = claim(
        "Shelling killed 7 people in Ostwick on Friday.", killed("7", 7), dates=(on("Friday", "2025-03-14"),)
    )
    since = claim("Shelling killed 90 people in Ostwick since January.", killed("90", 90))
    assert stance(monday, friday) is None
    assert stance(monday, since) is None


def test_a_forecast_a_fear_or_an_earlier_count_contradicts_nobody() -> None:
    now = claim(TOLL, killed("43", 43))
    for text, words, value in (
        ("The toll of the Port Selby grain terminal blast could reach 90 dead people.", "90", 90),
        ("The Port Selby grain terminal toll stands at 43 people, up from 38 people.", "38", 38),
    ):
        assert stance(now, claim(text, killed(words, value))) is None


def test_a_claim_that_gives_both_counts_agrees_with_either() -> None:
    both = claim(
        "The ministry put the dead of the Port Selby grain terminal blast at 43 people, the police at 51 people.",
        killed("43", 43),
        killed("51", 51),
    )
    assert stance(both, claim(TOLL, killed("43", 43))) == "supports"


def test_amounts_conflict_only_where_the_words_around_say_the_same() -> None:
    one = claim(
        "Halden Steel's net profit rose to 310 million crowns in the first quarter.",
        figure("310 million crowns", 310_000_000, unit="SEK", counted="net profit"),
    )
    other = claim(
        "Net profit of Halden Steel rose to 290 million crowns in the first quarter.",
        figure("290 million crowns", 290_000_000, unit="SEK", counted="net profit"),
    )
    rounded = claim(
        "Halden Steel's net profit rose to 300 million crowns in the first quarter.",
        figure("300 million crowns", 300_000_000, unit="SEK", counted="net profit"),
    )
    revenue = claim(
        "Halden Steel's revenue rose to 2.9 billion crowns in the first quarter.",
        figure("2.9 billion crowns", 2_900_000_000, unit="SEK", counted="revenue"),
    )
    assert stance(one, other) == "conflicts"
    assert stance(one, rounded) == "related"
    assert stance(one, revenue) is None


def test_rates_agree_within_the_digits_they_show() -> None:
    def rate(words: str, value: str) -> Claim:
        return claim(
            f"Inflation in Alderland was {words} in May, the statistics office said.",
            figure(words, value, unit="percent", counted="inflation"),
        )

    assert stance(rate("4.2 percent", "4.2"), rate("4.21 percent", "4.21")) == "supports"
    assert stance(rate("4.2 percent", "4.2"), rate("4.7 percent", "4.7")) == "conflicts"


def test_two_events_are_not_compared_on_a_count_alone() -> None:
    other = claim("A ferry fire off Ostwick killed 12 people.", killed("12", 12))
    assert stance(claim(TOLL, killed("43", 43)), other) is None


# -- stories -----------------------------------------------------------------------------------------

FIRES = (
    article(
        LEDGER,
        "Blaze guts furniture warehouse in Port Alder",
        "A fire tore through a furniture warehouse on Quay Street on Monday night, killing two night watchmen, officials "
        "said.\nThe blaze at Brannock Furnishings took six hours to bring under control, fire chief Dorea Lanning told "
        "reporters. Investigators are examining a faulty forklift charger as a possible cause.",
        "2025-03-04",
    ),
    article(
        DISPATCH,
        "Two watchmen dead in Quay Street fire",
        "Two watchmen died when fire swept through the Brannock Furnishings depot in Port Alder late on Monday. "
        "Chief Dorea Lanning said that crews fought the flames until dawn and that a charger may have been to blame.",
        "2025-03-04",
    ),
    article(
        COURIER,
        "Brannock owner vows to rebuild after fatal blaze",
        "The owner of Brannock Furnishings said on Tuesday that he would rebuild the depot where two watchmen were killed "
        "this week. Port Alder's fire chief, Dorea Lanning, said the inquiry would last weeks.",
        "2025-03-05",
    ),
)
SECOND_FIRE = (
    article(
        LEDGER,
        "Warehouse fire in Port Alder injures three",
        "A fire at a paint warehouse on Mill Lane on Thursday night injured three workers, officials said.\nThe blaze at "
        "Tessel Coatings took four hours to bring under control, deputy fire chief Omar Quist told reporters. "
        "Investigators believe a spark from a welding torch was a possible cause.",
        "2025-03-07",
    ),
    article(
        POST,
        "Three hurt as paint depot burns",
        "Three workers were taken to hospital after flames engulfed Tessel Coatings on Mill Lane in Port Alder, the second "
        "warehouse fire in the city this week.\nDeputy chief Omar Quist said the fire was under control by Friday.",
        "2025-03-07",
    ),
)
QUARTERS = (
    article(
        WIRE,
        "Halden Steel profit rises 12% in first quarter",
        "Halden Steel said on Tuesday that net profit rose 12 percent to 310 million crowns in the first quarter as demand "
        "from carmakers recovered. Chief executive Ingrid Sorrel said she expected prices to hold.",
        "2025-04-22",
    ),
    article(
        COURIER,
        "Carmakers lift Halden Steel earnings",
        "Halden Steel earned 310 million crowns in the first quarter, up 12 percent. Chief executive Ingrid Sorrel pointed "
        "to orders from carmakers.",
        "2025-04-22",
    ),
    article(
        WIRE,
        "Halden Steel profit falls 8% in second quarter",
        "Halden Steel said on Tuesday that net profit fell 8 percent to 265 million crowns in the second quarter as energy "
        "costs rose. Chief executive Ingrid Sorrel said she expected prices to recover.",
        "2025-07-22",
    ),
)


def groups(articles: tuple[Article, ...]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in stories_in(articles)}


def ids(*articles: Article) -> frozenset[str]:
    return frozenset(article.id for article in articles)


def test_reports_of_one_event_are_a_story_and_a_look_alike_in_the_same_city_and_week_is_another() -> None:
    assert groups(FIRES + SECOND_FIRE) == {ids(*FIRES), ids(*SECOND_FIRE)}


COLLAPSE = (
    (
        "Footbridge gives way in Harnsey, two die",
        (
            "Two people drowned when the Lamb Weir footbridge in Harnsey gave way under evening walkers. Divers searched the "
            "Orrin until midnight. Engineer Petra Vance had asked for its closure in spring."
        ),
    ),
    (
        "A warning nobody opened",
        (
            "The letter from Petra Vance lay in a council tray for six weeks. It said the cables at Lamb Weir were "
            "rusted through. Now Harnsey has lost a grandfather and his grandson, and flowers line the Orrin."
        ),
    ),
)
OTHER_COLLAPSE = (
    "Walkway gives way in Castow, two die",
    (
        "Two people drowned when the Teller Lock walkway in Castow gave way under evening walkers. Divers searched the Senn "
        "until midnight. Inspector Marco Ilves had asked for repairs in spring."
    ),
)


def test_names_of_one_day_join_a_report_and_a_feature_that_share_few_words() -> None:
    report, feature = (
        article(outlet, *text, "2026-06-03") for outlet, text in zip((WIRE, COURIER), COLLAPSE, strict=True)
    )
    assert groups((report, feature)) == {ids(report, feature)}


def test_the_same_words_on_one_day_with_other_names_are_of_two_events() -> None:
    report, feature = (
        article(outlet, *text, "2026-06-03") for outlet, text in zip((WIRE, COURIER), COLLAPSE, strict=True)
    )
    other = article(LEDGER, *OTHER_COLLAPSE, "2026-06-03")
    assert groups((report, feature, other)) == {ids(report, feature), ids(other)}


def test_the_same_names_a_fortnight_later_do_not_join_what_shares_few_words() -> None:
    report = article(WIRE, *COLLAPSE[0], "2026-06-03")
    later = article(COURIER, *COLLAPSE[1], "2026-06-17")
    assert groups((report, later)) == {ids(report), ids(later)}


def test_the_next_quarter_of_a_company_is_another_story() -> None:
    assert groups(QUARTERS) == {ids(*QUARTERS[:2]), ids(QUARTERS[2])}


def test_two_articles_are_enough_to_tell() -> None:
    for one, other in combinations(FIRES, 2):
        assert len(groups((one, other))) == 1
    assert len(groups((FIRES[0], QUARTERS[0]))) == 2


def test_an_article_alone_is_a_story_and_none_are_none() -> None:
    [story] = stories_in(FIRES[:1])
    assert (story.headline, story.articles) == (FIRES[0].headline, (FIRES[0].id,))
    assert stories_in(()) == ()


def test_the_same_groups_come_out_whatever_order_went_in() -> None:
    everything = [*FIRES, *SECOND_FIRE, *QUARTERS]
    expected = stories_in(everything)
    for seed in range(6):
        Random(seed).shuffle(everything)
        assert stories_in(everything) == expected
    assert stories_in(everything + everything) == expected


def test_a_story_is_named_by_its_first_article_and_keeps_its_name_as_others_join() -> None:
    first = min(FIRES[:2], key=lambda fire: fire.id)
    assert stories_in(FIRES)[0].id == stories_in([first])[0].id


def test_an_old_text_printed_again_months_later_is_another_story() -> None:
    old = article(LEDGER, "Ferry fire off Ostwick kills 12", FIRES[0].body, "2024-01-02")
    assert len(groups((FIRES[0], old))) == 2


WALKOUT = (
    "Ferry pilots of the Sound Guild walked out for two days in a dispute over night crews, and Minister Hale Dorran "
    "called the action premature. Guild chair Ines Mabry said that the pilots had waited a year for an offer. Crossings "
    "to Ostwick and Tarn were cancelled, and Sound Lines hired buses for stranded travellers."
)
SECOND_WALKOUT = (
    "Ferry pilots of the Sound Guild walked out for three days over night crews, their second strike, and Minister Hale "
    "Dorran again refused to name a date for talks. Guild chair Ines Mabry said that more ports had joined. Crossings to "
    "Ostwick, Tarn and Selby were cancelled, and Sound Lines asked travellers to stay at home."
)


def walkouts(*days: str | None) -> tuple[Article, ...]:
    tellings = (
        (LEDGER, "Ferry pilots walk out over night crews", WALKOUT),
        (POST, "Crossings cancelled as pilots walk out", f"Stranded travellers slept in Ostwick. {WALKOUT}"),
        (COURIER, "Pilots of ferries strike again over crews", SECOND_WALKOUT),
        (DISPATCH, "More ports join the ferry strike", f"Selby's quay was empty. {SECOND_WALKOUT}"),
    )
    return tuple(article(*told, day) for told, day in zip(tellings, days, strict=True))


def test_a_sequel_weeks_later_is_another_story_and_a_report_of_the_next_day_is_not() -> None:
    apart = walkouts("2026-03-02", "2026-03-03", "2026-03-30", "2026-03-31")
    assert groups(apart) == {ids(*apart[:2]), ids(*apart[2:])}
    assert len(groups(walkouts("2026-03-02", "2026-03-03", "2026-03-03", "2026-03-04"))) == 1


def test_a_story_told_day_by_day_stays_one() -> None:
    daily = tuple(
        article(
            outlet,
            f"Ferry pilots' strike, day {day}",
            f"{WALKOUT} It was day {day} of the strike.",
            f"2026-03-{day + 1:02}",
        )
        for day, outlet in zip(range(1, 11), (LEDGER, COURIER, POST, DISPATCH, WIRE) * 2, strict=True)
    )
    assert groups(daily + FIRES) == {ids(*daily), ids(*FIRES)}


def test_names_alone_do_not_make_two_statements_one() -> None:
    one = claim("Elin Corr of Castellan Grain in Port Selby opened the north basin to divers on Friday.")
    other = claim("Elin Corr of Castellan Grain in Port Selby was born to a family of pilots.")
    assert told_together(one, other) is None


def test_a_denial_supports_nothing() -> None:
    one = claim("Castellan Grain ignored two warnings about the pressure valve of the terminal.")
    other = claim("Castellan Grain did not ignore two warnings about the pressure valve of the terminal.")
    assert told_together(one, other) is None
