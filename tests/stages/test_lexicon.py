"""Frequencies are those of wordfreq, whose lists we read without importing it, however many words are looked up."""

from __future__ import annotations

import random

import pytest
import wordfreq

from cleanup.stages.spacing import lexicon
from cleanup.stages.spacing.lexicon import Frequencies


@pytest.mark.parametrize("language", ["en", "de", "ru"])
@pytest.mark.parametrize("words", [100, 3_000])
def test_a_word_is_as_common_as_wordfreq_says(language: str, words: int) -> None:
    known = {
        word: 9 - centibels / 100
        for centibels, listed in enumerate(wordfreq.get_frequency_list(language, "best"))
        for word in listed
    }
    frequencies = Frequencies(lexicon._packed_lists(language) or ())
    for word in random.Random(5).sample([*known], words):
        assert frequencies.get(word, 0.0) == known[word]
        assert frequencies.get(word + "qz", -1.0) == known.get(word + "qz", -1.0)
    assert frequencies.at_least(5.0) == {word for word, zipf in known.items() if zipf >= 5.0}


@pytest.mark.parametrize("language", ["xx", "zh"])
def test_a_language_without_a_list_that_helps_has_no_frequencies(language: str) -> None:
    assert not lexicon._frequencies(language)
    assert lexicon._frequencies(language).get("the", 1.5) == 1.5


def test_half_a_character_is_no_word() -> None:
    assert lexicon._frequencies("en").get("the\ud800", 0.0) == 0.0
