"""Faults: bytes flipped one at a time in an export, in the WARC files and in the database, and whether `verify` finds each.

A flip that `verify` does not find must have changed nothing: the records that the WARC files unpack to, and the rows
that the database gives, are compared before and after. Run it with `make faults`.
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


@dataclass(slots=True)
class Tally:
    """What came of the flips in one place: found, nothing changed, and missed, which ought to be none."""

    found: int = 0
    no_change: int = 0
    missed: list[str] = field(default_factory=list)
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


def faults(desk_folder: Path, flips: int, seed: int = SEED) -> dict[str, Tally]:
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
            name: _flip_some(*places[name], round(flips * share), chance)
            for name, share in SHARES
            if flips * share >= 1
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
            else:
                tally.missed.append(f"{path.name} byte {place} bit {bit}: {_changed(before[path], after)}")
    return tally


def _at_rest(folder: Path) -> None:
    """Fold the write-ahead log into the database, so that the file is all there is."""
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _of(verdicts: object, name: str) -> str:
    """Name the first part that is not in order; nothing where all are."""
    for verdict in verdicts:  # type: ignore[attr-defined]  # a list of either kind of verdict
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
        return _of(verify_desk(Desk(settings, engine, CaptureStore(settings.captures_dir), None), None), "part")  # type: ignore[arg-type]  # verify needs no crew
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


def main(folder: str, flips: int = FLIPS) -> int:
    """Print what was found, and return 1 where a flip that changed something was not."""
    missed = 0
    for name, tally in faults(Path(folder), flips).items():
        print(f"{name}: {tally.found} found, {tally.no_change} changed nothing, {len(tally.missed)} missed")
        for how, count in tally.how.most_common(12):
            print(f"    {count:4}  {how}")
        for line in tally.missed:
            print(f"    MISSED {line}")
        missed += len(tally.missed)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
