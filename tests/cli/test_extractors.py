"""What real extractors make of the pages of the crawl goes through the program with their presets and comes out clean."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tests.adapters.environments import environment
from tests.adapters.site import ARTICLES, Article, pages
from tests.cli.program import program

NEWSPAPER = """
import json, pathlib, newspaper
for path in sorted(pathlib.Path("pages").rglob("*.html")):
    article = newspaper.Article(url=f"https://{path.parent.name}.example/{path.name}")
    article.download(input_html=path.read_text("utf-8"))
    article.parse()
    print(json.dumps(json.loads(article.to_json())))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages as files."""
    folder = tmp_path_factory.mktemp("extractors")
    for path, html in pages().items():
        if path != "/":
            file = folder / "pages" / path[1:]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, "utf-8")
    return folder


def extracted(folder: Path, *command: str) -> bytes:
    """What a program of the extractors' environment prints."""
    python = environment("trafilatura", "newspaper4k")
    done = subprocess.run([python.parent / command[0], *command[1:]], cwd=folder, capture_output=True, check=True, timeout=120)
    return done.stdout


def cleaned(folder: Path, name: str, data: bytes, *options: str) -> bytes:
    """The same file cleaned, once undoing it was seen to give every byte back."""
    (folder / name).write_bytes(data)
    done = program("fix", name, "-o", f"clean-{name}", *options, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    undone = program("undo", f"clean-{name}.report", "--to", "back", cwd=folder)
    assert undone.returncode == 0, undone.stderr.decode()
    assert (folder / "back" / name).read_bytes() == data
    return (folder / f"clean-{name}").read_bytes()


def check(dirty: bytes, clean: bytes, dirt: int) -> None:
    """Every article is whole, with at most its headline, byline and date before it; nothing else of the records changed."""
    by_title = {article.title: article for article in ARTICLES}
    seen = set()
    for before, after in zip(dirty.splitlines(), clean.splitlines(), strict=True):
        old, new = json.loads(before), json.loads(after)
        article = by_title[new["title"]]
        check_text(new["text"], article)
        assert {**new, "text": old["text"]} == old
        assert before.startswith(after[: after.index(b'"text": ') + 8])
        seen.add(article.slug) if old["text"] != new["text"] else None
    assert len(seen) >= dirt


def check_text(text: str, article: Article) -> None:
    body, whole = squeezed("".join(article.paragraphs)), squeezed(text)
    assert whole.endswith(body)
    assert whole.removesuffix(body) in {"", squeezed(article.title), squeezed(article.byline + article.date)}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
def test_trafilatura_as_json_lines(folder: Path) -> None:
    data = extracted(folder, "trafilatura", "--json", "--with-metadata", "--input-dir", "pages")
    assert len(data.splitlines()) == len(ARTICLES)
    check(data, cleaned(folder, "trafilatura.jsonl", data, "--preset", "trafilatura"), dirt=4)


@pytest.mark.slow
def test_trafilatura_as_a_table(folder: Path) -> None:
    data = extracted(folder, "trafilatura", "--csv", "--with-metadata", "--input-dir", "pages")
    clean = cleaned(folder, "trafilatura.csv", data, "--format", "tsv", "--no-header", "--preset", "trafilatura")
    by_title = {article.title: article for article in ARTICLES}
    before, after = (
        [row for row in csv.reader(io.StringIO(each.decode(), newline=""), "excel-tab") if row] for each in (data, clean)
    )
    for old, new in zip(before, after, strict=True):
        check_text(new[7], by_title[new[4]])
        assert old[:7] + old[8:] == new[:7] + new[8:]
    assert sum(old[7] != new[7] for old, new in zip(before, after, strict=True)) >= 4


@pytest.mark.slow
def test_newspaper(folder: Path) -> None:
    data = extracted(folder, "python", "-W", "ignore", "-c", NEWSPAPER)
    check(data, cleaned(folder, "newspaper.jsonl", data, "--preset", "newspaper"), dirt=6)
