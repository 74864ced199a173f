"""One walk over a page's tree, kept as a list of its parts, that all of extraction reads instead of walking again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree
from lxml.html import HtmlElement

from capture.page import BREAKS, UNSEEN, squeezed

# Parts of a page that are never the article's own text.
OUTSIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "select", "figure"})
# Parts of a page that speak of other articles.
ASIDE_TAGS = frozenset({"nav", "aside", "footer"})
WHOLE_PAGE = frozenset({"html", "body"})
BARE: Mapping[str, str] = MappingProxyType({})

_outside = re.compile(
    r"(?:^|[\s_-])(?:related|recirc\w*|promo\w*|newsletter\w*|comment\w*|share|social|sidebar|advert\w*|ad|ads|sponsor\w*|foot|footer|nav"
    r"|menu|cookie\w*|consent|subscri\w*|paywall|breadcrumb\w*|author-?bio|bio|tags?|caption|credit|copyright|hidden|most-?read"
    r"|trending|read-?more|recommend\w*|modal|popup|toolbar|byline|disclaimer|correction-?policy)(?:$|[\s_-])",
    re.IGNORECASE,
)
_hiding = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?![\d.]{0,9}[1-9])"
    r"|(?:left|top|text-indent)\s{0,9}:\s{0,9}-\d{4}|clip\s{0,9}:\s{0,9}rect\(\s{0,9}0)",
    re.IGNORECASE,
)
# Classes of the common frameworks for words that are spoken and not shown.
_spoken_only = re.compile(
    r"(?:^|\s)(?:sr-only|(?:u-|is-)?visually-?hidden|screen-reader-(?:text|only)|a11y-hidden|element-invisible)(?=\s|$)"
)


@dataclass(slots=True, eq=False)
class Part:
    """One element that a reader can see: its attributes, where its words begin and end, and what it stands in.

    `outside` is the innermost element around it, or itself, that is no part of an article's text; `above` the index of
    its parent, -1 at the top; `size` how many elements it holds, itself among them.
    """

    element: etree._Element
    given: Mapping[str, str]
    at: int
    tag: str
    marks: str
    above: int
    outside: etree._Element | None
    aside: bool
    hidden: bool
    first: int
    last: int = 0
    size: int = 1


class Outline:
    """The parts of a page in its order, without what is no text (scripts, styles, the head)."""

    def __init__(self, tree: HtmlElement) -> None:
        self.parts: list[Part] = []
        self._pieces: list[str] = []
        self._text: str | None = None
        self._walk(tree)

    def words(self, part: Part) -> str:
        """Return the visible words of a part, on one line."""
        return squeezed("".join(self._pieces[part.first : part.last]))

    def words_before(self, part: Part) -> str:
        """Return the last words before a part, on one line."""
        return squeezed("".join(self._pieces[max(0, part.first - 4) : part.first])[-60:])

    def text(self) -> str:
        """Return the text of the page that a reader can see, as it is spaced there, hidden parts left out."""
        if self._text is None:
            self._text = self._shown_text()
        return self._text

    def _shown_text(self) -> str:
        kept: list[str] = []
        at = 0
        for part in self.parts:
            if part.hidden and part.first >= at:
                kept += self._pieces[at : part.first]
                at = part.last
        return "".join([*kept, *self._pieces[at:]])

    def shown(self, part: Part) -> str:
        """Return the words of a part that a reader can see, on one line; "" where it is hidden itself."""
        if part.hidden:
            return ""
        kept: list[str] = []
        at = part.first
        for inner in self.inside(part):
            if inner.hidden and inner.first >= at:
                kept += self._pieces[at : inner.first]
                at = inner.last
        return squeezed("".join([*kept, *self._pieces[at : part.last]]))

    def around(self, part: Part) -> Iterator[Part]:
        """Yield the parts around one, the innermost first."""
        while part.above >= 0:
            part = self.parts[part.above]
            yield part

    def inside(self, part: Part) -> list[Part]:
        """Return the parts within one, in order."""
        return self.parts[part.at + 1 : part.at + part.size]

    def _walk(self, tree: HtmlElement) -> None:
        parts, pieces = self.parts, self._pieces
        is_outside, is_spoken_only = _Remembered(_outside), _Remembered(_spoken_only)
        under: list[int] = []
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                if (begun := under.pop()) >= 0:
                    ended = parts[begun]
                    ended.last, ended.size = len(pieces), len(parts) - begun
                if tail := element.tail:
                    pieces.append(tail)
                continue
            tag = element.tag
            if tag in UNSEEN or not isinstance(tag, str):
                walk.skip_subtree()
                under.append(-1)
                continue
            items = element.items()
            given = dict(items) if items else BARE
            marks = f"{given.get('class', '')} {given.get('id', '')}" if "class" in given or "id" in given else ""
            above = under[-1] if under else -1
            if above >= 0:
                holder = parts[above]
                outside, aside, hidden = holder.outside, holder.aside, holder.hidden
            else:
                outside, aside, hidden = None, False, False
            if tag in OUTSIDE_TAGS or (marks and tag not in WHOLE_PAGE and is_outside[marks]):
                outside = element
            aside = aside or tag in ASIDE_TAGS
            hidden = hidden or _is_hidden(tag, given) or bool(marks and is_spoken_only[marks])
            under.append(len(parts))
            parts.append(Part(element, given, len(parts), tag, marks, above, outside, aside, hidden, len(pieces)))
            if tag in BREAKS:
                pieces.append(" ")
            if text := element.text:
                pieces.append(text)


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page: its tree, its parts, where it was, and the headers it came with."""

    tree: HtmlElement
    outline: Outline
    url: str
    headers: Mapping[str, str]


def _is_hidden(tag: str, given: Mapping[str, str]) -> bool:
    if "hidden" in given or (tag == "dialog" and "open" not in given):
        return True
    style = given.get("style")
    return style is not None and bool(_hiding.search(style[:500]))


class _Remembered(dict[str, bool]):
    """Whether a pattern is in a text, asked of each text once: a page repeats its class names."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, text: str) -> bool:
        self[text] = found = bool(self._pattern.search(text[:300]))
        return found
