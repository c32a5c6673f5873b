"""`NamedTuple` as `typing` has it, for classes that cost nothing before they are used.

`typing` compiles the annotation of each field and a `__new__` for each class: 0.2 ms a class, which for all of ours is a tenth of
what a hook takes to check ten files. Here `__new__` is written when so many objects were made that it pays, and the other methods
are functions that all classes share. What is here behaves like the standard one (tests/text/test_namedtuple.py holds it to that).
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

_GENERIC = 32
"""Objects of a class that a generic `__new__` makes: compiling a special one costs what it saves on a hundred objects."""

_getter: Callable[[int, str], Any] = getattr(collections, "_tuplegetter", lambda place, doc: property(itemgetter(place), doc=doc))


class _Named(tuple[Any, ...]):
    """The methods of all named tuples."""

    __slots__ = ()
    _fields: tuple[str, ...]
    _field_defaults: Mapping[str, Any]

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **values: Any) -> Any:
        made = self._make(map(values.pop, self._fields, self))
        if values:
            raise ValueError(f"Got unexpected field names: {list(values)!r}")
        return made

    __replace__ = _replace  # for `copy.replace`

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
        return f"{self.__class__.__name__}({values})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Meta(type):
    """Makes a class below NamedTuple one of named tuples, whose fields are what it annotates."""

    def __new__(mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(mcls, name, bases, namespace)
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        made: Any = None
        left = _GENERIC

        def __new__(cls: type, /, *args: Any, **values: Any) -> Any:
            nonlocal left
            left -= 1
            if left > 0 and not values and len(args) == len(fields):
                return tuple.__new__(cls, args)
            made.__new__ = written = _new(made.__qualname__, fields, defaults)
            return written(cls, *args, **values)

        getters = {field: _getter(place, f"Alias for field number {place}") for place, field in enumerate(fields)}
        own = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__new__": __new__}
        made = type(name, (_Named,), namespace | getters | own)
        return made


def _new(name: str, fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Any:
    """The `__new__` of a class, written."""
    given = "".join(f", {field}" for field in fields)
    values = "".join(f"{field}, " for field in fields)
    known: dict[str, Any] = {"_new": tuple.__new__}
    exec(f"def __new__(_cls{given}):\n return _new(_cls, ({values}))", known)
    written = known["__new__"]
    written.__qualname__, written.__defaults__ = f"{name}.__new__", tuple(defaults.values()) or None
    return staticmethod(written)


if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class NamedTuple(metaclass=_Meta):
        """See `typing.NamedTuple`."""
