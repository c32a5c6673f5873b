"""How time and memory grow with the size of a document and the number of files, as a plot: both should be straight lines.

python -m tests.benchmarks.growth [--files 100000] [-o fixtures/growth.svg]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.inputs import inputs
from tests.benchmarks.programs import BIN

KILOBYTES = (10, 30, 100, 300, 1_000, 3_000, 10_000)
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 340, 220, 64, 34, 96
_COLOURS = ("#1f77b4", "#d62728")


class Point(NamedTuple):
    """CPU seconds and megabytes of memory for a size."""

    size: int
    seconds: float
    megabytes: float


def documents() -> list[Point]:
    """One document of so many kilobytes through `cleanup fix -`."""
    points = []
    for size in KILOBYTES:
        points.append(_measured([str(BIN / "cleanup"), "fix", "-", "-q"], size, _text(1000 * size).encode()))
    return points


def files(most: int) -> list[Point]:
    """So many files of a few kilobytes through `cleanup fix -o`."""
    points = []
    with tempfile.TemporaryDirectory() as temporary:
        written, source = 0, Path(temporary, "in")
        for count in (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000):
            if count > most:
                break
            for number in range(written, count):
                file = source / f"{number % 100}/{number}.txt"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(_text(3000, number))
            written = count
            points.append(_measured([str(BIN / "cleanup"), "fix", str(source), "-q", "-o", f"{temporary}/{count}"], count, b""))
    return points


_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvwz" for vowel in "aeiou"]


def _name(number: int) -> str:
    """A name that no list of words knows, another one for each number. One in ten could be two words, and such are looked for in
    the whole text."""
    letters = "".join(_SYLLABLES[number // len(_SYLLABLES) ** place % len(_SYLLABLES)] for place in range(4)).title()
    return letters[:4] + letters[4:].title() if number % 10 == 0 else letters


def _text(size: int, number: int = 0) -> str:
    """Fixtures one after another, each paragraph with a number and a name of its own: none repeats another, and the longer the
    text, the more words there are."""
    pieces: list[str] = []
    for text in cycle(_fixtures()[number % 7 :: 3]):
        for paragraph in text.split("\n\n"):
            number += 1
            pieces.append(f"{paragraph.strip()} It was number {number}, for {_name(number)}.")
            size -= len(pieces[-1]) + 2
            if size < 0:
                return "\n\n".join(pieces) + "\n"
    raise AssertionError


@cache
def _fixtures() -> list[str]:
    return [each.text for each in inputs()["fixtures"]]


def _measured(command: Sequence[str], size: int, given: bytes) -> Point:
    with tempfile.TemporaryFile() as standard_input:
        standard_input.write(given)
        standard_input.seek(0)
        child = subprocess.Popen(command, stdin=standard_input, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    point = Point(size, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    print(f"{size:>8,}  {point.seconds:8.2f} s  {point.megabytes:7.0f} MB", file=sys.stderr, flush=True)
    return point


def plot(series: dict[str, list[Point]]) -> str:
    """An SVG with a panel for each series: seconds on the left, megabytes on the right, both from zero."""
    width = len(series) * (_WIDTH + 2 * _LEFT) + _GAP // 4
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT + 84}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{_HEIGHT + 84}" fill="white"/>',
    ]
    for number, (title, points) in enumerate(series.items()):
        parts += _panel(number * (_WIDTH + 2 * _LEFT) + _LEFT, title, points)
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: float, title: str, points: Sequence[Point]) -> list[str]:
    bottom, most = _TOP + _HEIGHT, points[-1].size
    parts = [
        f'<text x="{left + _WIDTH / 2}" y="18" text-anchor="middle" font-size="14">{title}</text>',
        f'<rect x="{left}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#999"/>',
        f'<text x="{left + _WIDTH}" y="{bottom + 18}" text-anchor="end">{most:,}</text>',
        f'<text x="{left}" y="{bottom + 18}" text-anchor="middle">0</text>',
    ]
    for colour, name, side, values in (
        (_COLOURS[0], "CPU seconds", "end", [point.seconds for point in points]),
        (_COLOURS[1], "MB of memory", "start", [point.megabytes for point in points]),
    ):
        top = max(values) * 1.05
        places = [
            f"{left + _WIDTH * point.size / most:.1f},{bottom - _HEIGHT * value / top:.1f}"
            for point, value in zip(points, values, strict=True)
        ]
        edge = left - 6 if side == "end" else left + _WIDTH + 6
        parts.append(f'<polyline points="{" ".join(places)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{place.split(",")[0]}" cy="{place.split(",")[1]}" r="3" fill="{colour}"/>' for place in places]
        parts.append(f'<text x="{edge}" y="{_TOP + 14}" text-anchor="{side}" fill="{colour}">{max(values):,.0f}</text>')
        anchor, x = ("start", left) if side == "end" else ("end", left + _WIDTH)
        parts.append(f'<text x="{x}" y="{bottom + 38}" text-anchor="{anchor}" fill="{colour}">{name}</text>')
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=10_000, help="so many files at most")
    parser.add_argument("-o", "--output", type=Path, default=Path("fixtures/growth.svg"))
    given = parser.parse_args()
    series = {"a document, in kilobytes": documents(), "a folder, in files of 3 KB": files(given.files)}
    given.output.write_text(plot(series), encoding="utf-8")


if __name__ == "__main__":
    main()
