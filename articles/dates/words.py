"""The words of dates: names of days and months, what tells them from other words, and the pattern of every form."""

from __future__ import annotations

import re

from articles.dates import calendars
from articles.tables import words

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu", "friday fri",
            "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "the": 1, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": -1, "last": -1,
    "fifth": 5,
}  # fmt: skip

UNIT_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
TEEN_ORDINALS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
SPELT_DAYS = {
    **{word: number for number, word in enumerate((*UNIT_ORDINALS, *TEEN_ORDINALS), start=1)},
    "twentieth": 20,
    **{f"twenty {word}": number for number, word in enumerate(UNIT_ORDINALS, start=21)},
    "thirtieth": 30,
    "thirty first": 31,
}

NAMES_TOO = words("March April May June August")
"""Months that are also a verb or a person's name: alone, they need words around them that only a month has."""
VERBS_TOO = words("march may")
"""Without their capital these are a month only where a day with its ending, "of" or a year stands by."""
BEFORE_A_MONTH = words(
    "in by since until till from to through throughout of before after during between last next this early late mid and "
    "or around for past into till"
)
SAFE_BEFORE_A_MONTH = words("in last next this early late mid of since until till during throughout through between")
FOR_DELIVERY = words("delivery futures contract contracts settlement")
"""Behind a month these are of one ahead: "wheat for May delivery"."""
MONTHLY = words(
    "gain gains rise drop fall increase decline figure figures report rate level levels pace total reading data jump slump "
    "revised election elections vote budget meeting inflation sales output"
)
"""Behind "April's" these say that it is a month's, not a woman's."""
SHORT_YEAR = re.compile(r"(?P<short>\d\d)(?![\w%]|['’]|[.,]\d)")
BEFORE_SHORT_YEAR = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Cc]lass of|[Ff]rom|[Ss]ummer of|[Ww]inter of|[Ss]pring of|[Ff]all of|back in) ['’‘]\Z"
)
SHORT_MONTH_AFTER = re.compile(r"\b(?:in|of|since) \Z")
DETERMINERS = words("the a an its their his her our my this that these those last next")

NOT_A_WEEKDAY_AFTER = re.compile(
    r"['’]?s? ?(?:Times|Telegraph|Mirror|World\b|Mail|Express|Herald|Post|Star\b|Tribune|Independent|Sun\b|Business Post|"
    r"Night (?:Live|Football|Lights|Raw|Baseball)|Club|for Future|Morning Herald|Brunch|Age\b|Today|[Ss]chool|[Pp]rayers|best\b|"
    r"roast|lunch(?:es)?\b|blues|worship|trading hours|Mass\b|(?:mornings|afternoons|evenings|nights)\b|"
    r"(?:Street|Road|Lane|Avenue|Creek|Island|River|Harbour|Harbor|Farm|House|Group|Inc|Ltd|Corp)\b)|-(?:to|style|like)"
)
NOT_A_WEEKDAY_BEFORE = re.compile(
    r"\b(?:Black|Super|Bloody|Cyber|Ash|Palm|Sheffield|Ruby|Maundy|Holy|Giving|Fat|Shrove|Green|Red|Mail on|Man|Girl|Joe|"
    r"Freaky|Casual|Manic|Throwback|Happy|Whit|Blue|Big|Wiki|Stormy|Meatless|Good|[Oo]n an?|A|one|[Ee]very(?: other)?|[Ee]ach|"
    r"[Aa]ny(?: given)?|[Oo]n one|most|[Aa]lternate|typical|usual|average) (?:\w{3,6}day,? (?:\w{3,6}day,? )?(?:or|and) |\w{3,6}day, )?\Z"
)
WEEKDAY_OF_ONE = re.compile(r"\b(?:[Oo]n an?|A) \Z")
"""Before "deadline" or "night raid" it is a certain day all the same ("on a Friday deadline")."""
A_CERTAIN_ONE = re.compile(
    r" (?:\w{1,12} )?(?:deadline|raid|attack|meeting|conference|call|statement|report|hearing|vote|shooting|bombing|blast|"
    r"crash|fire|interview|speech|ruling|filing|memo|letter|game|announcement)"
)
NAMED_AFTER_A_WEEKDAY = re.compile(
    r" (?!(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mr|Mrs|Ms|Dr|President|Prime|Sen|Rep|Gov|Judge|King|Queen|Prince|I|Morning|Afternoon|Evening|Night|AM|PM|GMT)\b)[A-Z][a-z]{2,20}\b(?!,? (?:19|20)\d\d)"
)
"""A capital behind a weekday makes it a name ("Sunday Adeyemi"), unless the words before it are of a date."""
BEFORE_A_WEEKDAY = re.compile(
    r"(?:\b(?:on|last|next|this|late|early|since|until|till|by|from|to|through|and|or|before|after|of|for|between|coming|past|"
    r"[a-z]{2,15}(?:ed|id|ay|ys)|were|was|out|up|down|off|back|here|there|[ap]\.m\.|noon|midnight|dawn|morning|afternoon|evening|night) |\d[ap]m |[.:!?;–—-] ?)\Z",
    re.IGNORECASE,
)
TO_A_WEEKDAY = re.compile(r"\s?(?:-|–|to|through|and|until)\s?(?:Thursday|Friday|Saturday|Sunday)\b")
FROM_A_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s?(?:-|–|to|through|until)\s?\Z")
HABITS = re.compile(
    r"\b(?:open|opens|hours|usually|normally|weekly|runs|every|except|a\.m\.|p\.m\.|\d[ap]m|timetable)\b"
)

