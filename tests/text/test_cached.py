"""Values of an object that are computed once, when they are first asked for."""

from __future__ import annotations

import pickle

from cleanup.text.cached import cached_property
from cleanup.text.dataclass import dataclass


@dataclass(frozen=True)
class Word:
    letters: str

    @cached_property
    def sizes(self) -> list[int]:
        """How long it is."""
        return [len(self.letters)]


def test_a_value_is_found_once_for_each_object() -> None:
    one, other = Word("fog"), Word("storm")
    assert "sizes" not in vars(one)
    assert one.sizes is one.sizes
    assert (one.sizes, other.sizes) == ([3], [5])
    assert vars(one)["sizes"] is one.sizes


def test_objects_are_compared_and_pickled_as_without_it() -> None:
    word = Word("fog")
    assert word.sizes == [3]
    assert word == Word("fog")
    assert pickle.loads(pickle.dumps(word)).sizes == [3]


def test_the_class_shows_what_the_value_is() -> None:
    assert Word.sizes.__doc__ == "How long it is."
