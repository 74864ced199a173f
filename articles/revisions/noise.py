"""What changes on a page without anybody editing the article: counters, stamps, related links, typography."""

from __future__ import annotations

import re
import unicodedata

from articles.wording import LONGEST_READ

LONGEST_NOISE = 220
"""Characters: a longer line says something, whatever it begins with."""
LONGEST_STAMP = 100

TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)

UNIT = r"(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?)"
RELATIVE_TIME = re.compile(
    rf"\b(?:(?:about |over |almost )?(?:\d{{1,3}}|an?|one|two|three|four|five|six|a few) ?{UNIT} ago|just now|moments ago)\b",
    re.IGNORECASE,
)
CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|BST|CET|CEST|E[SD]?T|P[SD]?T|[A-Z]{3,4}))?"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:,? \d{{4}})?|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
WEEKDAY = r"(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?,? )"
STAMP = re.compile(
    rf"(?:(?:first |originally )?(?:last )?(?:updated?|modified|edited|revised|published|posted|created|as of)(?: on| at)?:? ?)"
    rf"(?:(?:{WEEKDAY}?{DAY}|{CLOCK}|today|yesterday|at|on|,|-|\||\.|T|{UNIT} ago|\d{{1,3}} ?{UNIT} ago|just now) ?){{1,8}}",
    re.IGNORECASE,
)
UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised)\b", re.IGNORECASE)

NUMBER = r"\d[\d,. ]{0,12}(?:k|m|thousand|million)?"
LINES: tuple[str, ...] = (
    # counters
    rf"(?:{NUMBER} ?(?:views?|reads?|comments?|shares?|likes?|retweets?|reposts?|replies|reactions?|votes|readers?|people (?:are )?reading)[ ·|,/-]{{0,4}}){{1,6}}",
    rf"(?:(?:views?|reads?|comments?|shares?|likes?|reactions?):? ?\(?{NUMBER}\)?[ ·|,/-]{{0,4}}){{1,6}}",
    r"(?:\d{1,3}|one|two|three|four|five) ?-?(?:min(?:ute)?s?)(?: to)? read(?:ing time)?|reading time:? .{1,20}",
    # share bars and sign-ups
    r"(?:share|tweet|print|e-?mail|save|copy link|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|pinterest|bluesky|mastodon|messenger|flipboard|pocket|bookmark|gift|this|article|story|via|on|to|by|[·|,/-]|\s){1,24}",
    r"(?:sign up|subscribe|register|join|follow us|download our app|get our)\b.{0,200}(?:newsletter|briefing|inbox|app|channel|alerts?|updates?|facebook|twitter|instagram|whatsapp|telegram).{0,100}",
    r"follow (?:us|the) .{0,80}\bon\b .{0,80}",
    # links to other articles
    r"(?:read (?:more|also|next|on)|see also|also read|more (?:on|from|in|about)(?: [^:|]{1,40})?|related(?: (?:articles?|stories|topics|links|content|coverage|reading))?|most (?:read|viewed|popular|shared|commented)|trending(?: now)?|recommended(?: for you)?|you (?:may|might) (?:also )?(?:like|be interested in)|in other news|top stories|don't miss|watch|listen|in pictures|gallery|further reading)\b ?[:|>»-].{0,200}",
    r"(?:related(?: (?:articles?|stories|topics|links|content|coverage))?|most (?:read|viewed|popular|shared)|trending(?: now)?|recommended(?: for you)?|top stories|latest news|see also|read more|more stories|advertisement|sponsored(?: content)?|promoted(?: content)?|ad|ads|ad feedback|article continues (?:below|after)(?: (?:this )?(?:ad|advert|advertisement))?|story continues (?:below|after)(?: (?:this )?(?:ad|advert|advertisement))?|skip advertisement|scroll to continue|loading\.{0,3}|comments|tags|topics|share|back to top)",
    r"(?:advertisement|sponsored|promoted|paid content|ad)\b ?[:|-] .{0,200}",
    r"(?:tags|topics|filed under|categories|photo|image|picture|credit|photograph): ?.{1,100}",
    r"(?:©|\(c\)|copyright) ?.{0,120}",
)  # fmt: skip
NOISE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in LINES)


def plain(text: str) -> str:
    """Write text so that quotes, dashes, spaces and compatibility letters make no difference; case is kept."""
    folded = unicodedata.normalize("NFKC", text).translate(TYPOGRAPHY)
    return " ".join(folded.split())


def key_of(sentence: str) -> str:
    """Name a sentence by what stays when only its typography changes: case, relative times and final marks left out."""
    words = RELATIVE_TIME.sub("", plain(sentence)).casefold()
    return " ".join(words.replace("- ", " ").replace(" -", " ").split()).strip(" .,;:!?\"'-")


def is_noise(line: str) -> bool:
    """Tell whether a line of a page is no part of the article."""
    if len(line) > LONGEST_NOISE:
        return False
    words = plain(line).strip(" ·|>»-.:()[]")
    if not any(map(str.isalpha, words)):
        return True
    left = RELATIVE_TIME.sub("", words).strip(" ·|,-.")
    return not left or is_stamp(line) or any(pattern.fullmatch(words) for pattern in NOISE)


def is_stamp(line: str) -> bool:
    """Tell whether a line says when the page was published or updated, and nothing else."""
    return len(line) <= LONGEST_STAMP and STAMP.fullmatch(plain(line).strip(" ·|>»-.:()[]")) is not None


def update_stamps(body: str) -> frozenset[str]:
    """Return the lines that tell readers when the page was updated."""
    lines = (line for line in body[:LONGEST_READ].split("\n") if len(line) <= LONGEST_STAMP)
    return frozenset(plain(line).casefold() for line in lines if UPDATED.search(line) and is_stamp(line))
