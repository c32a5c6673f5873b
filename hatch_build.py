"""Puts into the wheel what takes long to make and is the same each time: all rules in one module, compiled patterns in files.

See `cleanup.rules.ready`, `cleanup.text.precompile` and, for what importing ftfy compiles, `cleanup.stages.mojibake.library`.
"""

import gc
import os
import subprocess
import sys
import tempfile
from ast import literal_eval
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compiled(BuildHookInterface[Any]):
    """Named in pyproject.toml; hatchling runs it before it builds a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """A checkout reads its rule files themselves, so that an edited one counts at once."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from cleanup.rules.index import packed
        from cleanup.rules.load import built_in
        from cleanup.rules.ready import INDEX, RULES, STRINGS, TEXTS, content_name, module_name, module_source, packed_rules
        from cleanup.stages.mojibake.library import PATTERNS
        from cleanup.text.lazy import PRECOMPILED
        from cleanup.text.precompile import bundled, precompiled

        self._folder = tempfile.TemporaryDirectory()
        rules, texts, strings = packed_rules(built_in())
        values = {RULES: rules, TEXTS: texts}
        made = {f"rules/{module_name(name)}.py": module_source(value).encode("utf-8") for name, value in values.items()}
        contents = {STRINGS: strings, INDEX: packed(built_in())}
        made |= {f"rules/{content_name(name)}": content for name, content in contents.items()}
        made[f"text/{PRECOMPILED}"] = precompiled(patterns())
        made[f"stages/mojibake/{PATTERNS}"] = bundled(patterns_of_ftfy(self.root))
        for name, content in made.items():
            path = Path(self._folder.name, Path(name).name)
            path.write_bytes(content)
            build_data["force_include"][str(path)] = f"cleanup/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """What was made stands in the wheel now."""
        if version != "editable":
            self._folder.cleanup()


def patterns() -> Iterator[tuple[str, int, str]]:
    """The patterns of all modules, of a cleaner for articles and one for texts kept by hand, and of the rules; each with its key,
    its flags and its source."""
    import cleanup
    from cleanup.rules.load import built_in
    from cleanup.stages.mojibake.scan import CODES, ENTITY, MOJIBAKE, suspect
    from cleanup.stages.spacing.gaps import CLASSES, gap, near_gap
    from cleanup.text.lazy import Lazy

    for module in walk_packages(cleanup.__path__, "cleanup."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # what needs other packages: they are not there when a wheel is built
                import_module(module.name)
    held = []  # what they hold is alive
    with suppress(ImportError):
        held += [cleanup.Cleaner(curated=curated, keep=keep) for curated in (False, True) for keep in ("article", "body")]
    yield from ((each.key, each.flags, each.source) for each in gc.get_objects() if isinstance(each, Lazy))
    yield from ((source, 0, source) for rule in built_in() for source in rule.patterns)
    of_words = [*map(gap, CLASSES), near_gap()]
    codes = frozenset(CODES)
    some = (codes, codes - {ENTITY}, frozenset({MOJIBAKE, ENTITY}), frozenset({MOJIBAKE}))
    damaged = [suspect(each, ascii_only) for each in some for ascii_only in (True, False)]
    yield from ((pattern.pattern, 0, pattern.pattern) for pattern in of_words + damaged)


def patterns_of_ftfy(root: str) -> list[tuple[str | bytes, int]]:
    """The patterns (source, flags) that a new process compiles when it imports ftfy; none where there is no ftfy."""
    code = "from cleanup.stages.mojibake.library import patterns; print(ascii([*patterns()]))"
    given = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    printed = subprocess.run([sys.executable, "-c", code], env=given, stdout=subprocess.PIPE, text=True).stdout
    found: list[tuple[str | bytes, int]] = literal_eval(printed or "[]")
    return found
