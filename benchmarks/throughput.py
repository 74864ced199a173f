"""Measure articles a second from page to flags, beside bare extraction of the same pages by four peer libraries.

    python -m benchmarks.throughput FOLDER [--articles 600] [--batch 500] [--processes 2] [--memory]

FOLDER holds the open extraction sets. Their pages are printed again with other addresses, days, names, words and
figures (`benchmarks.varied`), written to files, and then checked by the real flow in an empty desk on SQLite: captured
into WARC files, extracted, read, stored, related, judged, flagged, reported. The peers extract the same files in as
many processes, nothing kept. Each system runs in a process of its own; trafilatura before and after ours, so that a
machine that others use too is as slow for both. `--memory` prints how much memory the run holds as it goes on.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import inspect
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.boards import Board, hushed, markdown_of, peer
from benchmarks.extraction import SETS, goose, load, trafilatura
from benchmarks.varied import Printer
from capture.page import decode

OURS = "Second Source, capture to flags"
TRAFILATURA = "trafilatura, bare extraction"
CHUNK = 4
SAMPLED_EVERY = 0.5
STAGES = ("fetch", "keep", "begin", "extract", "store", "relate", "validate", "flag")
PREFECT_LIMIT = 0.05
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

File = tuple[str, str]
"""Where a page lies, and its address."""


# -- peers -----------------------------------------------------------------------------------------


def newspaper(content: bytes, url: str) -> object:
    """Extract with newspaper4k, and with its `nlp()` where the data that this asks for is installed."""
    library: Any = peer("newspaper")
    article = library.Article(url, fetch_images=False, language="en")
    article.download(input_html=decode(content))
    article.parse()
    if has_punkt():
        article.nlp()
    return article.text


def news_please(content: bytes, url: str) -> object:
    """Extract with news-please, which fetches nothing itself here."""
    library: Any = peer("newsplease")
    return library.NewsPlease.from_html(decode(content), url=url, fetch_images=False)


PEERS: dict[str, tuple[str, Callable[[bytes, str], object]]] = {
    TRAFILATURA: ("trafilatura", trafilatura),
    "newspaper4k": ("newspaper", newspaper),
    "news-please": ("newsplease", news_please),
    "goose3": ("goose3", goose),
}


@functools.cache
def has_punkt() -> bool:
    """Say whether NLTK's sentence data is there: newspaper4k's `nlp()` would go and download it."""
    library: Any = peer("nltk")
    if library is None:
        return False
    try:
        library.data.find("tokenizers/punkt_tab")
    except LookupError:
        return False
    return True


def _extracted(task: tuple[str, str, str]) -> bool:
    """Extract one file with one peer, in a process of the pool; say whether it could."""
    name, path, url = task
    with hushed():
        try:
            PEERS[name][1](Path(path).read_bytes(), url)
        except Exception:  # noqa: BLE001  counted, and told in the table's note
            return False
    return True


def run_peer(name: str, files: Sequence[File], processes: int) -> dict[str, Any]:
    """Extract all files with one peer."""
    began, spent = time.perf_counter(), _spent()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_extracted, [(name, *file) for file in files], chunksize=CHUNK))
    return {"seconds": time.perf_counter() - began, "cpu": _spent() - spent, "failed": done.count(False)}


def _spent() -> float:
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


# -- ours ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Clock:
    """When the first page was read, what each stage has taken since, and the memory held as articles were judged."""

    began: float = 0.0
    cpu: float = 0.0
    judged: int = 0
    stages: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Of each stage, seconds by the clock, and CPU seconds of this process."""
    memory: list[tuple[int, int, int]] = field(default_factory=list)
    """Articles judged, and the megabytes of this process and of all processes together at that time."""

    def advance(self, _stage: str, _done: int, _total: int) -> None:
        """Hear from the flow."""
        if not self.began:
            self.began, self.cpu = time.perf_counter(), _of_all(_cpu)


def run_ours(files: Sequence[File], processes: int, batch: int, data: Path, *, plain: bool) -> dict[str, Any]:
    """Check all files in an empty desk; `plain` leaves Prefect out and calls the stages in the flow's own order."""
    from flows import settings  # noqa: PLC0415  the environment comes first

    settings.override(data_dir=data, processes=processes, batch_size=batch)
    settings.prepare_prefect(settings.load_settings(), api_url=None)
    clock = Clock()
    _time_stages(clock)
    from checks import suites  # noqa: F401, PLC0415  what every run imports is not what a run costs
    from flows.progress import observed_by  # noqa: PLC0415  as above

    with observed_by(clock), _sampling(clock):
        report = _plainly(files) if plain else _by_prefect(files)
        ended, cpu = time.perf_counter(), _of_all(_cpu)
    return {
        "seconds": ended - clock.began,
        "cpu": cpu - clock.cpu,
        "failed": len(files) - len(report.articles),
        "flags": report.flags_opened,
        "stages": clock.stages,
        "memory": clock.memory,
    }


