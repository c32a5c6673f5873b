"""Cleaning in a crawl of Scrapy (2.13 and newer): an item pipeline, and an add-on that puts it into place.

ADDONS = {"cleanup.adapters.scrapy.CleanupAddon": 500}                 # or
ITEM_PIPELINES = {"cleanup.adapters.scrapy.CleanupPipeline": 100}
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem, NotConfigured
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("to clean in Scrapy: pip install 'cleanup-articles[scrapy]'", name=error.name) from error

from cleanup.adapters.items import About, Cleaned, clean_texts, first_text, is_empty, is_text, kind_of, plain, texts_of
from cleanup.adapters.seen import ExactSeen, NearSeen, Seen
from cleanup.adapters.settings import ItemSettings, SettingError
from cleanup.adapters.threads import in_thread, one_thread
from cleanup.corpus.site import host_of
from cleanup.corpus.stored import KnownError
from cleanup.pipeline.cleaner import Cleaner
from cleanup.text.language import code_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

ORDER = 100
"""Where the add-on puts the pipeline: before those that check, count or store items, which by habit begin at 300."""

LONG_TEXT = 5_000
"""Characters of an item from which on it is cleaned in a thread: as many take 3 ms, and a thread waits up to 5 ms for its turn.

Measured with 30 texts of 50,000 characters, 50 ms each: one thread keeps the crawl waiting for 15 ms at most, six for 140.
"""


class CleanupPipeline:
    """Cleans the text of each item. Settings are those of `ItemSettings`, as CLEANUP_FIELDS, and the options of `Config` that are
    about a text.

    An error never costs an item: it goes on as it came, counted as `cleanup/errors` and logged. Raises SettingError on a setting
    that cannot be used, which ends the crawl before it begins: items that nobody cleans would look as if somebody had.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._settings = ItemSettings.read(crawler.settings)
        if not self._settings.enabled:
            raise NotConfigured("CLEANUP_ENABLED is False")
        try:
            self._cleaner = Cleaner(self._settings.config)
        except OSError as error:
            raise SettingError(self._settings.name_of(error)) from None
        if not self._cleaner.rules:
            raise SettingError("CLEANUP_SELECT and CLEANUP_IGNORE leave no rule; `cleanup rules` lists them")
        stats = crawler.stats
        assert stats is not None  # Scrapy makes them before it makes pipelines
        self._stats = stats
        self._seen = _seen(self._settings)
        self._told: set[str] = set()
        self._pool = one_thread()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """How Scrapy makes a pipeline."""
        return cls(crawler)

    def close_spider(self, spider: Any = None) -> None:
        """Let the thread go; say so if no item had any of the fields, or one that a setting names."""
        if self._seen is not None:
            self._pool.submit(self._seen.close).result()
        self._pool.shutdown(wait=False)
        if "items" not in self._told and "passed" in self._told:
            logger.warning("cleanup: no item had a text in %s; CLEANUP_FIELDS names others", ", ".join(self._settings.fields))
        for key, name in self._settings.named.items():
            if "items" in self._told and key not in self._told:
                logger.warning("cleanup: no item had a text in %s, which %s names", name, key)

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """The same item with clean text. Raises DropItem if the settings say so."""
        try:
            adapter = ItemAdapter(item)
            texts = texts_of(adapter, self._settings)
            cleaned = await self._cleaned(texts, self._about(adapter))
            self._write(adapter, cleaned)
        except Exception as error:
            self._failed("an item passes as it came", error)
            return item
        self._told.add("items" if cleaned else "passed")
        self._account(texts, cleaned)
        await self._drop(adapter, texts)
        return item

    def _about(self, adapter: ItemAdapter) -> About:
        settings = self._settings
        fields = (settings.title_field, settings.url_field, settings.language_field)
        title, url, language = (first_text(adapter.get(field)) for field in fields)
        self._told.update(key for key, field in settings.named.items() if first_text(adapter.get(field)))
        return About(title=title, url=url, language=code_of(language))

    async def _cleaned(self, texts: dict[str, Any], about: About) -> list[Cleaned]:
        if sum(len(plain(value)) for value in texts.values() if is_text(value)) < LONG_TEXT:
            return clean_texts(self._cleaner, texts, about)
        return await in_thread(self._pool, clean_texts, self._cleaner, texts, about)

    def _write(self, adapter: ItemAdapter, cleaned: list[Cleaned]) -> None:
        """All fields or none: an item without room for its raw text must not lose it."""
        new: dict[str, Any] = {}
        for each in cleaned:
            if raw_field := self._settings.raw_field_of(each.field):
                new[raw_field] = each.raw
            if each.result.changed:
                new[each.field] = each.value
        if self._settings.edits_field and cleaned:
            new[self._settings.edits_field] = [edit for each in cleaned for edit in each.edits()]
        old = {field: adapter[field] for field in new if field in adapter}
        written = []
        try:
            for field, value in new.items():
                adapter[field] = value
                written.append(field)
        except Exception:
            for field in written:
                if field in old:
                    adapter[field] = old[field]
                else:
                    del adapter[field]
            raise

    def _account(self, texts: dict[str, Any], cleaned: list[Cleaned]) -> None:
        """Count what happened, by rule."""
        if cleaned:
            self._count("items")
            self._count("changed" if any(each.result.changed for each in cleaned) else "unchanged")
        for each in cleaned:
            for code, count in each.result.rules().items():
                self._count(f"edits/{code}", count)
            for remark in each.result.remarks:
                self._count(f"remarks/{remark.code}")
            self._count("removed_characters", each.removed)
        for field, value in texts.items():
            if not is_text(value) and not is_empty(value):
                self._count(f"skipped/{type(value).__name__}")
                if (kind := kind_of(value)) not in self._told:
                    self._told.add(kind)
                    logger.warning("cleanup: left a field alone: %s is %s, not a text or a list of texts", field, kind)

    async def _drop(self, adapter: ItemAdapter, texts: dict[str, Any]) -> None:
        """Raises DropItem for an item that is empty, or whose text came before."""
        if not texts:
            return
        now = [adapter[field] for field in texts]
        if self._settings.drop_empty and all(map(is_empty, now)):
            self._count("dropped/empty")
            had = not all(map(is_empty, texts.values()))
            raise DropItem(f"cleanup: {'nothing is left of' if had else 'no text in'} {', '.join(texts)}")
        if self._seen is not None and (like := await self._earlier(self._seen, adapter, now)):
            self._count("dropped/duplicate")
            raise DropItem(f"cleanup: {like}")

    async def _earlier(self, seen: Seen, adapter: ItemAdapter, values: list[Any]) -> str | None:
        """How an earlier item is like this one, if one is; in the thread, which alone may ask."""
        about = self._about(adapter)
        name = about["url"] or about["title"] or "an item without url and title"
        text = "\n\n".join(plain(value) for value in values if is_text(value))
        try:
            return await in_thread(self._pool, seen.earlier, text, name, host_of(about["url"]))
        except Exception as error:
            self._failed("an item passes without a look for its duplicates", error)
            return None

    def _failed(self, what: str, error: Exception) -> None:
        """Count and log an error, where it came from only the first time for each type: a mistake in a class of items meets each
        of them."""
        kind = f"{what}: {type(error).__name__}"
        self._count("errors")
        logger.error("cleanup: %s: %s", kind, error, exc_info=error if kind not in self._told else None)
        self._told.add(kind)

    def _count(self, what: str, count: int = 1) -> None:
        if count:
            self._stats.inc_value(f"cleanup/{what}", count)


def _seen(settings: ItemSettings) -> Seen | None:
    if settings.drop_duplicates != "near":
        return ExactSeen() if settings.drop_duplicates else None
    try:
        seen = NearSeen(settings.seen or None)
    except (KnownError, OSError) as error:
        raise SettingError(f"CLEANUP_SEEN = {settings.seen!r}: {error}") from None
    if seen.torn:
        logger.warning(
            "cleanup: %s: an earlier crawl was cut off while writing; its last %d bytes were dropped", settings.seen, seen.torn
        )
    return seen


class CleanupAddon:
    """Puts `CleanupPipeline` before the other pipelines, unless the settings already place it."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Called by Scrapy when it reads its ADDONS."""
        path = f"{CleanupPipeline.__module__}.{CleanupPipeline.__qualname__}"
        pipelines = settings["ITEM_PIPELINES"]
        if path not in pipelines and CleanupPipeline not in pipelines:
            pipelines.set(path, ORDER, "addon")
