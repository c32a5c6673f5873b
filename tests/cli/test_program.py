"""The program as users start it: on a terminal and in pipes, interrupted, without permissions, and quick to start."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.program import PROGRAM, program
from tests.run.runs import CLEAN, DIRTY, contents, put

posix = pytest.mark.skipif(os.name == "nt", reason="terminals and signals that Windows has not")
HEAVY = (
    "charset_normalizer", "concurrent.futures", "fsspec", "ftfy", "gzip", "multiprocessing", "pyarrow", "rapidfuzz", "regex",
    "rich", "wordfreq", "zstandard",
)  # fmt: skip


def test_clean_files_import_no_heavy_modules(tmp_path: Path) -> None:
    put(tmp_path, {f"in/{number}.txt": CLEAN.replace("nine", str(number)) for number in range(10)})
    command = [sys.executable, "-X", "importtime", *PROGRAM[1:], "check", "in"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}
    assert "cleanup.pipeline.engine" in imported
    heavy = sorted(module for module in imported if module in HEAVY or module.startswith(tuple(f"{name}." for name in HEAVY)))
    assert not heavy
    assert "cleanup.report.html" not in imported


def test_a_version_and_a_help_on_every_command(here: Path) -> None:
    assert re.fullmatch(rb"cleanup \d+\.\d+\.\d+\r?\n", program("--version", cwd=here).stdout)
    run = program("--help", cwd=here)
    assert run.returncode == 0
    commands = re.findall(r"^  ([a-z]+) +(\S.*)$", run.stdout.decode().partition("Commands:")[2], re.MULTILINE)
    assert [name for name, _ in commands] == [
        "check",
        "fix",
        "learn",
        "dedup",
        "undo",
        "report",
        "explain",
        "compare",
        "rules",
        "init",
    ]
    assert all(text.endswith(".") and "..." not in text for _, text in commands)


@pytest.mark.parametrize("first", ["clean", "run", "articles"])
def test_a_command_that_does_not_exist_gets_the_two_to_begin_with(here: Path, first: str) -> None:
    run = program(first, "in", cwd=here)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().startswith(f"cleanup: No such command '{first}'")
    assert "; cleanup check shows what would change, cleanup fix cleans; see cleanup --help" in run.stderr.decode()


def test_without_a_command_there_is_help_and_status_2(here: Path) -> None:
    run = program(cwd=here)
    assert run.returncode == 2
    assert b"Commands:" in run.stdout + run.stderr


def test_stdin_to_stdout_byte_for_byte(here: Path) -> None:
    data = b"\xef\xbb\xbf" + DIRTY.replace("\n", "\r\n").encode()
    run = program("fix", "-", cwd=here, data=data)
    assert run.stdout == b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode()
    assert not run.stderr
    binary = b"\x89PNG\r\n\x1a\n\0\xff"
    assert program("fix", "-", cwd=here, data=binary).stdout == binary


def test_a_reader_that_goes_away_is_no_error(here: Path) -> None:
    put(here, {f"in/{number}.txt": DIRTY for number in range(300)})
    with subprocess.Popen([*PROGRAM, "check", "in"], cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@posix
def test_closed_and_full_outputs(here: Path) -> None:
    shell = " ".join((sys.executable, "-c", "'from cleanup.cli.app import main; main()'"))

    def run(line: str) -> tuple[int, bytes]:
        done = subprocess.run(["sh", "-c", f"{shell} {line}"], cwd=here, capture_output=True, check=False)
        return done.returncode, done.stderr

    assert run("check in -q >&-") == (1, b"")
    assert run("check in/d.txt 2>&-") == (0, b"")
    assert run("check - -q <&-") == run("fix - --format jsonl <&-") == (2, b"cleanup: standard input is closed\n")
    assert run("fix - <in/a.txt >&-") == (2, b"cleanup: standard output is closed, so that the result would be lost\n")
    assert run("fix - --diff <in/a.txt >&-") == (0, b"")
    if os.path.exists("/dev/full"):
        assert run("check in -q >/dev/full") == (2, b"cleanup: standard output cannot be written: No space left on device\n")
    put(here, {f"many/{number}.txt": DIRTY for number in range(100)})
    shell = f"ulimit -n 12; {shell}"
    status, said = run("fix many -o out -q --jobs 2")
    assert (status, said.count(b"\n"), b"Too many open files" in said, b"standard output" in said) == (2, 1, True, False), said


@posix
def test_a_folder_that_is_gone_is_named(here: Path) -> None:
    left = f"mkdir left && cd left && rmdir ../left && {' '.join(PROGRAM[:2])} '{PROGRAM[2]}'"
    for line in ("check -q ../in", "fix - < /dev/null", "fix ../in -o ../out"):
        done = subprocess.run(["sh", "-c", f"{left} {line}"], cwd=here, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (2, b"cleanup: the current folder no longer exists: change to another one\n"), (
            line
        )


@posix
def test_names_come_through_where_the_system_has_ascii_alone(here: Path) -> None:
    """As in minimal containers with PYTHONUTF8=0; what was done there can be undone elsewhere."""
    ascii_alone = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    put(here, {"names/caf\u00e9.txt": DIRTY})
    with suppress(OSError):  # macOS takes no such names
        put(here, {os.fsdecode(b"names/caf\xe9.txt"): DIRTY})
    assert program("fix", "names", "-o", "out", cwd=here, env=ascii_alone).returncode == 0
    assert set(contents(here / "out").values()) == {CLEAN.encode()}
    assert program("undo", "out.report", "--to", "back", cwd=here).returncode == 0
    assert contents(here / "back") == contents(here / "names")
    (here / "cleanup.toml").write_text('rules = ["\u00e9.toml"]\n', "utf-8")
    refused = program("check", "names", cwd=here, env=ascii_alone)
    assert refused.returncode == 2
    assert refused.stderr.endswith(b"\xc3\xa9.toml: cannot be written in the system's encoding, ascii: set PYTHONUTF8=1\n")
    assert refused.stderr.count(b"\n") == 1


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_is_quiet_and_leaves_sources_whole(here: Path, jobs: str) -> None:
    put(here, {f"in/{number}.txt": DIRTY * 40 for number in range(600)})
    before = contents(here / "in")
    command = [*PROGRAM, "fix", "in", "--in-place", "-v", "--jobs", jobs]
    heard = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite in the background of a shell ignores it, and so would the run
    try:
        running = subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    with running:
        assert running.stderr
        first = running.stderr.readline()
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert first.startswith(b"in/0.txt: changed")
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert b"Interrupt" not in err
    assert not out
    assert contents(here / "in") == before


def on_a_terminal(args: list[str], cwd: Path, stdout: int | None = None) -> str:
    """What the program draws on a terminal that is its stderr, and its stdout if that goes nowhere else."""
    import pty

    master, terminal = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    env.pop("NO_COLOR", None)
    running = subprocess.Popen(
        [*PROGRAM, *args],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=terminal if stdout is None else stdout,
        stderr=terminal,
        env=env,
    )
    os.close(terminal)
    drawn, deadline = b"", time.monotonic() + 60
    while time.monotonic() < deadline:
        if select.select([master], [], [], 1)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the terminal's other end is closed
                break
            if not piece:
                break
            drawn += piece
    running.wait(60)
    os.close(master)
    return drawn.decode()


@posix
def test_a_bar_on_a_terminal_and_nowhere_else(here: Path) -> None:
    put(here, {f"in/{number}.txt": CLEAN for number in range(30)})
    assert "33/33" in on_a_terminal(["fix", "in", "-o", "out"], here)
    assert "/33" not in on_a_terminal(["fix", "in", "-o", "out", "--quiet"], here)
    piped = program("fix", "in", "-o", "out", cwd=here)
    assert b"/33" not in piped.stderr
    assert b"\x1b" not in piped.stderr


@posix
def test_results_go_where_stdout_goes_while_a_bar_is_drawn(here: Path) -> None:
    put(here, {f"in/{number}.txt": DIRTY for number in range(30)})
    with (here / "findings").open("wb") as file:
        drawn = on_a_terminal(["check", "in", "--output-format", "concise"], here, file.fileno())
    assert "33/33" in drawn
    assert "HL101 removed" not in drawn
    assert (here / "findings").read_text().count("HL101 removed") == 32
    both = on_a_terminal(["check", "in", "--output-format", "concise"], here)
    assert both.count("HL101 removed") == 32
    assert "/33" not in both


@posix
def test_unreadable_files_and_folders_are_failures_and_the_others_go_on(here: Path) -> None:
    put(here, {"in/no.txt": DIRTY, "in/closed/x.txt": DIRTY})
    (here / "in" / "no.txt").chmod(0)
    (here / "in" / "closed").chmod(0)
    command = [*PROGRAM, "check", "in", "--output-format", "concise"]
    if os.geteuid() == 0:  # root reads everything: shed that right, once all modules are there
        for folder in (here, *here.parents[:3]):
            folder.chmod(folder.stat().st_mode | 0o055)
        shed = "import os; os.setgroups([]); os.setgid(65534); os.setuid(65534)"
        loading = "run(['check', 'in/a.txt', '-q']); run(['check', 'none'])"  # what errors need, too
        command[2] = f"from cleanup.cli.app import main, run; {loading}; {shed}; main()"
    run = subprocess.run(command, cwd=here, capture_output=True, text=True, check=False)
    (here / "in" / "closed").chmod(0o755)
    assert run.returncode == 1
    assert "in/no.txt: cannot be read: Permission denied\n" in run.stderr
    assert "in/closed: cannot be read: Permission denied\n" in run.stderr
    assert "5 documents: 2 would change, 1 already clean, 2 failed\n" in run.stderr
    assert "in/b/c.md:3:1: HL101" in run.stdout


@posix
def test_a_bar_counts_the_bytes_of_record_files(here: Path) -> None:
    line = json.dumps({"text": CLEAN * 200}) + "\n"
    put(here, {"a.jsonl": line * (6_000_000 // len(line))})
    assert " MB" in on_a_terminal(["fix", "a.jsonl", "-o", "out", "--select", "LY"], here)