def _by_prefect(files: Sequence[File]) -> Any:
    from flows.check_articles import check_articles  # noqa: PLC0415  Prefect reads the environment when imported

    return asyncio.run(check_articles(_folders(files)))


def _folders(files: Sequence[File]) -> list[str]:
    return sorted({str(Path(path).parent) for path, _ in files})


def _time_stages(clock: Clock) -> None:
    """Put a clock around each stage before Prefect makes a task of it."""
    from flows import report, revising, stages  # noqa: PLC0415  before flows.tasks, which takes them from there

    for name in STAGES:
        setattr(stages, name, _timed(name, getattr(stages, name), clock))
    revising.revise = _timed("revise", revising.revise, clock)
    report.publish = _timed("report", report.publish, clock)


def _timed(name: str, function: Callable[..., Any], clock: Clock) -> Callable[..., Any]:
    def add(at: tuple[float, float], given: Sequence[Any]) -> None:
        wall, cpu = clock.stages.get(name, (0.0, 0.0))
        clock.stages[name] = wall + time.perf_counter() - at[0], cpu + time.process_time() - at[1]
        if name == "flag":
            clock.judged += len(given[1].reads)

    @functools.wraps(function)
    async def waited(*given: Any) -> Any:
        at = time.perf_counter(), time.process_time()
        try:
            return await function(*given)
        finally:
            add(at, given)

    @functools.wraps(function)
    def called(*given: Any) -> Any:
        at = time.perf_counter(), time.process_time()
        try:
            return function(*given)
        finally:
            add(at, given)

    return waited if inspect.iscoroutinefunction(function) else called


def _plainly(files: Sequence[File]) -> Any:
    """Run the flow's own code with functions in the place of tasks; inbox and artifacts, which are Prefect's, left out."""
    from flows import check_articles, judging, tasks  # noqa: PLC0415  after the clocks

    async def nothing(*_: object) -> None:
        """Publish nothing."""

    for name in (*STAGES, "revise"):
        setattr(tasks, name, getattr(tasks, name).fn)
    replaced: tuple[tuple[Any, str, Any], ...] = (
        (tasks, "inbox", nothing),
        (tasks, "report", nothing),
        (check_articles, "whole", lambda value: value),  # nothing walks through the values here
        (judging, "whole", lambda value: value),
        (check_articles, "get_run_logger", lambda: logging.getLogger("plain")),
    )
    for module, name, function in replaced:
        setattr(module, name, function)
    return asyncio.run(check_articles.check_articles.fn(_folders(files)))


# -- processes and their memory ----------------------------------------------------------------------


@contextmanager
def _sampling(clock: Clock) -> Iterator[None]:
    """Note the memory of this process, and of all that it started, while the work goes on."""
    over = threading.Event()

    def sample() -> None:
        while not over.wait(SAMPLED_EVERY):
            clock.memory.append((clock.judged, _megabytes(os.getpid()), int(_of_all(_megabytes))))

    sampler = threading.Thread(target=sample, daemon=True)
    sampler.start()
    try:
        yield
    finally:
        over.set()
        sampler.join()


def _of_all(measure: Callable[[int], float]) -> float:
    """Add something up over this process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    todo, total = [os.getpid()], 0.0
    while todo:
        process = todo.pop()
        total += measure(process)
        todo += children.get(process, [])
    return total


def _stat(process: int) -> list[str]:
    """Return what the kernel says of a process from its state on; nothing where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(process: int) -> float:
    fields = _stat(process)
    return sum(map(int, fields[11:15])) / TICKS if fields else 0.0


def _megabytes(process: int) -> int:
    fields = _stat(process)
    return int(fields[21]) * PAGE_BYTES // 1_000_000 if fields else 0


# -- the command -------------------------------------------------------------------------------------


def write_pages(folder: Path, articles: int, into: Path) -> list[File]:
    """Print so many pages and write them to files."""
    printer = Printer([page for name, _ in SETS for page in load(folder, name) or ()])
    files = []
    for number in range(articles):
        url, content = printer.page(number)
        path = into / f"{number // 1000:03}" / f"{number:06}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        files.append((str(path), url))
    return files


