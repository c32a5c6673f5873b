"""`cleanup`: the program. Exit status 0: clean or written; 1: found, changed or failed; 2: usage, configuration, missing path."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

from cleanup.cli.declared import Command, Exit
from cleanup.cli.escape import show_all
from cleanup.cli.lightparser import parsed

_READ_HERE = ("check", "fix", "learn", "dedup")
"""Commands whose ordinary lines are read without typer, whose import takes 0.1 s; each is in the module of its name."""


def run(args: Sequence[str]) -> int:
    """The exit status after running the program with `args`. Mistakes on the command line are one line on stderr.

    Ordinary lines of the commands that take files are read here, the others by typer.
    """
    try:
        if args and args[0] in _READ_HERE and "_CLEANUP_COMPLETE" not in os.environ:
            command: Command = getattr(import_module(f"cleanup.cli.{args[0]}"), args[0])
            arguments = parsed(command, args[1:])
            if arguments is not None:
                command.run(**arguments)
                return 0
        from cleanup.cli.program import run as run_with_typer

        return run_with_typer(args)
    except Exit as error:
        return error.exit_code


def main() -> None:
    """Run the program; a reader that goes away (`cleanup check | head`) and Ctrl-C end it quietly.

    Garbage is collected from the moment the work begins to its end: looking for it among modules and rules, where there is none,
    takes a sixth of a hook's time.
    """
    gc.disable()  # until `cleanup.cli.sources.collect_garbage`, or typer
    sys.stdout, sys.stderr = _stream(sys.stdout), _stream(sys.stderr)
    warnings.showwarning = _show_warning
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        status = 1
        _discard_output()
    except OSError as error:
        print(f"cleanup: {_said(error)}", file=sys.stderr)
        status = 2
        _discard_output()
    except UnicodeEncodeError as error:
        if error.encoding != sys.getfilesystemencoding() or error.encoding == "utf-8":
            raise
        shown = show_all(error.object)
        print(
            f"cleanup: {shown}: cannot be written in the system's encoding, {error.encoding}: set PYTHONUTF8=1", file=sys.stderr
        )
        status = 2
    except KeyboardInterrupt:
        import signal  # brings its enumerations along, which take as long as a file
        from contextlib import suppress

        with suppress(OSError):
            print("cleanup: interrupted; no file is half written, and the same command again finishes the work", file=sys.stderr)
        status = 128 + signal.SIGINT
        _end_soon(status)
    gc.freeze()  # else the interpreter looks through all of it once more before it goes
    sys.exit(status)


def _said(error: OSError) -> str:
    """An error that names no file: of standard output, or of a system that gives no more files, memory or processes."""
    import errno

    scarce = error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
    if scarce and error.strerror == os.strerror(error.errno or 0):  # output that would block says so in other words
        return f"the system is out of resources: {error.strerror}"
    if error.errno == errno.ENOENT:
        return "the current folder no longer exists: change to another one"
    return f"standard output cannot be written: {error.strerror or error}"


def _end_soon(status: int) -> None:
    """End the program even where its processes, killed in the middle of a word to it, keep it from ending by itself."""
    if "multiprocessing" not in sys.modules:
        return
    from multiprocessing import active_children
    from threading import Timer

    def end() -> None:
        for process in active_children():
            process.kill()
        os._exit(status)

    last = Timer(0.5, end)
    last.daemon = True
    last.start()


def _stream(stream: TextIO | None) -> TextIO:
    """Standard output or error, ready for any text; Python gives None for one that is closed."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning of ours as one line for the user; others as Python shows them."""
    from cleanup.rules.plugins import PluginWarning

    ours = issubclass(category, PluginWarning)
    (file or sys.stderr).write(
        f"cleanup: {show_all(str(message))}\n" if ours else warnings.formatwarning(message, category, filename, lineno, line)
    )


def _discard_output() -> None:
    """The interpreter flushes once more at its end, and that must not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
