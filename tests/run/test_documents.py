"""Folders and record files as documents, for work that compares many of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from cleanup.pipeline.config import Config
from cleanup.run.sources.documents import documents
from cleanup.run.sources.source import Source
from cleanup.text.document import Document
from tests.run.runs import put


def found(folder: Path, **options: object) -> tuple[list[Document], list[tuple[str, str]]]:
    failed: list[tuple[str, str]] = []
    sources = [Source(path.name, str(path)) for path in sorted(folder.iterdir())]
    return list(documents(sources, Config().with_options(options), lambda doc, why: failed.append((doc, why)))), failed


def test_texts_and_records_are_documents_and_what_is_broken_is_reported(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "in",
        {
            "a.txt": "A text.\n",
            "b.jsonl": '{"id": "x7", "body": "One.", "title": "T", "url": "https://a.com/1", "host": "a.com", "lang": "en-US"}\n'
            '\n{"body": null}\n{"body": "Two."}\n{"body',
            "c.jsonl.gz": gzip.compress(json.dumps({"maintext": "Three."}).encode()),
            "d.ndjson": '{"txt": "Four.", "n": 1}\n',
            "e.txt": b"\x00\x01",
            "f.jsonl.gz": b"no gzip",
            "g.txt": b"\xff\xfe\x00\xd8",
        },
    )
    texts, failed = found(folder, id_field="id", site_field="host", language_field="lang")
    assert [(text.id, text.text) for text in texts] == [
        ("a.txt", "A text.\n"), ("b.jsonl#x7", "One."), ("b.jsonl#4", "Two."), ("c.jsonl.gz#1", "Three."),
    ]  # fmt: skip
    assert (texts[1].title, texts[1].url, texts[1].language, texts[1].metadata) == (
        "T",
        "https://a.com/1",
        "en",
        {"site": "a.com"},
    )
    assert [doc for doc, _ in failed] == ["b.jsonl#5", "d.ndjson", "f.jsonl.gz", "g.txt"]
    assert failed[0][1].startswith("line 5: not JSON: ")
    assert failed[1][1].endswith("; there are 'txt', 'n': name the one to clean with --field")
    assert failed[2][1].startswith("cannot be read to its end: ")


def test_several_fields_are_documents_of_their_own(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.jsonl": '{"title": "T", "lead": "L", "text": "One."}\n'})
    texts, failed = found(folder, field=["lead", "text"])
    assert [(text.id, text.text, text.title) for text in texts] == [("a.jsonl#1:lead", "L", "T"), ("a.jsonl#1:text", "One.", "T")]
    assert not failed


def test_a_field_that_no_record_has_is_a_mistake(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.jsonl": '{"text": "One."}\n' * 3})
    assert found(folder, field=["txet"]) == (
        [], [("a.jsonl", "no record has a text in 'txet'; there is 'text': name the one to clean with --field")]
    )  # fmt: skip


def test_presets_name_the_fields_of_scrapers(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "in",
        {"a.jsonl": '{"raw_text": "R", "text": "T", "comments": "C", "source": "https://a.com/", "title": "One"}\n'},
    )
    texts, _ = found(folder, preset="trafilatura")
    assert [(text.text, text.url, text.title) for text in texts] == [("T", "https://a.com/", "One")]
