"""Stages of other packages among ours: where they stand in the order, and what keeps their mistakes from costing a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cleanup.rules.plugins import Plugin, Plugins, left_out
from cleanup.stages.stage import Context, Promise, Stage, StageError
from cleanup.text.document import Document
from cleanup.text.edit import Edit

AFTER = "repetition"
"""The stage that those of plugins follow unless their `after` names another: the last that removes, before the repairs."""


class PluginStage:
    """A stage of a plugin. Whatever goes wrong in it is a StageError that names the plugin."""

    def __init__(self, plugin: Plugin, stage: Stage) -> None:
        self.name, self.family, self.promise = stage.name, stage.family, Promise(stage.promise)
        self._plugin, self._stage = plugin, stage

    def propose(self, document: Document) -> Iterable[Edit]:
        """What the stage proposes. Raises StageError, also for what is not an edit or has a code of another family."""
        try:
            edits = list(self._stage.propose(document))
            strangers = [edit for edit in edits if not self._is_ours(edit)]
        except Exception as error:  # whatever the code of others raises
            raise StageError(f"{self._plugin}: {type(error).__name__}: {error}") from error
        if strangers:
            raise StageError(f"{self._plugin}: proposed {strangers[0]!r:.80}, which is not an edit with a code {self.family}...")
        return edits

    def _is_ours(self, edit: object) -> bool:
        return isinstance(edit, Edit) and edit.code[:2] == self.family


def build(ours: Iterable[Callable[[Context], Stage]], plugins: Plugins, context: Context) -> list[Stage]:
    """Our stages in their order and those of plugins after the one they name, by the names of the plugins.

    A plugin whose stage cannot be built, or names a place that is not there, is left out with a PluginWarning.
    """
    stages = [make(context) for make in ours]
    names = [stage.name for stage in stages]
    following: dict[str, list[Stage]] = {}
    for plugin in plugins.stages:
        after = getattr(plugin.stage, "after", AFTER)
        if after not in names:
            left_out(plugin, f"it comes after {after!r}, and stages are {', '.join(names)}")
        elif (stage := _built(plugin, context)) is not None:
            following.setdefault(after, []).append(stage)
    return _merged(stages, following)


def _merged(stages: Sequence[Stage], following: dict[str, list[Stage]]) -> list[Stage]:
    return [each for stage in stages for each in (stage, *following.get(stage.name, ()))]


def _built(plugin: Plugin, context: Context) -> Stage | None:
    try:
        return PluginStage(plugin, plugin.stage(context))
    except Exception as error:  # whatever the code of others raises
        left_out(plugin, f"{type(error).__name__}: {error}")
        return None
