"""Frequencies are those of wordfreq, whose lists we read without importing it, however many words are looked up."""

from __future__ import annotations

import random

import pytest
import wordfreq

from cleanup.stages.spacing import lexicon
from cleanup.stages.spacing.lexicon import Frequencies


@pytest.mark.parametrize("language", ["en", "de", "ru", "hu"])
@pytest.mark.parametrize("words", [100, 3_000])
def test_a_word_is_as_common_as_wordfreq_says(language: str, words: int) -> None:
    known = {
        word: 9 - centibels / 100
        for centibels, listed in enumerate(wordfreq.get_frequency_list(language, "best"))
        for word in listed
    }
    short = lexicon._packed_lists(language, "small") or ()
    frequencies = Frequencies(short, lambda: lexicon._packed_lists(language, "large") or ())
    for word in random.Random(5).sample([*known], words):
        assert frequencies.get(word, 0.0) == known[word]
        assert frequencies.if_common(word) == (known[word] if known[word] > 3.0 else 0.0)
        assert frequencies.get(word + "qz", -1.0) == known.get(word + "qz", -1.0)
    assert frequencies.at_least(5.0) == {word for word, zipf in known.items() if zipf >= 5.0}


@pytest.mark.parametrize("language", ["xx", "zh"])
def test_a_language_without_a_list_that_helps_has_no_frequencies(language: str) -> None:
    assert not lexicon._frequencies(language)
    assert lexicon._frequencies(language).get("the", 1.5) == 1.5


def test_half_a_character_is_no_word() -> None:
    assert lexicon._frequencies("en").get("the\ud800", 0.0) == 0.0


@pytest.mark.parametrize("language", sorted({*wordfreq.available_languages("large")} - {"zh", "ja"}))
def test_the_long_lists_begin_with_the_short_ones(language: str) -> None:
    short, long = lexicon._packed_lists(language, "small") or (), lexicon._packed_lists(language, "large") or ()
    assert 0 < len(short) < len(long)
    assert [sorted(words) for words in short] == [sorted(words) for words in long[: len(short)]]


def test_what_is_common_in_english_is_common_in_any_article() -> None:
    german = lexicon.lexicon("de")
    assert german.zipf_if_common("Haus") == german.zipf("haus") > 5
    assert german.zipf_if_common("although") == german.zipf("although") == lexicon.lexicon("en").zipf("although") - 1
    assert german.zipf_if_common("Dampfschifffahrt") == 0.0 < german.zipf("Dampfschifffahrt")
