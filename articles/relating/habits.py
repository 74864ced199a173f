"""Hold what each agency's style book prescribes for the text below a dateline, and what it forbids, as one table.

A habit counts for the agencies whose books ask for it and against those whose books rule it out. The weights are steps of
a quarter: 0.25 where many write so, 0.5 where a few do, 1 and more where hardly anybody else does; a breach of an agency's
own rule counts -0.5 to -2, as house rules bend in quotations, in names and at the hands of the papers that print a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from articles.tables import words

AP = "Associated Press"
AFP = "Agence France-Presse"
PA = "PA Media"
PTI = "Press Trust of India"
DPA = "Deutsche Presse-Agentur"
ANI = "Asian News International"
AAP = "Australian Associated Press"
CP = "Canadian Press"
KYODO = "Kyodo News"
AA = "Anadolu Agency"

TAIL = 400
"""Code points at the end in which a desk signs."""

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LONG = r"(?:January|February|August|September|October|November|December)"
_SHORT = r"(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)"

_BRITISH = re.compile(
    r"\b(?:\w{2,14}(?:isation|ising|ised|yse[ds]?)|colou?red|(?:col|fav|hon|lab|neighb|harb|behavi|hum|rum|arm|vap)our\w{0,8}|"
    r"(?:cent|met|kilomet|theat|lit|fib)res?|defence|offence|licence|travell(?:ed|er|ers|ing)|cancelled|labelled|fuelled|"
    r"programmes?|tonnes|grey|ageing|manoeuv\w+|equalis\w+|tyres?|kerb|jewellery|councillors?|enquir\w+|storeys?|mould|plough\w*|cheque)\b"
)
_NOT_BRITISH = words(
    "advised raised promised revised surprised supervised exercised comprised praised compromised advertised improvised "
    "disguised devised advising raising promising rising arising surprising exercising revising praising compromising "
    "advertising supervising cruising poising promising premised televised devising disguising comprising franchised "
    "despised chastised apprised bruising uprising enterprising"
)
_AMERICAN = re.compile(
    r"\b(?:\w{2,14}(?:ization|izing|yze[ds]?)|(?:col|fav|hon|lab|neighb|harb|behavi|hum|rum)or(?:s|ed|ing|s|hood|ite|able)?|"
    r"(?:cent|theat|fib)ers?|kilometers?|meters?|liters?|defense|offense|license|traveled|travelers?|traveling|canceled|"
    r"canceling|labeled|fueled|programs|gray|aging|maneuver\w*|plow\w*|councilm[ae]n|jewelry|tires)\b"
)
_OXFORD = re.compile(r"\b\w{3,14}(?:ization|izing|ized|izers?|izes?)\b")
_NOT_OXFORD = words(
    "prize prizes size sizes sized seized seizes seize sizing seizing capsize capsized capsizing prized"
)

_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,1500}[\"”]")
_PERCENT = re.compile(r"\b\d[\d.]{0,12} percent\b")
_WEEKDAY = re.compile(rf"{_DAY}\b")
_WITHOUT_ON = re.compile(
    r"\b(?:\w{1,18}ed|said|told|met|began|won|lost|struck|hit|fell|rose|held|made|came|took|gave|put|left|sent|shot|set|"
    r"went|here|says|showed|\w{3,12}(?:er|al|ion|ment|ty|ing)|Street|court|home|down|out|off|up) \Z"
)
_WITH_ON = re.compile(r"\b[Oo]n \Z")
OWN_REPORT = re.compile(
    r"\b(?:told|tells|interview with|obtained by|reviewed by|seen by|spoke (?:to|with)|according to|contacted by) (?:[Tt]he )?(?:[A-Z][\w.’'-]+ ){0,3}(?:News|Times|Post|Journal|Tribune|Herald|Gazette|Chronicle|Star|Sun|Mail|Express|Telegraph|Guardian|Standard|Observer|Courier|Record|Argus|Echo|Register|Globe|Examiner|Mercury|Age|Press|Dispatch|Ledger|Sentinel|Advertiser|Bulletin|Nation|Citizen|Monitor|Independent|Daily|Weekly|Review|Messenger|Enquirer|Inquirer|Reporter|Beacon|Bugle|Banner|Leader|Daily \w{2,15})\b"
    r"|\b(?:this|our) (?:newspaper|paper|newsroom|reporter|website|publication)\b|\b[Ss]taff (?:[Ww]riter|[Rr]eporter|[Cc]orrespondent)\b"
    r"|\b[Rr]each (?:the reporter|him|her|them)\b|\bCoun [A-Z]|[\w.]{2,40}@[\w-]{2,40}\.\w{2,10}\s{0,3}\Z"
)
"""An outlet that speaks of itself, or lets its reader write to the reporter, wrote its own report."""
GAP = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )\b(?:told|tells)(?:  |\s?[.,;](?!\w)| ?(?=[\"”]?\n|\Z)| (?:that|in an? (?:\w{3,12} )?(?:interview|statement))\b)"
    r"|\b(?:[Cc]ontacted|seen|obtained|verified|reviewed|compiled|surveyed) by  ?[,.]|\b[Ss]peaking (?:to|with)  ?,|(?m:^was not able to )|\b[Aa] statement to  ?[,.]"
    r"|\b(?:[Aa]n|the) (?:journalist|correspondent|photographer|reporter)s? (?:saw|at the scene|on the ground|witnessed|in the)\b|\b[Tt]his (?:report|story) by  ?was first published\b"
)
"""A sentence that lost its object where an agency speaks of itself: "he told ." was "he told" somebody."""

_INDIA = re.compile(
    r"\b(?:crore|lakh|lakhs|crores|FIR|Lok Sabha|Rajya Sabha|BJP|DGP|IPC|BNS|Rs|Sensex|Nifty|Pradesh|Kerala|Delhi|Mumbai|Kolkata|Chennai|Bengaluru|Hyderabad|Bihar|Maharashtra|Gujarat|Punjab|Rajasthan|Haryana|Odisha|Assam|Telangana|Karnataka|Tamil Nadu|West Bengal|Chief Minister|tehsil|panchayat|Modi)\b"
)
_AUSTRALIA = re.compile(
    r"\b(?:Australian?s?|NSW|Queensland|Victorian?|Tasmanian?|Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra|Hobart|Darwin|Fremantle|Geelong|Toowoomba|Townsville|Cairns|Northern Territory|Gold Coast|Albanese|Nationals|AFL|NRL|Socceroos|Matildas|Wallabies|Reserve Bank|ASX|AEDT|AEST|Logan|Beenleigh|Parramatta|Wollongong|Kalgoorlie|Goldfields|Pilbara|Kimberley|Alice Springs|Premier(?= [A-Z])(?! League)|Ballarat|Bendigo|TAFE|Medicare|Centrelink)\b"
)
_JAPAN = re.compile(
    r"\b(?:Japan|Japanese|Japan[’']s|Tokyo|Osaka|[Pp]refectur(?:e|al)|yen|Diet|Nikkei|Fukuoka|Nagoya|Kyoto|Hiroshima|Nagasaki|Okinawa|Hokkaido|Sapporo|Self-Defense)\b"
)
_GERMANY = re.compile(
    r"\b(?:Germans?|Germany|Berlin|Austrian?|Swiss|Bavarian?|Saxony|Munich|Hamburg|Cologne|Frankfurt|Bundestag|EU|European)\b"
)
_RUSSIA = re.compile(r"\b(?:Russian?|Moscow|Kremlin|Ukrainian?|Belarus|Eurasian)\b")
_BRITAIN = re.compile(
    r"£\d|\b(?:UK|England|Scotland|Scottish|Wales|Welsh|Northern Ireland|Britain|London|Yorkshire|Lancashire|Kent|Essex|Cornwall|Devon|Somerset|Norfolk|Suffolk|Midlands|Manchester|Birmingham|Leeds|Liverpool|Everton|"
    r"Glasgow|Edinburgh|Cardiff|Belfast|Bristol|Sheffield|NHS|MPs?|Commons|Downing Street|Labour|Tory|Tories|Conservatives?|Liberal Democrats?|SNP|SDLP|DUP|Sinn Fein|Holyrood|Stormont|Whitehall|Premier League|FA Cup|Carabao Cup|"
    r"Crown Court|Youth Court|Old Bailey|Magistrates[’'] Court|Coroner[’']s Court|Met Office|Network Rail|RAC|Co [A-Z][a-z]+|Garda[i]?|Duke|Duchess|Princess Royal|King Charles|Queen Camilla|Prince of Wales|HMRC|Ofsted|Ofcom|Ofgem|FTSE|RNLI|RSPCA|"
    r"[A-Z][a-z]+ (?:County|City|Borough) Council|Police Scotland|Greater Manchester)\b"
)
_PLACES = (_INDIA, _AUSTRALIA, _JAPAN, _BRITAIN)


@dataclass(frozen=True, slots=True)
class Habit:
    """A form, whose it is and whose not, in which part of a text, and only with or without a dateline where that matters."""

    weights: Mapping[str, float]
    form: re.Pattern[str]
    part: str = "text"
    dated: bool | None = None
    least: int = 1
    """How often the form has to stand there; in words that differ, for places."""


HABITS: tuple[Habit, ...] = (
    # numbers and money
    Habit({AP: 0.25, "Reuters": 0.25, PA: 0.25, AA: 0.25, "TASS": 0.25, AFP: -0.75, "Xinhua": -0.5, PTI: -1, CP: -1, AAP: -1, KYODO: -1, "IANS": -0.25}, re.compile(r"\d%")),
    Habit({AFP: 0.75, "Xinhua": 0.25, KYODO: 0.5, "Reuters": -0.75, AP: -0.5, PA: -1.5, PTI: -1.5, "IANS": -1, CP: -1.5, AAP: -1.5, DPA: -0.25, AA: -0.25}, re.compile(r"\b\d[\d.]{0,12} percent\b")),
    Habit({PTI: 0.5, "IANS": 0.5, ANI: 0.25, CP: 0.75, AAP: 0.75, DPA: 0.5, "Bernama": 0.5, AP: -2, "Reuters": -2, AFP: -2, "Xinhua": -2, PA: -1.5, "UPI": -2, "TASS": -1.5, KYODO: -2, AA: -1}, re.compile(r"\d per cent\b")),
    Habit({PTI: 1, "IANS": 1, ANI: 0.5, AFP: -1, AP: -1, "Reuters": -1, PA: -2, DPA: -1}, re.compile(r"\bRs\.? ?\d|\b\d[\d.,]{0,14} (?:crore|lakh)\b")),
    Habit({PTI: 0.5, AFP: -1, AP: -1, "Reuters": -1}, re.compile(r"\bUSD \d")),
    Habit({AFP: 0.5, "Reuters": 0.25, AP: 0.25, PA: -0.5}, re.compile(r"\(\$[\d.,]{1,15}(?: (?:million|billion|trillion))?\)")),
    Habit({DPA: 1.0, "Xinhua": 0.25}, re.compile(r"\b[\d.,]{1,15} (?:million |billion )?(?:euros|dollars|pounds|francs)(?: \([\d.,]{1,15} (?:million |billion )?dollars\))"), dated=True),
    Habit({DPA: 0.5}, re.compile(r"\b\d[\d.,]{0,14} (?:million |billion )?(?:euros|dollars)\b|€[\d.,]{1,15} (?:million|billion) \(\$"), dated=True),
    Habit({"Xinhua": 1.0, PA: 0.25}, re.compile(r"\b[\d.,]{1,15} (?:million |billion |trillion )?(?:U\.S\.|US) dollars\b")),
    Habit({"TASS": 1.0}, re.compile(r"\b[\d.,]{1,15} (?:bln|mln)\b")),
    Habit({PA: 0.5, AFP: -1, AP: -0.5}, re.compile(r"£\d"), dated=False),
    Habit({PA: 1.5, AFP: -0.5}, re.compile(r"\b(?:FTSE 100|London[’']s top index|London[’']s FTSE)\b[^.\n]{0,160}\b(?:points|clos|finish|end)|\b(?:biggest|main) (?:risers|fallers|gainers)\b"), dated=False),
    Habit({PA: 0.5}, re.compile(r"\b\d+(?:\.\d+)?p to \d"), dated=False),
    Habit({"Reuters": 0.75, AA: 0.25, AFP: -0.25}, re.compile(r"\bmetric tons\b")),
    Habit({"Bernama": 1.0}, re.compile(r"\bRM\d|\bDatuk\b"), dated=True),
    # days, hours, months
    Habit({"Reuters": 0.5, AP: -1.5, "Xinhua": -1, "UPI": -1, CP: -0.5, "TASS": -1, AFP: -0.75, PA: -1, PTI: -0.25}, re.compile(rf"\b(?:{_SHORT}) \d{{1,2}}\b")),
    Habit({AP: 0.5, "UPI": 0.5, CP: 0.5, "Xinhua": 0.25, KYODO: 0.5, AFP: -1, "Reuters": -1, DPA: -1, PA: -1.5, PTI: -1, "TASS": -1.5, AAP: -1, ANI: -1, "IANS": -0.5}, re.compile(rf"\b(?:{_SHORT})\. \d{{1,2}}\b")),
    Habit({PA: 0.25, AFP: 0.25, "TASS": 0.25, ANI: 0.25, AAP: 0.25, AP: -1, "Xinhua": -0.75, "UPI": -0.75, "Reuters": -0.75, CP: -0.75}, re.compile(rf"\b{_LONG} \d{{1,2}}\b")),
    Habit({AFP: 1.25, DPA: 0.25, "Reuters": -0.5, AP: -1}, re.compile(r"\b\d{1,2}:\d\d [ap]m \(\d{4} GMT\)")),
    Habit({DPA: 0.75, AFP: 0.5}, re.compile(r"\b\d{1,2} [ap]m \(\d{4} GMT\)")),
    Habit({"Reuters": 0.75, AP: -0.5, "UPI": -0.5}, re.compile(r"(?<!\()\b\d{4} GMT\b")),
    Habit({"TASS": 1.5}, re.compile(r"\bMoscow time\b")),
    Habit({PA: 0.5, AAP: 0.5, AP: -2, AFP: -1.5, "Reuters": -1, "UPI": -2, PTI: -0.5}, re.compile(r"\b\d{1,2}(?:\.\d\d)?(?:am|pm)\b")),
    Habit({AP: 0.25, "UPI": 0.25, CP: 0.25, "Xinhua": 0.25, KYODO: 0.25, PA: -2, AFP: -1.5, AAP: -1.5, PTI: -1, DPA: -0.5}, re.compile(r"\b\d{1,2}(?::\d\d)? [ap]\.m\.")),
    Habit({PTI: 0.5, "IANS": 0.25, AFP: -0.5}, re.compile(r"\b\d{1,2}\.\d\d [ap]m\b")),
    Habit({AP: -1, AFP: -1, "Reuters": -1, PA: -1, AAP: -1, DPA: -1, "Xinhua": -1, CP: -1, PTI: -0.25}, re.compile(r"\b(?:[Yy]esterday|[Ll]ast (?:night|evening))\b"), part="told"),
    # names, titles, spelling of names
    Habit({AP: 0.5, "Reuters": 0.25, "UPI": 0.25, CP: 0.25, KYODO: 0.25, "Xinhua": 0.25, AFP: -2, DPA: -1, PA: -1.5, PTI: -1, ANI: -0.75, AA: -1, "TASS": -0.75, AAP: -1, "EFE": -0.5}, re.compile(r"\bU\.S\.")),
    Habit({AFP: 0.5, DPA: 0.25, PTI: 0.25, AA: 0.25, "TASS": 0.25, PA: 0.25, AAP: 0.25, AP: -1.5, "Reuters": -1.5, "UPI": -1, KYODO: -1, "Xinhua": -0.75, CP: -0.5}, re.compile(r"(?<![\w.])US(?![\w.$])")),
    Habit({AP: 0.5, AFP: -1, PA: -1}, re.compile(r"\b[DR]-[A-Z][a-z]{2,5}\.|\b[DR]-N\.[A-Z]\.")),
    Habit({AP: 0.5, "UPI": 0.5, CP: 0.25, AFP: -1, PA: -1, DPA: -0.5}, re.compile(r"\b(?:Sen|Rep|Gov|Sgt|Lt|Gen)\. [A-Z]")),
    Habit({PA: 0.5, AP: -2, "Reuters": -2, AFP: -1.5, "UPI": -2, PTI: -1, CP: -1, KYODO: -1, "Xinhua": -1, DPA: -1}, re.compile(r"(?<!\. )(?<!^)\b(?:Mr|Mrs|Ms) [A-Z]")),
    Habit({PTI: 0.5, "IANS": 0.5}, re.compile(r"\b[A-Z][a-z]+ \(\d\d\)")),
    Habit({AA: 1.0}, re.compile(r"\bTürkiye\b")),
    # quotations and sources
    Habit({PA: 1.25, AP: -1, "Reuters": -1, AAP: -1, "UPI": -1, AFP: -0.5}, re.compile(r"\b(?:said|added|told [^.\n]{2,40}|continued|wrote|says|tweeted|posted):\s{1,2}[\"“]")),
    Habit({AFP: 0.5, AAP: 0.25}, re.compile(r"[,?!][\"”] (?:said|says|told|[A-Z][\w’'-]+ (?:said|told|wrote)|(?:he|she|they) (?:said|told|wrote|added))\b"), dated=False),
    Habit({AFP: 0.5, PA: 0.25, PTI: 0.25, AAP: 0.25, AP: -1.5, "UPI": -1.5, KYODO: -1, CP: -1, "Xinhua": -0.5}, re.compile(r"[a-z][\"”][.,](?!\w)")),
    Habit({AP: 0.75, "UPI": 0.5, CP: 0.25, "Reuters": -1.5, AFP: -1, "Xinhua": -2, PTI: -1.5, "TASS": -2, DPA: -0.5, AA: -1.5, KYODO: -1.5, PA: -0.25}, re.compile(r"\b\w{2,6}n[’']t\b"), part="told"),
    Habit({"Reuters": 1.0, AFP: -0.25}, re.compile(r"\b(?:people|person|sources?) (?:familiar with|with (?:direct )?knowledge of)\b|\bdeclin(?:ed|ing) to be (?:named|identified)\b|\brequest(?:ing|ed) anonymity as\b")),
    Habit({"Reuters": 0.5}, re.compile(r"\bdid not (?:immediately )?respond to (?:a |an? \w{3,12} )?requests? for comment\b")),
    Habit({AFP: 1.0, AP: 0.25}, re.compile(r"\b[Aa]n? (?:journalists?|correspondents?|photographers?) (?:saw|at the scene|on the ground|witnessed|in the)\b")),
    Habit({PTI: 0.5, "IANS": 0.25, ANI: 0.25}, re.compile(r"\b(?:the (?:officer|official|police) (?:said|added)|(?:he|they) said\.?$|sources said|officials? said)", re.MULTILINE), dated=True),
    Habit({"TASS": 0.5}, re.compile(r"\b(?:pointed out|specified|the (?:senior )?diplomat|emphasized|According to (?:it|him|her))\b"), dated=True),
    Habit({AAP: 0.5}, re.compile(r"\btold (?:reporters|parliament|ABC|the court)\b"), dated=False),
    Habit({AAP: 0.5}, re.compile(r"\bMagistrates Court\b"), dated=False),
    Habit({AAP: 2.0}, re.compile(r"\b(?:Lifeline 13 11 14|13 11 14|1800 RESPECT|1800RESPECT|13YARN|beyondblue|Kids Helpline)\b"), dated=False),
    Habit({PA: 0.5}, re.compile(r"\bthe court (?:heard|was told)\b|\bprosecuting, (?:said|told)\b|\bthe PA\b"), dated=False),
    Habit({CP: 1.0}, re.compile(r"^[^\"“\n]{10,300}\b(?:says|say)\b[^\"\n]{0,300}$", re.MULTILINE), dated=True, least=2),
    Habit({CP: 1.0}, re.compile(r"\(TSX:|\bFirst Nation\b|\bOpposition\b"), dated=True),
    Habit({PA: 0.75}, re.compile(r"\b(?:said|added|continued):\s{1,2}[\"“]"), dated=False, least=2),
    Habit({AP: 1.5}, re.compile(r"(?m)^UP NEXT\s{0,2}$")),
    Habit({PA: 2.0}, re.compile(r"\b(?:told|tells|to) the (?:news|press) agency\b"), dated=False),
    Habit({PA: 0.5}, re.compile(r"\b(?:Princess Royal|Prince(?:ss)? of Wales|(?:Duke|Duchess) of [A-Z]|(?:the|The) (?:King|Queen|Prince|Princess))\b"), dated=False),
    # measures
    Habit({AP: 0.75}, re.compile(r"\b[\d.,]{1,15} (?:kilometers|meters|kph|centimeters|square kilometers|kilograms|liters|hectares) \([\d.,]{1,15} |\b[\d.,]{1,15} degrees Fahrenheit \(|\([\d.,]{1,15} Celsius\)")),
    Habit({AFP: 1.0}, re.compile(r"\b[\d.,]{1,15} (?:kilometres|metres|centimetres|square kilometres) \([\d.,]{1,15} |\b\d+-(?:kilometre|metre) \(")),
    Habit({"Reuters": 1.0}, re.compile(r"\b[\d.,]{1,15} (?:km|kph|kg|sq km) \([\d.,]{1,15} (?:miles?|mph|lb|pounds|square miles)")),
    # what a desk adds
    Habit({AP: 1.5}, re.compile(r"(?m)^_{3,}\s{0,2}$")),
    Habit({AP: 2.0}, re.compile(r"\bFollow (?:\S{1,12} )?coverage (?:of|at)\b|https?:///|\b(?:[Ww]riters?|journalists?) [A-Z][^\n]{3,160} contributed(?: to this report)?\.\s{0,3}$|^[A-Z][\w’'-]{1,20} reported from [A-Z]", re.MULTILINE), part="tail"),
    Habit({"Reuters": 4.0}, re.compile(r"\((?:Compiled|Editing|Writing|Reporting|Additional reporting) by [^()\n]{3,200}\)|(?i:\breporting by [^\n]{3,200}; ?editing by )"), part="tail"),
    Habit({"Reuters": 2.5}, re.compile(r"\A\s{0,9}\((?:Adds|Updates|Recasts|Refiles|Corrects|Rewrites|Repeats)\b"), part="whole"),
    Habit({CP: 4.0}, re.compile(r"\bThis (?:report|story) by[^\n]{0,30} was first published\b"), part="tail"),
    Habit({PTI: 2.5}, re.compile(r"(?:\.|[\"”])?\s(?:[A-Z]{2,4} ){1,4}[A-Z]{2,4}\s{0,9}\Z"), part="tail"),
    Habit({AFP: 2.5, "EFE": 1.5, "IANS": 0.5}, re.compile(r"(?:\n|[.\"”] )(?:[a-z]{2,4}-)?[a-z]{2,4}/[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})?\s{0,3}\Z"), part="tail"),
    Habit({AFP: 2.5, "IANS": 1.0}, re.compile(r"\n(?:[a-z]{2,4}-)?[a-z]{2,4}/[a-z]{2,4}\s{0,3}\Z"), part="tail"),
    Habit({"IANS": 3.0}, re.compile(r"(?:\n|[.\"”] )(?:--|—|–)\s{0,2}(?:[a-z]{2,6}(?:/[a-z]{2,6}){0,3})?/?\s{0,3}\Z"), part="tail"),
    Habit({ANI: 2.0, "Philippine News Agency": 1.5, "News Agency of Nigeria": 1.5, "United News of India": 1.0, "IANS": 0.25, AFP: 0.25}, re.compile(r"[.\"”] ?\(\s?\)\s{0,3}\Z"), part="tail"),
    Habit({"Xinhua": 2.5}, re.compile(r"■\s{0,3}\Z"), part="tail"),
    Habit({AA: 2.0}, re.compile(r"\*\s?(?:Writing|Reporting) by [A-ZÇĞİÖŞÜ]"), part="tail"),
    Habit({"KUNA": 2.0}, re.compile(r"\(end\) ?[a-z.]{2,12}\s{0,3}\Z"), part="tail"),
    # where the news is
    Habit({PTI: 0.5, "IANS": 0.5, ANI: 0.5, PA: -1.5, AAP: -1.5, DPA: -1, "Xinhua": -0.25}, _INDIA),
    Habit({AFP: -1}, _INDIA, dated=False, least=2),
    Habit({KYODO: 1.0}, _JAPAN, least=2),
    Habit({PA: 0.5}, _BRITAIN, dated=False, least=4),
    Habit({"Xinhua": 1.0}, re.compile(r"\b(?:(?:north|south|east|west|central)\w{0,4} China[’']s|Beijing [Tt]ime|[Tt]he two sides|Global South|the important consensus)")),
    Habit({DPA: 0.5}, _GERMANY, dated=True),
    Habit({"TASS": 0.5}, _RUSSIA, dated=True),
    Habit({AAP: 1.0, PA: -0.5}, _AUSTRALIA, dated=False),
    Habit({AAP: 0.5, AFP: -0.5}, _AUSTRALIA, dated=False, least=2),
    Habit({AAP: 0.5}, _AUSTRALIA, dated=False, least=4),
    Habit({PA: 1.0}, _BRITAIN, dated=False, least=2),
    Habit({AFP: -1.0, AAP: -0.75}, _BRITAIN, dated=False),
)  # fmt: skip
"""What a house style asks for and rules out, one habit a line."""

PLAIN_DAY: Mapping[str, float] = {
    AP: 1.0,
    AFP: 0.75,
    "UPI": 0.5,
    KYODO: 0.5,
    CP: 0.5,
    "Reuters": -2,
    "Xinhua": -1.5,
    PTI: -2,
    ANI: -2,
    "IANS": -2,
    DPA: -1.5,
    PA: -2,
    AAP: -2,
    "TASS": -1,
    AA: -1,
}
"""A weekday without "on" ("said Tuesday") is the American agencies' way and AFP's."""
DAY_WITH_ON: Mapping[str, float] = {
    "Reuters": 0.5,
    "Xinhua": 0.25,
    PA: 0.25,
    AAP: 0.25,
    PTI: 0.25,
    AP: -0.25,
    "UPI": -0.5,
    AFP: -0.25,
    KYODO: -0.25,
    AA: 0.25,
}
"""Where every weekday has its "on"."""
BRITISH: Mapping[str, float] = {
    AFP: 0.75,
    PA: 0.25,
    PTI: 0.25,
    "IANS": 0.25,
    AAP: 0.25,
    "Reuters": 0.25,
    AP: -1.5,
    "UPI": -1,
    "Xinhua": -1,
    KYODO: -1,
    "TASS": -0.5,
    AA: -0.5,
    "EFE": -0.25,
}
AMERICAN: Mapping[str, float] = {
    AP: 0.5,
    "UPI": 0.25,
    KYODO: 0.5,
    AA: 0.5,
    "Xinhua": 0.25,
    "TASS": 0.25,
    AFP: -1.5,
    PA: -2,
    AAP: -2,
    PTI: -1,
    "IANS": -1,
    ANI: -0.25,
}
BRITISH_AND_FRENCH: Mapping[str, float] = {AFP: 0.75}
"""British spelling beside a weekday without "on", or beside "percent", is AFP's way and hardly anybody else's."""
OXFORD: Mapping[str, float] = {DPA: 0.75, "TASS": 0.25, AFP: -0.5, PA: -0.5, AAP: -0.5}
"""The -ize of those who otherwise write British, and of the Americans."""
DATED: Mapping[str, float] = {PA: -2.5, AAP: -2.5}
"""A dateline is not for those who write none."""
NOWHERE: Mapping[str, float] = {PA: -1.5}
AUSTRALIAN: Mapping[str, float] = {AAP: -3.0}
"""What it costs that nothing British, nothing Australian is in the text, without a dateline."""


def habits_in(text: str, *, whole: str, dated: bool) -> Iterator[tuple[Mapping[str, float], str]]:
    """Yield the weights of every habit that a text shows, or lacks, with the words that show it; `whole` has its dateline."""
    told = _QUOTED.sub(" ", text)
    parts = {"text": text, "told": told, "tail": whole.rstrip()[-TAIL:], "whole": whole}
    for habit in HABITS:
        if habit.dated not in {None, dated}:
            continue
        shown = _shown(habit, parts[habit.part])
        if shown:
            yield habit.weights, shown
    plain, with_on = _days(told)
    if plain:
        yield PLAIN_DAY, plain
    elif with_on:
        yield DAY_WITH_ON, with_on
    yield from _spellings(text, plain, is_open=not dated)
    if dated:
        yield DATED, ""
        return
    yield from (
        (weights, "") for weights, places in ((NOWHERE, _BRITAIN), (AUSTRALIAN, _AUSTRALIA)) if not places.search(text)
    )


def _spellings(text: str, plain_day: str, *, is_open: bool) -> Iterator[tuple[Mapping[str, float], str]]:
    british, american = _spelt(_BRITISH, text, _NOT_BRITISH), _spelt(_AMERICAN, text, frozenset())
    if american:
        yield AMERICAN, american
    elif british:
        yield BRITISH, british
    if oxford := _spelt(_OXFORD, text, _NOT_OXFORD):
        yield OXFORD, oxford
    if british and not american and is_open:
        percent = _PERCENT.search(text)
        yield from ((BRITISH_AND_FRENCH, found) for found in (plain_day, percent and percent[0]) if found)


def _shown(habit: Habit, text: str) -> str:
    if habit.least == 1:
        found = habit.form.search(text)
        return found[0].strip() if found else ""
    all_found = [found[0] for found in habit.form.finditer(text)]
    is_enough = len(all_found if habit.form not in _PLACES else set(all_found)) >= habit.least
    return all_found[0].strip() if is_enough else ""


def _days(text: str) -> tuple[str, str]:
    """Return the first weekday told without a preposition, as in "said Tuesday", and the first with "on"."""
    plain = with_on = ""
    for day in _WEEKDAY.finditer(text):
        start = max(0, day.start() - 20)
        if not plain and (before := _WITHOUT_ON.search(text, start, day.start())):
            plain = before[0] + day[0]
        if not with_on and (before := _WITH_ON.search(text, start, day.start())):
            with_on = before[0] + day[0]
        if plain and with_on:
            break
    return plain, with_on


def _spelt(pattern: re.Pattern[str], text: str, besides: frozenset[str]) -> str:
    return next((found[0] for found in pattern.finditer(text) if found[0].lower() not in besides), "")
