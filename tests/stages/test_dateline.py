"""What stands above the dateline of a report, with which its body begins."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

BODY = Cleaner(select=["BP821"], keep="body")
REST = (
    "The harbour office said on Tuesday that it would put up a new crane before the herring comes back to the bay in spring.",
    "The old one had been painted every spring for ninety years, and in the end the paint was all that held it upright.",
)
OPENINGS = (
    "DUNMORE, Ohio — ",
    "DUNMORE, N.Y.—",
    "LONDON -- ",
    "NEW YORK (Reuters) - ",
    "Dunmore (dpa) - ",
    "HALDEN, Nov 19 (Reuters) - ",
    "MADRID, 20 Nov. (EUROPA PRESS) - ",
    "ST. LOUIS — ",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_lines_above_a_dateline_go(opening: str) -> None:
    report = f"{opening}{REST[0]}\n\n{REST[1]}"
    assert BODY.clean(f"What the crane held up\n\nVideo\n\n{report}") == report


@pytest.mark.parametrize("opening", [*OPENINGS[:1], OPENINGS[3]])
def test_so_does_what_stands_before_it_on_one_line(opening: str) -> None:
    rest = " ".join(REST * 6)
    head = "What the crane held up Mara Lind, Associated Press Updated\n1:39 am EST, November 20, 2019 Photo: Jon Aas, AP "
    assert BODY.clean(f"{head}{opening}{rest}") == f"{opening}{rest}"


@pytest.mark.parametrize(
    "text",
    [
        f"Three ports wait for three cranes.\n\nDUNMORE, Ohio — {REST[0]}\n\nHALDEN, Maine — {REST[1]}",
        f"{REST[0] * 3}\n\nDUNMORE, Ohio — {REST[1]}",
        f"What the crane held up\n\nPOLL CHECK - {REST[0]}\n\n{REST[1]}",
        f"What the crane held up\n\nCOVID-19 tests — {REST[0]}\n\n{REST[1]}",
        f"What the crane held up\n\nLONDON — A Guide\n\n{REST[0]}\n\n{REST[1]}",
        f"Four people tell what the crane was to them.\n\nADA QUAY, Captain — {REST[0]}\n\n{REST[1]}",
        f"We tried the wines of the quay.\n\nDUNMORE, Red — {REST[0]}\n\n{REST[1]}",
        f"Dear Mara,\n\nthis is what I wrote.\n\nDUNMORE, Ohio — {REST[0]}\n\n{REST[1]}",
        f"The first telegram from the bay said:\n\nDUNMORE, Ohio — {REST[0]}\n\n{REST[1]}",
    ],
    ids=[
        *("several reports", "a paragraph above", "a label", "a disease", "a heading"),
        *("a speaker", "a wine", "a letter", "announced"),
    ],
)
def test_what_is_no_head_of_a_report_stays(text: str) -> None:
    assert BODY.clean(text) == text


@pytest.mark.parametrize(
    "first", ["", "It was 10:30 when the crane fell. ", "A photo of the Associated Press shows the crane in 1911. "]
)
def test_a_joined_introduction_without_a_sign_of_the_page_stays(first: str) -> None:
    text = f"{first}{' '.join(REST)} DUNMORE, Ohio — {' '.join(REST * 6)}"
    assert BODY.clean(text) == text


def test_the_headline_stays_where_articles_are_kept_whole() -> None:
    text = f"What the crane held up\n\nDUNMORE, Ohio — {REST[0]}\n\n{REST[1]}"
    assert Cleaner(select=["BP821"]).clean(text) == text
