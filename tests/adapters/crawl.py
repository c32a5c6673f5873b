"""One crawl in a process of its own, since a process has only one reactor: `python crawl.py ADDRESS FEED STATS pipeline|addon
[SETTINGS]`.

The extractor is careless on purpose: all the text of the page, menus and footers included.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

import scrapy
from bs4 import BeautifulSoup
from scrapy.crawler import CrawlerProcess


@dataclasses.dataclass
class Story:
    """What the spider yields for a page of the Gazette; those of the others are dicts and Items."""

    url: str
    title: str
    text: str
    raw_text: str = ""
    edits: list[Any] = dataclasses.field(default_factory=list)


class StoryItem(scrapy.Item):
    url = scrapy.Field()
    title = scrapy.Field()
    text = scrapy.Field()
    raw_text = scrapy.Field()
    edits = scrapy.Field()


class Stories(scrapy.Spider):
    name = "stories"

    def parse(self, response: Any) -> Any:
        yield from response.follow_all(css="a.article", callback=self.parse_story)

    def parse_story(self, response: Any) -> Any:
        site = response.url.split("/")[-2]
        soup = BeautifulSoup(response.text, "html.parser")
        text = soup.get_text("\n" if site == "courier" else "")
        kind: Any = {"herald": dict, "gazette": Story, "courier": StoryItem}[site]
        yield kind(url=response.url, title=soup.h1.get_text(), text=text)


def main(address: str, feed: str, stats: str, way: str, settings: str = "{}") -> None:
    place = {
        "pipeline": {"ITEM_PIPELINES": {"cleanup.adapters.scrapy.CleanupPipeline": 100}},
        "addon": {"ADDONS": {"cleanup.adapters.scrapy.CleanupAddon": 500}},
    }[way]
    process = CrawlerProcess(
        {
            **place,
            "FEEDS": {feed: {"format": "jsonlines", "encoding": "utf-8"}},
            "LOG_LEVEL": "INFO",
            "TELNETCONSOLE_ENABLED": False,
            **json.loads(settings),
        }
    )
    crawler = process.create_crawler(Stories)
    process.crawl(crawler, start_urls=[address])
    process.start()
    counted = {key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, int | str)}
    with open(stats, "w", encoding="utf-8") as file:
        json.dump(counted, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