COUNTED = words(
    "people person troops soldiers fighters workers employees staff jobs homes houses families households villages schools "
    "miles mile metres meters kilometres kilometers km m feet ft yards acres hectares dollars euros pounds rupees yuan yen "
    "rubles roubles francs tons tonnes barrels gallons litres liters kilograms kilos kg grams watts megawatts mw calories "
    "students residents voters votes seats shares points times vehicles cars trucks tickets fans spectators years days "
    "months weeks minutes seconds men women children victims civilians refugees migrants migrant deaths injuries cases "
    "tests patients beds copies words pages books items units species percent per rpm hp degrees customers passengers "
    "flights ships aircraft rockets missiles drones tanks rounds bombs prisoners detainees hostages police officers "
    "firefighters rescuers volunteers demonstrators protesters delegates members artists athletes runners artifacts pieces "
    "young metric square cubic calorie troop strong additional other more fewer"
)
"""What is counted, not dated: "2000 people"."""
DATED_PLURALS = words(
    "elections games olympics attacks bombings protests results floods riots earnings talks sales profits figures awards "
    "finals championships midterms midterms' primaries sanctions wildfires uprisings killings hostilities standards levels "
    "prices estimates census revenues presidentials hearings was is has as its this plus versus us his gas targets models "
    "fires losses crisis negotiations accords clashes shootings murders murder's local business"
)
"""What a year may stand before although it ends like a plural of something counted."""
NOT_A_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Mm]ore than|[Ll]ess than|[Ff]ewer than|(?<!from )(?<!since )(?<!until )[Aa]t least|[Aa]t most|[Nn]early|[Aa]lmost|[Uu]p to|[Nn]o\.|[Nn]umber|"
    r"[Pp]ages?|[Rr]oom|[Ff]light|[Rr]oute|[Hh]ighway|[Cc]hannel|Area|[Rr]esolution|[Ss]ection|[Aa]rticle|[Pp]aragraph|"
    r"[Aa]pproximately|[Ee]xactly|[Ww]orth|Rs\.?|Boeing|Airbus|Windows|Vision|Agenda|Studio|[Bb]us|[Ll]ine|[Aa]t|[Mm]odel|"
    r"[Tt]otal(?:ing|ling|ed)?|[Ee]xtra|[Aa]dditional|[Aa]nother|S&P|Nikkei|Russell|[Ss]uite|[Zz]ip|[Cc]ode|[Hh]undred|and|"
    r"\d,\d{3} to|million|billion|EC|EU\d|of over|I-|US|USD|GBP|EUR|CSI|STOXX|FTSE|Peugeot|RTX|Room|Formula|Euro[Mm]illions) |#|"
    r"[$£€¥#@_&=+*<>~^\\/])\Z"
)
YEAR_AFTER_AND = re.compile(r"(?:1[89]|20)\d\d(?:,? (?:and|or)|,| to| through|-|–) \Z|\bboth \Z|\band \Z")
OLD_YEAR_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Cc]irca|c\.|[Ee]arly|[Ll]ate|[Ff]rom|[Bb]etween|[Yy]ear|born|of|[Bb]y|mid-|"
    r"January|February|March|April|May|June|July|August|September|October|November|December) ?\Z"
)
FUTURE_YEAR_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Ff]or|(?<!rose )(?<!fell )to|[Bb]efore|[Aa]fter|[Tt]hrough|[Bb]eyond|due|(?<!down )(?<!up )[Ff]rom|[Tt]he|[Oo]f|its|"
    r"their|his|her|our|[Ee]arly|[Ll]ate|[Mm]id|[Ss]ince|[Bb]etween|(?:19|20)\d\d and|[Aa]|[Ii]nto|around|towards?|year) \Z|[-–]\Z"
)
NUMBER_BEFORE_YEAR = re.compile(r"\d[-–.,:]\Z|[A-Za-z]-\Z")
HYPHEN_BEFORE_YEAR = re.compile(r"\b(?:mid|pre|post|end|early|late|start|non|[A-Z][a-z]{2,8})-\Z")
NOT_A_YEAR_AFTER = re.compile(
    r" [A-Z]{1,2}\d|[%$€£°@_]|[.,:]\d|-(?!era|style|born|built|model|based|\s|–)[A-Za-z]|[-/]\d|/[A-Za-z]|[A-Za-z]|"
    r" ?(?:GMT|UTC|EST|EDT|PST|PDT|CET|BST|hours|hrs|local time|BC\b|B\.C|BCE)"
)
TO_A_NUMBER = re.compile(r"(?: to |-|–)[1-9]\d{3} ([A-Za-z]{1,20})")
FISCAL = re.compile(r"\b(?:[Ff]iscal(?:[- ]year)?|[Ff]inancial year|FY|[Tt]ax year|[Aa]cademic year) ?\Z")

