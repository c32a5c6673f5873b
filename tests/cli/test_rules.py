"""`cleanup rules` and `cleanup init`: the rules and what is known about them, and a configuration to start from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleanup.pipeline.config import Config
from tests.cli.program import cleanup
from tests.run.runs import put

Capsys = pytest.CaptureFixture[str]
RULE = """\
[[rule]]
code = "BP998"
name = "harbour-gazette-footer"
kind = "line"
where = "tail"
why = "The paper's name under every article."
phrases = ["harbour gazette online"]
removes = ["Harbour Gazette Online"]
keeps = ["The Harbour Gazette Online was sold to a rival in May, its readers were told."]
"""


def test_every_rule_is_a_line(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == sorted(lines)
    assert any(line.startswith("HL101  repeated-headline ") for line in lines)


def test_one_rule_is_shown_with_its_examples(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules", "bp101") == 0
    out = capsys.readouterr().out
    assert out.startswith("BP101 comment-form-title\n")
    assert "\n  keeps      He declined to leave a reply to the letter.\n" in out


def test_every_rule_has_a_page_of_its_own(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules") == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    for code in codes:
        assert cleanup("rules", code) == 0
    assert len(codes) > 100


def test_examples_of_repairs_stand_below_each_other(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules", "SP201") == 0
    examples = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("  changes", "  to", "  keeps"))]
    assert len({line[:3].strip() for line in examples}) == 3
    assert all(line[12] == " " and line[13] != " " for line in examples)


def test_our_own_rules_pass_as_those_of_others_must(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules", "GU", "SL", "ND", "HL", "--test") == 0
    assert capsys.readouterr().out.endswith(", 0 failures\n")


def test_an_unknown_code_is_a_mistake(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules", "ZZ1") == 2
    assert capsys.readouterr().err.startswith("cleanup: no rule begins with ZZ1; families are ")


def test_codes_are_parted_by_commas_as_elsewhere_and_each_is_known(here: Path, capsys: Capsys) -> None:
    assert cleanup("rules", "bp101,HL101") == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:2].isupper()] == ["BP101", "HL101"]
    assert cleanup("rules", "BP101", "ZZ1") == 2
    assert capsys.readouterr().err.startswith("cleanup: no rule begins with ZZ1; ")
    assert cleanup("rules", "comment-form-title") == 2
    assert capsys.readouterr().err.endswith("; comment-form-title is the name of BP101\n")


def test_rules_of_ones_own_are_listed_tested_and_used(here: Path, capsys: Capsys) -> None:
    put(here, {"mine.toml": RULE})
    assert cleanup("rules", "BP998", "--rules", "mine.toml", "--test") == 0
    assert capsys.readouterr().out == "1 rule, 0 failures\n"
    put(here, {"mine.toml": RULE.replace('removes = ["Harbour', 'removes = ["Valley')})
    assert cleanup("rules", "BP998", "--rules", "mine.toml", "--test") == 1
    out = capsys.readouterr().out
    assert "BP998: removes 'Valley Gazette Online': at the tail of a text, it stays\n" in out
    assert out.splitlines()[-1].startswith("1 rule, ")


def test_init_writes_a_configuration_that_works(here: Path, capsys: Capsys) -> None:
    assert cleanup("init") == 0
    assert capsys.readouterr().out == "wrote cleanup.toml\n"
    text = (here / "cleanup.toml").read_text()
    assert Config.from_mapping(tomllib.loads(text)).keep == "article"
    assert cleanup("check", "in/d.txt") == 0
    assert cleanup("init") == 2
    assert capsys.readouterr().err.endswith("cleanup: cleanup.toml already exists\n")
    assert (here / "cleanup.toml").read_text() == text


def test_init_puts_no_other_configuration_out_of_use(here: Path, capsys: Capsys) -> None:
    put(here, {"pyproject.toml": '[project]\nname = "cleanup"\n'})
    assert cleanup("init") == 0
    (here / "cleanup.toml").unlink()
    put(here, {"pyproject.toml": '[tool.cleanup]\nkeep = "body"\n'})
    assert cleanup("init") == 2
    assert "pyproject.toml has a table [tool.cleanup], which cleanup.toml would override" in capsys.readouterr().err
    assert not (here / "cleanup.toml").exists()


def test_the_commented_part_of_the_template_works_too(here: Path) -> None:
    cleanup("init")
    text = (here / "cleanup.toml").read_text()
    text = text.replace("# [per-file", "[per-file").replace('# "drafts', '"drafts')
    assert Config.from_mapping(tomllib.loads(text)).per_file_ignores == (("drafts/*.md", ("SP", "LY")),)
