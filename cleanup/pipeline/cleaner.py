"""The entry point of the library: a cleaner, built once from a configuration and used for many texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any

from cleanup.pipeline.batch import Columns, clean_columns
from cleanup.pipeline.choose import phrase_pattern
from cleanup.pipeline.config import Config, ConfigError
from cleanup.pipeline.engine import Engine
from cleanup.pipeline.order import STAGES
from cleanup.pipeline.plugins import build
from cleanup.pipeline.rejected import load_rejected
from cleanup.pipeline.result import Result
from cleanup.rules.load import load
from cleanup.rules.plugins import installed
from cleanup.rules.rule import Rule
from cleanup.rules.select import unknown
from cleanup.stages.stage import Context
from cleanup.text.document import Document

if TYPE_CHECKING:
    from cleanup.corpus.profile import SiteProfile


class Cleaner:
    """Cleans texts under one configuration. Safe to use from several threads, and picklable.

    Options are those of `Config`, as keywords, and change the given configuration; `profile` is a file, or a profile that was
    loaded or learned. Raises ConfigError on an unknown option or a bad value, RuleError on a bad rule file, ProfileError on a bad
    profile, OSError on a file that cannot be read.

        >>> Cleaner(keep="body").clean("Storm hits the coast\\n\\nStorm hits the coast\\n\\nThe storm came at night.")
        'The storm came at night.'
    """

    def __init__(
        self, config: Config | None = None, *, profile: SiteProfile | str | PathLike[str] | None = None, **options: Any
    ) -> None:
        if isinstance(profile, str | PathLike):
            options["profile"], profile = profile, None
        if not isinstance(config, Config | None):
            raise TypeError(
                f"expected a Config, got {type(config).__name__}; options go as keywords, Config.from_mapping takes a table"
            )
        if profile is not None and not hasattr(profile, "sites"):
            raise TypeError(f"expected a SiteProfile, or its file, got {type(profile).__name__}: {profile!r:.60}")
        self.config = (config or Config()).with_options(options)
        self._profile = profile
        self._check_codes()
        _ = self._engine  # a mistake in the configuration shows here, not at the first text

    def __getstate__(self) -> dict[str, Any]:
        return {"config": self.config, "_profile": self._profile}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def _check_codes(self) -> None:
        """What is selected must exist: a typo would silently turn cleaning off."""
        codes = [rule.code for rule in load(self.config.rules, self.config.plugins)]
        for _, fault in unknown((*self.config.select, *self.config.extend_select), codes):
            raise ConfigError(f"select: {fault}")

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules that may act, by code."""
        config, selection = self.config, self.config.selection
        return {
            rule.code: rule
            for rule in load(config.rules, config.plugins)
            if selection.allows(rule.code)
            and (rule.depth == "article" or config.keep == "body")
            and (rule.curated != "none" or not config.curated or self._is_named(rule.code))
        }

    def _is_named(self, code: str) -> bool:
        """Whether the configuration selects a rule by its code or a beginning of it, and not with all others."""
        named = (*self.config.select, *self.config.extend_select)
        return any(prefix and code.startswith(prefix) for prefix in named)

    @cached_property
    def profile(self) -> SiteProfile | None:
        """The site profile in use, if any."""
        if self._profile is None and self.config.profile:
            from cleanup.corpus.profile import SiteProfile

            return SiteProfile.load(self.config.profile)
        return self._profile

    @cached_property
    def _engine(self) -> Engine:
        config, rules = self.config, self.rules
        context = Context(rules, config.keep, self.profile, config.curated, config.plain_ftfy)
        families = {rule.family for rule in rules.values()}
        stages = tuple(stage for stage in build(STAGES, installed(config.plugins), context) if stage.family in families)
        rejected = load_rejected(config.rejected)
        phrases = phrase_pattern((*config.protect, *rejected.phrases))
        return Engine(stages, rules, config.unsafe, phrases, config.max_removed, rejected, config.min_certainty)

    def clean(self, text: str, *, title: str | None = None, url: str | None = None, language: str | None = None) -> str:
        """The cleaned text. Law: `clean(clean(t)) == clean(t)`, with the same title, url and language.

        `title` and `url` are what is known of the article, `language` its code (ISO 639-1, "en"); what is None is found. Raises
        TypeError for a text that is not a string, RuleError if a pattern of the user's takes too long.
        """
        return self.explain(text, title=title, url=url, language=language).text

    def explain(
        self,
        text: str,
        *,
        title: str | None = None,
        url: str | None = None,
        language: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Result:
        """The cleaned text with every edit and the way back. Law: `explain(t).undo() == t`.

        The arguments are those of `clean`; `metadata` is what a plugin's stage may ask for. Raises TypeError for a text that is
        not a string, RuleError if a pattern of the user's takes too long.
        """
        document = Document(
            _text(text, "text") or "",
            title=_text(title or None, "title"),
            url=_text(url or None, "url"),
            language=_text(language or None, "language") or self.config.language,
            shape=self.config.shape,
            metadata={"site": self.config.site, **(metadata or {})} if self.config.site else metadata or {},
            curated=self.config.curated,
        )
        return self.run(document)

    def run(self, document: Document) -> Result:
        """Clean a document that its reader has put together."""
        return self._engine.run(document)

    def clean_batch(
        self,
        columns: Mapping[str, Iterable[Any]],
        *,
        text_column: str = "text",
        title_column: str | None = None,
        url_column: str | None = None,
        language_column: str | None = None,
    ) -> dict[str, Any]:
        """The columns of a batch with one of texts cleaned; those of titles, urls and languages are used.

        Made for engines that pass batches as columns, lists or their like (Ray, Spark, datasets, Daft, pandas). Without names,
        columns `title`, `url` and `language` are used where there are such. A gap (None, NaN, NA) stays one. Raises KeyError
        without a column that was named, ValueError on one of other length, TypeError on a value that is not a string.
        """
        names = Columns(text_column, title_column, url_column, language_column)
        return clean_columns(columns, names, lambda row: self.clean(row[0], title=row[1], url=row[2], language=row[3]))


def _text(value: Any, name: str) -> str | None:
    """The text as a plain `str`: a string of lxml keeps its page in memory. None stays, except as what is to be cleaned."""
    if type(value) is str or (value is None and name != "text"):
        return value
    if not isinstance(value, str):
        raise TypeError(f"expected a text{f' as {name}' if name != 'text' else ''}, got {type(value).__name__}: {value!r:.60}")
    return str.__str__(value)
