"""`cached_property` as Python has it from 3.12 on: without the lock that 3.11 takes for each value of each object.

Cleaning a text finds a dozen values once for a document: their locks took 2 % of the time of an article. Where two threads ask
for a value at the same moment, both may compute it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["cached_property"]


class _CachedProperty:
    """Computes a value when it is first asked for and stores it in the object, where Python looks first from then on."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._find(instance)
        return value


if TYPE_CHECKING:
    from functools import cached_property
else:
    cached_property = _CachedProperty
