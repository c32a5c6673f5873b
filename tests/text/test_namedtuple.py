"""Our named tuples against those of the standard library, made of the same classes."""

from __future__ import annotations

import copy
import inspect
import pickle
import subprocess
import sys
import typing
from typing import Any

import pytest

from cleanup.text import namedtuple as ours


def _place(base: Any) -> Any:
    class Place(base):
        """A place."""

        name: str
        start: int
        end: int = 9
        marks: tuple[str, ...] = ()

        @property
        def size(self) -> int:
            return self.end - self.start

        def moved(self, by: int) -> Any:
            return self._replace(start=self.start + by, end=self.end + by)

    return Place


def _pair() -> tuple[Any, Any]:
    """One class, by the standard library and by us."""
    return _place(typing.NamedTuple), _place(ours.NamedTuple)


class Travelling(ours.NamedTuple):
    name: str
    size: int = 0


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a", 1), {}),
    (("a", 1, 2, ("x",)), {}),
    (("a",), {"start": 3}),
    ((), {"end": 4, "name": "b", "start": 1}),
]
MISTAKES: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a",), {}),
    (("a", 1, 2, (), 5), {}),
    (("a", 1), {"name": "b"}),
    (("a", 1), {"nothing": 1}),
]


@pytest.mark.parametrize("before", [0, 100], ids=["at first", "later"])
@pytest.mark.parametrize(("args", "values"), CALLS, ids=str)
def test_they_hold_and_show_the_same(args: tuple[Any, ...], values: dict[str, Any], before: int) -> None:
    standard, own = _pair()
    for number in range(before):
        assert own("x", number, 9, ()) == ("x", number, 9, ())
    one, other = standard(*args, **values), own(*args, **values)
    assert one == other == tuple(one)
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    assert (one.name, one.start, one.end, one.marks, one.size) == (other.name, other.start, other.end, other.marks, other.size)
    assert one.moved(2) == other.moved(2)
    assert type(other.moved(2)) is own
    assert one._asdict() == other._asdict()
    assert copy.copy(other) == other == copy.deepcopy(other)


@pytest.mark.parametrize(("args", "values"), MISTAKES, ids=str)
def test_mistakes_are_the_same_errors(args: tuple[Any, ...], values: dict[str, Any]) -> None:
    standard, own = _pair()
    with pytest.raises(TypeError) as told:
        standard(*args, **values)
    for _ in range(2):
        with pytest.raises(TypeError) as ours_told:
            own(*args, **values)
        assert str(ours_told.value).split("()")[1:] == str(told.value).split("()")[1:]


def test_what_classes_say_of_themselves_is_the_same() -> None:
    standard, own = _pair()
    assert (standard._fields, standard._field_defaults) == (own._fields, own._field_defaults)
    assert standard.__match_args__ == own.__match_args__
    assert standard.__doc__ == own.__doc__
    assert issubclass(own, tuple)
    own("a", start=1)
    assert list(inspect.signature(standard).parameters) == list(inspect.signature(own).parameters)


def test_values_made_of_others_are_checked_as_well() -> None:
    standard, own = _pair()
    assert own._make(["a", 1, 2, ()]) == standard._make(["a", 1, 2, ()])
    for each in (standard, own):
        with pytest.raises(TypeError, match="Expected 4 arguments, got 1"):
            each._make(["a"])
        with pytest.raises(
            (TypeError, ValueError), match=r"unexpected field names: \['nothing'\]"
        ):  # Python 3.13 calls it a TypeError
            each("a", 1)._replace(nothing=1)


def test_they_take_no_more_attributes_and_are_matched() -> None:
    with pytest.raises(AttributeError):
        Travelling("a").name = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Travelling("a").more = "b"  # type: ignore[attr-defined]
    match Travelling("a", 2):
        case Travelling(name, size):
            assert (name, size) == ("a", 2)


def test_they_travel() -> None:
    assert pickle.loads(pickle.dumps(Travelling("a", 3))) == Travelling("a", 3)
    assert type(pickle.loads(pickle.dumps(Travelling("a", 3)))) is Travelling


def test_a_class_is_made_without_compiling_anything() -> None:
    program = (
        "import builtins, cleanup.text.namedtuple as n\n"
        "def refuse(*_): raise AssertionError('compiled')\n"
        "builtins.exec = builtins.eval = builtins.compile = refuse\n"
        "class A(n.NamedTuple):\n"
        "    name: 'str'\n"
        "    size: 'int' = 0\n"
        "assert A('a', 1).size == 1\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
