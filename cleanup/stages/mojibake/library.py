"""ftfy, imported in a third of the time.

A hook imports it for the first damaged text, and of the 35 ms that takes (measured, ftfy 6.3.1) half go to wcwidth, by which its
module `formatting` sets text in columns on a terminal, and a third to compiling patterns. Nothing here asks for columns, and a
wheel has the patterns compiled. Whoever asks ftfy for columns after all gets them, as ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

from cleanup.text.packaged import packaged

PATTERNS = "ftfy_patterns.bin"
"""The file beside this one that is written when a wheel is built: what importing ftfy compiles."""

_FORMATTING = "ftfy.formatting"


def import_ftfy() -> None:
    """Import ftfy, if nobody has yet: any import of it behind this one finds it."""
    if "ftfy" in sys.modules:
        return
    with suppress(OSError):  # a checkout has no such file
        from cleanup.text.precompile import into_cache

        into_cache(packaged(__name__, PATTERNS))
    later = sys.modules[_FORMATTING] = _Formatting(_FORMATTING)
    try:
        import ftfy
    finally:
        later.leave()
    if getattr(ftfy, "display_ljust", None) == later.display_ljust:
        ftfy.formatting = later  # until somebody imports it


def patterns() -> Iterator[tuple[str | bytes, int]]:
    """The sources and flags of what importing ftfy compiles, in a process that has not imported it. `re` forgets all others."""
    re.purge()
    import_ftfy()
    for _, source, flags in getattr(re, "_cache", ()):
        yield source, flags


class _Formatting(ModuleType):
    """Stands for the module of that name, which is imported when anything is asked of it: `import ftfy` only takes a function."""

    def display_ljust(self, *given: Any, **named: Any) -> Any:
        return self._module().display_ljust(*given, **named)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # the import system asks for some of these
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self._module(), name)

    def _module(self) -> ModuleType:
        self.leave()
        return import_module(_FORMATTING)

    def leave(self) -> None:
        """Make room for the module itself."""
        if sys.modules.get(_FORMATTING) is self:
            del sys.modules[_FORMATTING]
