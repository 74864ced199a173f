"""The words by which news prose says that somebody said, thinks or wants something: attribution's knowledge, as tables.

A verb's frames say what may follow it as content:
`s` a clause, with or without "that", also before it ("..., she said"); `t` a clause only after "that" (or quoted words);
`o` a hearer, then a clause ("told reporters that"); `i` an infinitive ("vowed to leave"); `n` a noun phrase
("denied the charge"); `x` a noun phrase with an infinitive ("urged voters to"); `w` a question ("asked whether");
`f` a phrase with "for", "against", "on" or "about" ("called for"); `q` quoted words only; `p` quoted words that stand before it.
"""

from __future__ import annotations

from dataclasses import dataclass


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


VERBS: dict[str, str] = {
    # saying
    "say": "s", "add": "s", "note": "sn", "explain": "sw", "state": "s", "stress": "sn", "emphasize": "sn",
    "emphasise": "sn", "insist": "sf", "argue": "sf", "claim": "sin", "allege": "sn", "assert": "sn", "contend": "s",
    "maintain": "st", "declare": "sn", "announce": "sn", "confirm": "snw", "concede": "sn", "acknowledge": "sn",
    "admit": "sn", "affirm": "sn", "reaffirm": "tn", "reiterate": "sn", "repeat": "tq", "report": "sn", "reply": "s",
    "respond": "tq", "answer": "tq", "remark": "sq", "comment": "qt", "observe": "tq", "recall": "sn", "recount": "tnq",
    "suggest": "sn", "imply": "tn", "hint": "tf", "indicate": "snw", "predict": "sn", "forecast": "sn", "project": "tn",
    "estimate": "sn", "speculate": "tf", "conclude": "s", "boast": "tf", "joke": "tq", "quip": "q", "complain": "sf",
    "lament": "tnq", "tweet": "sq", "write": "tq", "post": "tq", "proclaim": "tnq", "testify": "s", "swear": "sti",
    "caution": "sof", "warn": "sofx", "disclose": "tn", "reveal": "snw", "mention": "t", "clarify": "tn", "counter": "sq",
    "retort": "tq", "shout": "tq", "chant": "q", "yell": "tq", "cry": "q", "exclaim": "tq", "mutter": "tq", "whisper": "tq", "vent": "q",
    "scoff": "tq", "sniff": "q", "fume": "q", "rant": "tq", "elaborate": "q", "continue": "p", "begin": "p",
    "interject": "p", "chime": "p", "opine": "tq", "posit": "t", "theorize": "t", "theorise": "t", "surmise": "t",
    "reason": "tq", "muse": "tq", "preach": "t", "underscore": "tn", "underline": "tn", "highlight": "tn",
    "detail": "nw", "outline": "n", "describe": "nw", "characterize": "n", "characterise": "n", "portray": "n", "compare": "n", "liken": "n",
    "call": "qfx", "dub": "n", "brand": "q", "remember": "tn", "label": "nq", "cite": "n", "tout": "n", "rebuke": "n", "slam": "n",
    "blast": "n", "denounce": "n", "condemn": "n", "criticize": "n", "criticise": "n", "decry": "n", "deride": "n",
    "mock": "n", "ridicule": "n", "attack": "q", "praise": "n", "hail": "n", "laud": "n", "applaud": "n", "commend": "n",
    "welcome": "n", "salute": "q", "thank": "q", "congratulate": "q", "deny": "snt", "dispute": "tn", "refute": "tn", "reject": "n",
    "rebut": "n", "dismiss": "n", "rebuff": "n", "accuse": "n", "blame": "n", "fault": "n", "deplore": "tn", "bemoan": "n",
    "defend": "n", "justify": "n", "question": "nw", "ask": "wxq", "wonder": "wq", "inquire": "wq", "challenge": "q", "pledge": "sitn",
    "vow": "sitn", "promise": "sitnx", "threaten": "it", "swore": "i", "guarantee": "tn", "propose": "tni", "recommend": "tnw",
    "urge": "xqn", "exhort": "x", "implore": "x", "beg": "x", "order": "xt", "demand": "tni", "request": "tn",
    "advise": "xot", "advocate": "nf", "plead": "fq", "signal": "tn", "broadcast": "t", "publish": "t", "cast": "q",
    "tell": "o", "inform": "o", "remind": "ox", "assure": "o", "reassure": "o", "notify": "o", "convince": "o",
    "brief": "o", "find": "tw", "show": "tw", "demonstrate": "tw", "determine": "tw", "rule": "t", "discover": "t",
    "establish": "t", "prove": "t", "learn": "t", "hear": "w", "document": "t", "calculate": "t", "attest": "t", "certify": "t",
    "stipulate": "t", "specify": "tw", "attribute": "n", "endorse": "n", "oppose": "n", "favor": "n", "favour": "n",
    "support": "n", "object": "tf", "protest": "tq", "agree": "tiq", "disagree": "t", "apologize": "f", "apologise": "f",
    # thinking, wanting, feeling
    "believe": "sw", "think": "sw", "hope": "sif", "fear": "sn", "worry": "tfs", "doubt": "tnw", "know": "tw",
    "suspect": "st", "assume": "st", "feel": "st", "expect": "sxit", "anticipate": "tn", "understand": "tw",
    "realize": "tw", "realise": "tw", "recognize": "t", "recognise": "t", "consider": "q", "view": "q", "regard": "q",
    "see": "q", "want": "xin", "wish": "sti", "plan": "tfi", "intend": "i", "seek": "q", "aim": "q", "prefer": "i",
    "decline": "i", "refuse": "i", "decide": "tw", "resolve": "t",
    "envision": "tn", "count": "n", "imagine": "tn", "guess": "s", "reckon": "s", "dream": "tf", "regret": "tn",
    "point": "t", "make": "t", "spell": "t",
    "appreciate": "tq", "care": "q", "concur": "tq", "marvel": "tq", "gush": "q", "snap": "q", "bark": "q", "thunder": "q", "shrug": "q", "tease": "q", "interpret": "n",
}  # fmt: skip

