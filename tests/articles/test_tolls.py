"""The killed and injured counts of one incident, total and not part, over reports written for this test."""

from __future__ import annotations

import pytest

from articles.reading import read
from articles.relating.tolls import toll_of
from tests.checks.builders import article

REPORTS: tuple[tuple[str, int | None, int | None], ...] = (
    (
        "A bus plunged into a ravine near Tarn on Sunday, killing at least 14 people and injuring 23, police said.\nThree children were among the dead.\nIn 2019 a crash on the same road killed 31 people.",
        14,
        23,
    ),
    (
        "Two gunmen opened fire at a market in Selby on Friday, leaving nine people dead and 17 wounded.\nOne of the attackers was killed by police.",
        9,
        17,
    ),
    ("An explosion at a fireworks factory killed seven workers and hurt a dozen others, officials said.", 7, 12),
    (
        "The death toll from the flood in Orrin rose to 43 on Tuesday, the disaster office said.\nOn Monday it had stood at 38.\nSome 120 people were injured.",
        43,
        120,
    ),
    (
        "Five people died and 11 were injured when a roof collapsed at a school in Norwick.\nTwo more died in hospital overnight, bringing the total to seven.",
        7,
        11,
    ),
    (
        "A car bomb killed six soldiers and two civilians in Veldany, the army said. Eight people died in all.\nTwenty-one were wounded.",
        8,
        21,
    ),
    ("A tornado tore through the town of Dunlow late Saturday, killing a woman and injuring eight people.", 1, 8),
    ("Police said a man was shot dead and three people were wounded in a shooting in Port Merrow.", 1, 3),
    (
        "At least 30 people have been killed and more than 100 injured in an earthquake in Sarve.\nAmong the dead were 12 children.",
        30,
        100,
    ),
    (
        "Nobody was killed in the fire, but 15 people were treated for smoke inhalation, the fire chief said.\nFour people were injured.",
        None,
        4,
    ),
    (
        "Three people were killed, including the gunman, and five others were injured in a shooting at a warehouse.",
        3,
        5,
    ),
    (
        "Rescuers have recovered 22 bodies from the wreck of the ferry.\nThe coast guard said 22 people had died and 9 were injured.",
        22,
        9,
    ),
    ("A train derailed outside Tarn on Monday, killing 19 and injuring 64, the railway said.", 19, 64),
    (
        "Suicide bombers struck two mosques, killing 27 people and wounding at least 50 others.\nLast month a similar attack killed 40.",
        27,
        50,
    ),
    (
        "The blast left 11 people dead. Another 32 people were wounded, hospital officials said.\nFour of the wounded are in critical condition.",
        11,
        32,
    ),
    (
        "Ten people, including four children, were killed when a helicopter crashed into a house. Six people on the ground were hurt.",
        10,
        6,
    ),
    (
        "A gunman killed eight people at a shopping mall in Dunlow before police shot him dead.\nSeven others were injured.",
        8,
        7,
    ),
    (
        "A landslide has killed at least 60 people and injured 15, the governor said on Thursday.\nThe toll is expected to rise.",
        60,
        15,
    ),
    (
        "The number of dead in the mine explosion climbed to 31 after two miners died of burns.\nEighteen miners remain in hospital.",
        31,
        None,
    ),
    ("Two people were killed and another four wounded in a knife attack in Selby.\nPolice arrested a man, 34.", 2, 4),
    ("A stampede at a concert killed 5 people and left 48 injured.\nThe venue holds 2,000.", 5, 48),
    ("Thirteen miners died and three were injured in a gas explosion, state media said.", 13, 3),
    (
        "A storm killed four people in the south and two in the north, for a total of six dead.\nTwelve people were hurt.",
        6,
        12,
    ),
    (
        "An airstrike on a village killed 16 people, among them nine women and children, and wounded 25, residents said.",
        16,
        25,
    ),
)


@pytest.mark.parametrize(("report", "killed", "injured"), REPORTS)
def test_the_counts_of_an_incident_are_those_of_all(report: str, killed: int | None, injured: int | None) -> None:
    toll = toll_of(read(article(report)))
    assert (toll.killed and toll.killed.people, toll.injured and toll.injured.people) == (killed, injured)


def test_parts_are_added_where_the_report_gives_no_whole() -> None:
    toll = toll_of(read(article("A car bomb killed six soldiers and two drivers in Veldany, the army said.")))
    assert toll.killed is not None
    assert (toll.killed.people, [figure.text for figure in toll.killed.figures]) == (8, ["six", "two"])


def test_a_report_without_victims_has_no_toll() -> None:
    toll = toll_of(read(article("The council approved 12 new buses for the valley, the clerk said.")))
    assert (toll.killed, toll.injured) == (None, None)
