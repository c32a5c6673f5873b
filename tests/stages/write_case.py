"""Writes what a case's input.txt leads to now: `python -m tests.stages.write_case fixtures/cases/<stage>/<name>...`.

Read the difference before you commit it: a test that was written from the result proves nothing by itself.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.stages.cases import Case, edits


def write(folder: Path) -> None:
    """Write expected.txt and edits.jsonl, and print the edits."""
    case = Case(folder.resolve())
    result = case.explain(case.read("input.txt"))
    lines = [json.dumps(edit, ensure_ascii=False) for edit in edits(result)]
    (folder / "expected.txt").write_bytes(result.text.encode("utf-8"))
    (folder / "edits.jsonl").write_bytes("".join(line + "\n" for line in lines).encode("utf-8"))
    print(f"{folder}: {len(lines)} edits", *lines, sep="\n  ")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for argument in sys.argv[1:]:
        write(Path(argument))
