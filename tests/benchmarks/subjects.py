"""What the benchmark runs over a text: the pipeline and its parts, and what people would run instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any

from cleanup import Cleaner
from cleanup.report.jsonl import write
from cleanup.run.workers.cleanfile import clean_bytes
from cleanup.run.workers.job import Job
from cleanup.text.document import Document
from tests.benchmarks.inputs import Text
from tests.benchmarks.interleave import Work

Subject = Callable[[Text], Work]
UNIT = "ftfy.fix_text"
PIPELINE = "pipeline"


def ours() -> dict[str, Subject]:
    """The whole of it settled (`Cleaner().explain`); with its edits mapped to the original; with the account of a file; and each
    stage alone on the text as it came."""
    cleaner = Cleaner()
    subjects: dict[str, Subject] = {
        PIPELINE: lambda each: partial(cleaner.explain, each.text, title=each.title, url=each.url),
        "pipeline, edits mapped": lambda each: lambda: cleaner.explain(each.text, title=each.title, url=each.url).findings,
        "file to file, with account": _file_to_file,
    }
    for stage in cleaner._engine.stages:
        subjects[f"stage {stage.name}"] = partial(_stage, stage)
    return subjects


def _stage(stage: Any, each: Text) -> Work:
    return lambda: list(stage.propose(Document(each.text, title=each.title, url=each.url)))


def _file_to_file(each: Text) -> Work:
    data, job = each.text.encode("utf-8", "surrogatepass"), Job(Cleaner().config)
    return lambda: write(clean_bytes(data, "a.txt", job).entry)


def peers() -> tuple[dict[str, Subject], list[str]]:
    """Other cleaners that are installed, and the names of those that are not."""
    found: dict[str, Subject] = {}
    absent = []
    for name, (package, build) in _PEERS.items():
        if find_spec(package) is None:
            absent.append(name)
        else:
            found[name] = _on_text(build())
    return found, absent


def _on_text(clean: Callable[[str], object]) -> Subject:
    return lambda each: partial(clean, each.text)


def _ftfy() -> Callable[[str], object]:
    from ftfy import fix_text

    return fix_text


def _clean_text() -> Callable[[str], object]:
    from cleantext import clean

    return clean


def _datatrove_ftfy() -> Callable[[str], object]:
    from datatrove.pipeline.formatters.ftfy import FTFYFormatter

    return FTFYFormatter().format


def _datatrove_c4() -> Callable[[str], object]:
    from datatrove.data import Document as Page
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    judge = C4QualityFilter()
    return lambda text: judge.filter(Page(text=text, id=""))


def _unstructured() -> Callable[[str], object]:
    from unstructured.cleaners.core import clean, replace_unicode_quotes

    return lambda text: clean(replace_unicode_quotes(text), extra_whitespace=True, dashes=True, bullets=True)


_PEERS: dict[str, tuple[str, Callable[[], Callable[[str], object]]]] = {
    UNIT: ("ftfy", _ftfy),
    "clean-text": ("cleantext", _clean_text),
    "datatrove FTFYFormatter": ("datatrove", _datatrove_ftfy),
    "datatrove C4QualityFilter": ("datatrove", _datatrove_c4),
    "unstructured cleaners": ("unstructured", _unstructured),
}
