"""Names of programs and data in which no space is missing, and errors that look like them."""

from __future__ import annotations

import pytest

from cleanup import Cleaner

GLUED = "The ferry left on Tuesday.The crew slept,and nobody asked.In the morning the fog came down again."
REPAIRED = "The ferry left on Tuesday. The crew slept, and nobody asked. In the morning the fog came down again."
CLEANER = Cleaner(select=["SP"])


@pytest.mark.parametrize(
    "line",
    [
        "MIIDdTCCAl2gAwIBAgILBAAAAAABFUtaw5QwDQYJKoZIhvcNAQEFBQAwVzELMAkG",
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
        "The pools are harbour3.PoolManager and harbour3.pier.BellKeeper, beside _pier.Lamp7Error.",
        "Set 'matchtime' and |:edit|, press `:gui` twice, read *sendto* and run <afile>.",
        "(org.harbour.tide:tide:1.10.12) (tide-codec:tide-codec:1.15) org.harbour.tide.pier:org.harbour.lamp",
        'Say ":help" or (:version) and open $VIMRUNTIME or "$HOME" in :[count]tabnew and :{range}center.',
        '"source";"target"\n"KW-P00-01";"SYSTEM"',
        "The fields are place,path=/description and autoscaling:TEST_NOTIFICATION, from 0080..A48F on.",
        "It is log(1 + x), exp(2) or tide(None, 3); Harbour Pages(TM) has it.",
        "Entities such as &quot;For and &#8220;The stay as they are.",
        "case0001 case0002 tide0100 tide0101",
        "The mail of <pier.www.harbour.example> and <bell.lamp> is read.",
        "Apply patch1, then patch2; the colours are snow1, snow2 and snow3.",
        "The key is 9D5B 4653 CBC8 0F2E CBC8  A134 51B0 67C4 of the harbour master, and nobody else has it or asked for it.",
    ],
)
def test_names_and_data_are_left_alone_even_in_a_glued_text(line: str) -> None:
    assert CLEANER.clean(f"{GLUED}\n\n{line}\n") == f"{REPAIRED}\n\n{line}\n"


@pytest.mark.parametrize(
    ("glued", "repaired"),
    [
        ("Ask at google.com:And you will get it.", "Ask at google.com: And you will get it."),
        ("She left from Pier 9.McDonald stayed.", "She left from Pier 9. McDonald stayed."),
        ("He won on Friday(the crew says) and slept.", "He won on Friday (the crew says) and slept."),
        ("The harbour is open;nobody came.", "The harbour is open; nobody came."),
    ],
)
def test_errors_that_look_like_names_are_repaired(glued: str, repaired: str) -> None:
    assert CLEANER.clean(f"{GLUED}\n\n{glued}\n") == f"{REPAIRED}\n\n{repaired}\n"


def test_a_list_of_names_is_no_error_in_a_text_kept_by_hand_but_may_be_one_in_a_scraped_text() -> None:
    first = ("System", "Memory", "Unicode", "Window", "Import", "Reference")
    names = "".join(f" +-- {name}{kind}\n" for name in first for kind in ("Exit", "Error", "Warning", "Manager"))
    assert Cleaner(select=["SP"], curated=True).clean(names) == names
    assert CLEANER.clean(names) != names
