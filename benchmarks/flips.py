"""Bytes flipped one at a time in an export, in the WARC files and in the database, and whether `verify` finds each.

A flip that `verify` does not find must have changed nothing: the records that the WARC files unpack to, and the rows
that the database gives, are compared before and after. `verify` asks SQLite whether indices and tables agree. Run it with
`make faults`, or `python -m benchmarks.flips FOLDER`.
"""

from __future__ import annotations

import gzip
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from flows.crew import Crew
from flows.desk import PROGRAM, Desk, now
from flows.settings import Settings
from flows.verify import verify_desk
from storage.bundle import export, verify_bundle
from storage.captures import CaptureStore
from storage.database import DATABASE_FILE, open_database, sqlite_url

SEED = 20261122
FLIPS = 1000
SHARES = (("bundle", 0.4), ("WARC files", 0.3), ("database", 0.3))
HARMLESS = {"ok", "unverifiable"}
HEADER = 100
"""Bytes of a SQLite file before its first page's own header."""
B_TREE_PAGES = {2: 12, 5: 12, 10: 8, 13: 8}
"""The first byte of a page that holds keys or rows, and how long its header is."""


@dataclass(slots=True)
class Tally:
    """What came of the flips in one place: found, nothing changed, and missed, which ought to be none."""

    found: int = 0
    no_change: int = 0
    missed: list[str] = field(default_factory=list)
    unused: Counter[str] = field(default_factory=Counter)
    how: Counter[str] = field(default_factory=Counter)


@contextmanager
def flipped(path: Path, place: int, bit: int) -> Iterator[None]:
    """Flip one bit of a file, and put it back."""
    with path.open("r+b") as file:
        file.seek(place)
        before = file.read(1)
        file.seek(place)
        file.write(bytes([before[0] ^ (1 << bit)]))
    try:
        yield
    finally:
        with path.open("r+b") as file:
            file.seek(place)
            file.write(before)


def flips(desk_folder: Path, count: int, seed: int = SEED) -> dict[str, Tally]:
    """Flip so many bytes, spread over an export of a desk, its WARC files and its database."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "desk"
        shutil.copytree(desk_folder, folder, ignore=shutil.ignore_patterns("prefect", "*.log", "server.json"))
        bundle = Path(scratch) / "bundle.zip"
        engine = open_database(sqlite_url(folder))
        export(engine, CaptureStore(folder / "captures"), bundle, PROGRAM, now())
        engine.dispose()
        _at_rest(folder)
        warcs = sorted((folder / "captures").glob("*.warc.gz"))
        places: dict[str, tuple[list[Path], Callable[[Path], str], Callable[[Path], object]]] = {
            "bundle": ([bundle], lambda path: _of(verify_bundle(path), "name"), lambda path: path.read_bytes()),
            "WARC files": (warcs, lambda _: _desk_verdict(folder), lambda path: gzip.decompress(path.read_bytes())),
            "database": ([folder / DATABASE_FILE], lambda _: _desk_verdict(folder), _rows),
        }
        return {
            name: _flip_some(*places[name], round(count * share), chance)
            for name, share in SHARES
            if count * share >= 1
        }


def _flip_some(
    paths: list[Path],
    verdict: Callable[[Path], str],
    content: Callable[[Path], object],
    count: int,
    chance: random.Random,
) -> Tally:
    tally = Tally()
    before = {path: content(path) for path in paths}
    sizes = [path.stat().st_size for path in paths]
    assert not verdict(paths[0]), "what is not damaged must be in order"
    for path in chance.choices(paths, sizes, k=count):
        place, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        with flipped(path, place, bit):
            found = verdict(path)
            if found:
                tally.found += 1
                tally.how[found] += 1
            elif (after := content(path)) == before[path]:
                tally.no_change += 1
                tally.unused[_unused(path, place)] += 1
            else:
                tally.missed.append(f"{path.name} byte {place} bit {bit}: {_changed(before[path], after)}")
    return tally


def _at_rest(folder: Path) -> None:
    """Fold the write-ahead log into the database, so that the file is all there is."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _of(verdicts: object, name: str) -> str:
    """Name the first part that is not in order, and look no further; nothing where all are."""
    for verdict in verdicts:  # type: ignore[attr-defined]  # verdicts of either kind
        if verdict.status not in HARMLESS:
            return str(getattr(verdict, name))
    return ""


