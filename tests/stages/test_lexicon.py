"""Frequencies are those of wordfreq, whose lists we read without importing it, however many words are looked up."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import wordfreq
from hypothesis import given
from hypothesis import strategies as st
from msgpack import packb

from cleanup.stages.spacing.lexicon import Lexicon, lexicon
from cleanup.stages.spacing.packedlists import Lists, LongLists, Packed, packed
from cleanup.stages.spacing.wordlists import Frequencies, frequencies
from cleanup.text.brief import Brief


def lists(language: str, size: str) -> Lists:
    found = packed(language, size)
    return found.lists() if found else ()


@pytest.mark.parametrize("language", ["en", "de", "ru", "sv", "hu"])
@pytest.mark.parametrize("words", [150, 3_000])
def test_a_word_is_as_common_as_wordfreq_says(language: str, words: int) -> None:
    known = {
        word: 9 - centibels / 100
        for centibels, listed in enumerate(wordfreq.get_frequency_list(language, "best"))
        for word in listed
    }
    found = Frequencies(lists(language, "small"), lambda: packed(language, "large"))
    for word in random.Random(5).sample([*known], words):
        assert found.get(word, 0.0) == known[word]
        assert found.if_common(word) == (known[word] if known[word] > 3.0 else 0.0)
        assert found.get(word + "qz", -1.0) == known.get(word + "qz", -1.0)
    assert found.at_least(5.0) == {word for word, zipf in known.items() if zipf >= 5.0}


@pytest.mark.parametrize("language", ["xx", "zh"])
def test_a_language_without_a_list_that_helps_has_no_frequencies(language: str) -> None:
    assert not frequencies(language)
    assert frequencies(language).get("the", 1.5) == 1.5


def test_the_end_of_another_word_is_no_word_nor_is_the_header() -> None:
    """The last byte of "å" says as well that five letters follow."""
    lists = Packed(packb([{"format": "cB", "version": 1}, ["minna"], ["båminna", "version"], [], ["båhello", "x" * 40]]))
    wanted = {"minna": 0, "båminna": 1, "hello": None, "version": 1, "format": None, "x" * 40: 3, "x" * 39: None}
    assert {word: lists.centibels([word])[0] for word in wanted} == wanted
    assert lists.centibels([*wanted]) == [*wanted.values()]


WORDS = st.text("aZ9é\u00a1\u00a3ا\U000e00a2", min_size=1, max_size=9)
"""Of letters whose bytes beyond ASCII may say as well how many follow."""


@given(st.lists(st.lists(WORDS, max_size=5), max_size=5), st.lists(WORDS, min_size=1, max_size=20, unique=True))
def test_words_are_found_together_as_they_are_alone(several: list[list[str]], words: list[str]) -> None:
    places = {word: place for place, some in reversed([*enumerate(several)]) for word in some}
    lists = Packed(packb([{"format": "cB", "version": 1}, *several]))
    asked = [*dict.fromkeys([*words, *places])]
    wanted = [places.get(word) for word in asked]
    assert lists.centibels(asked) == wanted
    assert [lists.centibels([word])[0] for word in asked] == wanted


@pytest.mark.parametrize("language", ["en", "de", "xx"])
def test_what_was_wanted_together_is_what_each_word_gives(language: str) -> None:
    words = [
        "McMullan",
        "mcmu",
        "Dampfschifffahrt",
        "the",
        "und",
        "conocophillips",
        "qwxz",
        "’tis",
        *(f"{i}word" for i in range(40)),
    ]
    together, alone = Lexicon(language), Lexicon(language)
    together.want(words)
    assert [together.zipf(word) for word in words] == [alone.zipf(word) for word in words]


@pytest.mark.parametrize("content", [[], [{"format": "cB", "version": 2}], [["the"]]])
def test_lists_in_another_form_are_told(content: list[object]) -> None:
    assert not Packed(packb(content)).is_known


def test_half_a_character_is_no_word() -> None:
    assert frequencies("en").get("the\ud800", 0.0) == 0.0


@pytest.mark.parametrize("language", sorted({*wordfreq.available_languages("large")} - {"zh", "ja"}))
def test_the_long_lists_begin_with_the_short_ones(language: str) -> None:
    short, long = lists(language, "small"), lists(language, "large")
    assert 0 < len(short) < len(long)
    assert [sorted(words) for words in short] == [sorted(words) for words in long[: len(short)]]


def test_what_is_read_ahead_is_what_is_read_when_it_is_asked_for() -> None:
    ahead, asked = LongLists("sv"), LongLists("sv")
    ahead.read_ahead()
    ahead.read_ahead()
    found, wanted = ahead.get(), asked.get()
    assert found
    assert wanted
    assert found.lists() == wanted.lists()


def test_a_language_without_lists_has_nothing_to_read_ahead() -> None:
    none = LongLists("xx")
    none.read_ahead()
    assert none.get() is None


def test_what_is_common_in_english_is_common_in_any_article() -> None:
    german = lexicon("de")
    assert german.zipf_if_common("Haus") == german.zipf("haus") > 5
    assert german.zipf_if_common("although") == german.zipf("although") == lexicon("en").zipf("although") - 1
    assert german.zipf_if_common("Dampfschifffahrt") == 0.0 < german.zipf("Dampfschifffahrt")


def without_threads() -> None:
    """Prints what comes of reading ahead where there is no memory for the stack of another thread."""
    import resource

    lists = LongLists("sv")
    pages, none = int(Path("/proc/self/statm").read_text().split()[0]), resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + (4 << 20), none))
    with pytest.raises(RuntimeError, match="thread"):
        Brief(lambda: None)
    lists.read_ahead()
    resource.setrlimit(resource.RLIMIT_AS, (none, none))
    sys.stdout.write(str(bool(lists.get())))


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_without_another_thread_lists_are_read_when_they_are_asked_for() -> None:
    command = [sys.executable, "-c", "from tests.stages.test_lexicon import without_threads; without_threads()"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout == b"True"
