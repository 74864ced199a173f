"""What a person typed becomes a list of pages to fetch and files to read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from articles.addresses import host_of, masked_url, normal_url, without_credentials
from capture.content_kind import kind_of
from capture.errors import Unreadable
from capture.files import capture_problem, read_bytes
from capture.page import decode
from capture.warc_input import SUFFIXES, is_warc, named, pages_in

TEXT_SUFFIXES = frozenset({"", ".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".url", ".urls", ".lst", ".list"})
LONGEST_URL = 4_096
LIST_ADVICE = "give an address that begins with https:// or http://"

_scheme = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]{0,30}):")


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to capture: a web address, its credentials masked, or a file. Exactly one of the two is set.

    An `archive` is a WARC file, which `unpacked` turns into its pages: the same file, each with its `offset`.
    """

    url: str | None = None
    path: Path | None = None
    archive: bool = False
    offset: int | None = None

    def __str__(self) -> str:
        return self.url or (str(self.path) if self.offset is None else named(Path(str(self.path)), self.offset))


def expand(inputs: Sequence[str]) -> tuple[tuple[Source, ...], tuple[Unreadable, ...]]:
    """Turn addresses, files, folders, lists of addresses and WARC files into sources, each once, in the order given.

    What a file is, its content decides: a file whose every line is an address (comments begin with #) is a list.
    """
    sources: dict[str, Source] = {}
    problems: list[Unreadable] = []
    for found in (found for text in inputs for found in _expand_one(text)):
        if isinstance(found, Unreadable):
            problems.append(found)
        else:
            key = normal_url(found.url) if found.url else str(found.path and found.path.resolve())
            sources.setdefault(key, found)
    return tuple(sources.values()), tuple(problems)


def unpacked(sources: Iterable[Source]) -> Iterator[Source | Unreadable]:
    """Yield the sources, and in place of each WARC file its pages, found while the caller takes them."""
    for source in sources:
        if source.path is None or not source.archive or source.offset is not None:
            yield source
            continue
        empty = True
        for found in pages_in(source.path):
            empty = False
            yield found if isinstance(found, Unreadable) else replace(source, offset=found)
        if empty:
            yield Unreadable(str(source.path), "holds no HTML answer of status 200", "give a WARC file of web pages")


def _expand_one(text: str) -> Iterator[Source | Unreadable]:
    text = text.strip()
    scheme = _scheme.match(text)
    if not text:
        yield Unreadable("(empty)", "is no input", "give an address, a file or a folder")
        return
    path = Path(text)
    with suppress(RuntimeError):
        path = path.expanduser()
    if scheme and ("//" in text[:40] or not _is(Path.exists, path)):
        yield web_address(text, text)
    elif _is(Path.is_dir, path):
        yield from _folder(path)
    else:
        yield from _file(path)


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Ask the file system of a path that may be no path at all."""
    try:
        return test(path)
    except (OSError, ValueError):
        return False


def web_address(url: str, name: str) -> Source | Unreadable:
    """Take an address that can be fetched, its credentials masked; else say of `name` why not."""
    scheme = _scheme.match(url)
    if scheme is None or scheme[1].lower() not in {"http", "https"}:
        what = f"{scheme[1].lower()}: addresses are not fetched" if scheme else "is not a web address"
        return Unreadable(name, what, LIST_ADVICE)
    if len(url) > LONGEST_URL or not host_of(without_credentials(url)) or re.search(r"\s", url):
        return Unreadable(name, "is not a valid web address", "check it in a browser's address bar")
    return Source(url=masked_url(url))


def _folder(folder: Path) -> Iterator[Source | Unreadable]:
    found = False
    closed: list[OSError] = []
    for path in _files_in(folder, closed.append):
        if path.suffix.lower() in TEXT_SUFFIXES or path.name.lower().endswith(SUFFIXES):
            found = True
            yield from _file(path)
    for error in closed:
        yield Unreadable(str(error.filename), f"cannot be opened ({error.strerror})", "check its permissions")
    if not found and not closed:
        yield Unreadable(
            str(folder), "holds no HTML, text or WARC file", "give a folder with saved pages (.html) or texts (.txt)"
        )


def _files_in(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path) -> Iterator[Source | Unreadable]:
    if is_warc(path):
        yield Source(path=path, archive=True)
        return
    try:
        content = read_bytes(path)
    except Unreadable as error:
        yield error
        return
    if problem := capture_problem(path, content):
        yield problem
    elif kind_of(content)[0] == "text" and (lines := addresses_listed(content)):
        yield from (web_address(url, f"{path} line {number}: {masked_url(url)}") for number, url in lines)
    else:
        yield Source(path=path)


def addresses_listed(content: bytes) -> list[tuple[int, str]]:
    """Return the numbered addresses of a list, or nothing where the text is not a list of addresses."""
    lines = [(number, line.strip()) for number, line in enumerate(decode(content).splitlines(), 1)]
    entries = [(number, line) for number, line in lines if line and not line.startswith("#")]
    is_list = entries and all(_scheme.match(line) and len(line.split()) == 1 for _, line in entries)
    return entries if is_list else []
