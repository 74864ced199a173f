"""For each rule, articles that trip it and a clean look-alike: written for this test, outlets and people invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from articles.model import Article, Disappearance, FieldEvidence
from tests.checks.builders import CHECKED_AT, article, disappeared


@dataclass(frozen=True, slots=True)
class Sample:
    """Articles that one rule fails, each by itself or `together`, and articles that look much the same and pass."""

    trips: tuple[Article | Disappearance, ...]
    clean: tuple[Article | Disappearance, ...]
    together: bool = False


WAREHOUSE = (
    "A warehouse burned down in the harbour of Ostermere on Saturday night. Fire crews from three districts fought the "
    "flames until dawn.\n{toll}\nThe cause is not known."
)

FERRY_POST = article(
    "OSTERMERE - The ferry Halcyon sank off Cape Tarn late on Saturday.\n"
    "The sinking of the Halcyon off Cape Tarn killed 34 people, harbour master Odile Brandt said.\n"
    "Divers searched the hull until nightfall on Sunday.",
    headline="Ferry Halcyon sinks off Cape Tarn",
    outlet="The Ostermere Post",
)
FERRY_HERALD_DIFFERS = article(
    "The ferry Halcyon sank off Cape Tarn on Saturday night, in one of the worst accidents on this coast.\n"
    "The sinking of the Halcyon off Cape Tarn killed 51 people, coast guard commander Ruben Asker said.\n"
    "A tug brought the survivors to Norwick.",
    headline="Dozens lost as ferry Halcyon sinks",
    outlet="Norwick Herald",
)
FERRY_HERALD_AGREES = article(
    "The ferry Halcyon sank off Cape Tarn on Saturday night, in one of the worst accidents on this coast.\n"
    "The sinking of the Halcyon off Cape Tarn killed 34 people, coast guard commander Ruben Asker said.\n"
    "A tug brought the survivors to Norwick.",
    headline="Dozens lost as ferry Halcyon sinks",
    outlet="Norwick Herald",
)
FERRY_HERALD_SAME_VOICE = article(
    "The ferry Halcyon sank off Cape Tarn on Saturday night, in one of the worst accidents on this coast.\n"
    "The sinking of the Halcyon off Cape Tarn killed 34 people, harbour master Odile Brandt said.\n"
    "A tug brought the survivors to Norwick.",
    headline="Dozens lost as ferry Halcyon sinks",
    outlet="Norwick Herald",
)

SHED = (
    "A boat shed burned down in the harbour of Ostermere on Saturday night.\n{toll} people were killed, fire chief Odile "
    "Brandt said.\n{accused}The shed belonged to Tarn Freight. Crews fought the flames until dawn.\nThe cause is not known."
)
ACCUSED = "Neighbours accused the owner of storing diesel without a permit, and harbour master Ruben Asker agreed.\n"


def shed(toll: str = "Twelve", accused: str = ACCUSED, *, more: str = "", **changes: Any) -> Article:
    """One copy of an article that stands at one address, whatever it says."""
    page = {
        "headline": "Boat shed burns in Ostermere",
        "url": "https://post.example/shed",
        "modified": "2025-03-10T09:00",
    }
    return article(SHED.format(toll=toll, accused=accused) + more, **page | changes)


NOTE = "\nCorrection, 11 March 2025: An earlier version of this article said that twelve people were killed."


def halcyon(toll: str, outlet: str, published: str, last: str) -> Article:
    """Report the sinking of one ferry with one toll, in an outlet's own words."""
    return article(
        f"The ferry Halcyon sank off Cape Tarn late on Saturday.\n{toll}\n{last}",
        headline=f"Halcyon sinks off Cape Tarn: {last.split()[1]}",
        outlet=outlet,
        published=published,
    )


FIRST_COUNT = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 34 people, harbour master Odile Brandt said.",
    "The Ostermere Post",
    "2025-03-09T08:00+00:00",
    "Divers searched the hull until nightfall.",
)
LOWER_COUNT = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 29 people, harbour master Odile Brandt said.",
    "The Ostermere Post",
    "2025-03-10T08:00+00:00",
    "Relatives came to the pier with lamps.",
)
LOWERED_COUNT = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 29 people and not 34, harbour master Odile Brandt said: five had been counted twice.",
    "The Ostermere Post",
    "2025-03-10T08:00+00:00",
    "Relatives came to the pier with lamps.",
)
HIGHER_COUNT = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 41 people, coast guard commander Ruben Asker said.",
    "Norwick Herald",
    "2025-03-09T14:00+00:00",
    "Tugs brought the survivors to Norwick.",
)
HIGHER_TOO = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 41 people, hospital director Lene Moss said.",
    "Tarn Gazette",
    "2025-03-09T15:00+00:00",
    "Beds stood in the corridors of the clinic.",
)
LATE_COUNT = halcyon(
    "The sinking of the Halcyon off Cape Tarn killed 34 people, harbour clerk Pim Solder said.",
    "Inland Courier",
    "2025-03-10T09:00+00:00",
    "Flags hung low over the town hall.",
)

