"""The nouns that speak: titles, offices, crowds, institutions and outlets, as tables."""

from __future__ import annotations

from functools import lru_cache


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative gov governor gen general col "
    "colonel maj major capt captain lt lieutenant sgt sergeant adm admiral cmdr commander brig brigadier judge justice "
    "president-elect secretary-general director-general "
    "president premier chancellor king queen prince princess pope cardinal archbishop bishop rev reverend father imam "
    "sheikh sheik ayatollah rabbi sultan emir minister secretary ambassador mayor congressman congresswoman councillor "
    "councilman councilwoman chairman chairwoman chair chief coach detective inspector superintendent officer "
    "spokesman spokeswoman spokesperson director attorney sheriff constable deputy marshal speaker hon leader treasurer "
    "analyst economist commissioner"
)
"""Words that stand right before a person's name."""

ROLES = _words(
    "president premier chancellor king queen prince princess pope cardinal archbishop bishop imam minister secretary "
    "ambassador mayor governor senator congressman congresswoman lawmaker legislator representative councillor "
    "councilman councilwoman chairman chairwoman chairperson chair chief head leader director executive ceo manager "
    "coach captain judge justice prosecutor attorney lawyer solicitor barrister sheriff commissioner detective "
    "inspector superintendent spokesman spokeswoman spokesperson official analyst economist strategist professor "
    "researcher scientist historian author co-author expert editor journalist reporter correspondent founder "
    "co-founder owner chairman general commander admiral colonel nominee candidate frontrunner mogul billionaire "
    "businessman businesswoman activist organizer organiser deputy treasurer teacher doctor physician nurse surgeon "
    "pastor priest rabbi ayatollah striker midfielder goalkeeper defender quarterback pitcher player winger forward "
    "whistleblower director-general secretary-general president-elect "
    "fellow adviser advisor counsel envoy diplomat negotiator forecaster meteorologist geologist seismologist "
    "volcanologist biologist astronomer physicist chemist epidemiologist virologist climatologist engineer farmer "
    "resident witness survivor victim defendant plaintiff singer actor actress director writer artist democrat "
    "republican conservative politician speaker whip governor-general trustee principal superintendent warden auditor "
    "ombudsman regulator chancellor vice-president magistrate coroner pollster consultant aide investor trader "
    "clerk waiter baker skipper pilot driver mediator guard curator archivist librarian gardener fisherman shopkeeper "
    "superintendent schoolteacher headteacher headmaster headmistress nurse midwife chaplain butcher publican "
    "foreman carpenter electrician plumber mechanic postman firefighter paramedic soldier veteran ranger "
    "organist choirmaster landlord tenant pensioner retiree mathematician statistician actuary accountant auctioneer "
    "treasurer registrar provost dean rector vicar deacon landowner entrepreneur developer architect planner hydrologist "
    "seismologist ecologist zoologist botanist toxicologist pathologist psychiatrist pediatrician paediatrician "
    "oceanographer geographer criminologist anthropologist archaeologist philosopher ethicist "
    "broker banker lecturer psychologist sociologist student mother father widow brother sister son daughter wife husband"
)
"""Nouns for what a person is, in the singular: "the minister", "Albania's foreign minister"."""

CROWDS = _words(
    "officials sources source people person insiders insider witnesses observers analysts experts critics diplomats "
    "aides aide residents supporters opponents activists lawmakers advisers advisors investigators prosecutors lawyers "
    "traders investors economists researchers scientists doctors neighbours neighbors locals relatives voters "
    "republicans democrats conservatives liberals politicians strategists allies operatives staffers employees workers "
    "authorities leaders senators friends family families survivors eyewitnesses villagers protesters commentators "
    "reporters journalists pundits historians executives operatives figures men women man woman participants delegates "
    "members readers passengers drivers parents students patients customers shoppers fishermen farmers scholars "
    "others some many most both americans spokespeople forecasters meteorologists pollsters attorneys donors users mediators doctors"
)
"""Nouns that cite somebody without saying who."""

INSTITUTIONS = _words(
    "authorities police ministry government office department agency company firm bank court army military navy party "
    "campaign commission committee council union parliament senate house congress administration hospital university "
    "institute organisation organization group association federation authority service bureau board club team league "
    "foundation charity airline network center centre school city state county republic movement force forces "
    "guard command coalition embassy consulate regime palace kremlin pentagon un nato eu fbi cia nasa who nhs fda cdc "
    "prosecution defence defense jury panel inquiry tribunal regulator watchdog fund treasury exchange observatory "
    "church vatican militia fighters rebels inc corp ltd plc llc co"
)

OUTLETS = _words(
    "reuters ap afp bbc cnn nbc cbs abc cnbc npr pbs msnbc bloomberg politico axios buzzfeed breitbart tass xinhua "
    "interfax irna isna wafa anadolu kyodo yonhap ansa dpa efe upi itv sky guardian telegraph independent economist"
)
OUTLET_WORDS = _words(
    "times post news journal herald tribune gazette chronicle guardian telegraph observer newspaper newspapers daily "
    "television tv radio broadcaster media press magazine outlet outlets network newswire website globe mail courier "
    "examiner dispatch inquirer bulletin standard jazeera newsroom correspondent"
)
"""A capitalised phrase ending in one of these, or "state media" and the like, is an outlet."""

ORGANISATION_WORDS = INSTITUTIONS | _words(
    "council committee organization organisation ministry university institute party house office agency corps "
    "revolution administration movement hamas hezbollah taliban court bank group union international states kingdom "
    "emirates republic america britain security service act league army brigade brigades front"
)

NOT_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an this that it he she they we i you but and in on at for from if when "
    "while as after before both his her their its there here what who why how not no yes still also however meanwhile "
    "north south east west northern southern eastern western american british french german russian chinese israeli "
    "palestinian iranian iraqi ukrainian canadian australian european african asian indian arab islamic democratic "
    "several many most some few both two three four five six seven eight nine ten dozens hundreds thousands no none others "
    "another one all any each every more "
    "republican former new us u.s uk u.k eu un islam muslim christian jewish supreme national federal foreign prime"
)
HONORIFICS = {
    "mr": "he",
    "sir": "he",
    "king": "he",
    "prince": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "dame": "she",
    "queen": "she",
}
PERSONAL = {"he": "he", "she": "she", "his": "he", "her": "she"}
PARTICLES = _words("al el bin ibn van von de der den del della di da dos la le du abu")
SUFFIXES = _words("jr sr ii iii iv")

THINGS = _words(
    "operation act flood storm hurricane cup war day street avenue road river island islands mountain lake sea ocean bay "
    "strait airport station stadium park bridge tower square district county province valley gulf championship games "
    "festival prize award agreement accord treaty plan report index average express line constitution amendment "
    "christmas easter ramadan earth mars covid capitol hill heights beach city town village region territory law"
)
"""Words of a capitalised phrase that make it no person."""


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Return a word in lower case without possessive ending or full stop."""
    lowered = word.lower().replace("’", "'").replace(" '", "'")
    return lowered.removesuffix("'s").removesuffix("'").removesuffix(".")
