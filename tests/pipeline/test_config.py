"""Options: one name each, written with dashes or underscores, and one line for each mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleanup.pipeline.config import Config, ConfigError


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"titel": "A"}, "unknown option 'titel'; did you mean 'title'?"),
        ({"slect": ["SP"]}, "unknown option 'slect'; did you mean 'select'?"),
        ({"max_remove": 0.3}, "did you mean 'max-removed'?"),
        ({"zzz": 1}, "unknown option 'zzz'; known are keep, select"),
        ({"keep": "all"}, "keep = 'all': allowed are article, body"),
        ({"select": ["SQ"]}, "no code begins with 'SQ'; families are EN"),
        ({"ignore": "sq"}, "no code begins with 'SQ'"),
        ({"select": [3]}, "expected a list of texts"),
        ({"unsafe": "yes"}, "expected true or false"),
        ({"max-removed": 1.5}, "max-removed = 1.5: expected a number from 0 to 1"),
        ({"max_removed": True}, "expected a number from 0 to 1"),
        ({"jobs": -1}, "expected a number of processes"),
        ({"shape": "square"}, "shape = 'square': allowed are extracted"),
        ({"language": ""}, "language = '': expected a code of ISO 639, as en"),
        ({"language": "English"}, "language = 'English': expected a code of ISO 639, as en"),
        ({"protect": [""]}, "one of the texts is empty"),
        ({"per-file-ignores": ["SP"]}, "expected a table"),
        ({"per_file_ignores": {"*.md": ["QQ"]}}, "no code begins with 'QQ'"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_option(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config().with_options(options)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_is_named_by_its_file() -> None:
    with pytest.raises(ConfigError, match=r"^cleanup\.toml: unknown option 'keeps'; did you mean 'keep'\?"):
        Config.from_mapping({"keeps": "body"}, "cleanup.toml")


def test_dashes_and_underscores_say_the_same() -> None:
    assert Config().with_options({"extend-select": ["SP"]}) == Config().with_options({"extend_select": ["SP"]})
    assert Config().with_options({"max-removed": 1}).max_removed == 1.0


def test_one_text_is_a_list_of_one_and_all_is_every_prefix() -> None:
    config = Config().with_options({"select": "ALL", "ignore": "SP", "protect": "The Harbour Post"})
    assert (config.select, config.ignore, config.protect) == (("",), ("SP",), ("The Harbour Post",))


def test_codes_may_be_in_lower_case_and_in_one_value() -> None:
    assert Config().with_options({"select": "sp,hl101", "ignore": ["bp1 Ly", "RP"]}).select == ("SP", "HL101")
    assert Config().with_options({"ignore": ["bp1 Ly", "RP"]}).ignore == ("BP1", "LY", "RP")


def test_sets_are_sorted_so_that_a_run_does_not_depend_on_the_hash_seed() -> None:
    assert Config().with_options({"select": {"SP", "BP", "LY"}}).select == ("BP", "LY", "SP")


def test_a_language_is_the_code_of_its_tag() -> None:
    assert [Config().with_options({"language": tag}).language for tag in ("en", "EN-gb", "pt_BR", "fil", None)] == [
        *("en", "en", "pt", "fil", None)
    ]


def test_files_may_be_paths() -> None:
    here = Path("mine.toml")
    assert Config().with_options({"rules": here}).rules == ("mine.toml",)
    assert Config().with_options({"rejected": {Path("b"), Path("a")}}).rejected == ("a", "b")
    assert Config().with_options({"profile": here}).profile == "mine.toml"


def test_a_configuration_is_a_value() -> None:
    first = Config().with_options({"per_file_ignores": {"*.md": ["SP"]}, "select": ["SP"]})
    second = Config().with_options({"per_file_ignores": {"*.md": ["SP"]}, "select": ["SP"]})
    assert first == second
    assert hash(first) == hash(second)
    assert first.with_options({}) == first
    assert first.with_options({"keep": "body"}).select == ("SP",)


def test_a_delimiter_may_be_written_as_people_do() -> None:
    assert [Config.from_mapping({"delimiter": said}).delimiter for said in (";", "tab", "\\t", "\t")] == [";", "\t", "\t", "\t"]
    for wrong in ("", "||", '"', "\n", "é", 1):
        with pytest.raises(ConfigError, match="one ASCII character"):
            Config.from_mapping({"delimiter": wrong})
    with pytest.raises(ConfigError, match="0 for no limit"):
        Config.from_mapping({"max-expansion": -1})