HEDGED = re.compile(
    r"\b(?:more than|less than|fewer than|over|nearly|almost|at least|about|around|some|roughly|up to|under|just under|"
    r"approximately|only|and a half|or|to|(?:\d|years?|months?|weeks?|days?|hundred) and|half|close to) \Z",
    re.IGNORECASE,
)
SPORT = re.compile(
    r"\b(?:touchdown|yard|goal|quarterback|rebound|halftime|half-time|overtime|three-pointer|free throw|kick|interception|"
    r"basket|scoreless|penalty|coach|striker|midfielder|possession|shots|linebacker|turnover|lead of|points in|Celtics|NBA|NFL)"
)
NOT_A_DIVISION_AFTER = re.compile(r"[- ](?:century|marathon|hour|mile|point|time|back|final|brother)")
FINANCE = re.compile(
    r"\b(?:profit|sales|revenue|earnings|income|loss|results|turnover|growth|output|net|GDP|exports|imports|shares|"
    r"pretax|dividend|deliveries|shipments|guidance|forecast|company|budget|deficit)"
)
NOW_IN_GENERAL = re.compile(
    r"['’]s (?:world|society|youth|generation|economy|market\b|standards|terms|technology|climate|dollars|money|young|modern|"
    r"youngsters|children|kids|consumers|politics|culture|environment|Russia|China|America|Germany|Britain|teenagers|women)"
)
NOT_TODAY = re.compile(
    r"(?:\b[Tt]he|USA|Russia|India|Psychology|History|Christianity|Islam|Pakistan|BBC|MSN|Ukraine) \Z"
)

NAMED_ATTACKS = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
"""Days that news prose names without their year, as a name: "the Sept. 11 attacks"; the noun must stand behind."""
ATTACK = re.compile(
    r" (?:terror(?:ist)? )?(?:attacks?|assault|massacre|hijackings?|hijackers?|insurrection|riots?|rioters?|onslaught|"
    r"raid|Capitol|committee|cross-border|Hamas|Commission|victims|suspects?|terrorists?|atrocities|massacres|hostages|families|"
    r"plotters?|anniversary)\b"
)

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
NEAR = 30
"""Days. So near to publication, a day and month means this year whatever other years the text names."""
LONGEST_REACH = 160
"""Characters. "A year earlier" is counted from a date that stands so near before it, in the same sentence."""
WRAPPED_LINE = 110
"""A text none of whose many lines is longer was broken by a typewriter: there, one newline is a space."""

