"""A reader that knows of an account only what the README says finds every original in it."""

from __future__ import annotations

import codecs
import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.program import cleanup

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
TEXT = "The storm came at night , they said.\n\nNobody was hurt , said Ada Falk.\n\nLeave a Reply\n\nPost Comment\n"
FILES = {
    "plain.txt": TEXT.encode(),
    "mark.txt": codecs.BOM_UTF8 + TEXT.encode(),
    "wide.txt": TEXT.encode("utf-16"),
    "west.txt": f"Die Straße führte über die Brücke , sagte Herr Müller.\n{TEXT}".encode("latin-1"),
    "ends.txt": TEXT.replace("\n", "\r\n").encode(),
    "signs.txt": f"Zwei 😀 kamen , sagte Ada.\n{TEXT}".encode(),
    "clean.txt": b"Nothing here has to be done.\n",
    "page.txt": b"<html><body><p>Storm , hail</p></body></html>",
    "bytes.txt": b"\0\1\2" * 100,
}


def _original() -> Callable[[str, list[dict[str, Any]]], str]:
    """The function that the README shows."""
    found = re.search(r"^>>> (def original.*?)^>>> ", README, re.MULTILINE | re.DOTALL)
    assert found
    session: dict[str, Any] = {}
    exec(re.sub(r"^\.\.\. ", "", found[1], flags=re.MULTILINE), session)
    of: Callable[[str, list[dict[str, Any]]], str] = session["original"]
    return of


def _read(account: Path) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    documents, edits = [], defaultdict(list)
    for line in (account / "edits.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if "status" in entry:
            documents.append(entry)
        else:
            edits[entry["doc"]].append(entry)
    return documents, edits


def test_texts_of_every_encoding(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name, data in FILES.items():
        (source / name).write_bytes(data)
    assert cleanup("fix", "-q", source, "-o", out) == 0
    documents, edits = _read(tmp_path / "out.report")
    assert {each["doc"]: each["status"] for each in documents} == {
        **dict.fromkeys(FILES, "changed"), "clean.txt": "clean", "page.txt": "html", "bytes.txt": "binary"
    }  # fmt: skip
    for each in documents:
        data = (out / each["doc"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["after"]
        if edits[each["doc"]]:
            mark = bytes.fromhex(each["bom"])
            cleaned = data.removeprefix(mark).decode(each["encoding"], each["errors"])
            text = _original()(cleaned, edits[each["doc"]])
            assert len(text) == each["length"]
            data = mark + text.encode(each["encoding"], each["errors"])
        assert data == FILES[each["doc"]]
        assert hashlib.sha256(data).hexdigest() == each["before"]


def test_records(tmp_path: Path) -> None:
    halved = "The storm \ud83d came , said Ada, and \U0001f600 went \0 on."
    lines = [json.dumps({"id": 1, "text": TEXT}), "", '{"id": 2, "text": "broken', json.dumps({"text": halved}), '{"text": null}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "a.csv").write_text(
        'n,text\r\n1,"The storm came ,\nthey said , at night."\r\n\r\n2,"Hail , too."\r\n', "utf-8", newline=""
    )
    texts = {"a.jsonl": {1: TEXT, 4: halved}, "a.csv": {2: "The storm came ,\nthey said , at night.", 4: "Hail , too."}}
    for name, wanted in texts.items():
        out = tmp_path / f"clean-{name}"
        assert cleanup("fix", "-q", tmp_path / name, "-o", out) == (name == "a.jsonl")  # a line of it is broken
        documents, edits = _read(tmp_path / f"{out.name}.report")
        assert documents[-1]["status"] == "records"
        kept = out.read_bytes().decode()
        found = {}
        for each in documents[:-1]:
            if each["status"] == "failed":
                assert (each["record"], each["why"][:17]) == (3, "line 3: not JSON:")
                continue
            number = each["record"] - 1
            if name == "a.csv":
                rows = list(csv.reader(kept.splitlines(keepends=True)))
                cleaned = dict(zip(rows[0], rows[number], strict=True))[each["field"]]
            else:
                cleaned = json.loads(kept.split("\n")[number])[each["field"]]
            text = _original()(cleaned, edits[each["doc"]])
            assert hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == each["before"]
            found[each["record"]] = text
        assert found == wanted
