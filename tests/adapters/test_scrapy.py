"""The pipeline of Scrapy, item by item: fields and settings, what is counted, what is dropped, and that nothing is ever lost."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import threading
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
import scrapy
from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem, NotConfigured
from scrapy.utils.test import get_crawler

from cleanup.adapters.scrapy import LONG_TEXT, CleanupAddon, CleanupPipeline
from cleanup.adapters.settings import SettingError
from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit
from tests.adapters.site import ARTICLES

REPLY = "Leave a Reply\n\nYour email address will not be published."
DIRTY = f"Storm hits the coast\n\nStorm hits the coast\n\nThe storm came at night .\n\n{REPLY}"
CLEAN = "Storm hits the coast\n\nThe storm came at night."


class Crawl:
    """A pipeline under some settings, without the rest of a crawl."""

    def __init__(self, **settings: Any) -> None:
        crawler = get_crawler(settings_dict=settings)
        assert crawler.stats
        self._stats = crawler.stats
        self.pipeline = CleanupPipeline.from_crawler(crawler)

    def __call__(self, item: Any) -> Any:
        return asyncio.run(self.pipeline.process_item(item))

    @property
    def stats(self) -> dict[str, Any]:
        return {key.removeprefix("cleanup/"): value for key, value in self._stats.get_stats().items() if "cleanup/" in key}


@dataclasses.dataclass
class DataItem:
    text: str
    title: str = ""


@attrs.define
class AttrsItem:
    text: str
    title: str = ""


class ScrapyItem(scrapy.Item):
    text = scrapy.Field()
    title = scrapy.Field()


@pytest.mark.parametrize("kind", [dict, DataItem, AttrsItem, ScrapyItem])
def test_every_kind_of_item_is_cleaned_and_stays_the_same_object(kind: Any) -> None:
    crawl = Crawl()
    item = kind(text=DIRTY, title="Storm hits the coast")
    assert crawl(item) is item
    assert ItemAdapter(item)["text"] == CLEAN
    assert crawl.stats["items"] == crawl.stats["changed"] == 1
    assert {code: crawl.stats[f"edits/{code}"] for code in ("HL101", "BP101", "BP102", "SP201")} == dict.fromkeys(
        ("HL101", "BP101", "BP102", "SP201"), 1
    )
    assert crawl.stats["removed_characters"] == len(DIRTY) - len(CLEAN)


def test_scrapy_before_it_left_the_spider_out_and_after(caplog: pytest.LogCaptureFixture) -> None:
    pipeline = Crawl().pipeline
    assert asyncio.run(pipeline.process_item({"text": DIRTY}, object())) == {"text": CLEAN}
    pipeline.close_spider(object())
    assert not caplog.records


def test_the_first_known_field_is_the_text_unless_fields_are_named() -> None:
    item = {"text": DIRTY, "body": DIRTY, "summary": DIRTY}
    assert Crawl()(dict(item)) == {**item, "text": CLEAN}
    assert Crawl(CLEANUP_FIELDS="body, summary")(dict(item)) == {**item, "body": CLEAN, "summary": CLEAN}
    assert Crawl()({"content": DIRTY}) == {"content": CLEAN}


def test_title_and_url_of_the_item_help() -> None:
    text = "Storm hits the coast\n\nThe storm came at night and nobody had seen it coming."
    known = {"text": text, "headline": ["Storm hits the coast"]}
    assert Crawl(CLEANUP_KEEP="body")(dict(known))["text"] == text
    assert Crawl(CLEANUP_KEEP="body", CLEANUP_TITLE_FIELD="headline")(dict(known))["text"] == text.split("\n\n")[1]


def test_a_field_that_is_missing_none_or_no_text_is_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    crawl = Crawl()
    for item in (
        {"name": "x"},
        {"text": None},
        {"text": ""},
        {"text": []},
        {"text": b"Storm"},
        {"text": 3},
        {"text": ["a", None]},
    ):
        assert crawl(dict(item)) == item
    assert {key: value for key, value in crawl.stats.items() if "skipped" in key} == {
        "skipped/bytes": 1,
        "skipped/int": 1,
        "skipped/list": 1,
    }
    assert "text is bytes, not a text" in caplog.text
    assert "text is list with NoneType, not a text" in caplog.text


def test_paragraphs_in_a_list_are_cleaned_as_one_text_and_stay_a_list() -> None:
    crawl = Crawl(CLEANUP_EDITS_FIELD="edits")
    item = crawl({"text": DIRTY.split("\n\n")})
    assert item["text"] == CLEAN.split("\n\n")
    assert item["edits"][0]["before"] == "\n\nStorm hits the coast"


def test_text_nodes_keep_the_sentence_they_are_parts_of() -> None:
    nodes = ["The storm, ", "said ", "Ada Falk", ", came at night", " from the west and took the roof of the old pier with it ."]
    cleaned = Crawl()({"text": [*nodes, *REPLY.split("\n\n")]})["text"]
    assert cleaned == [*nodes[:-1], " from the west and took the roof of the old pier with it."]


def test_the_raw_text_and_the_edits_lead_back() -> None:
    item = Crawl(CLEANUP_RAW_FIELD="raw_text", CLEANUP_EDITS_FIELD="edits")({"text": DIRTY})
    assert item["raw_text"] == DIRTY
    edits = json.loads(json.dumps(item["edits"]))
    assert {edit["field"] for edit in edits} == {"text"}
    changes = ChangeSet(len(DIRTY), tuple(Edit(edit["start"], edit["before"], edit["after"]) for edit in edits))
    assert changes.apply(item["raw_text"]) == item["text"]
    assert changes.invert().apply(item["text"]) == DIRTY


def test_each_field_has_its_raw_text() -> None:
    crawl = Crawl(CLEANUP_FIELDS=["text", "summary"], CLEANUP_RAW_FIELD="raw_{field}")
    item = crawl({"text": DIRTY, "summary": "A storm ."})
    assert (item["raw_text"], item["raw_summary"], item["summary"]) == (DIRTY, "A storm .", "A storm.")


def test_an_item_without_room_for_its_raw_text_keeps_it_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    crawl = Crawl(CLEANUP_RAW_FIELD="raw_text")
    item = ScrapyItem(text=DIRTY)
    assert crawl(item) == {"text": DIRTY}
    assert crawl(ScrapyItem(text=DIRTY)) == {"text": DIRTY}
    assert crawl.stats == {"errors": 2}
    first, second = caplog.records
    assert first.message == second.message
    assert "raw_text" in first.message
    assert first.exc_info
    assert not second.exc_info


def test_what_cannot_be_written_leaves_nothing_half_written() -> None:
    @attrs.frozen
    class Frozen:
        text: str

    crawl = Crawl()
    item = Frozen(DIRTY)
    assert crawl(item) is item
    assert item.text == DIRTY
    assert crawl.stats == {"errors": 1}


def test_empty_items_are_dropped_when_asked() -> None:
    crawl = Crawl(CLEANUP_DROP_EMPTY=True)
    for value in (None, "", " \n", [], [""]):
        with pytest.raises(DropItem, match="no text in text"):
            crawl({"text": value})
    assert crawl({"name": "a person, with no text to lose"})
    assert crawl.stats["dropped/empty"] == 5
    assert Crawl()({"text": None}) == {"text": None}


def test_the_same_text_is_dropped_when_asked_and_the_first_one_named() -> None:
    crawl = Crawl(CLEANUP_DROP_DUPLICATES="1")
    assert crawl({"text": DIRTY, "url": "https://example.org/1"})
    with pytest.raises(DropItem, match=r"the same text as https://example\.org/1"):
        crawl({"text": CLEAN.upper(), "url": "https://example.org/2"})
    assert crawl({"text": CLEAN + " It went at dawn."})
    assert crawl({"name": "no text"}) == crawl({"name": "no text"})
    assert crawl.stats["dropped/duplicate"] == 1


def test_nearly_the_same_text_is_dropped_and_those_of_earlier_crawls(tmp_path: Path) -> None:
    text = "\n\n".join(paragraph for article in ARTICLES[:2] for paragraph in article.paragraphs)
    settings = {"CLEANUP_DROP_DUPLICATES": "near", "CLEANUP_SEEN": str(tmp_path / "seen")}
    first = Crawl(**settings)
    assert first({"text": text, "url": "https://example.org/1"})
    with pytest.raises(DropItem, match=r"like the text of https://example\.org/1 \(Jaccard [01]\.\d\d"):
        first({"text": text.replace("forty people", "fifty people"), "url": "https://example.com/2"})
    assert first({"text": "\n\n".join(ARTICLES[3].paragraphs)})
    first.pipeline.close_spider()
    second = Crawl(**settings)
    with pytest.raises(DropItem, match=r"like the text of https://example\.org/1 \(Jaccard 1\.00"):
        second({"text": text, "url": "https://example.org/1?again"})
    with pytest.raises(SettingError, match="CLEANUP_SEEN"):
        Crawl(**settings)
    second.pipeline.close_spider()


def test_an_index_that_a_crawl_left_torn_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = {"CLEANUP_DROP_DUPLICATES": "near", "CLEANUP_SEEN": str(tmp_path / "seen")}
    first = Crawl(**settings)
    assert first({"text": "\n\n".join(ARTICLES[3].paragraphs)})
    first.pipeline.close_spider()
    (log,) = (tmp_path / "seen").glob("log-*")
    log.write_bytes(log.read_bytes()[:-5])
    Crawl(**settings).pipeline.close_spider()
    assert "an earlier crawl was cut off while writing; its last" in caplog.text


def test_options_of_the_configuration_are_settings_too(tmp_path: Path) -> None:
    assert Crawl(CLEANUP_SELECT="HL,SP")({"text": DIRTY})["text"].endswith(
        "Leave a Reply\n\nYour email address will not be published."
    )
    assert "Leave a Reply" in Crawl(CLEANUP_PROTECT=["Leave a Reply"])({"text": DIRTY})["text"]
    assert Crawl(CLEANUP_MAX_REMOVED="0.01", CLEANUP_UNSAFE="False")({"text": DIRTY})["text"] != CLEAN
    assert Crawl(CLEANUP_CURATED="1", CLEANUP_SITE="a.example")({"text": CLEAN})["text"] == CLEAN
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[rule]]\ncode = "BP998"\nname = "end"\nkind = "line"\nwhy = "An end."\nphrases = ["that is all"]\n', "utf-8"
    )
    for rules in (file, [file], str(file)):
        assert Crawl(CLEANUP_RULES=rules)({"text": f"{CLEAN}\n\nThat is all!"})["text"] == CLEAN


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"CLEANUP_TITEL_FIELD": "title"}, "CLEANUP_TITEL_FIELD: unknown setting; did you mean CLEANUP_TITLE_FIELD?"),
        ({"CLEANUP_FIELD": "text"}, "CLEANUP_FIELD: unknown setting; did you mean CLEANUP_FIELDS?"),
        ({"CLEANUP_DROP_DUPLICATES": "fuzzy"}, "expected True, False, 'exact' or 'near'"),
        ({"CLEANUP_SEEN": "seen"}, "CLEANUP_SEEN = 'seen' needs CLEANUP_DROP_DUPLICATES = 'near'"),
        ({"CLEANUP_JOBS": 2}, "CLEANUP_JOBS: unknown setting; it is about files"),
        ({"CLEANUP_UNSAFE": "maybe"}, "CLEANUP_UNSAFE = 'maybe': expected True or False"),
        ({"CLEANUP_SELECT": "XX1"}, "CLEANUP_SELECT: .*no code begins with 'XX1'"),
        ({"CLEANUP_KEEP": "all"}, "CLEANUP_KEEP: .*article, body"),
        ({"CLEANUP_FIELDS": ""}, "CLEANUP_FIELDS"),
        ({"CLEANUP_FIELDS": ["a", "b"], "CLEANUP_RAW_FIELD": "raw"}, "write 'raw_{field}'"),
        ({"CLEANUP_FIELDS": ["a", "b"], "CLEANUP_RAW_FIELD": "{field}"}, "CLEANUP_RAW_FIELD: what stands in 'a' would be lost"),
        ({"CLEANUP_EDITS_FIELD": "text"}, "CLEANUP_EDITS_FIELD: what stands in 'text' would be lost; name a field of its own"),
        ({"CLEANUP_RAW_FIELD": "title"}, "CLEANUP_RAW_FIELD: what stands in 'title' would be lost"),
        ({"CLEANUP_RAW_FIELD": "x", "CLEANUP_EDITS_FIELD": "x"}, "CLEANUP_EDITS_FIELD: what stands in 'x' would be lost"),
        ({"CLEANUP_SELECT": "BP", "CLEANUP_IGNORE": "BP"}, "leave no rule"),
        ({"CLEANUP_PROFILE": "none.json"}, "CLEANUP_PROFILE: none.json: No such file"),
        ({"CLEANUP_RULES": ["none.toml"]}, "CLEANUP_RULES: none.toml: No such file"),
        ({"CLEANUP_REJECTED": ["none.jsonl"]}, "CLEANUP_REJECTED: none.jsonl: No such file"),
    ],
)
def test_a_wrong_setting_ends_the_crawl_before_it_begins(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        Crawl(**settings)


def test_it_can_be_switched_off() -> None:
    with pytest.raises(NotConfigured):
        Crawl(CLEANUP_ENABLED=False)


def test_long_texts_do_not_keep_the_crawl_waiting() -> None:
    """Two long texts are cleaned while a clock ticks on; the ticks between are counted, not timed."""
    crawl = Crawl()
    text = "\n\n".join(f"Sentence {number} of a long story is about rain , wind and the sea." for number in range(4_000))
    assert len(text) > 40 * LONG_TEXT
    ticks = 0

    async def main() -> list[Any]:
        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.001)

        clock = asyncio.create_task(tick())
        cleaned = await asyncio.gather(*(crawl.pipeline.process_item({"text": text}) for _ in range(2)))
        clock.cancel()
        return cleaned

    started = time.process_time()
    first, second = asyncio.run(main())
    assert first["text"] == second["text"] == text.replace(" ,", ",")
    assert ticks > 20 * (time.process_time() - started)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("cleanup")] == ["cleanup_0"]
    crawl.pipeline.close_spider()


def test_a_crawl_whose_items_have_no_known_field_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    crawl = Crawl()
    crawl({"article_html": DIRTY})
    crawl.pipeline.close_spider()
    assert "no item had a text in text, body, content; CLEANUP_FIELDS names others" in caplog.text


def test_a_field_that_a_setting_names_and_no_item_has_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    crawl = Crawl(CLEANUP_TITLE_FIELD="headline", CLEANUP_URL_FIELD="link")
    crawl({"text": DIRTY, "title": "Storm", "link": "https://haldenweekly.example/"})
    crawl.pipeline.close_spider()
    assert [record.message for record in caplog.records] == [
        "cleanup: no item had a text in headline, which CLEANUP_TITLE_FIELD names"
    ]


@pytest.mark.parametrize("placed", [{}, {"cleanup.adapters.scrapy.CleanupPipeline": 700}, {CleanupPipeline: 700}])
def test_the_addon_places_the_pipeline_once(placed: dict[Any, int]) -> None:
    crawler = get_crawler(settings_dict={"ADDONS": {CleanupAddon: 500}, "ITEM_PIPELINES": {**placed, "a.b.Store": 300}})
    pipelines = crawler.settings.getdict("ITEM_PIPELINES")
    assert sorted(pipelines.values()) == ([300, 700] if placed else [100, 300])
