"""A file on disk becomes a capture, as if it had been served."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from articles.model import Capture
from capture.content_kind import MOST_BYTES, kind_of
from capture.errors import Unreadable

ADVICE = {
    "a PDF document": "save the article's web page instead, or its text as a .txt file",
    "gzip-compressed": "unpack it first",
    "a page saved as MHTML": 'save the page as "HTML only" instead',
}
OTHER_ADVICE = "give an HTML page or a plain text file"


def capture_file(path: Path, read_at: datetime) -> Capture:
    """Read one HTML or text file; its URL is the file URI of the resolved path, its status None.

    Raises Unreadable for what is no file, cannot be opened, is too large, or is by its bytes neither HTML nor text.
    """
    content = read_bytes(path)
    if problem := capture_problem(path, content):
        raise problem
    address = path.resolve().as_uri()
    return Capture(address, address, None, (), (), read_at, content)


def capture_problem(path: Path, content: bytes) -> Unreadable | None:
    """Say why the bytes of a file give no article, or None where they may."""
    kind, reason = kind_of(content)
    if kind == "empty":
        return Unreadable(str(path), "is empty", "give a file with an article in it")
    if kind == "other":
        return Unreadable(str(path), f"is {reason}", ADVICE.get(reason, OTHER_ADVICE))
    return None


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a regular file of at most `most` bytes; Unreadable names what else it is."""
    name = str(path)
    try:
        if path.is_dir():
            raise Unreadable(name, "is a folder", "give the files in it")
        if path.exists() and not path.is_file():
            raise Unreadable(name, "is not a regular file", OTHER_ADVICE)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError as error:
        raise Unreadable(
            name, "there is no such file", "check the name, or write a web address with https://"
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name is not valid"
        raise Unreadable(name, f"cannot be opened ({reason})", "check its name and permissions") from error
    if len(content) > most:
        raise Unreadable(name, f"is larger than {most // 1_000_000} MB", "give the article's page alone")
    return content
