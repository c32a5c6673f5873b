"""`dataclass`, `field` and `replace` as the standard library has them, for classes that cost nothing before they are used.

`dataclasses` writes and compiles six functions for each class when it is defined, and imports `inspect` for that: 0.7 ms a class,
which for all of ours is more than a hook takes to check ten files. Here `__init__` is written once so many objects are made that
it pays, and the other methods are functions that all classes share. What is here behaves like the standard one (which
tests/text/test_dataclass.py holds it to), and `dataclasses.fields`, `asdict` and `replace` take these objects; no class inherits
from another.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "replace"]

_MISSING: Any = object()
_GENERIC = 32
"""Objects of a class that a generic `__init__` makes: compiling a special one costs what it saves on fifty objects."""

_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


class _Field:
    __slots__ = ("annotation", "compare", "default", "default_factory", "init", "repr")

    def __init__(self, default: Any, default_factory: Any, init: bool, repr: bool, compare: bool) -> None:
        self.annotation: Any = ""
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare


def _field(
    *, default: Any = _MISSING, default_factory: Any = _MISSING, init: bool = True, repr: bool = True, compare: bool = True
) -> Any:
    return _Field(default, default_factory, init, repr, compare)


def _dataclass(cls: Any = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False) -> Any:
    return _made(cls, frozen, slots, order) if cls else lambda given: _made(given, frozen, slots, order)


def _replace(instance: Any, /, **changes: Any) -> Any:
    for name, each in type(instance).__made_fields__.items():
        if each.init:
            if name not in changes:
                changes[name] = getattr(instance, name)
        elif name in changes:
            raise ValueError(f"field {name} is not one of __init__ and cannot be replaced")
    return type(instance)(**changes)


def _made(cls: Any, frozen: bool, slots: bool, order: bool) -> Any:
    fields: dict[str, _Field] = {}
    for name, annotation in cls.__annotations__.items():
        if str(annotation).startswith("ClassVar"):
            continue
        given = cls.__dict__.get(name, _MISSING)
        fields[name] = given if isinstance(given, _Field) else _field(default=given)
        fields[name].annotation = annotation
    if slots:
        cls = _slotted(cls, fields)
    else:
        for name in fields.keys() & cls.__dict__.keys():
            if fields[name].default is _MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, fields[name].default)
    own = cls.__dict__
    methods: dict[str, Any] = {"__init__": _first_init(cls, fields, frozen), "__repr__": _repr, "__eq__": _eq(fields)}
    if own.get("__hash__") is None:  # that of `object`, or none because there is an __eq__
        cls.__hash__ = _hash(fields) if frozen else None
    if order:
        methods |= {name: _ordering(name, fields) for name in _ORDER}
    if frozen:
        methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_delete}
        if slots:
            methods |= {"__getstate__": _getstate, "__setstate__": _setstate}
    given = tuple(name for name, each in fields.items() if each.init)
    cls.__made_fields__, cls.__dataclass_fields__ = fields, _StandardFields()
    extra = {"__signature__": _Signature(), "__match_args__": given, "__replace__": _replace}  # the last for `copy.replace`
    for name, value in (methods | extra).items():
        if name not in own:
            setattr(cls, name, value)
    return cls


def _slotted(cls: Any, fields: dict[str, _Field]) -> Any:
    """A new copy of the class: an existing one cannot be given slots."""
    names = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__", *fields)}
    new = type(cls)(cls.__name__, cls.__bases__, names | {"__slots__": tuple(fields)})
    new.__qualname__ = cls.__qualname__
    return new


def _first_init(cls: Any, fields: dict[str, _Field], frozen: bool) -> Callable[..., None]:
    """What stands for `__init__` until so many objects were made that writing it pays, or there is a mistake to tell of."""
    given = [name for name, each in fields.items() if each.init]
    needed = {name for name in given if fields[name].default is fields[name].default_factory}  # neither is there
    left = _GENERIC

    def __init__(self: Any, *args: Any, **values: Any) -> None:
        nonlocal left
        left -= 1
        known = dict(zip(given, args, strict=False)) | values
        if left <= 0 or len(known) != len(args) + len(values) or not needed <= known.keys() <= set(given):
            cls.__init__ = _init(cls, fields, frozen)
            cls.__init__(self, *args, **values)
            return
        for name, each in fields.items():
            if name not in known:
                known[name] = each.default if each.default_factory is _MISSING else each.default_factory()
            object.__setattr__(self, name, known[name])
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    return __init__


def _init(cls: Any, fields: dict[str, _Field], frozen: bool) -> Callable[..., None]:
    known: dict[str, Any] = {"_MISSING": _MISSING}
    given, lines = ["self"], []
    for name, each in fields.items():
        value = name
        if each.default_factory is not _MISSING:
            known[f"_new_{name}"] = each.default_factory
            value = f"_new_{name}() if {name} is _MISSING else {name}" if each.init else f"_new_{name}()"
            given += [f"{name}=_MISSING"] * each.init
        elif each.default is not _MISSING:
            known[f"_default_{name}"] = each.default
            value = name if each.init else f"_default_{name}"
            given += [f"{name}=_default_{name}"] * each.init
        else:
            given += [name] * each.init
        if not frozen:
            lines.append(f"self.{name} = {value}")
        elif name in cls.__dict__.get("__slots__", ()):
            known[f"_set_{name}"] = cls.__dict__[name].__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_values[{name!r}] = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    if frozen and "__slots__" not in cls.__dict__:
        lines.insert(0, "_values = self.__dict__")
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(given)}):\n {body}", known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {name: each.annotation for name, each in fields.items() if each.init} | {"return": None}
    return made


def _key(fields: dict[str, _Field]) -> Callable[[Any], tuple[Any, ...]]:
    """What objects of a class are compared by."""
    names = [name for name, each in fields.items() if each.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _eq(fields: dict[str, _Field]) -> Callable[[Any, object], bool]:
    key = _key(fields)

    def __eq__(self: Any, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(fields: dict[str, _Field]) -> Callable[[Any], int]:
    key = _key(fields)

    def __hash__(self: Any) -> int:
        return hash(key(self))

    return __hash__


def _ordering(name: str, fields: dict[str, _Field]) -> Callable[[Any, object], bool]:
    key, compare = _key(fields), getattr(tuple, name)

    def ordered(self: Any, other: object) -> Any:
        return compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

    ordered.__name__ = name
    return ordered


def _repr(self: Any) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name, each in self.__made_fields__.items() if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(values)})"


def _refuse_set(self: Any, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__made_fields__]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__made_fields__, state, strict=True):
        object.__setattr__(self, name, value)


class _StandardFields:
    """The fields as `dataclasses` wants them, made when it asks."""

    def __get__(self, instance: object, owner: Any) -> Any:
        import dataclasses

        fields: dict[str, _Field] = owner.__made_fields__
        standard: dict[str, Any] = {"__annotations__": {name: each.annotation for name, each in fields.items()}}
        for name, each in fields.items():
            defaults = {"default": each.default, "default_factory": each.default_factory}
            given = {key: value for key, value in defaults.items() if value is not _MISSING}
            standard[name] = dataclasses.field(**given, init=each.init, repr=each.repr, compare=each.compare)
        made: Any = dataclasses.dataclass(type(owner.__name__, (), standard))
        return made.__dataclass_fields__


class _Signature:
    """What a call of the class takes, for `help` and its like; objects that can be called have their own."""

    def __get__(self, instance: object, owner: Any) -> Any:
        if instance is not None or "__made_fields__" not in owner.__dict__:
            raise AttributeError("__signature__")
        import inspect

        written = inspect.signature(_init(owner, owner.__made_fields__, frozen=False))
        return written.replace(parameters=[*written.parameters.values()][1:], return_annotation=inspect.Signature.empty)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _field, _replace
