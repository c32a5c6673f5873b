"""No edit changes what Markdown protects elsewhere in the text."""

from __future__ import annotations

from cleanup.files.markdown import protected
from cleanup.pipeline.exposed import EXPOSES
from cleanup.text.document import Document
from tests.pipeline.toys import Swap, engine

BELOW = "<!-- what is below\n---\n\nA cat stands in the comment.\n"


def test_an_edit_that_ends_the_protection_of_what_is_below_is_declined_alone() -> None:
    document = Document("-cat-\nbeside: a dog\n" + BELOW, protect=protected)
    result = engine(Swap("cat|dog", "-")).run(document)
    assert result.text == "-cat-\nbeside: a -\n" + BELOW
    assert [finding.before for finding in result.declined if finding.why == EXPOSES] == ["cat"]
    assert result.undo() == document.text


def test_edits_that_change_nothing_of_it_are_made() -> None:
    document = Document("--cat-\n\na cat and a cat\n\n" + BELOW, protect=protected)
    assert engine(Swap("cat", "dog")).run(document).text == "--dog-\n\na dog and a dog\n\n" + BELOW
