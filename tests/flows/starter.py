"""Runs the command for tests in forks of one process that has imported it: a fresh interpreter takes seconds to.

What Prefect reads from the environment it reads on import, so it is left to each fork. Great Expectations reads there
only whether it may report its use, which no command lets it.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
import time
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # before the imports

import checks.suites
import flows.cli
import flows.terminal
import flows.verify
import storage.bundle
import storage.outlets
import storage.registry

IMPORTED = (checks.suites, flows.cli, flows.terminal, flows.verify, storage.bundle, storage.outlets, storage.registry)
NOT_YET = "prefect"


def ended(child: int, timeout: float) -> int | None:
    """Return the exit code of a process, or None where it had to be killed."""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


def next_command() -> dict[str, Any] | None:
    """Answer requests until there are no more; return what to run in each fork."""
    while line := sys.stdin.buffer.readline():
        asked: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            return asked
        os.write(1, json.dumps(ended(child, asked["timeout"])).encode() + b"\n")
    return None


def main(command: str) -> None:
    assert NOT_YET not in sys.modules
    gc.freeze()  # else every fork goes through what it inherits when it ends
    asked = next_command()
    if asked is None:
        return
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for place, path, how in ((0, os.devnull, os.O_RDONLY), (1, asked["out"], flags), (2, asked["err"], flags)):
        opened = os.open(path, how)
        os.dup2(opened, place)
        os.close(opened)
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = [command, *asked["words"]]
    runpy.run_path(command, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