COUNCIL = "The mayor of Ostermere, Sten Vale, will give up the tram line to the harbour{source}.\n{last}"
TRAM_POST = article(
    COUNCIL.format(source=", the Norwick Herald reported", last="The rails were laid three years ago."),
    headline="Ostermere gives up its harbour tram line",
    outlet="The Ostermere Post",
    published="2025-03-09T08:00+00:00",
)
TRAM_HERALD = article(
    COUNCIL.format(source=", according to The Ostermere Post", last="Nobody at the depot had been told."),
    headline="Mayor Vale to give up Ostermere harbour tram",
    outlet="Norwick Herald",
    published="2025-03-09T11:00+00:00",
)
TRAM_HERALD_ASKED = article(
    COUNCIL.format(source=", his office told this paper", last="Nobody at the depot had been told."),
    headline="Mayor Vale to give up Ostermere harbour tram",
    outlet="Norwick Herald",
    published="2025-03-09T11:00+00:00",
)

CENSUS_URL = "https://census.example/bulletin/2025-03"
CENSUS = article(
    "The population of Ostermere was 48,310 in January. The number of households was 21,407, and 12.4 percent of them have no car.",
    headline="Census bulletin",
    outlet="Census Office",
    url=CENSUS_URL,
)
CENSUS_WRONG = article(
    "Ostermere has 84,310 people, the census bulletin showed.",
    headline="Ostermere grows",
    links=(("the census bulletin", CENSUS_URL),),
)
CENSUS_RIGHT = article(
    "Ostermere has 48,310 people, and 12 percent of its households have no car, the census bulletin showed.",
    headline="Ostermere grows",
    links=(("the census bulletin", CENSUS_URL),),
)

SEALS = (
    "A colony of grey seals has settled on the sandbank before Ostermere, and the harbour master has moved the fairway "
    "by a cable's length so that the ferries do not wake the pups. The animals came with the herring in the first cold "
    "nights, said Jorun Falk, who looks after the bird observatory. She counted them twice from the lighthouse and once "
    "from a rowing boat. Fishermen grumble, and the school has already held a contest for the best drawing of a seal."
)
SEALS_OLD = article(SEALS, headline="Seals before Ostermere", outlet="Tarn Gazette", published="2024-11-02T08:00+00:00")
SEALS_NEW = article(SEALS, headline="Seals invade Ostermere", outlet="Norwick Herald")
SEALS_DATED = article(
    "This story was first published in November.\n" + SEALS, headline="Seals, again", outlet="Norwick Herald"
)

