"""Counting lines over many pages: exact, in any order and any parts, in memory and on the disk."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import SiteProfile
from cleanup.corpus import pagestore, tally
from cleanup.corpus.learn import Bar
from cleanup.corpus.tally import LineCount, Tally
from cleanup.text.document import Document
from cleanup.text.fold import fold

FOOT = "Sign up for the newsletter of the Halden Weekly."
LINES = (
    FOOT,
    FOOT.upper(),
    "Share",
    "Leave a reply",
    "The ferry came in at noon.",
    "It rained.",
    "…",
    "\ud800\r",
    "Ärger im Hafen",
)


def page(number: int, text: str, day: str = "", site: str = "halden.example") -> Document:
    return Document(text, url=f"https://www.{site}/{number}", metadata={"date": day} if day else {})


pages = st.builds(
    page,
    st.integers(0, 12),
    st.lists(st.sampled_from(LINES), max_size=8).map("\n".join),
    st.sampled_from(["", "2026-03-01", "2026-03-31T10:00:00Z", "2025-12-24", "yesterday"]),
    st.sampled_from(["halden.example", "sound.example"]),
)


def trees(documents: list[Document], draw: st.DrawFn) -> Tally:
    """The tally of the documents, put together from parts that `draw` chooses."""
    if len(documents) < 2 or draw(st.booleans()):
        made = Tally(budget=draw(st.sampled_from([100, 1 << 20])))
        for document in documents:
            made.add(document)
        return made
    cut = draw(st.integers(0, len(documents)))
    one, other = trees(documents[:cut], draw), trees(documents[cut:], draw)
    one.merge(other)
    other.close()
    return one


@given(st.lists(pages, max_size=25), st.data())
def test_any_order_any_split_any_tree_of_merges_gives_the_same_bytes(documents: list[Document], data: st.DataObject) -> None:
    bar = Bar(2, 0.2)
    with Tally() as plain, trees(data.draw(st.permutations(documents)), data.draw) as other:
        for document in documents:
            plain.add(document)
        assert SiteProfile.of_tally(plain, bar).to_bytes() == SiteProfile.of_tally(other, bar).to_bytes()


@given(st.lists(pages, max_size=25))
def test_counts_are_those_of_a_plain_count(documents: list[Document]) -> None:
    newest = {}
    for document in documents:  # of several versions of a page any of the latest date may count: only pages are compared then
        newest.setdefault(document.url, []).append(document)
    once = [versions[0] for versions in newest.values() if len(versions) == 1]
    expected = Counter((d.url.split("/")[2][4:], fold) for d in once for fold in set(d.folds) if fold and d.url)
    with Tally() as made:
        for document in once:
            made.add(document)
        found = {(line.site, Document(line.text).folds[0]): line.pages.total() for line in made.lines(1)}
        assert found == expected
        assert sum(months.total() for months in made.pages().values()) == len(once)


def test_a_page_counts_once_however_often_it_comes() -> None:
    with Tally() as made:
        for text in (FOOT, FOOT, "An older version.\n" + FOOT):
            made.add(page(1, text, "2026-03-01" if text == FOOT else "2026-02-01"))
        made.add(page(2, FOOT))
        for _ in range(3):
            made.add(Document(FOOT + "\nA page without an address.", metadata={"site": "halden.example"}))
        assert made.pages() == {"halden.example": Counter({"": 2, "2026-03": 1})}
        assert list(made.lines(2)) == [LineCount("halden.example", FOOT, Counter({"2026-03": 1, "": 2}), head=3, tail=2)]


def test_the_place_on_the_page_is_counted() -> None:
    body = [f"Paragraph {n} of the article." for n in range(8)]
    with Tally() as made:
        for n in range(4):
            here = [f"{line} {n}" for line in body]
            made.add(page(n, "\n\n".join(["Share", *here[:4], "Advertisement", *here[4:], FOOT, "About us", "Contact"])))
        places = {line.text: (line.head, line.tail) for line in made.lines(2)}
        assert places == {"Share": (4, 0), "Advertisement": (0, 0), FOOT: (0, 4), "About us": (0, 4), "Contact": (0, 4)}


def test_sentences_are_counted_where_a_text_runs_together() -> None:
    with Tally() as made:
        for n in range(3):
            story = " ".join(f"The crew went ashore {n} times in week {week}." for week in range(60))
            made.add(page(n, f"{story} {FOOT} © Halden Weekly"))
        assert {line.text for line in made.lines(3)} == {FOOT, "© Halden Weekly"}


def test_pages_of_no_site_are_reported_and_do_not_count() -> None:
    with Tally() as made:
        made.add(Document(FOOT))
        made.add(Document(FOOT, url="mailto:someone"))
        assert made.homeless == 2
        assert made.pages() == {}


def test_many_lines_are_counted_in_several_passes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    documents = [page(n % 90, f"{FOOT}\nline {n % 7}\nline {n % 11} of many\nonly {n}") for n in range(100)]
    with Tally() as one:
        for document in documents:
            one.add(document)
        whole = SiteProfile.of_tally(one, Bar(2, 0)).to_bytes()
    monkeypatch.setattr(tally, "_AT_ONCE", 20)
    monkeypatch.setattr(pagestore, "_AT_ONCE", 20)
    monkeypatch.setattr(tally, "_LINES", 5)
    with Tally(budget=500, folder=tmp_path) as other:
        for document in documents:
            other.add(document)
        assert list(tmp_path.iterdir())
        assert SiteProfile.of_tally(other, Bar(2, 0)).to_bytes() == whole
    assert not list(tmp_path.iterdir())


def test_a_tally_can_be_pickled() -> None:
    with Tally() as made:
        for n in range(6):
            made.add(page(n, FOOT))
        there = pickle.loads(pickle.dumps(made))
        counted = {SiteProfile.of_tally(tally).to_bytes() for tally in (made, there)}
    assert counted == {SiteProfile.learn(page(n, FOOT) for n in range(6)).to_bytes()}


def test_known_lines_without_letters_are_not_counted() -> None:
    with Tally() as counts:
        counts.add(page(1, ""))
        counts.add(page(2, f"\n\n* * *\n{FOOT}\n"))
        assert [line.text for line in counts.lines(2, {"halden.example": ["", fold(FOOT)]})] == [FOOT]
