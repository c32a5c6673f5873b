"""Lists of strings as one text: nothing is lost in the round trip, and a clean list stays as it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup import Cleaner
from cleanup.adapters.items import About, clean_texts
from cleanup.adapters.pieces import Pieces
from cleanup.text.changeset import ChangeSet
from cleanup.text.edit import Edit

PARTS = (
    "The storm, ",
    "said ",
    "Ada Falk",
    ", came at night",
    " from the west and took the roof of the old pier with it .",
    "Leave a Reply",
    "Your email address will not be published.",
    "Storm hits the coast of Ellsmouth",
    "\n   ",
    "",
    "(",
    "Reuters",
    ")",
    "The pier was built in 1911 by the father of the present mayor, who is said to have hated the sea.\n",
    "Volunteers took it apart in October and carried 2,300 numbered parts into a former fish hall.",
    "Related Articles",
    "\u00a0",
    "Comment *",
)
NOTHING = About(title=None, url=None, language=None)
CLEANER = Cleaner()


def cleaned(strings: list[str]) -> list[str]:
    (field,) = clean_texts(CLEANER, {"text": strings}, NOTHING)
    value: list[str] = field.value
    return value


@given(st.lists(st.text(max_size=12)))
def test_without_changes_a_list_is_what_it_was(strings: list[str]) -> None:
    pieces = Pieces(strings)
    assert pieces.after(pieces.text, ChangeSet(len(pieces.text))) == strings


@given(st.lists(st.text("ab .,\n", max_size=12), min_size=1), st.data())
def test_what_no_edit_touches_stays_in_its_string(strings: list[str], data: st.DataObject) -> None:
    text = Pieces(strings).text
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [Edit(start, text[start:end], "") for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    changes = ChangeSet.of(text, edits)
    left = Pieces(strings).after(changes.apply(text), changes)
    assert "".join("".join(left).split()) == "".join(changes.apply(text).split())


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=14))
def test_a_clean_list_stays_as_it_is(strings: list[str]) -> None:
    once = cleaned(strings)
    assert not once or cleaned(once) == once


def test_text_nodes_run_on_and_paragraphs_do_not() -> None:
    assert Pieces(["Storm", "The storm, ", "he", " said, came (", "Reuters", ")", "", "Then"]).text == (
        "Storm\n\nThe storm, he said, came (Reuters)\n\nThen"
    )
