"""The laws on whole texts: our own articles dirtied in many ways; slowly, all real texts that are at hand."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.corpus_laws import PARTS, ROOT, Item, Outcome, check, combined, load, run, sampled
from tests.laws.dirtier import DIRT, dirty
from tests.laws.strategies import articles, hostile_text


def broken(outcomes: list[Outcome]) -> str:
    return "\n".join(str(failure) for outcome in outcomes for failure in outcome.failures)


@pytest.mark.parametrize("item", [pytest.param(item, id=item.id) for item in load("articles")])
def test_the_laws_hold_for_our_articles_clean_and_dirtied(item: Item) -> None:
    assert not broken([check(item)])


@given(articles(), st.integers(0, 10_000), st.booleans())
def test_the_laws_hold_for_articles_of_chance(text: str, seed: int, spoil: bool) -> None:
    title = text.split("\n")[0].strip() or None
    assert not broken([check(Item("chance", dirty(text, title, seed) if spoil else text, title))])


@given(hostile_text(60))
def test_the_laws_hold_for_hostile_text(text: str) -> None:
    assert not broken([check(Item("hostile", text, text[:20] or None))])


def test_order_and_hash_seed_do_not_matter() -> None:
    items = sampled(["articles"], 12, seed=1)
    digest = combined(run(items, 1))
    assert combined(run(random.Random(2).sample(items, len(items)), 1)) == digest
    command = [sys.executable, "-m", "tests.laws.corpus_laws", "--part", "articles", "--sample", "12", "--digest"]
    environment = os.environ | {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    other = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == digest


def test_the_dirtier_is_decided_by_its_seed() -> None:
    text = "One.\n\nTwo and three.\n\nFour, five and six."
    assert [dirty(text, "One", seed) for seed in range(50)] == [dirty(text, "One", seed) for seed in range(50)]
    assert len({dirty(text, "One", seed) for seed in range(50)}) > 40


@pytest.mark.parametrize("name", DIRT)
def test_every_kind_of_dirt_gets_a_text_dirty(name: str) -> None:
    text = "“It’s open,” he said.\n\nThe pier, 312 metres long, opened.\n\nRain fell; nobody minded.\n" * 9
    assert any(DIRT[name](random.Random(seed), text, "The pier opens") != text for seed in range(5))
    for empty in ("", "\n", "x"):
        DIRT[name](random.Random(1), empty, "The pier opens")


@pytest.mark.slow
@pytest.mark.parametrize("part", [part for part in PARTS if part != "articles"])
def test_the_laws_hold_for_real_texts(shared: Path, part: str) -> None:
    items = list(load(part, shared))
    assert items
    outcomes = run(items, os.cpu_count() or 1)
    assert not broken(outcomes)
    sample = random.Random(part).sample(range(len(items)), 100)
    assert combined(run([items[index] for index in sample], 1)) == combined(outcomes[index] for index in sample)