GAP = r"(?:[^\S\n]{1,2})"
MONTH_WORD = (
    r"(?:January|JANUARY|Jan|JAN|February|FEBRUARY|Feb|FEB|March|MARCH|Mar|MAR|April|APRIL|Apr|APR|May|MAY|June|JUNE|Jun|JUN|"
    r"July|JULY|Jul|JUL|August|AUGUST|Aug|AUG|September|SEPTEMBER|Sept|SEPT|Sep|SEP|October|OCTOBER|Oct|OCT|November|NOVEMBER|"
    r"Nov|NOV|December|DECEMBER|Dec|DEC|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?![A-Za-z])"
)
DOT = r"(?:(?:(?<=\b[A-Z][a-zA-Z]{2})(?<!May)(?<!MAY)|(?<=\bSept)|(?<=\bSEPT))\.)?"
MONTH = rf"(?P<month>{MONTH_WORD}){DOT}"
DAY_WORD = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%°])(?![.,:]\d)"
COUNTED_AFTER = (
    r"(?!\s?(?:%|per ?cent|percent|million|billion|thousand|people|soldiers|troops|civilians|children|women|men|police|"
    r"points?|goals?|others|years|minutes|months|dead\b|miles|km\b|votes|seats|of (?:its|the|them|his|their|those)\b|-year|-day))"
)
DAY = rf"(?P<day>{DAY_WORD}){COUNTED_AFTER}"
YEAR_WORD = r"[12]\d{3}(?!\d|[.,]\d|%|-year)"
SEP = rf"(?:[^\S\n]?,{GAP}?|{GAP})"
YEAR = rf"(?:{SEP}(?:of{GAP}|in{GAP})?(?P<year>{YEAR_WORD})(?!{GAP}(?:people|troops|soldiers|workers|GMT|hours)))"
WEEKDAY_FULL = r"(?:[Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
WEEKDAY_WORD = rf"(?:{WEEKDAY_FULL}|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)\b"
TO = rf"(?:[^\S\n]?[-–—][^\S\n]?|{GAP}(?:to|through|until|till|and){GAP})"
NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty)"
UNIT = r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade)"
RELATIVE_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?P<shift>last|this|next|the same|that|the following){GAP}year\b)"
EDGE = r"(?![A-Za-z0-9_])"


