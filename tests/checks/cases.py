"""Labelled sentences for the rules that read prose: what a careful editor would say of each.

The precision figures in `docs/rules.md` are counted over these. `errs` marks a sentence that a rule is known to get
wrong, with what it says instead: it stays here so that the figures stay honest.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.model import Outcome

SILENT = "silent"
"""The rule should find nothing to judge."""


@dataclass(frozen=True, slots=True)
class Case:
    """A body (published on Monday, 10 March 2025) and the outcomes that one rule should give, in order of place."""

    rule: str
    body: str
    expected: tuple[Outcome, ...]
    headline: str = "Notes from the county"
    errs: tuple[Outcome, ...] | None = None


def cases_of(rule: str, *rows: tuple[str, str] | tuple[str, str, str]) -> tuple[Case, ...]:
    """Make cases of one rule, each of a body and outcomes in words; a third says what a rule that errs gives."""
    return tuple(
        Case(rule, row[0], _outcomes(row[1]), errs=_outcomes(row[2]) if len(row) == 3 else None) for row in rows
    )


def _outcomes(words: str) -> tuple[Outcome, ...]:
    known: dict[str, Outcome] = {"pass": "pass", "fail": "fail", "unverifiable": "unverifiable"}
    return () if words == SILENT else tuple(known[word] for word in words.split())


WEEKDAYS = cases_of(
    "weekday against date",
    ("The council met on Monday, 3 March 2025, to vote on the budget.", "pass"),
    ("The council met on Tuesday, 3 March 2025, to vote on the budget.", "fail"),
    ("A verdict is due on Wednesday, April 16, 2025, the court said.", "pass"),
    ("A verdict is due on Thursday, April 16, 2025, the court said.", "fail"),
    ("The dam broke on Friday 7 February 2025.", "pass"),
    ("The dam broke on Saturday 7 February 2025.", "fail"),
    ("She was last seen on Sunday, March 2, near the pier.", "pass"),
    ("She was last seen on Monday, March 2, near the pier.", "fail"),
    ("The treaty was signed on Tuesday, 11 November 1918.", "fail"),
    ("The armistice took effect on Monday, 11 November 1918.", "pass"),
    ("The trial opens on Monday, 15 September 2025.", "pass"),
    ("The two sides will meet again on Thursday.", SILENT),
    ("On 3 March 2025 the council met.", SILENT),
    ("Sales on Black Friday, 29 November 2024, rose.", "pass"),
    ("The flood of Saturday, 1 June 2024, and that of Sunday, 2 June 2024, were the worst.", "pass pass"),
    ("The flood of Saturday, 1 June 2024, and that of Monday, 2 June 2024, were the worst.", "pass fail"),
)

DURATIONS = cases_of(
    "duration against dates",
    ("The strike lasted 52 days, from 3 January 2025 to 24 February 2025.", "pass"),
    ("The strike lasted 53 days, from 3 January 2025 to 24 February 2025.", "pass"),
    ("The strike lasted 62 days, from 3 January 2025 to 24 February 2025.", "fail"),
    ("The strike ran from 3 January 2025 to 24 February 2025, a total of 52 days.", "pass"),
    ("The strike ran from 3 January 2025 to 24 February 2025, 42 days.", "fail"),
    ("The siege lasted seven weeks, from 3 January 2025 to 24 February 2025.", "pass"),
    ("The siege lasted 12 weeks, from 3 January 2025 to 24 February 2025.", "fail"),
    ("The siege lasted nearly two months, from 3 January 2025 to 24 February 2025.", "pass"),
    ("It has been 31 days since 7 February 2025, and the road is still shut.", "pass"),
    ("It has been 50 days since 7 February 2025, and the road is still shut.", "fail"),
    ("The truce began on 19 January 2025, 470 days after the war broke out on 7 October 2023.", "pass"),
    ("The truce began on 19 January 2025, 407 days after the war broke out on 7 October 2023.", "fail"),
    ("He served as mayor for 12 years, from 1 May 2001 to 30 April 2013.", "pass"),
    ("He served as mayor for 15 years, from 1 May 2001 to 30 April 2013.", "fail"),
    ("The girl, a 5-year-old, was found after 3 days.", "unverifiable"),
    ("He was jailed for 12 years on 4 March 2025.", "unverifiable"),
    ("Two weeks ago the river rose.", SILENT),
    ("She was given 30 days to appeal.", "unverifiable"),
    ("The camp opened on 1 December 2024.\nIt closed on 30 January 2025.\nFor 60 days it fed the town.", "pass"),
    (
        "The camp opened on 1 December 2024.\nIt closed on 30 January 2025.\nFor 90 days it fed the town.",
        "unverifiable",
    ),
    ("More than 50 days passed, from 3 January 2025 to 24 February 2025, before help came.", "pass"),
    ("The talks began on 3 January 2025 and ended on 24 February 2025, after 52 days.", "pass"),
    ("The talks began on 3 January 2025 and ended on 24 February 2025, after 25 days, a clerk said.", "fail"),
    ("The talks began on 3 January 2025 and ended on 24 February 2025, seven weeks later.", "pass"),
    ("The talks began on 3 January 2025 and ended on 24 February 2025, after 9 days of snow.", "unverifiable"),
    ("The war began on 3 January 2025 and the talks ended on 24 February 2025, after 9 days.", "unverifiable"),
    ("More than 80 days, from 3 January 2025 to 24 February 2025, passed before help came.", "fail"),
)

EVENTS = cases_of(
    "event after publication",
    ("The tanker sank off Cape Tarn on 14 May 2025, killing its cook.", "fail"),
    ("Nine miners were killed in the pit on 2 April 2025.", "fail"),
    ("The mayor was arrested at his home on June 1, 2025.", "fail"),
    ("The inquiry will open on 14 May 2025.", "pass"),
    ("The court adjourned the case until 14 May 2025.", "pass"),
    ("The council voted to close the bridge on 14 May 2025.", "unverifiable"),
    ("He announced a march on 14 May 2025.", "unverifiable"),
    ("The tanker sank off Cape Tarn on 14 May 2024, killing its cook.", SILENT),
    ("The man arrested on Friday faces trial on 14 May 2025.", "unverifiable"),
    ("The man arrested in Tarn faces trial on 14 May 2025.", "unverifiable"),
    ("The bomb struck the market on 11 March 2025.", SILENT),
)

PERCENTAGES = cases_of(
    "percentage out of range",
    ("Some 62 % of the voters backed the plan.", "pass"),
    ("Some 162 % of the voters backed the plan.", "fail"),
    ("About 104 percent of all registered voters took part.", "fail"),
    ("Turnout was 104 percent in the northern district.", "fail"),
    ("Turnout was 64 percent in the northern district.", "pass"),
    ("Turnout rose 104 percent in the northern district.", SILENT),
    ("Sales grew 340 percent in a year.", SILENT),
    ("The plant ran at 110 percent of its capacity.", "unverifiable"),
    ("Debt reached 130 percent of GDP.", "unverifiable"),
    ("Debt reached 90 percent of GDP.", "pass"),
    ("The campaign raised 250 percent of its target.", "unverifiable"),
    ("Rents are now 120 percent of what they were in 2019.", "unverifiable"),
    ("They hold 51 percent of the seats and 140 percent of the confidence.", "pass unverifiable"),
    ("Airlines carried 105 percent of the people they carried in 2019.", "unverifiable"),
    ("The board now spends 120 percent of staff costs on rent.", "unverifiable"),
    ("The bill takes 130 percent of people's income.", "unverifiable"),
    ("Inspectors found lead in 112 percent of the homes.", "fail"),
)

PARTS = cases_of(
    "parts against total",
    ("The fire killed 12 people, including 5 children and 4 women.", "pass"),
    ("The fire killed 12 people, including 15 children.", "fail"),
    ("The fire killed 12 people, including 5 children and 9 women.", "fail"),
    ("The fire killed 12 people, including 8 residents and 9 women.", "unverifiable"),
    ("At least 12 people were killed, including 5 children and 9 women.", "pass"),
    ("The fire killed 12 people: 5 children, 4 women and 3 men.", "pass"),
    ("The fire killed 12 people: 5 children, 4 women and 4 men.", "fail"),
    ("The fire killed 12 people (5 children, 4 women and 2 men).", "fail"),
    ("The fire killed 12 people (5 children and 7 adults).", "pass"),
    ("The crew of 14, including four women and 11 men, was rescued.", "fail"),
    ("The crew of 14, including four women and 10 men, was rescued.", "pass"),
    ("The panel heard 30 witnesses, among them 12 doctors.", "pass"),
    ("The panel heard 30 witnesses, among them 42 doctors.", "fail"),
    ("The group bought 20 ships, including 3 built in 2019.", "pass"),
    ("Police detained 9 people, including a man aged 62.", SILENT),
    ("Police detained 9 people, including 2 brothers aged 22 and 31.", "pass"),
    ("The grant is worth $12m, including $5m for roads and $4m for schools.", "pass"),
    ("The grant is worth $12m, including $15m for roads.", "fail"),
    ("He scored 24 points (5 rebounds, 7 assists and 3 steals).", "unverifiable"),
    ("They toured 3 countries, including 12 cities.", "unverifiable"),
    ("The storm killed 12 people: 5 in Tarn, 4 in Norwick and 3 at sea.", "pass"),
    ("The storm killed 12 people: 5 in Tarn, 4 in Norwick and 2 at sea.", "fail"),
    ("The team played 12 games: 5 home games and 7 away games.", "pass"),
    ("Voters chose 20 members: 8 women, 9 men and 3 others.", "pass"),
    ("Police arrested 40 people, including 3 of his 5 sons.", "pass"),
    ("Of 60 motions, 30 were adopted, 20 were rejected and 10 were withdrawn, the clerk said.", "pass"),
    ("Of 60 motions, 30 were adopted, 20 were rejected and 20 were withdrawn, the clerk said.", "fail"),
    ("Of 60 motions, 30 were adopted, 20 were rejected and five were withdrawn, the clerk said.", "unverifiable"),
    ("Of the 80 councillors, 45 voted for the bridge, 30 against and 5 abstained.", "pass"),
    ("Of the 80 councillors, 54 voted for the bridge, 30 against and 5 abstained.", "fail"),
    ("Of the 80 councillors, 54 voted for the bridge and 40 against the tunnel.", "unverifiable"),
    ("Of the 45 crew, 12 died and the other 33 survived.", "pass"),
    ("Of the 45 crew, 12 died and the other 23 survived.", "fail"),
    ("Of 40 patients, 30 had a fever, 25 had a cough and 12 had a rash.", "unverifiable"),
    ("Of 40 patients, 30 had a fever, 25 had a cough and the other 5 had neither.", "unverifiable"),
    ("Of 60 motions, 30 were adopted, 20 were rejected and the other 12 were sent back.", "fail"),
    ("Of the 10 people killed, six were killed by the flood and the other four by the landslide.", "pass"),
    ("Of 40 houses, 30 were flooded and 25 were burnt.", "unverifiable"),
    ("Of 60 motions, 50 were adopted and 20 were later withdrawn.", "unverifiable"),
    ("Of the 3 countries, 12 cities and 14 villages were visited.", "unverifiable"),
    ("Of the 60 motions, 18 were adopted.", SILENT),
    ("Of the 60 motions, 45 percent were adopted and 65 percent were rejected.", SILENT),
    ("He spoke of 60 motions, 50 of them good, and 20 drafts.", SILENT),
    ("Of the $40m, $25m goes to roads and $15m to schools.", "pass"),
    ("Of 60 motions, 30 were adopted, 20 were rejected and the rest were withdrawn.", "unverifiable"),
)

HEADLINES = (
    Case("headline against body", "The port saw 137,000 new daily cases.", ("unverifiable",), "Cases pass 40 million"),
    Case(
        "headline against body", "The fire destroyed 30 homes and killed 3 people.", ("pass",), "Fire destroys 30 homes"
    ),
    Case("headline against body", "The blast injured 27 people, medics said.", ("fail",), "72 people injured in blast"),
    Case("headline against body", "The blast injured 72 people, medics said.", ("pass",), "72 people injured in blast"),
    Case("headline against body", "The storm killed 12 people, police said.", ("pass",), "Storm kills 12 people"),
    Case("headline against body", "The storm killed 21 people, police said.", ("fail",), "12 people killed in storm"),
    Case(
        "headline against body",
        "The storm killed at least 12 people, police said.",
        ("pass",),
        "At least 12 people killed",
    ),
    Case("headline against body", "The storm displaced 1,987 people.", ("pass",), "Nearly 2,000 people displaced"),
    Case("headline against body", "The war killed at least 48,189 people.", ("pass",), "War killed 50,000 people"),
    Case("headline against body", "The town has a new mayor.", ("unverifiable",), "12 people to watch this year"),
    Case(
        "headline against body",
        "The storm killed 5 people in Tarn. It killed 7 people in Norwick.",
        ("unverifiable",),
        "Storm kills 12 people",
    ),
    Case("headline against body", "The bank was fined $40m.", ("pass",), "Bank fined $40m"),
    Case("headline against body", "The strike shut 14 schools.", ("fail",), "Strike shuts 41 schools"),
    Case("headline against body", "The strike shut 14 schools and 3 shops.", ("pass",), "Strike shuts 14 schools"),
    Case("headline against body", "Prices rose 4.2 % in May.", ("pass",), "Prices up 4.2%"),
    Case("headline against body", "More than 300 people marched.", ("pass",), "Hundreds march; 320 people counted"),
)

SHARES = cases_of(
    "share of total",
    ("Rust was found on 45 of 60 ships (75 %).", "pass"),
    ("Rust was found on 45 of 60 ships (65 %).", "fail"),
    ("Rust was found on 45 of the 60 ships, or 75 percent.", "pass"),
    ("Rust was found on 45 of the 60 ships, or 57 percent.", "fail"),
    ("Some 1,204 of 3,011 voters (40 %) stayed at home.", "pass"),
    ("Some 1,204 of 3,011 voters (44 %) stayed at home.", "fail"),
    ("Of those, 2 of 3 patients (67 %) recovered.", "pass"),
    ("Of those, 2 of 3 patients (66 %) recovered.", "pass"),
    ("He won 45 of 60 matches, 20 % of them indoors.", SILENT),
    ("About 45 of 60 ships (78 %) were idle.", "pass"),
    ("Roads will get 3 billion of the 12 billion euros (25 percent).", "pass"),
    ("Roads will get 3 billion of the 12 billion euros (35 percent).", "fail"),
    ("Roads will get $3 billion of the 12 billion (25 percent).", "pass"),
    ("Roads will get $3 billion of the 12 billion euros (25 percent).", SILENT),
    ("Some 1.2 of the 4.8 million voters (25 percent) stayed at home.", SILENT),
    ("Roads for 3 million people of the 12 million euros (20 percent) were built.", SILENT),
)

CHANGES = cases_of(
    "change against ends",
    ("Imports rose from 40 to 60 shiploads, up 50 %.", "pass"),
    ("Imports rose from 40 to 60 shiploads, up 20 %.", "fail"),
    ("Exports rose from $40m to $60m, an increase of 50 percent.", "pass"),
    ("Exports rose from $40m to $60m, an increase of 33 percent.", "fail"),
    ("Exports rose 50 % to $60m from $40m.", "pass"),
    ("Exports rose 5 % to $60m from $40m.", "fail"),
    ("The number of patients fell from 1,500 to 1,200, a 20 percent drop.", "pass"),
    ("The number of patients fell from 1,500 to 1,200, a 30 percent drop.", "fail"),
    ("The rate rose from 4 % to 6 %, up 2 percentage points.", "pass"),
    ("The rate rose from 4 % to 6 %, up 5 percentage points.", "fail"),
    ("The rate rose from 4 % to 6 %, up 2 %.", "unverifiable"),
    ("The team went from 40 to 60 points, and 20 % of fans left.", SILENT),
    ("Profit rose from $0 to $60m, up 50 %.", "unverifiable"),
    ("Exports fell from $60m to $40m.", "pass"),
    ("Exports fell from $40m to $60m last year.", "fail"),
    ("The number of patients rose from 1,500 to 1,200, the clinic said.", "fail"),
    ("Complaints rose sharply from 40 in May to 60 in June.", "pass"),
    ("Complaints fell sharply from 40 in May to 60 in June.", "fail"),
    ("Turnout rose from 71 percent to 64 percent.", "fail"),
    ("Imports fell from 40 to 60 shiploads, a 50 % change.", "fail"),
    ("Losses fell from 60 to 40 million euros.", SILENT),
    ("Sales rose from 40 million to 60.", SILENT),
    ("Sales fell from 60 to 40 million, down 33 %.", SILENT),
    ("Prices fell from 40 to 60 percent across the county.", SILENT),
    ("She climbed from 60 to 40 in the rankings.", SILENT),
    ("The rouble fell from 60 to 80 to the dollar.", SILENT),
    ("The pound fell from $1.20 to $1.30.", SILENT),
    ("The team fell from 3 points clear to 5 points behind.", SILENT),
    ("The deficit fell from $4m to a surplus of $6m.", SILENT),
    ("Boulders fell from 40 to 60 metres above the road.", SILENT),
    ("Deaths did not rise from 60 to 40, the mayor said.", SILENT),
    ("Temperatures fell from 5 to 12 degrees below zero.", SILENT),
    ("The odds rose from 40 to 1 to 60 to 1.", SILENT),
    ("Ticket sales rose from 1990 to 1985 levels.", SILENT),
)

CONVERSIONS = cases_of(
    "unit pair",
    ("The slick is 30 miles (48 km) long.", "pass"),
    ("The slick is 30 miles (84 km) long.", "fail"),
    ("The wave was 30 feet (9 metres) high.", "pass"),
    ("The wave was 30 feet (20 metres) high.", "fail"),
    ("The fire burned 500 acres (200 hectares).", "pass"),
    ("The fire burned 500 acres (20 hectares).", "fail"),
    ("Winds reached 60 mph (97 km/h).", "pass"),
    ("Winds reached 100 mph (100 km/h).", "fail"),
    ("The deal is worth $5m (£4m).", "unverifiable"),
    ("The runner finished 10 km (in 31 minutes).", SILENT),
    ("The calf weighs 100 kg (220 pounds).", "pass"),
    ("The calf weighs 100 kg (22 pounds).", "fail"),
)

SOURCES = cases_of(
    "unattributed claim",
    ("The shelling of Tarn killed at least 48,000 people and injured 111,000 others.", "fail"),
    ("The shelling killed 48,000 people and injured 111,000 others, the health ministry said.", "pass"),
    ("According to the health ministry, 48,000 people were killed and 111,000 injured.", "pass"),
    ("Officials said 120 people were killed and 40 others were injured in the blast.", "pass"),
    ("“We buried 120 people who were killed that night,” said Odile Brandt, the harbour master.", "pass"),
    ("The festival opens at the old mill in June.", SILENT),
    ("Shares of the Tarn dockyard closed on Tuesday at $185.25, up 0.35%.", SILENT),
    ("He was sentenced to 20 years for fraud and assault in Norwick.", SILENT),
    ("The new tram has a 16-inch screen and 42 seats.", SILENT),
    ("The blast injured 40 people and killed nine others in Tarn on Saturday.", "fail"),
    ("Brandt embezzled $3 million from the harbour fund and bribed two inspectors.", "fail"),
    ("Opposition leaders accused Brandt of having embezzled $3 million from the harbour fund.", "pass"),
    ("Unemployment fell to 4.2 % and 30,000 jobs were created.", "fail"),
    ("Unemployment fell to 4.2 % and 30,000 jobs were created, the statistics office reported.", "pass"),
)

CASES: tuple[Case, ...] = (
    *WEEKDAYS, *DURATIONS, *EVENTS, *PERCENTAGES, *PARTS, *HEADLINES, *SHARES, *CHANGES, *CONVERSIONS, *SOURCES,
)  # fmt: skip
