"""A real crawl of pages over HTTP: what its feed holds, and what its stats say."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit
from tests.adapters.environments import environment
from tests.adapters.site import ARTICLES, SITES, Article, served

RECIPE = Path(__file__).parents[2] / "fixtures" / "recipes" / "crawl_scrapy.py"
CRAWL = Path(__file__).with_name("crawl.py")


@dataclass(frozen=True)
class Crawled:
    items: dict[str, dict[str, Any]]
    stats: dict[str, Any]
    log: str


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


def crawl(python: Path | str, address: str, folder: Path, way: str, **settings: Any) -> Crawled:
    feed, stats = folder / f"{way}.jsonl", folder / f"{way}.json"
    command = [python, CRAWL, address, feed, stats, way, json.dumps(settings)]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()] if feed.exists() else []
    return Crawled({item["url"].rsplit("/", 1)[1]: item for item in items}, json.loads(stats.read_text("utf-8")), done.stderr)


def check(crawled: Crawled) -> None:
    """Every article came out with its headline once, all of its paragraphs and nothing of its page."""
    assert len(crawled.items) == len(ARTICLES), crawled.log
    for site, articles in SITES.items():
        for article in articles:
            assert squeezed(crawled.items[f"{article.slug}.html"]["text"]) == squeezed("\n".join(parts(article, site)))
    assert crawled.stats["cleanup/items"] == crawled.stats["cleanup/changed"] == len(ARTICLES)
    assert crawled.stats["cleanup/edits/BP904"] >= len(ARTICLES)
    assert crawled.stats["cleanup/removed_characters"] > 1_000
    assert not [key for key in crawled.stats if "cleanup/errors" in key or "cleanup/remarks" in key or "log_count/ERROR" in key]


def parts(article: Article, site: str) -> list[str]:
    return [article.title, *([] if site == "gazette" else [article.byline, article.date]), *article.paragraphs]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_crawl_under_the_settings_of_the_readme_writes_clean_items(address: str, tmp_path: Path) -> None:
    settings = {name: value for name, value in runpy.run_path(str(RECIPE)).items() if name.isupper()}
    crawled = crawl(sys.executable, address, tmp_path, "addon", **settings)
    check(crawled)
    for item in crawled.items.values():
        edits = [Edit(edit["start"], edit["before"], edit["after"]) for edit in item["edits"]]
        assert ChangeSet(len(item["raw_text"]), tuple(edits)).apply(item["raw_text"]) == item["text"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "reactor", ["twisted.internet.asyncioreactor.AsyncioSelectorReactor", "twisted.internet.selectreactor.SelectReactor"]
)
@pytest.mark.parametrize("scrapy", ["scrapy==2.13.*", "scrapy"])
def test_the_oldest_and_the_newest_scrapy(address: str, tmp_path: Path, scrapy: str, reactor: str) -> None:
    python = environment(scrapy, "beautifulsoup4")
    for way in ("pipeline", "addon"):
        check(crawl(python, address, tmp_path, way, TWISTED_REACTOR=reactor))