SAMPLES: dict[str, Sample] = {
    "outlet missing": Sample(
        trips=(article(outlet=None),),
        clean=(article(outlet="A page without a registry entry"),),
    ),
    "headline missing": Sample(
        trips=(article(headline=None), article("A second one.", headline="  ")),
        clean=(article(headline="?"),),
    ),
    "byline missing": Sample(
        trips=(article(byline=()),),
        clean=(article(byline=("Northern Press Agency",)),),
    ),
    "date missing": Sample(
        trips=(article(published=None),),
        clean=(article(published="2025-03-09"),),
    ),
    "figures lost or gained": Sample(
        trips=(
            replace(
                article("The dam gave way in the night."),
                evidence=(FieldEvidence("body", "Divers found 31 bodies on Friday.", "page:lost"),),
            ),
            replace(
                article("Bus fares are to rise by 11 percent from June."),
                evidence=(FieldEvidence("body", "Bus fares are to rise by 11 percent from June.", "page:gained"),),
            ),
        ),
        clean=(
            article("The dam gave way in the night."),
            # evidence of another field is none for the body
            article("The dam held.", evidence=(("meta:date", "2025-03-10"),)),
        ),
    ),
    "date evidence disagrees": Sample(
        trips=(
            article(
                evidence=(
                    ("json-ld:NewsArticle.datePublished", "2025-03-10T09:00:00+01:00"),
                    ("time", "Thursday, 6 March 2025"),
                ),
            ),
        ),
        clean=(
            # one moment in two zones, on two days, beside an address that gives the day only
            article(
                evidence=(
                    ("json-ld:NewsArticle.datePublished", "2025-03-10T01:30:00+03:00"),
                    ("meta:article:published_time", "2025-03-09T22:30:00Z"),
                    ("url", "https://post.example/2025/03/09/bridge"),
                    ("http:last-modified", "Sun, 09 Mar 2025 22:31:07 GMT"),
                ),
            ),
        ),
    ),
    "published in the future": Sample(
        trips=(article(published="2025-03-12T09:00+00:00"), article("Another.", published="2026-03-10")),
        # already tomorrow in the far east, where the page may have been written
        clean=(article(published="2025-03-11"),),
    ),
    "weekday against date": Sample(
        trips=(article("The court will hear the case against the ferry company on Friday, 14 May 2025, clerks said."),),
        clean=(
            article("The court heard the case against the ferry company on Friday, 14 February 2025, clerks said."),
        ),
    ),
    "duration against dates": Sample(
        trips=(article("The strike at the Tarn dockyard lasted 42 days, from 3 January 2025 to 24 February 2025."),),
        clean=(
            article("The strike at the Tarn dockyard lasted 53 days, from 3 January 2025 to 24 February 2025."),
            # the ends stand in other sentences
            article(
                "The strike at the Tarn dockyard began on 3 January 2025.\n"
                "After 52 days without pay the dockers voted to go back.\nCranes moved again on 24 February 2025."
            ),
        ),
    ),
    "age against birth": Sample(
        trips=(
            article("Mira Hallow, 43, was born in Ostermere in 1975 and has steered the ferry since May."),
            article("Odile Brandt (1950-2021) kept the light at Cape Tarn. She died at the age of 80."),
        ),
        clean=(
            article("Mira Hallow, 49, was born in Ostermere in 1975 and has steered the ferry since May."),
            article("Odile Brandt (1950-2021) kept the light at Cape Tarn. She died at the age of 70."),
            article("Mira Hallow, 43, whose daughter was born in 2010, has steered the ferry since 1999."),
        ),
    ),
    "event after publication": Sample(
        trips=(article("The tanker Halcyon sank off Cape Tarn on 14 May 2025, killing its cook."),),
        clean=(article("The inquiry into the sinking of the Halcyon will open on 14 May 2025."),),
    ),
    "dateline against publication": Sample(
        trips=(
            article("The bridge is shut.", dateline="OSTERMERE, March 14"),
            article("The bridge is open.", dateline="OSTERMERE, February 2"),
        ),
        clean=(article("The bridge is shut.", dateline="OSTERMERE, March 9"),),
    ),
    "percentage out of range": Sample(
        trips=(article("The survey found that 130 % of the residents had no clean water."),),
        clean=(
            article("The survey found that 30 % of the residents had no clean water."),
            article("Water sales grew by 130 % last year, and 87 % of households are now connected."),
        ),
    ),
    "parts against total": Sample(
        trips=(
            article("Police arrested 12 people, including 5 women and 9 men."),
            article("The fire killed 12 people: 5 children, 4 women and 2 men."),
            article("Of 60 motions, 30 were adopted, 20 were rejected and 20 were withdrawn, the clerk said."),
        ),
        clean=(
            article("Police arrested 12 people, including 5 women and 6 men."),
            article("The fire killed 12 people: 5 children, 4 women and 3 men."),
            article("Of 60 motions, 30 were adopted, 20 were rejected and 10 were withdrawn, the clerk said."),
        ),
    ),
    "list against count": Sample(
        trips=(
            article("Three men were charged on Monday: Ruben Asker, Dov Elm, Cal Hurd and Ned Orrin."),
            article("Five islands - Tarn, Orrin, Sarve and Weir - were cut off."),
        ),
        clean=(
            article("Four men were charged on Monday: Ruben Asker, 31, Dov Elm, 22, Cal Hurd and Ned Orrin."),
            article("Five islands, among them Tarn, Orrin and Sarve, were cut off."),
        ),
    ),
    "headline against body": Sample(
        trips=(
            article(WAREHOUSE.format(toll="14 people were killed, police said."), headline="12 people killed in fire"),
        ),
        clean=(
            article(WAREHOUSE.format(toll="12 people were killed, police said."), headline="12 people killed in fire"),
            article(
                WAREHOUSE.format(toll="Some 1,987 people were displaced, police said."),
                headline="Nearly 2,000 people displaced by fire",
            ),
        ),
    ),
    "share of total": Sample(
        trips=(article("Inspectors found rust on 45 of 60 ships (80 %), the port authority said."),),
        clean=(article("Inspectors found rust on 45 of 60 ships (75 %), the port authority said."),),
    ),
    "change against ends": Sample(
        trips=(
            article("Imports of grain rose from 40 to 60 shiploads, up 20 %, the port authority said."),
            article("Imports of grain fell from 40 to 60 shiploads, the port authority said."),
        ),
        clean=(
            article("Imports of grain rose from 40 to 60 shiploads, up 50 %, the port authority said."),
            article("Imports of grain fell from 60 to 40 shiploads, the port authority said."),
        ),
    ),
    "rate against total": Sample(
        trips=(
            article("The yard launched 3 boats a day for 10 days, 40 in all, the harbour master said."),
            article("The clinic saw 1,204 patients in 30 days, an average of 80 a day."),
        ),
        clean=(
            article("The yard launched 3 boats a day for 10 days, 30 in all, the harbour master said."),
            article("The clinic saw 1,204 patients in 30 days, an average of 40 a day."),
            article("The yard pays $20 an hour for 40 hours a week, $800 in all."),
        ),
    ),
    "unit pair": Sample(
        trips=(
            article("The oil spread over 30 miles (30 km) of coast, the coast guard said."),
            article("A rise of 1.5 degrees Celsius (34.7 degrees Fahrenheit) would drown the pier."),
            article("The keeper, who is 6ft 4in (173cm) tall, hit his head."),
        ),
        clean=(
            article("The oil spread over 30 miles (48 km) of coast, the coast guard said."),
            article("A rise of 1.5 degrees Celsius (2.7 degrees Fahrenheit) would drown the pier."),
            article("It was 30C (86F) when the keeper, who is 6ft 4in (193cm) tall, came up."),
        ),
    ),
    "unattributed claim": Sample(
        trips=(article("The shelling of Tarn killed at least 48,000 people and injured 111,000 others."),),
        clean=(
            article(
                "The shelling of Tarn killed at least 48,000 people and injured 111,000 others, "
                "health minister Odile Brandt said."
            ),
        ),
    ),
    "single origin": Sample(
        trips=(FERRY_POST,),
        clean=(FERRY_POST, FERRY_HERALD_AGREES),
    ),
    "rests on one authority": Sample(
        trips=(FERRY_POST, FERRY_HERALD_SAME_VOICE),
        together=True,
        clean=(FERRY_POST, FERRY_HERALD_AGREES),
    ),
    "figures in conflict": Sample(
        trips=(FERRY_POST, FERRY_HERALD_DIFFERS),
        together=True,
        clean=(FERRY_POST, FERRY_HERALD_AGREES),
    ),
    "silent edit": Sample(
        trips=(shed(), shed(accused="")),
        together=True,
        # other marks and a counter; and at another address an edit that is dated anew
        clean=(
            shed(),
            shed(accused=ACCUSED.replace("harbour master", "harbour  master"), more="\n1,204 views"),
            shed(url="https://post.example/other"),
            shed(url="https://post.example/other", accused="", modified="2025-03-10T18:00"),
        ),
    ),
    "figure drift": Sample(
        trips=(shed(), shed("Fifteen")),
        together=True,
        clean=(shed(), shed("Fifteen", more=NOTE)),
    ),
    "headline changed": Sample(
        trips=(shed(), shed(headline="Owner under suspicion after blaze")),
        together=True,
        clean=(shed(), shed(headline="Ostermere: boat shed burns down")),
    ),
    "correction note": Sample(
        trips=(shed(more="\nThis article has been corrected."),),
        clean=(shed("Fifteen", more=NOTE),),
    ),
    "disappeared": Sample(
        trips=(shed(), disappeared(shed())),
        together=True,
        clean=(shed(), disappeared(shed(), back_at=CHECKED_AT + timedelta(days=1))),
    ),
    "cumulative count falls": Sample(
        trips=(FIRST_COUNT, LOWER_COUNT, LATE_COUNT),
        clean=(FIRST_COUNT, LOWERED_COUNT, LATE_COUNT),
        together=True,
    ),
    "outlet lags": Sample(
        trips=(FIRST_COUNT, HIGHER_COUNT, HIGHER_TOO, LATE_COUNT),
        clean=(FIRST_COUNT, HIGHER_COUNT, HIGHER_TOO),
        together=True,
    ),
    "outlet leads": Sample(
        trips=(FIRST_COUNT, HIGHER_COUNT, LATE_COUNT),
        clean=(FIRST_COUNT, HIGHER_COUNT, HIGHER_TOO, LATE_COUNT),
        together=True,
    ),
    "circular sourcing": Sample(
        trips=(TRAM_POST, TRAM_HERALD),
        clean=(TRAM_POST, TRAM_HERALD_ASKED),
        together=True,
    ),
    "figure in cited source": Sample(
        trips=(CENSUS, CENSUS_WRONG),
        clean=(CENSUS, CENSUS_RIGHT),
        together=True,
    ),
    "recycled text": Sample(
        trips=(SEALS_OLD, SEALS_NEW),
        clean=(SEALS_OLD, SEALS_DATED),
        together=True,
    ),
}
