"""What counts as a near-duplicate, and which text stays."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.duplicates import dropped
from tests.corpus.prose import article, changed, sentence

ARTICLE = article(1)
FOOTER = "\n\n".join(sentence(random.Random(seed)) for seed in range(900, 912))
OTHERS = {f"other{seed}": article(seed) for seed in range(100, 130)}


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


@pytest.mark.parametrize(
    "copy",
    [
        ARTICLE.upper().replace("\n\n", "\n"),
        changed(ARTICLE, 0.01, 7),
        changed(ARTICLE, 0.05, 7),
        "\n\n".join(paragraphs(ARTICLE)[1:]),
        "\n\n".join([*paragraphs(ARTICLE)[3:], *paragraphs(ARTICLE)[:3]]),
        "Another headline stands here\n\n" + ARTICLE,
        ARTICLE[: len(ARTICLE) // 2],
        ARTICLE[: len(ARTICLE) // 4],
    ],
    ids=["case", "1 % of words", "5 % of words", "dropped", "moved", "headline", "half", "quarter"],
)
def test_copies_go(copy: str) -> None:
    assert set(dropped({**OTHERS, "one": ARTICLE, "two": copy})) in ({"one"}, {"two"})


def test_a_quotation_is_no_duplicate() -> None:
    quoting = paragraphs(article(2))
    quoting.insert(2, paragraphs(ARTICLE)[2])
    assert dropped({**OTHERS, "one": ARTICLE, "two": "\n\n".join(quoting)}) == {}


def test_short_texts_go_only_if_all_words_are_the_same() -> None:
    texts = {
        "a": "Rain is expected in the north on Monday.",
        "b": "RAIN is expected in the north on Monday",
        "c": "Rain is expected in the north on Tuesday.",
    }
    assert dropped(texts) == {"b": "a"}
    assert dropped({"a": "", "b": "", "c": " - "}) == {}


@pytest.mark.parametrize("site", ["example.org", ""])
def test_pages_of_one_template_stay(site: str) -> None:
    pages = {f"page{seed}": article(seed, 2) + "\n\n" + FOOTER for seed in range(600)}
    assert dropped(pages, dict.fromkeys(pages, site)) == {}


def test_copies_on_one_site_go_though_their_lines_repeat_on_it() -> None:
    copies = {f"copy{seed}": changed(ARTICLE, 0.01, seed) + "\n\n" + FOOTER for seed in range(8)}
    copies["other headline"] = "Quite another headline\n\n" + ARTICLE
    pages = {f"page{seed}": article(seed + 50) + "\n\n" + FOOTER for seed in range(20)}
    assert len(dropped(copies | pages, dict.fromkeys(copies | pages, "example.org"))) == len(copies) - 1


def test_a_cluster_of_300_copies_is_joined_whole() -> None:
    chance = random.Random(5)
    text = article(3, 40)
    copies = {f"copy{seed}": changed(text, chance.uniform(0.01, 0.08), seed) for seed in range(300)}
    gone = dropped({**OTHERS, **copies})
    assert len(gone) == 299
    assert len(set(gone.values())) == 1


def test_a_copy_with_the_furniture_of_another_site_goes() -> None:
    pages = {f"page{seed}": article(seed, 12) + "\n\n" + FOOTER for seed in range(20, 25)}
    text = article(4, 9)
    sites = dict.fromkeys(pages, "one.example") | {"there": "one.example", "here": "two.example"}
    gone = dropped({**pages, "there": text + "\n\n" + FOOTER, "here": changed(text, 0.05, 3)}, sites)
    assert gone == {"here": "there"}


def test_a_contained_text_never_stays_for_the_whole() -> None:
    part = "\n\n".join(paragraphs(ARTICLE)[:2])
    texts = {"part": part, "whole": ARTICLE}
    assert dropped(texts, rank=lambda number: number) == {"part": "whole"}


def test_two_digests_with_one_article_both_stay() -> None:
    first, second = (f"{article(seed, 30)}\n\n{ARTICLE}" for seed in (61, 62))
    assert dropped({"one": first, "two": second, "article": ARTICLE}) in ({"article": "one"}, {"article": "two"})


TEXTS = (
    {f"c{seed}": changed(ARTICLE, 0.04, seed) for seed in range(6)}
    | {f"d{seed}": changed(article(9), 0.02, seed) for seed in range(3)}
    | {"same": ARTICLE, "again": ARTICLE.upper(), "half": ARTICLE[:700], "alone": article(77), "page": article(9, 2) + FOOTER}
)


SITES = {name: f"site{len(name)}" for name in TEXTS}
GONE = dropped(TEXTS, SITES)


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_order_does_not_matter(names: list[str]) -> None:
    assert dropped({name: TEXTS[name] for name in names}, SITES) == GONE
