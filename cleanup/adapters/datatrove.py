"""A formatter for pipelines of datatrove: cleans the text of each document and counts the edits of each rule."""

from __future__ import annotations

from typing import Any

try:
    from datatrove.data import DocumentsPipeline
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.utils.typeshelper import StatHints
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("to clean in datatrove: pip install cleanup-articles datatrove", name=error.name) from error

from cleanup.pipeline.cleaner import Cleaner
from cleanup.pipeline.result import Result
from cleanup.report.record import records
from cleanup.text.language import code_of


class CleanupFormatter(BaseFormatter):  # type: ignore[misc, unused-ignore]  # datatrove need not be there when types are checked
    """Cleans `document.text`, with what the metadata say of its title, URL and language.

    Options are those of `Config`, as keywords; ConfigError on one that is wrong. With `edits_key` every edit goes into the
    metadata under this name, as in edits.jsonl. Stats: `changed`, `removed_characters`, `edits/BP101` and the like.
    """

    name = "🧹 cleanup"

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        *,
        title_key: str = "title",
        url_key: str = "url",
        language_key: str = "language",
        edits_key: str = "",
        **options: Any,
    ) -> None:
        super().__init__()
        if cleaner is not None and options:
            raise TypeError("give a cleaner or options, not both")
        self.cleaner = cleaner or Cleaner(**options)
        self._keys = (title_key, url_key, language_key)
        self.edits_key = edits_key

    def format(self, text: str) -> str:
        """The cleaned text of which nothing else is known."""
        return self.cleaner.clean(text)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents, cleaned, in their order."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                result = self._explain(document.text, document.metadata)
                document.text = result.text
                if self.edits_key:
                    document.metadata[self.edits_key] = list(records(str(document.id), result.original, result.findings))
            self._account(result)
            yield document

    def _explain(self, text: str, metadata: dict[str, Any]) -> Result:
        title, url, language = (metadata.get(key) for key in self._keys)
        return self.cleaner.explain(
            text,
            title=title if isinstance(title, str) else None,
            url=url if isinstance(url, str) else None,
            language=code_of(language),
        )

    def _account(self, result: Result) -> None:
        if result.changed:
            self.stat_update("changed")
            self.stat_update("removed_characters", value=max(0, len(result.original) - len(result.text)))
        for code, count in result.rules().items():
            self.stat_update(f"edits/{code}", value=count)
        for remark in result.remarks:
            self.stat_update(f"remarks/{remark.code}")
