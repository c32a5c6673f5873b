"""Our dataclasses against those of the standard library, made of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from cleanup.text import dataclass as ours
from cleanup.text.edit import Edit, Reason

STYLES = [
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"slots": True},
    {},
]


def _pair(**style: bool) -> tuple[Any, Any]:
    """One class, by the standard library and by us."""

    def made(dataclass: Callable[..., Any], field: Callable[..., Any]) -> Any:
        class Thing:
            kinds: ClassVar[tuple[str, ...]] = ("a",)
            name: str
            size: int = 3
            names: list[str] = field(default_factory=list)
            note: str = field(default="-", compare=False)
            secret: str = field(default="x", repr=False)
            count: int = field(init=False, default=0)

            def __post_init__(self) -> None:
                if self.size < 0:
                    raise ValueError("a negative size")

        return dataclass(**style)(Thing)

    return made(dataclasses.dataclass, dataclasses.field), made(ours.dataclass, ours.field)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4), {"note": "other"}),
    (("b",), {"size": 2, "names": ["x"]}),
    (("a", 3, [], "-", "y"), {}),
]


@pytest.mark.parametrize("before", [0, 100], ids=["at first", "later"])
@pytest.mark.parametrize("style", STYLES, ids=str)
def test_objects_hold_show_and_compare_the_same(style: dict[str, bool], before: int) -> None:
    standard, own = _pair(**style)
    for _ in range(before):
        own("x")
    pairs = [(standard(*args, **values), own(*args, **values)) for args, values in CALLS]
    for one, other in pairs:
        assert repr(one).replace(standard.__qualname__, "") == repr(other).replace(own.__qualname__, "")
        assert dataclasses.asdict(one) == dataclasses.asdict(other)
        for second, other_second in pairs:
            assert (one == second) is (other == other_second)
            if style.get("order"):
                assert (one < second, one <= second) == (other < other_second, other <= other_second)
    assert pairs[0][1] != pairs[0][0]
    assert standard.__match_args__ == own.__match_args__
    assert (standard.__hash__ is None) is (own.__hash__ is None)


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_mistakes_are_the_same_errors(style: dict[str, bool]) -> None:
    for thing, replace in zip(_pair(**style), (dataclasses.replace, ours.replace), strict=True):
        for args, values in (((), {}), (("a",), {"nothing": 1}), (("a",), {"count": 1}), (("a", 1, [], "", "", 1), {})):
            for _ in range(2):  # a class is another one after a mistake
                with pytest.raises(TypeError):
                    thing(*args, **values)
        with pytest.raises(ValueError, match="negative"):
            thing("a", -1)
        made = thing("a")
        with pytest.raises((TypeError, ValueError), match="count"):  # Python 3.13 calls it a TypeError
            replace(made, count=2)
        if style.get("frozen"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                made.name = "b"
            with pytest.raises(dataclasses.FrozenInstanceError):
                del made.name
        else:
            made.name = "b"
            assert made.name == "b"
        if style == {"slots": True}:
            with pytest.raises(AttributeError):
                made.other = 1


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_replacing_and_copying_make_objects_alike(style: dict[str, bool]) -> None:
    _, own = _pair(**style)
    made = own("a", 4, note="n")
    for replace in (ours.replace, dataclasses.replace):
        assert repr(replace(made, size=5)) == repr(own("a", 5, note="n"))
    assert copy.deepcopy(made) == copy.copy(made) == made
    assert own("a").names is not own("a").names


def test_objects_can_be_pickled_and_be_keys() -> None:
    edit = Edit(3, "a", "b", (Reason("SP101", "spacing", "why", 0.9),))
    assert pickle.loads(pickle.dumps(edit)) == edit
    assert {edit: 1}[copy.deepcopy(edit)] == 1
    match edit:
        case Edit(start, old):
            assert (start, old) == (3, "a")


def test_the_standard_library_and_help_know_the_fields() -> None:
    standard, own = _pair(frozen=True)
    assert [each.name for each in dataclasses.fields(own)] == [each.name for each in dataclasses.fields(standard)]
    assert [*inspect.signature(own).parameters] == [*inspect.signature(standard).parameters]
    assert str(inspect.signature(Reason)) == "(code: 'str', stage: 'str', because: 'str', certainty: 'float' = 1.0)"


def test_defining_classes_imports_nothing_and_the_first_object_imports_nothing() -> None:
    program = "import sys, cleanup.text.edit as e; e.Span(0, 1); print(*(sys.modules.keys() & {'dataclasses', 'inspect'}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