WEEKDAY_DATE = re.compile(
    rf"(?P<weekday>{WEEKDAY_WORD})\.?(?:{SEP}|{GAP}\((?P<open>))(?:the{GAP})?"
    rf"(?:{MONTH}[^\S\n]?{DAY}(?:{YEAR}|{RELATIVE_YEAR})?|(?P<day2>{DAY_WORD})(?:{GAP}of)?[^\S\n]?(?P<month2>{MONTH_WORD}){DOT}"
    rf"(?:{SEP}(?P<year2>{YEAR_WORD}))?|(?P<iso>\d{{4}}-\d\d-\d\d)){EDGE}(?(open)\))"
)
WEEKDAY_WEEK = re.compile(
    rf"(?P<weekday>{WEEKDAY_FULL})(?:{GAP}(?:morning|afternoon|evening|night))?{GAP}(?:of{GAP})?"
    rf"(?P<shift>last|this|next){GAP}week{EDGE}"
)
WEEKDAY_SHIFTED = re.compile(
    rf"(?P<shift>[Tt]his past|[Tt]his coming|[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming){GAP}(?P<weekday>{WEEKDAY_FULL}){EDGE}"
)
WEEKDAY_ALONE = re.compile(rf"(?P<weekday>{WEEKDAY_FULL}|Tues\.|Thurs\.|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.){EDGE}")
SHORT_WEEKDAY_AFTER = re.compile(
    r"(?:\b(?:on|until|till|by|since|from|through|last|next|this|late|early|noon|[ap]\.m\.)|\d[ap]m) (?:\w{3}\.,? (?:and|or|to) )?\Z",
    re.IGNORECASE,
)
BY_WEEKDAY = rf"(?:(?:,{GAP}(?:a{GAP})?|{GAP}\()(?P<weekday>{WEEKDAY_FULL})(?=[,.;)])\)?)?"
MONTH_DAY = re.compile(
    rf"{MONTH}(?:[^\S\n]{{0,2}}(?:the{GAP})?|-(?=\d{{1,2}}-[12]\d{{3}})){DAY}(?:{TO}(?P<to>{DAY_WORD}){COUNTED_AFTER}(?!{GAP}{MONTH_WORD}))?"
    rf"(?:{YEAR}|-(?P<year2>[12]\d{{3}})(?![\d-])|{RELATIVE_YEAR})?{BY_WEEKDAY}{EDGE}"
)
_COMPOUND = rf"(?:twenty|thirty)[- ](?:{'|'.join(UNIT_ORDINALS)})"
_SPELT = rf"(?:{_COMPOUND}|{'|'.join((*UNIT_ORDINALS, *TEEN_ORDINALS))}|twentieth|thirtieth)"
MONTH_SPELT = re.compile(rf"{MONTH}{GAP}(?:the{GAP})?(?P<day>(?<=the ){_SPELT}|{_COMPOUND})(?:{YEAR})?{EDGE}(?!-)")
SPELT_MONTH = re.compile(
    rf"(?<=\b[Tt]he )(?P<day>{_SPELT}){GAP}(?:day{GAP})?of{GAP}{MONTH}(?:{YEAR})?{EDGE}(?!['’]s)", re.IGNORECASE
)
MONTH_DAYS = re.compile(
    rf"{MONTH}{GAP}(?P<days>{DAY_WORD}(?:,{GAP}{DAY_WORD}){{0,4}},?{GAP}(?:and|or|&){GAP}{DAY_WORD}){YEAR}?"
    rf"(?=[^\S\n]?(?:[.,;:)—–?!]|\n|\Z|(?:at|in|for|when|as|to|by|with|following|on|last|this|next|will)\b))"
)
DAYS_MONTH = re.compile(
    rf"(?P<days>{DAY_WORD}(?:,{GAP}{DAY_WORD}){{0,4}}{GAP}(?:and|or|&){GAP}{DAY_WORD}){GAP}(?P<month>{MONTH_WORD}){DOT}"
    rf"(?:{SEP}(?P<year>{YEAR_WORD}))?{EDGE}"
)
DAY_MONTH = re.compile(
    rf"{DAY}(?:{TO}(?P<to>{DAY_WORD}))?(?:{GAP}day)?(?:{GAP}of)?(?:{GAP}|-|(?<=[a-z]))(?P<month>{MONTH_WORD}){DOT}"
    rf"(?:(?:{SEP}|-)(?P<year>{YEAR_WORD})|{RELATIVE_YEAR})?{BY_WEEKDAY}{EDGE}"
)
MONTHS_RANGE = re.compile(
    rf"{MONTH}(?:,?{GAP}(?P<from_year>{YEAR_WORD}))?{TO}(?P<to>{MONTH_WORD}){DOT}(?:{YEAR}|{RELATIVE_YEAR})?(?![^\S\n]?\d){EDGE}"
)
MONTH_YEAR = re.compile(rf"{MONTH}(?:(?:{YEAR})|,?{GAP}['’](?P<short>\d\d)|{RELATIVE_YEAR}){EDGE}")
MONTH_SHIFTED = re.compile(
    rf"(?P<shift>[Tt]his past|[Tt]his coming|[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast){GAP}{MONTH}(?:{GAP}{DAY})?{EDGE}"
)
MONTH_ALONE = re.compile(rf"{MONTH}{EDGE}")
PART = re.compile(
    rf"(?P<part>(?:early|mid)[- ]to[- ](?:mid|late)|early|mid|late)(?:{GAP}(?:in{GAP})?|-)"
    rf"(?:{MONTH}(?:{YEAR}|{RELATIVE_YEAR})?(?![^\S\n]\d)|(?P<y>{YEAR_WORD})(?!s)|(?:the{GAP})?(?P<decade>\d{{3}}0|['’‘]?\d0)['’]?s"
    rf"|(?P<rel>last|this|next){GAP}(?P<unit>month|year|decade)){EDGE}",
)
PART_ANY_CASE = re.compile(PART.pattern.replace("(?P<part>", "(?P<part>(?i:", 1).replace("|late)", "|late))", 1))
ISO = re.compile(
    r"(?P<y>[12]\d{3})(?P<mark>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=mark)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[-/.]\d)(?:(?=T\d)|(?![A-Za-z_]))"
)
ISO_MONTH = re.compile(r"(?P<y>20\d\d)-(?P<m>0[1-9]|1[0-2])(?![\dA-Za-z-])")
YEARS = re.compile(
    rf"(?P<y>1[1-9]\d\d|20\d\d|21\d\d)(?:[-–—/]|{GAP}?[–—]{GAP}?)(?P<to>\d{{4}}|\d\d)(?![\dA-Za-z_%]|[-–/.,]\d)"
)
YEAR_MONTH = re.compile(rf"(?P<year>[12]\d{{3}}){GAP}(?P<month>{MONTH_WORD}){DOT}(?:{GAP}{DAY})?{EDGE}")
YEAR_QUARTER = re.compile(
    rf"(?P<y>[12]\d{{3}})(?:['’]s)?{GAP}(?:Q(?P<q>[1-4])|(?P<ord>first|second|third|fourth)[- ](?P<what>quarter|half)){EDGE}"
)
DECADE = re.compile(r"(?P<decade>[12]\d{2}0|\d0)['’]?s(?![A-Za-z0-9])")
CENTURY = re.compile(rf"(?P<n>\d{{1,2}})(?:st|nd|rd|th)[- ][Cc]entury(?!{GAP}(?:BC|B\.C))")
YEAR_ALONE = re.compile(rf"(?P<y>[12]\d{{3}})(?:['’]s)?{EDGE}")
NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<y>[12]\d{3}|\d\d)(?!\d|[-/.]\d|[A-Za-z_%])"
)
COMPACT = re.compile(
    r"(?P<y>19[5-9]\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=$|[\s,;.:)T]|\Z)", re.MULTILINE
)
NINE_ELEVEN = re.compile(r"9/11(?!\d|[/.-]\d)")
NEAR_DAY = re.compile(
    r"(?P<near>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Dd]ay before yesterday|[Dd]ay after tomorrow|"
    r"[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Ll]ast evening|[Tt]his (?:morning|lunchtime|afternoon|evening)|"
    rf"YESTERDAY|TODAY|TOMORROW|TONIGHT){EDGE}"
)
RELATIVE = re.compile(
    r"(?P<shift>[Tt]his past|[Tt]his coming|[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious|[Ff]ollowing|[Cc]oming|[Cc]urrent)"
    rf"{GAP}(?:calendar{GAP})?(?P<unit>weekend|week|month|quarter|year|decade|day){EDGE}"
)
SPAN = re.compile(
    rf"(?P<shift>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Ff]irst|[Ff]inal){GAP}(?P<n>{NUMBER})[- ]{UNIT}s?{EDGE}"
    rf"(?:{GAP}(?:of|in){GAP}(?:{MONTH}(?:{YEAR})?|(?P<y>{YEAR_WORD})|(?P<rel>last|this|next|the){GAP}year\b))?"
)
SEASON = re.compile(
    rf"(?:(?P<shift>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming){GAP}(?:spring|summer|autumn|fall|winter){EDGE}"
    rf"(?!{GAP}(?:to|in|from|by|below|into))"
    rf"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?:{GAP}(?:of{GAP})?|,{GAP})(?P<y>(?:19|20)\d\d)(?:[-–/]\d\d(?:\d\d)?)?(?!\d|[,.]\d|%))"
)
ORDINAL = re.compile(
    r"(?P<ord>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)[- ]"
    rf"(?P<what>quarter|half|weekend|week|day|{WEEKDAY_FULL}){EDGE}"
    rf"(?:(?:{GAP}(?:of|in){GAP}(?:the{GAP})?|,?{GAP}(?=[12]\d{{3}})|{GAP}(?=(?:last|this|next){GAP}year)|{GAP}(?:of{GAP})?(?=that year))"
    rf"(?:(?P<fiscal>fiscal|financial|FY){GAP}?(?:year{GAP})?(?P<fy>\d{{4}})?|{MONTH}(?:{YEAR}|{RELATIVE_YEAR})?(?![^\S\n]\d)|(?P<y>{YEAR_WORD})"
    rf"|(?P<rel>last|this|next|that)?{GAP}?(?P<unit>year|month)\b))?"
)
QUARTER = re.compile(
    rf"(?:(?P<letter>[QH])(?P<n>[1-4])|(?P<n2>[1-4])(?P<letter2>[QH]))(?:(?:{GAP}(?:of{GAP})?|[-/])?(?P<fy>FY)?[ ]?"
    rf"(?P<y>20\d\d|19\d\d|['’]\d\d|(?<=[QHY ])\d\d(?!\d|%)))?{EDGE}(?![%.-]\d)"
)
AGO = re.compile(
    rf"(?:(?<![\w-])(?P<n>{NUMBER})|(?P<vague>several|a few|a couple of|many|few|some))[ -]{UNIT}s?{GAP}\Z",
    re.IGNORECASE,
)
ANCHORED = re.compile(
    rf"(?<![\w-])(?P<n>{NUMBER}|the(?= day\Z))[ -](?P<unit>day|week|fortnight|month|year|decade)s?\Z", re.IGNORECASE
)
UNITS = tuple(one + plural for one in ["day", "week", "fortnight", "month", "year", "decade"] for plural in ("", "s"))
THAT = re.compile(r"\b(?:the )?(?P<which>(?<=the )(?:same|next|following|previous)|that(?: same)?) \Z", re.IGNORECASE)
NTH = re.compile(
    r"(?P<nth>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?=[,.;:)?!]|\Z|\n| (?:at|in|that|when|with|to|as|for|after|before|but|because|by|he|she|they|it|we)\b)"
)
NOT_A_DAY_OF_A_MONTH = re.compile(
    r"\b(?:hole|birdie|bogey|par|green|fairway|tee|putt|eagle|floor|storey|street|avenue|round|pick|place|inning|lap|pole|"
    r"minute|anniversary|century|birthday)s?\b",
    re.IGNORECASE,
)
WEEK_OF = re.compile(r"week of(?= )")
PART_OF_THE = re.compile(
    r"(?P<part>[Ss]tart|[Bb]eginning|[Mm]iddle|[Ee]nd|[Cc]lose) of the (?P<unit>year|month)(?! (?:to|end|19|20|\d))(?![\w-])|"
    r"[Yy]ear[-’' ](?:s )?end(?![\w-])"
)
HOLIDAY = re.compile(
    "(?:"
    + "|".join(sorted((re.escape(name).replace("'", "['’]").replace("\\ ", GAP).replace(" ", GAP) for name in calendars.names()), key=len, reverse=True))
    + rf"){EDGE}(?:,?{GAP}(?:of{GAP}|in{GAP})?(?P<y>[12]\d{{3}})(?!\d)|,?{GAP}(?P<shift>last|this|next){GAP}year\b)?",
    re.IGNORECASE,
)  # fmt: skip
_SHORTENED = (
    "[A-Z]", "Mr Ms Dr St Lt No vs", ("Mrs Gen Sen Rep Gov Col Sgt Maj Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Rev Hon Adm Mon Wed Fri Sat "
    "Sun [ap]\\.m"), "Capt Sept Prof Pres Tues", "Thurs", "Messrs",
)  # fmt: skip
"""What a full stop may stand behind without ending a sentence, by length, as a pattern that looks back must have it."""
_AFTER_A_STOP = r"[.!?]{0,5}[\"'”’)\]]{0,3}\s+"
STOP = re.compile(
    rf"[.!?](?={_AFTER_A_STOP}[\"'“‘(\[]{{0,2}}[A-Z0-9])"
    + "".join(rf"(?<!\b(?:{'|'.join(same.split())})\.)" for same in _SHORTENED)
    + rf"{_AFTER_A_STOP}|\n"
)
"""Its first character is plain, so that the search is quick; the costly looks back come last."""


NUMERIC_ORDER = re.compile(r"(?<![\d/.-])([0-3]?\d)(?:/([0-3]?\d)/|\.([0-3]?\d)\.)[12]\d{3}(?!\d|[/.-]\d)")
AFTER_MONTH = re.compile(r"[^\S\n]+([\w'’]+)")
WORD_BEFORE = re.compile(
    r"([A-Za-z.]+)[\s-]+(?:(?:at least|at the earliest|as (?:early|late|soon|recently) as|no later than)\s)?\Z"
)
LOOKING_AHEAD = re.compile(r"\b(?:over|in|within|for|during|into|by|of|until) the \Z", re.IGNORECASE)
FEAST_BEFORE = re.compile(
    r"\b(?:on|at|for|by|before|after|until|since|over|this|last|next|of|around|during|from|till|past|every|in) (?:the )?\Z",
    re.IGNORECASE,
)
WEEKS_FROM = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|\d{1,2}) weeks? (?P<way>ago|from)(?: last| on| this| next)? \Z",
    re.IGNORECASE,
)
BEFORE_YESTERDAY = re.compile(rf"(?P<near>day (?:before yesterday|after tomorrow)){EDGE}")
