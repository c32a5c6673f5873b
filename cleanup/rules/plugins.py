"""Stages and rule files of other packages, found by their entry points and loaded when a cleaner is built, not before.

[project.entry-points."cleanup.rules"]
gazette = "cleanup_gazette"                 # a package: the .toml files in it are rule files

[project.entry-points."cleanup.stages"]
gazette = "cleanup_gazette.stage:Gazette"   # a class, built from a Context as those in cleanup/stages are
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from cleanup.rules.rule import FAMILIES
from cleanup.text.dataclass import dataclass
from cleanup.text.lazy import Lazy

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

STAGES, RULES = "cleanup.stages", "cleanup.rules"

_FAMILY = Lazy("[A-Z]{2}")
_NEEDS = ("name", "family", "promise", "propose")


class PluginError(ValueError):
    """Plugins that cannot be used together, or one that is not there; the message is one line for the user."""


class PluginWarning(UserWarning):
    """A plugin that is broken and left out; the message names it."""


@dataclass(frozen=True)
class Plugin:
    """One entry point, and what it led to.

    stage  the class of the stage, of the group `cleanup.stages`
    files  (name, text) of each rule file, of the group `cleanup.rules`
    fault  why it is left out; empty if it is not
    """

    name: str
    distribution: str
    version: str
    stage: Any = None
    files: tuple[tuple[str, str], ...] = ()
    fault: str = ""

    def __str__(self) -> str:
        return f"plugin {self.name} ({self.distribution} {self.version})"


@dataclass(frozen=True)
class Plugins:
    """The plugins in use, sorted by name: the order of what is installed where must not matter."""

    stages: tuple[Plugin, ...] = ()
    packs: tuple[Plugin, ...] = ()

    @property
    def families(self) -> Mapping[str, str]:
        """The stage that owns each family of codes, those of the plugins included."""
        return {**FAMILIES, **{plugin.stage.family: plugin.stage.name for plugin in self.stages}}

    @property
    def versions(self) -> tuple[str, ...]:
        """What a result depends on beside the rules: name and version of each package with a plugin in use."""
        return tuple(
            sorted({f"{plugin.name} ({plugin.distribution} {plugin.version})" for plugin in (*self.stages, *self.packs)})
        )


def installed(names: Iterable[str] | None = None) -> Plugins:
    """The plugins installed here, or those of them that are named. A broken one is left out with a PluginWarning.

    Raises PluginError on a name that is not there, and on stages that claim one name or one family of codes.
    """
    stages, packs = _found(tuple(sys.path))
    if names is not None:
        wanted, known = set(names), {plugin.name for plugin in (*stages, *packs)}
        for name in sorted(wanted - known):
            from cleanup.text.hint import did_you_mean

            hint = did_you_mean(name, known, f"installed are {', '.join(sorted(known)) or 'none'}")
            raise PluginError(f"no plugin {name!r}; {hint}")
        stages = tuple(plugin for plugin in stages if plugin.name in wanted)
        packs = tuple(plugin for plugin in packs if plugin.name in wanted)
    for plugin in (*stages, *packs):
        if plugin.fault:
            left_out(plugin, plugin.fault)
    found = Plugins(*(tuple(plugin for plugin in group if not plugin.fault) for group in (stages, packs)))
    _refuse_clashes(found.stages)
    return found


def left_out(plugin: Plugin, fault: str) -> None:
    """Warn that a plugin is not used; the same warning is shown once in a process."""
    warnings.warn(f"{plugin} is left out: {fault}", PluginWarning, stacklevel=1)


def stage_of(code: str) -> str:
    """The stage that owns a code's family, one of ours or a plugin's; the family itself if the plugin is no longer installed."""
    family = code[:2]
    if family in FAMILIES:
        return FAMILIES[family]
    return installed().families.get(family, family)


def _refuse_clashes(stages: Iterable[Plugin]) -> None:
    owners = dict.fromkeys((*FAMILIES, *FAMILIES.values()), "a stage of cleanup")
    for plugin in stages:
        for what, key in (("name", plugin.stage.name), ("family of codes", plugin.stage.family)):
            if key in owners:
                raise PluginError(f"{plugin}: its {what} {key!r} is taken by {owners[key]}; `plugins` names those to use")
            owners[key] = str(plugin)


@cache
def _found(path: tuple[str, ...]) -> tuple[tuple[Plugin, ...], tuple[Plugin, ...]]:
    """The plugins of each group on this `sys.path`; an argument, since the answer depends on it."""
    if not any(map(_may_hold, path)):
        return (), ()
    from importlib.metadata import entry_points  # 40 ms with all that it imports and reads

    found = entry_points()
    stages, packs = (sorted(found.select(group=group), key=lambda point: (point.name, point.value)) for group in (STAGES, RULES))
    return tuple(map(_stage, stages)), tuple(map(_pack, packs))


def _may_hold(folder: str) -> bool:
    """Whether a place where packages are installed may hold a plugin: what it says of them names one of our groups."""
    try:
        entries = os.listdir(folder or os.curdir)
    except FileNotFoundError:
        return False
    except OSError:
        return True  # an archive, say
    for entry in entries:
        if entry.endswith(".egg"):
            return True
        if entry.endswith((".dist-info", ".egg-info")):
            try:
                with open(os.path.join(folder, entry, "entry_points.txt"), "rb") as file:
                    points = file.read()
            except FileNotFoundError:
                continue
            except OSError:
                return True
            if any(group.encode() in points for group in (STAGES, RULES)):
                return True
    return False


def _plugin(point: EntryPoint, **values: Any) -> Plugin:
    return Plugin(point.name, point.dist.name if point.dist else "?", point.dist.version if point.dist else "?", **values)


def _stage(point: EntryPoint) -> Plugin:
    try:
        stage = point.load()
    except Exception as error:  # whatever the code of others raises
        return _plugin(point, fault=f"{point.value}: {type(error).__name__}: {error}")
    if missing := [name for name in _NEEDS if not hasattr(stage, name)]:
        return _plugin(point, fault=f"{point.value} is no stage: it has no {', '.join(missing)}")
    if not isinstance(stage.name, str) or not (isinstance(stage.family, str) and _FAMILY.fullmatch(stage.family)):
        return _plugin(point, fault=f"{point.value}: name is a text, family two capital letters, not {stage.family!r}")
    return _plugin(point, stage=stage)


def _pack(point: EntryPoint) -> Plugin:
    from importlib.resources import files

    try:
        texts = tuple(_texts(files(point.load())))
    except Exception as error:
        return _plugin(point, fault=f"{point.value}: {type(error).__name__}: {error}")
    return _plugin(point, files=texts, fault="" if texts else f"{point.value} holds no .toml file")


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            yield entry.name, entry.read_text("utf-8")
