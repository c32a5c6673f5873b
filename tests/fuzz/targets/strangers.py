"""JSON from strangers, as rejected edits, profiles of sites and accounts are, is data or a mistake that is named."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cleanup.corpus.profile import SiteProfile
from cleanup.pipeline.config import ConfigError
from cleanup.pipeline.rejected import load_rejected
from cleanup.report import jsonl
from cleanup.run.results.replay import ReplayError, original
from cleanup.text.document import Document
from tests.fuzz.draw import Draw
from tests.run.runs import CLEAN, DIRTY


def check(data: bytes) -> None:
    draw = Draw(data)
    kind, data = draw.number(3), draw.rest()
    if kind == 0:
        _account(data)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "strange"
        file.write_bytes(data)
        (_rejected if kind == 1 else _profile)(file)


def _account(data: bytes) -> None:
    try:
        for entry in jsonl.read(data.splitlines(keepends=True)):
            try:
                original(entry, CLEAN.encode())
            except ReplayError as error:
                assert str(error)
    except ValueError as error:
        assert str(error).startswith("line ")


def _rejected(file: Path) -> None:
    try:
        rejected = load_rejected([file])
    except ConfigError as error:
        assert str(file) in str(error)
        return
    for span in rejected.spans(Document(DIRTY, id="a.txt")):
        assert 0 <= span.start <= span.end <= len(DIRTY)


def _profile(file: Path) -> None:
    try:
        SiteProfile.load(file)
    except ValueError as error:
        assert str(error)
