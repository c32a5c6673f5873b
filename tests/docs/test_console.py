"""What the README shows of a terminal is what the program prints."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n\$ cleanup ([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [match.groups() for match in BLOCK.finditer((ROOT / "README.md").read_text("utf-8"))]


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_a_terminal_shows_what_the_readme_says(command: str, shown: str) -> None:
    arguments, _, source = command.partition(" < ")
    program = [sys.executable, "-m", "cleanup.cli", *arguments.split()]
    given = (ROOT / source).read_bytes() if source else b""
    done = subprocess.run(program, input=given, capture_output=True, cwd=ROOT, check=False)
    assert done.stdout.decode() == shown
    assert done.returncode in (0, 1), done.stderr.decode()


def test_the_readme_shows_a_terminal() -> None:
    assert BLOCKS


def test_the_rule_that_the_readme_shows_holds(tmp_path: Path) -> None:
    block = re.search(r"^```toml\n(\[\[rule\]\].*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block
    (tmp_path / "mine.toml").write_text(block[1], "utf-8")
    program = [sys.executable, "-m", "cleanup.cli", "rules", "BP990", "--rules", "mine.toml", "--test"]
    done = subprocess.run(program, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (0, "1 rule, 0 failures\n"), done.stderr


def test_what_the_readme_does_with_records_can_be_done(tmp_path: Path) -> None:
    block = re.search(r"^### Records\n.*?^```sh\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block
    data = (ROOT / "fixtures" / "records" / "articles.jsonl").read_bytes()
    (tmp_path / "articles.jsonl").write_bytes(data)
    for line in block[1].splitlines():
        arguments, source, target = re.fullmatch(r"cleanup ([^#<]*?)(?: < (\S+) > (\S+))? *(?:#.*)?", line).groups()  # type: ignore[union-attr]
        program = [sys.executable, "-m", "cleanup.cli", *arguments.split()]
        given = (tmp_path / source).read_bytes() if source else b""
        done = subprocess.run(program, input=given, capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stderr.decode()
        if target:
            (tmp_path / target).write_bytes(done.stdout)
    assert (tmp_path / "articles.jsonl").read_bytes() == data
    assert (tmp_path / "piped.jsonl").read_bytes() == (tmp_path / "clean.jsonl").read_bytes() != data
    assert b'"removed": "Night ferry to Orsa sails again' in (tmp_path / "crawl" / "articles.jsonl").read_bytes()


def test_what_the_readme_does_with_tables_can_be_done(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"^\| file \| `pip install`.*?^```sh\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert block
    lines = (ROOT / "fixtures" / "records" / "articles.jsonl").read_bytes().splitlines()
    rows = [(record.get("url", ""), record["title"], record["text"]) for record in map(json.loads, lines)]
    data, table = (written([*head, *rows], mark) for head, mark in (([("url", "headline", "body")], ","), ([], "\t")))
    (tmp_path / "articles.csv.gz").write_bytes(gzip.compress(data))
    (tmp_path / "articles.tsv").write_bytes(table)
    for line in block[1].splitlines():
        arguments = line.partition("#")[0].replace("s3://bucket", tmp_path.as_uri()).split()
        program = [sys.executable, "-m", "cleanup.cli", *arguments[1:]]
        done = subprocess.run(program, capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stderr.decode()
    cleaned = gzip.decompress((tmp_path / "clean.csv.gz").read_bytes())
    assert b"Leave a Reply" not in cleaned + (tmp_path / "clean.tsv").read_bytes()
    assert gzip.decompress((tmp_path / "back" / "articles.csv.gz").read_bytes()) == data != cleaned


def written(rows: list[tuple[str, ...]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()
