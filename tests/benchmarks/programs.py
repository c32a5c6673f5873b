"""What a hook and a run over a folder cost, beside what people run anyway, as programs: start-up counts."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

from cleanup import Cleaner
from cleanup.files.text import decode
from cleanup.run.sources.regular import read_regular
from cleanup.run.sources.walk import walk
from cleanup.text.atomic import write_atomic
from tests.benchmarks.inputs import Text, inputs
from tests.benchmarks.interleave import Ratio, commands_in_turns, cpu_of

BIN = Path(sys.executable).parent
FILES = 400
UNCHANGED = 4_000
_PARAGRAPH = (
    "The river rose for nine days before anybody in the valley spoke of leaving, and then everybody spoke of nothing else. "
)
_IMPORTS = "import hashlib, os, sys"
_DIGESTS = f"""{_IMPORTS}
digests = []
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            digests.append(hashlib.sha256(file.read()).hexdigest())
"""
Table = dict[str, dict[str, Ratio]]
_PEERS = {"codespell": ["codespell"], "ruff": ["ruff", "check"], "trailing-whitespace": ["trailing-whitespace-fixer"]}


def hooks(turns: int) -> Table:
    """`cleanup check` on ten files over others on the same: clean ones, dirty ones, and ones that ask for word frequencies."""
    table: Table = {}
    with tempfile.TemporaryDirectory() as folder:
        for about, texts in _ten_each().items():
            files = [str(_put(Path(folder, about.replace(" ", "-")), number, text)) for number, text in enumerate(texts)]
            commands = {name: [*_found(peer), *files] for name, peer in _PEERS.items() if _found(peer)}
            commands["cleanup check"] = [*_found(["cleanup"]), "check", "-q", *files]
            spent = commands_in_turns({name: (lambda each=each: each) for name, each in commands.items()}, turns)
            for name in commands.keys() - {"cleanup check"}:
                table.setdefault(f"hook on ten files / {name}", {})[about] = Ratio.of(spent["cleanup check"], spent[name])
    return table


def folders(turns: int) -> Table:
    """`cleanup fix` over a folder in one process, over reading and writing its files, plainly and as `cleanup` does it, into a
    new folder each time. And the clock with two processes over one, worth something only where nothing else runs. Start-up
    does not count, as in a folder of a million files."""
    texts = inputs().get("scraped") or inputs()["fixtures"]
    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary, "in"), Path(temporary, "out")
        for number, each in enumerate(islice(cycle(texts), FILES)):
            _put(source, number, f"{each.text}\n\nThis is number {number} of all of them.\n")
        fix = [*_found(["cleanup"]), "fix", str(source), "-q", "-o"]
        empty = cpu_of([*_found(["cleanup"]), "fix", str(_put(Path(temporary, "one"), 0, "A word.")), "-q", "-o", str(out) + "0"])
        serial, plain, own, one, two = [], [], [], [], []
        for turn in range(turns):
            serial.append(cpu_of([*fix, f"{out}{turn}", "--jobs", "1"]) - empty)
            plain.append(_cpu(lambda to: _copy(source, to), Path(temporary, f"plain{turn}")))
            own.append(_cpu(lambda to: _copy_as_we_do(source, to), Path(temporary, f"own{turn}")))
            one.append(_seconds([*fix, f"{out}a{turn}", "--jobs", "1"]))
            two.append(_seconds([*fix, f"{out}b{turn}", "--jobs", "2"]))
    return {
        "folder / reading and writing it": {f"{FILES} files": Ratio.of(serial, plain)},
        "folder / our own reading and writing": {f"{FILES} files": Ratio.of(serial, own)},
        "2 processes / 1, by the clock": {f"{FILES} files": Ratio.of(two, one)},
    }


def again(turns: int) -> Table:
    """`cleanup fix` over a folder in which nothing has changed, over walking it and reading the digests as plainly as can be."""
    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary, "in"), f"{temporary}/out"
        for number in range(UNCHANGED):
            _put(source / str(number % 100), number, f"{_PARAGRAPH}\n\nThis is number {number} of all of them.\n")
        one = _put(Path(temporary, "one"), 0, _PARAGRAPH)
        fix = [*_found(["cleanup"]), "fix", "-q", "-o"]
        plain = [sys.executable, "-c", _DIGESTS, str(source)]
        commands = {
            "again": [*fix, out, str(source)],
            "start": [*fix, f"{out}-one", str(one)],
            "digests": plain,
            "python": [sys.executable, "-c", _IMPORTS],
        }
        spent = commands_in_turns({name: (lambda each=each: each) for name, each in commands.items()}, turns)
    cost = [whole - start for whole, start in zip(spent["again"], spent["start"], strict=True)]
    unit = [whole - start for whole, start in zip(spent["digests"], spent["python"], strict=True)]
    return {"folder once more / its digests": {f"{UNCHANGED:,} files": Ratio.of(cost, unit)}}


def _ten_each() -> dict[str, list[str]]:
    cleaner = Cleaner()
    fixtures = inputs()["fixtures"]
    given: dict[str, list[Text]] = {"clean": [], "dirty": [], "with frequencies": []}
    for each in fixtures:
        result = cleaner.explain(each.text)
        spaced = any(step.stage == "spacing" for step in result.trail)
        given["with frequencies" if spaced else "dirty" if result.changed else "clean"].append(each)
    return {about: [each.text for each in islice(cycle(texts), 10)] for about, texts in given.items() if texts}


def _put(folder: Path, number: int, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.txt"
    path.write_text(text, "utf-8", "surrogatepass")
    return path


def _found(command: Sequence[str]) -> list[str]:
    program = BIN / command[0]
    return [str(program), *command[1:]] if program.exists() else []


def _copy(source: Path, target: Path) -> None:
    for file in walk([source]).sources:
        (target / file.path.name).write_bytes(file.path.read_bytes())


def _copy_as_we_do(source: Path, target: Path) -> None:
    """With what `fix` reads and writes by: regular files alone, decoded, their line ends known; written whole or not at all."""
    for file in walk([source]).sources:
        decoded = decode(read_regular(file.path))
        write_atomic(target / file.path.name, decoded.encode(decoded.text))


def _cpu(copy: Callable[[Path], None], target: Path) -> float:
    target.mkdir()
    began = time.process_time()
    copy(target)
    return time.process_time() - began


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    cpu_of(command)
    return time.perf_counter() - began