def _desk_verdict(folder: Path) -> str:
    try:
        engine = open_database(sqlite_url(folder))
    except Exception as error:  # noqa: BLE001  whatever stops a desk from opening is seen by whoever asks
        return f"cannot be opened: {type(error).__name__}"
    try:
        settings = Settings(data_dir=folder)
        return _of(
            verify_desk(Desk(settings, engine, CaptureStore(settings.captures_dir), Crew(1), Crew(1)), None), "part"
        )
    except Exception as error:  # noqa: BLE001  as above
        return f"cannot be read: {type(error).__name__}"
    finally:
        engine.dispose()
        for suffix in ("-wal", "-shm"):
            (folder / f"{DATABASE_FILE}{suffix}").unlink(missing_ok=True)


def _rows(path: Path) -> object:
    """Sum what each table says; what stands in no row and no definition is not part of it."""
    sums: dict[str, str] = {}
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            master = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
            sums["definitions"] = sha256(repr(master).encode()).hexdigest()
            for name in (name for kind, name, _ in master if kind == "table"):
                rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
                sums[name] = sha256(repr(rows).encode()).hexdigest()
    except sqlite3.Error as error:
        return f"unreadable: {error}"
    return sums


def _changed(before: object, after: object) -> str:
    if isinstance(before, dict) and isinstance(after, dict):
        return ", ".join(sorted(name for name in before if after.get(name) != before[name]))
    return "its content"


def _unused(path: Path, place: int) -> str:
    """Say what part of a file nothing reads stands at a place: of a SQLite file by its own format, section 1.6."""
    content = path.read_bytes()
    if not content.startswith(b"SQLite format 3"):
        return "a byte that its reader passes over"
    if place < HEADER:
        return "the file header: a counter or a setting that no content depends on"
    size = int.from_bytes(content[16:18], "big")
    page = content[place // size * size : (place // size + 1) * size]
    begin, within = HEADER if place < size else 0, place % size
    if page[begin] not in B_TREE_PAGES:
        return "a free page, or one that only finds other pages"
    pointers = begin + B_TREE_PAGES[page[begin]] + 2 * int.from_bytes(page[begin + 3 : begin + 5], "big")
    cells = int.from_bytes(page[begin + 5 : begin + 7], "big") or size
    if pointers <= within < cells:
        return "unused space between a page's cell pointers and its cells"
    return "space that a deleted cell left" if within >= cells else "a page header"


def main(folder: str, count: int = FLIPS) -> int:
    """Print what was found, and return 1 where a flip that changed something was not."""
    tallies = flips(Path(folder), count)
    print("| | flipped | found | changed no content | missed |\n|---|---:|---:|---:|---:|")
    for name, tally in tallies.items():
        flipped_here = tally.found + tally.no_change + len(tally.missed)
        print(f"| {name} | {flipped_here} | {tally.found} | {tally.no_change} | {len(tally.missed)} |")
    for name, tally in tallies.items():
        print(f"\n{name}: found by")
        for how, number in _kinds(tally.how).most_common(15):
            print(f"    {number:4}  {how}")
        for where, number in tally.unused.most_common():
            print(f"    {number:4}  not found, and no content: {where}")
        for line in tally.missed:
            print(f"    MISSED {line}")
    return 1 if any(tally.missed for tally in tallies.values()) else 0


def _kinds(how: Counter[str]) -> Counter[str]:
    """Count records of one kind together."""
    kinds: Counter[str] = Counter()
    for name, number in how.items():
        kinds[name.partition(" captures-")[0]] += number
    return kinds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
