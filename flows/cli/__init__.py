"""The command line: results on standard output, messages on standard error, exit code 0, 1 or 2.

Heavy libraries are imported inside commands, so that `--help` answers at once. The modules are named for what their
commands do, in the order in which help lists them.
"""

from flows.cli import running, reviewing, proving, keeping  # isort: skip  # help lists commands in this order
from flows.cli.common import app

__all__ = ["app", "keeping", "proving", "reviewing", "running"]
