"""ftfy without what it has for terminals.

Of the time that importing ftfy takes, half goes into wcwidth, which only its tables of characters for people need: a hook has no
use for them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

_WIDTHS = "wcwidth"
_NAMES = ("wcswidth", "wcwidth")
"""What ftfy 6.3 imports of it. Of a version that wants more, the import begins anew with the real one."""


def load_ftfy() -> None:
    """Import ftfy, with functions for those of wcwidth that import it when they are called. Call it before any other import of
    ftfy; it does nothing once ftfy or wcwidth is there, nor where another thread might import wcwidth meanwhile."""
    if "ftfy" in sys.modules or _WIDTHS in sys.modules or _has_threads():
        return
    sys.modules[_WIDTHS] = stand_in = ModuleType(_WIDTHS)
    for name in _NAMES:
        setattr(stand_in, name, _later(name))
    try:
        with suppress(ImportError, AttributeError):
            import_module("ftfy")
    finally:
        del sys.modules[_WIDTHS]


def _later(name: str) -> Callable[..., Any]:
    def function(*args: Any, **options: Any) -> Any:
        return getattr(import_module(_WIDTHS), name)(*args, **options)

    return function


def _has_threads() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1
