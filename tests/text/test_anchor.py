"""Anchors: a stretch is found again by its words or by its neighbours, never by its offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.anchor import CONTEXT, Anchor, words_beside
from cleanup.text.edit import Span
from tests.laws.strategies import articles

BEFORE = "Nobody had swept the harbour steps"
AFTER = "before the first ferry came in."
STRANGE = "Quite another story of boats, nets and gulls"


def found(anchor: Anchor, text: str) -> list[str]:
    return [span.of(text) for span in anchor.find(text)]


def anchor(before: str, left: str = BEFORE, right: str = AFTER) -> Anchor:
    text = left + before + right
    return Anchor.of(text, len(left), len(left) + len(before))


def test_it_keeps_the_stretch_and_what_a_reader_sees_beside_it() -> None:
    left, right = "x" * 500 + "One, two – THREE ", " Four! " + "y" * 500
    far = anchor("[cut]", left, right)
    assert (far.before, far.left[-12:], far.right[:5]) == ("[cut]", "xonetwothree", "foury")
    assert len(far.left) == len(far.right) == CONTEXT
    assert Anchor.of("ab", 0, 2) == Anchor("ab", "", "")


def test_dots_and_dashes_do_not_push_the_words_out_of_its_context() -> None:
    ruled = anchor("cut", "Opening hours" + " . " * 30, " - " * 30 + "Directions")
    assert (ruled.left, ruled.right) == ("openinghours", "directions")


@given(articles(), st.data())
def test_a_stretch_of_words_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = Anchor.of(text, start, end).find(text)
    assert spans == sorted(spans)
    assert any(span.start <= end and start <= span.end for span in spans)


def test_words_are_found_wherever_they_stand_with_their_own_punctuation() -> None:
    gone = anchor("\n\n» Leave a Reply!\n\n")
    text = f"Leave a reply\n\n{STRANGE} » Leave a Reply! and LEAVE A, REPLY? ..."
    assert found(gone, text) == ["Leave a reply", "» Leave a Reply!", "LEAVE A, REPLY"]
    assert found(gone, STRANGE) == []


def test_a_word_at_the_very_start_is_found_with_what_stands_of_it() -> None:
    assert found(anchor("» Subscribe"), "Subscribe, please") == ["Subscribe"]
    assert found(anchor("» Subscribe"), "» Subscribe, please") == ["» Subscribe"]


def test_words_that_overlap_themselves_are_found_each_time() -> None:
    assert [span.start for span in anchor("tick tick").find("tick tick tick")] == [0, 5]
    assert [span.start for span in anchor("mmmm").find("mmmmm")] == [0, 1]


def test_three_letters_alone_are_no_evidence_and_four_are() -> None:
    assert found(anchor("Ads"), f"{STRANGE} Ads {STRANGE}") == []
    assert found(anchor("Menu"), f"{STRANGE} Menu {STRANGE}") == ["Menu"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BEFORE} ad {AFTER}",
        f"{BEFORE} ad {STRANGE}",  # what follows has changed
        f"{STRANGE} ad {AFTER}",  # what went before has changed
        f"{STRANGE} the harbour steps ad before the first {STRANGE}",  # both have, further away
    ],
)
def test_a_short_stretch_is_found_by_what_is_left_beside_it(text: str) -> None:
    assert found(anchor(" ad "), f"An ad of an ad. {text}") == ["ad"]
    start = f"An ad of an ad. {text}".index(" ad ", 16)
    assert all(span.start in (start, start + 1) for span in anchor(" ad ").find(f"An ad of an ad. {text}"))


def test_a_short_stretch_without_its_neighbours_is_lost() -> None:
    assert found(anchor(" ad "), f"{STRANGE} ad {STRANGE}") == []
    assert found(anchor(" ad "), f"{STRANGE} steps ad {STRANGE}") == []  # one word beside it may be chance


def test_a_short_stretch_is_not_found_between_beginnings_of_its_neighbours() -> None:
    chance = f"{STRANGE} of our steps ad before the first boat, {STRANGE}"
    assert found(anchor(" ad "), chance) == []
    assert found(anchor(" ad ", "Today the harbour steps"), chance) == []


def test_where_all_of_its_context_stands_no_part_of_it_counts() -> None:
    there, chance = f"{BEFORE} ad {AFTER}", f"{STRANGE} the harbour steps ad before the first {STRANGE}"
    assert [span.start for span in anchor(" ad ").find(f"{there} {chance}")] == [len(f"{BEFORE} ")]


def test_twelve_letters_beside_it_are_enough_and_eleven_may_be_chance() -> None:
    assert found(anchor("  ", "The last ferry"), f"{STRANGE}. The last ferry  {STRANGE}") == ["  "]
    assert found(anchor("  ", "The next ship"), f"{STRANGE}. The next ship  {STRANGE}") == []


def test_white_space_is_found_between_its_neighbours() -> None:
    gap = anchor("   ", "The steps of the harbour", "were swept at last")
    assert found(gap, "Today the steps of the harbour   were swept at last.") == ["   "]
    assert found(gap, "The steps of the harbour\n  were swept at last.") == ["\n  "]  # not as it was: all that stands there
    assert found(gap, "The steps of the harbour , were swept") == [" , "]
    assert found(anchor("  ", "", AFTER), f"  “{AFTER}”") == ["  "]  # at the very beginning as anywhere


def test_one_of_two_equal_signs_is_both() -> None:
    dots = anchor(".", "The steps of the harbour", " were swept at last")
    assert found(dots, "No. The steps of the harbour. were swept at last. And so it was.") == ["."]
    assert found(dots, "The steps of the harbour. . were swept at last") == [". . "]


def test_a_seam_takes_its_neighbours_along_so_that_nothing_comes_between_them() -> None:
    seam = anchor("", "The steps of the PLA", "the harbour has them")
    assert found(seam, "Again the steps of the PLAthe harbour has them") == ["At"]
    assert seam.find("the steps of the PLA") == [Span(19, 20)]
    assert seam.find("the harbour has them") == [Span(0, 1)]


def test_a_text_without_letters_is_found_in_one_without_letters() -> None:
    dashes = Anchor.of(" -- ", 0, 4)
    assert found(dashes, " -- ") == [" -- "]
    assert dashes.find(STRANGE) == []


def test_an_edit_is_called_by_what_it_changes_and_where_not_by_its_offset() -> None:
    here = anchor("  ")
    moved = anchor("  ", "A new paragraph before it.\n\n" + BEFORE)
    assert here.identity(" ", 1) == moved.identity(" ", 1)
    others = [
        here.identity("", 1),
        here.identity(" ", 2),
        anchor("   ").identity(" ", 1),
        anchor("  ", left=STRANGE).identity(" ", 1),
        anchor("  ", right=STRANGE).identity(" ", 1),
    ]
    assert len({here.identity(" ", 1), *others}) == 6


def test_names_of_edits_stay_as_they_are_in_accounts_that_exist() -> None:
    assert anchor("a\udc80b").identity("\n", 1) == "a7394fa22639478c"


def test_words_beside_a_stretch_end_at_white_space_and_after_24_characters() -> None:
    text = "was lost , she said"
    assert words_beside(text, 8, 9) == ("lost", ",")
    assert words_beside(text, 0, len(text)) == ("", "")
    assert words_beside("x" * 30 + " " + "y" * 30, 30, 31) == ("x" * CONTEXT, "y" * CONTEXT)


def test_white_space_that_is_gone_leaves_a_seam_between_its_neighbours() -> None:
    gap = anchor(" ", "The steps of the PLA", "the harbour has them")
    assert found(gap, "Again the steps of the PLAthe harbour has them") == ["At"]


@pytest.mark.parametrize(
    ("before", "left", "right"),
    [("", "Nobody in the cafÃ© PLA", "the rÃ©gime has closed"), ("Ã¼", "the dÃ©j", "ber alles rÃ©gimes had")],
)
def test_repairs_of_damaged_characters_on_both_sides_do_not_lose_it(before: str, left: str, right: str) -> None:
    mended = f"{left}{before}{right}".replace("Ã©", "é")
    assert found(anchor(before, left, right), mended) == [before or "At"]
    assert found(anchor(before, left, right), "Somebody else in another place has something to say about it") == []