def _apart(name: str, files: Path, chosen: argparse.Namespace, *more: str) -> dict[str, Any]:
    """Measure one system in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.throughput", str(chosen.folder), "--one", name, "--files", str(files)]
    command += ["--processes", str(chosen.processes), "--batch", str(chosen.batch), *more]
    with tempfile.TemporaryDirectory(dir=chosen.place) as data:
        answer = subprocess.run([*command, "--place", data], stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(answer.stdout.strip().splitlines()[-1])
    return result


def measure(chosen: argparse.Namespace) -> int:
    """Measure all systems and print what came of it."""
    with tempfile.TemporaryDirectory(dir=chosen.place) as place:
        files = write_pages(chosen.folder, chosen.articles, Path(place))
        listed = Path(place) / "files.json"
        listed.write_text(json.dumps(files), encoding="utf-8")
        wanted = [] if chosen.memory else [TRAFILATURA]
        before = [_apart(name, listed, chosen) for name in wanted]
        ours = _apart(OURS, listed, chosen)
        after = [_apart(name, listed, chosen) for name in wanted]
        if chosen.memory:
            print(memory_table(ours["memory"], len(files)))
            return 0
        found = {OURS: ours, TRAFILATURA: _mean(*before, *after)}
        for name, (module, _) in PEERS.items():
            if chosen.peers and name != TRAFILATURA and peer(module):
                found[name] = _apart(name, listed, chosen)
        plain = _apart(OURS, listed, chosen, "--plain") if chosen.plain else None
    board = board_of(found, chosen, len(files))
    print(markdown_of(board))
    print(stages_table(ours, chosen, len(files)))
    if plain:
        print(
            f"Without Prefect, inbox and artifacts: {len(files) / plain['seconds']:.2f} articles a second,"
            f" CPU {plain['cpu'] / ours['cpu']:.2f} of the flow's."
        )
    return 0


def _mean(*results: dict[str, Any]) -> dict[str, Any]:
    return {name: sum(result[name] for result in results) / len(results) for name in ("seconds", "cpu", "failed")}


def board_of(found: dict[str, dict[str, Any]], chosen: argparse.Namespace, articles: int) -> Board:
    """Lay out the systems as shares of trafilatura."""
    base = found[TRAFILATURA]
    rows: dict[str, dict[str, float | None]] = {
        name: {
            "articles a second / trafilatura": base["seconds"] / result["seconds"],
            "CPU / trafilatura": result["cpu"] / base["cpu"],
            "articles a second here": articles / result["seconds"],
        }
        for name, result in found.items()
    }
    notes = [f"{name} could not extract {result['failed']:.0f}." for name, result in found.items() if result["failed"]]
    if "newspaper4k" in found and not has_punkt():
        notes.append("newspaper4k without `nlp()`: the data that this asks for is not installed.")
    absent = [name for name, (module, _) in PEERS.items() if chosen.peers and peer(module) is None]
    if absent:
        notes.append(f"Not installed, so left out: {', '.join(absent)}.")
    return Board("throughput", f"{articles} pages, {chosen.processes} processes", rows, tuple(notes))


def stages_table(ours: dict[str, Any], chosen: argparse.Namespace, articles: int) -> str:
    """Say what share of the time each stage took; what is in none is Prefect's."""
    whole = ours["seconds"]
    lines = ["| stage | share of the time | ms an article | of which CPU of the main process |", "|---|---:|---:|---:|"]
    for name in (*STAGES[:5], "revise", *STAGES[5:], "report"):
        spent, cpu = ours["stages"].get(name, (0.0, 0.0))
        lines.append(f"| {name} | {spent / whole:.1%} | {spent / articles * 1000:.1f} | {cpu / articles * 1000:.1f} |")
    between = whole - sum(wall for wall, _ in ours["stages"].values())
    lines.append(f"| between the stages: Prefect | {between / whole:.1%} | {between / articles * 1000:.1f} | |")
    met = "met" if between / whole < PREFECT_LIMIT else "NOT met"
    lines += ["", f"Batches of {chosen.batch}. The limit for Prefect is {PREFECT_LIMIT:.0%}: {met}."]
    lines += [
        f"{ours['flags']} flags; the processes were busy {ours['cpu'] / whole / chosen.processes:.0%} of the time."
    ]
    return "\n".join(lines)


def memory_table(samples: Sequence[Sequence[int]], articles: int) -> str:
    """Say the most memory that was held up to each share of the articles."""
    lines = ["| articles | main process MB | all processes MB |", "|---:|---:|---:|"]
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        window = [sample for sample in samples if (share - 0.1) * articles <= sample[0] <= share * articles]
        if window:
            lines.append(f"| {share * articles:,.0f} | {max(w[1] for w in window)} | {max(w[2] for w in window)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="benchmarks.throughput", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="folder of the open extraction sets")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--batch", type=int, default=500, help="articles a batch")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--place", type=Path, default=Path(tempfile.gettempdir()), help="where pages and desks are put")
    parser.add_argument("--memory", action="store_true", help="print the memory held, and nothing else")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="trafilatura alone")
    parser.add_argument("--plain", action="store_true", help="also run the stages without Prefect")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one is None:
        return measure(chosen)
    files = [(path, url) for path, url in json.loads(chosen.files.read_text(encoding="utf-8"))]
    if chosen.one == OURS:
        result = run_ours(files, chosen.processes, chosen.batch, chosen.place / "desk", plain=chosen.plain)
    else:
        result = run_peer(chosen.one, files, chosen.processes)
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