WISHES = _words("want intend plan prefer hope wish")
"""What a person wishes is attributed; what a body means to do is what the page itself reports, as are decisions."""

IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "hear": ("hears", "heard", "hearing"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "feeling"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "seek": ("seeks", "sought", "seeking"),
    "choose": ("chooses", "chose", "chosen", "choosing"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "broadcast": ("broadcasts", "broadcast", "broadcasting"),
    "understand": ("understands", "understood", "understanding"),
    "make": ("makes", "made", "making"),
    "learn": ("learns", "learned", "learnt", "learning"),
    "cast": ("casts", "cast", "casting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "admit": ("admits", "admitted", "admitting"),
    "plan": ("plans", "planned", "planning"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "slam": ("slams", "slammed", "slamming"),
    "beg": ("begs", "begged", "begging"),
    "opt": ("opts", "opted", "opting"),
    "prefer": ("prefers", "preferred", "preferring"),
    "regret": ("regrets", "regretted", "regretting"),
    "quip": ("quips", "quipped", "quipping"),
    "signal": ("signals", "signaled", "signalled", "signaling", "signalling"),
    "label": ("labels", "labeled", "labelled", "labeling", "labelling"),
    "plead": ("pleads", "pleaded", "pled", "pleading"),
    "swore": ("swore",),
}

ALSO_NOUNS = _words(
    "call calls claim claims report reports plan plans demand demands fear fears hope hopes note notes comment comments "
    "state states estimate estimates promise promises request requests question questions view views thought show shows "
    "finding findings answer answers reply replies order orders brief briefs post posts tweet tweets remark remarks "
    "counter counters project projects forecast forecasts charge charges rule rules detail details outline outlines "
    "document documents reason reasons signal signals label labels brand brands attack attacks challenge challenges doubt "
    "doubts worry worries wish wishes support supports object objects protest protests fault blame praise welcome cast casts "
    "vow vows pledge pledges threat guess love hate care favor favour broadcast broadcasts stress dispute disputes "
    "mention mentions joke jokes suspect suspects aim aims dream dreams complaint regret regrets rebuke highlight "
    "highlights decline declines swear feel cry cries shout thanks boast boasts guarantee guarantees "
    "propose proposal reveal hint hints advocate advocates meaning writing understanding feeling warning warnings "
    "thinking planning polling saw found meeting reporting briefing testimony"
)
"""Forms that are as often nouns (or another verb): a determiner or preposition before them says noun."""

ADJECTIVAL = _words(
    "alleged reported planned proposed expected claimed estimated projected declared announced confirmed disputed wanted "
    "detailed determined known understood suspected accused decided labeled published posted established proven seen thought "
    "intended promised threatened written sworn hoped feared learned documented recommended requested ordered"
)
"""Past forms that also stand before a noun ("the alleged plot") or after it ("the plan proposed by")."""

NOMINAL = _words(
    "allegation allegations accusation accusations claim claims assertion assertions belief beliefs suggestion suggestions "
    "statement statements argument arguments contention concern concerns fear fears hope hopes warning warnings denial "
    "denials promise promises pledge pledges vow vows insistence prediction predictions expectation expectations view "
    "opinion conviction confidence assurance assurances assumption admission acknowledgment acknowledgement announcement "
    "declaration complaint complaints conclusion conclusions finding findings report reports rumor rumors rumour rumours "
    "speculation suspicion suspicions perception notion revelation revelations charge charges worry worries doubt doubts "
    "threat threats remark remarks comment comments testimony theory forecast estimate estimates proposal idea"
)
"""Nouns whose "that" clause is what somebody said or thinks."""

STATING_NOUNS = _words(
    "statement bulletin interview speech tweet tweets post posts letter memo report briefing address email e-mail message filing "
    "note release remarks video broadcast op-ed column testimony call editorial article essay blog book memoir "
    "conference television telegram twitter facebook instagram x truth affidavit lawsuit complaint ruling opinion "
    "document documents study paper survey poll review text texts transcript podcast show appearance rally event debate "
    "hearing meeting session town hall forum summit visit ceremony dinner fundraiser press news media phone telephone "
    "radio tv website site response part english spanish french arabic writing court parliament reply"
)
"""Where words are said: "in a statement", "at a news conference". Such a phrase is part of the cue, not of the content."""

DOCUMENT_SOURCES = _words("report study poll survey document documents statement letter memo email emails e-mail data figures records analysis "
    "review filing lawsuit complaint indictment audit paper research article editorial book census file files results "
    "official officials transcript video ad")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue verb: its frames, and whether it is finite, a participle in -ing, or only a base form."""

    lemma: str
    frames: frozenset[str]
    form: str
    """`past`, `present`, `base` or `ing`."""


def _regular(lemma: str) -> tuple[str, str, str]:
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    if lemma.endswith(("s", "sh", "ch", "x")):
        return f"{lemma}es", f"{lemma}ed", f"{lemma}ing"
    return f"{lemma}s", f"{lemma}ed", f"{lemma}ing"


def _forms() -> dict[str, Cue]:
    table: dict[str, Cue] = {}
    for lemma, frames in VERBS.items():
        table.setdefault(lemma, Cue(lemma, frozenset(frames), "base"))
        for word in IRREGULAR.get(lemma, _regular(lemma)):
            form = "ing" if word.endswith("ing") else "present" if word.endswith("s") else "past"
            table[word] = Cue(lemma, frozenset(frames), form)
    return table


CUES: dict[str, Cue] = _forms()

AUXILIARIES = _words("is are was were be been being am has have had having do does did will would shall should can could may might must "
    "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't cannot couldn't shouldn't "
    "'s 've 'd 'll 're 'm ’s ’ve ’d ’ll ’re ’m isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t couldn’t "
    "shouldn’t not never")  # fmt: skip
BE = _words("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
FINITE_AUXILIARIES = AUXILIARIES - {"be", "been", "being", "having", "not", "never"}

FINITE = _words(
    "went took came gave made got became left lost won held kept led met ran sat stood spoke struck threw broke brought "
    "built bought caught dealt drew drove fell flew fought grew hung heard hit hurt laid lay lent let meant paid put "
    "quit rang read rose sent set shot shut sold spent split spread stole stuck swept taught tore understood woke wore "
    "withdrew began sank shook shone slid swung sought appears appeared faces faced leads comes goes takes makes gives gets "
    "becomes remains seems looks holds keeps runs stands sits falls rises grows brings needs uses works lives plays "
    "wins loses moves turns starts includes continues follows allows meets pays spends sends sets puts tries helps "
    "faces means serves appears provides offers opens closes returns happens requires represents contains killed "
    "arrested visited signed launched used ended started opened closed returned happened required reached "
    "fired passed joined released issued entered approved crossed moved turned tried helped served provided offered "
    "continued followed allowed included remained looked seemed needed worked lived played destroyed damaged injured "
    "wounded captured seized attended hosted addressed appeared failed succeeded gained rallied dropped climbed jumped "
    "slumped tumbled surged plunged soared slipped finished scored beat defeated voted elected appointed resigned died "
    "collapsed erupted escaped survived occurred emerged lasted stayed crashed exploded capsized overturned flooded sailed "
    "marched gathered stalled stopped halted shrank burned vanished disappeared suffered belonged resulted stemmed doubled "
    "tripled halved expired sank drowned flowed ordered arrived departed traveled travelled walked watched waited raised cut ranked tied fled knelt bore won't"
)
"""Verbs that are no cues but end a subject: the commonest finite forms of news prose."""

SUBORDINATORS = _words("that because if when whenever while whereas although though unless until whether where why how since as than what "
    "which who whom whose but so after before once lest")  # fmt: skip
COORDINATORS = _words("and but or yet nor then")
PREPOSITIONS = _words("in on at by for from of to with about against between during over under after before since until into through "
    "across among around despite within without toward towards amid beyond near per via as like unlike including "
    "following regarding concerning outside inside along behind below above besides beside throughout upon according")  # fmt: skip
DETERMINERS = _words("the a an this that these those some any each every no all both several many most few another other such his her its "
    "their our my your one two three four five six seven eight nine ten dozens hundreds thousands more half")  # fmt: skip
POSSESSIVE_PRONOUNS = _words("his her its their our my your")
PRONOUNS = _words("he she they it i we you")
SOURCE_PRONOUNS = _words(
    "he she they it i we you who one others some many most both neither none everyone nobody another several"
)
ADVERBS = _words("also again later earlier recently now then still just even already often once twice never always soon further "
    "first finally today yesterday tonight tomorrow meanwhile thus instead rather simply only ever too well not "
    "sometimes however though privately publicly both there here back nevertheless nonetheless long aloud")  # fmt: skip
DAY_WORDS = _words("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight "
    "january february march april may june july august september october november december morning afternoon evening "
    "night noon midday week month year weekend")  # fmt: skip
PERIODS = _words("morning afternoon evening night noon midday week month year weekend")
"""Of the words for days, those that say when only behind "last", "this" or "that"."""

MONTHS = _words(
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
DAY_MODIFIERS = _words("late early last this next that earlier the on in")
PARTICIPLES = _words(
    "held made led found seen sent built written known shown given taken brought caught put set hit hurt told"
)
"""Irregular participles that may stand behind their noun."""

PLURALS = _words("people police men women many some most others both few several children media americans critics")

NOT_ADVERBS = _words(
    "family italy july ally reply supply rally assembly daily only early quarterly weekly monthly yearly elderly friendly "
    "likely deadly costly lonely unlikely hourly anomaly monopoly kelly sally billy emily molly homely orderly"
)

NOT_SAYING = _words(
    "showing finding seeing hoping expecting planning signaling signalling beginning casting attacking establishing "
    "determining posting supporting proving projecting opposing challenging considering seeking aiming choosing wanting "
    "intending knowing feeling learning documenting demonstrating indicating highlighting underscoring broadcasting "
    "publishing opting deciding refusing declining threatening questioning underlining continuing ruling viewing loving "
    "guaranteeing comparing likening remembering making pointing endorsing backing welcoming ordering outlining revealing"
)
"""Participles that after a comma tell what somebody did or felt, unless "that" or a quotation follows."""

CUTTING_PARTICIPLES = _words(
    "referring citing pointing speaking responding quoting using talking appearing echoing alluding drawing eliciting "
    "according prompting in flanked without gesturing standing sitting"
)
"""After a comma, these no longer say what was said but how."""

# Closed classes by their part in a clause; each is read by one rule of this folder.
PRONOMINAL = _words("all both few many most one others several some that this")
PLAIN_SUBJECTS = _words("i they we who you")
VERB_HELPERS = _words("had has have to")
CLAUSE_OPENERS = _words(", after as because before since when while")
ASIDE_OPENERS = _words("after as asked at during however in like on though through too via when")
SUBJECT_PREFIXES = _words(", as because if that when while")
EMBEDDERS = _words("how what where whether which whom why")
NO_SOURCES = _words("how likely unlikely there what which why")
RELATIVE_PRONOUNS = _words("which who whom whose")
APPOSITION_OPENERS = _words("a an another herself himself itself now one the then who whose")
SETTING_PREPOSITIONS = _words("about after as at before by during for from in of on over since through to via with")
DAY_OPENERS = _words("earlier early last late later next this")
OCCASION_PREPOSITIONS = _words("at by during from in on over through via")
OCCASION_LINKS = _words("about at by for from in of on posted published released to with")
OCCASION_WORDS = _words(
    "and broadcaster investors journalists lawmakers magazine media newspaper of on public reporters social state supporters television"
)
TRAILING_MARKS = _words("( ) , . : ; …")
CONTRASTS = _words("although and but though whereas while yet")
CONTENT_ADVERBS = _words(
    "both even first here just now only still then there too long further back well rather simply soon often"
)
HEARER_PRONOUNS = _words("her herself him himself it me them themselves us you")
CONTENT_OPENERS = _words("a an her his its no the their there this")
CONTENT_PREFIXES = _words(", : that …")
JOINTS = _words(", ; and but yet")
UNOWNED_NOMINALS = _words("estimate finding findings idea notion opinion report reports theory view")
VOICING = _words(
    "dropped express expressed expressing gave had has have issued leveled levelled made no raised reiterated renewed repeated voiced voicing"
)
TRAILING_CLAUSES = _words("after as before when while")
CONTENT_SUBJECTS = _words("he it she that they")
LEADING_CLAUSES = _words("after although because before if once since though unless when while")
CLOSING_MARKS = _words(") , ; – —")
TOPIC_PREPOSITIONS = _words("about against at for of on over with")
COMPLAINT_PREPOSITIONS = _words("about against of on")
CLAUSE_STOPS = _words(", . : ; and or which who")
SECOND_PHRASE = _words("a an the too very")
STOPS = _words(", . : ;")
PARTICIPLE_PREPOSITIONS = _words("after before by in while without")
RECKONINGS = _words("account calculation calculations count estimate estimates estimation reckoning tally telling")
"""In "by X's reckoning" the rest of the sentence is what X reckons."""

EMPTY_CONTENTS = frozenset(
    {"a word", "anything", "as much", "goodbye", "hello", "little", "more", "much", "no more", "no word", "nothing", "nothing more", "sorry",
     "so", "thank you", "the same", "the word"}
)  # fmt: skip
"""Who says no more than this is not quoted with it."""

APPOINTMENTS = _words("appointment nomination nominations nominee nominees")
"""Who confirms one of these decides it and says nothing by it."""

LEGAL_ACTS = _words("dismiss reject deny order")
LEGAL_MATTERS = _words(
    "appeal application bid case cases challenge challenges claim lawsuit motion petition plea request suit"
)
"""A court that dismisses a case decides it and says nothing by it."""

MANNERS = _words("age custom design law need plan plans protocol rank schedule size taste tradition type")
"""What is done according to one of these is done so, not said."""

HABITS = _words(
    "like likes liked love loves loved used continue continues continued begin begins began seem seems seemed appear appears appeared tend tends tended went"
)
"""What somebody "likes to say" or "seemed to suggest" is said."""

PARTICLES_OF_VERBS = {
    "point": (("out",),),
    "make": (("clear",), ("it", "clear"), ("plain",), ("it", "plain")),
    "spell": (("out",),),
}
"""Verbs that say something only with these words behind them: "pointed out that"."""

REPORTED_MODALS = _words("can could may might must should will would")
"""Behind "but" these go on with what was said: "he was there but could not recall why"."""

SIDING = _words("endorse favor favour oppose support")
"""Behind "who" these say only what the person is."""

BEING_QUOTED = _words("cited quoted recorded reported heard overheard")
OBJECT_PRONOUNS = _words("him them me us it her you themselves himself herself")
NAMELESS = _words("identified named quoted")
NOBODY = _words("nobody none neither")
HEARSAY = _words("alleged believed claimed estimated known reported rumored rumoured said thought understood")
MINDED_ADJECTIVES = _words(
    "adamant afraid aware certain confident doubtful fearful glad hopeful optimistic pessimistic proud sceptical skeptical "
    "sure unaware uncertain unconvinced unsure wary"
)
"""Who is one of these thinks what follows: "is confident that"."""

STATES = _words("remain remains remained feel feels felt seem seems seemed sound sounds sounded")
"""Verbs that stand before such an adjective where "is" might."""

MINDED = _words("concerned convinced determined surprised worried")
OFFICE_WORDS = _words("( ) and for of the")

QUANTIFIERS = _words("many some most others both few several all")
CLAUSE_BREAKERS = SUBORDINATORS - _words("who which whose whom than as after before since so once")
RELATIVES = _words("who which whose whom that")
LEADING = (PREPOSITIONS | SUBORDINATORS) - {"that"}
QUESTION_WORDS = _words("whether if why how what who where when which")
TRAILING = _words("in at on during to after before of from by as when while")
REPORTS = _words(
    "reports data figures documents studies emails evidence research rumors rumours polls report study poll"
)
AUTHORIAL = _words("i we you let")
PERFECT = _words("has have had will would")
OBJECTS = _words("him them us me itself himself herself themselves")
TURNS = _words("which who whose according while when after with as a an")
STATEMENT_OPENERS = _words("and but while though although whereas yet as")
DASHES = frozenset("—–-")
ENDS = frozenset(".!?…")
BREAKS = frozenset(';:—–)(["]')
BOUNDARIES = frozenset({",", "!", "?", "…"})
CLAUSE_ENDS = frozenset({",", ".", '"', ":", ";", "!", "?"})
PHRASE_ENDS = frozenset({"according", ".", "!", "?", "…", '"', ":", ";", "—", "–", "that", "(", ")", ","})
CURRENCY = frozenset("$£€¥₹#@")
TOPICS_OF_CALLS = _words("for of against about on")
LEADING_PARTICIPLES = _words("speaking asked pressed standing appearing pointing responding writing citing referring")
HEAD_ENDS = _words(", of for in at by from with who on ( that to about")
MODALS = _words("should must could may might can cannot can't can’t couldn't couldn’t")
"""What should or could be said is not said."""

FINDING_VERBS = _words("show find reveal indicate suggest")
CLOSES_ADVERB = frozenset({"that", '"', ",", ":", "."})
