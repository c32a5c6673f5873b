"""Plugins: another package adds a stage and rules; whatever is wrong with one is reported, and nothing else suffers from it."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup import Cleaner, ConfigError, RuleError
from cleanup.rules.load import digest, load
from cleanup.rules.plugins import PluginWarning, installed
from tests.adapters.environments import environment
from tests.adapters.plugins import PACKAGE, gazette, put
from tests.cli.program import cleanup

STORY = (
    "Storm hits the coast\n\n"
    "The storm came at night and took the roof of the old pier with it, which nobody had insured since the harbour closed.\n\n"
    "-- gazette wire 14:32 --\n\n"
    "It went at dawn. Ada Falk, who keeps the lighthouse, said that she had seen a worse one only in the year she was born."
)
DIRTY = f"{STORY}\n\nCall the Gazette tip line!\n"
CLEAN = STORY.replace("-- gazette wire 14:32 --\n\n", "") + "\n"

Place = Callable[[Path], None]

STAGE = """
from cleanup import Edit, Reason
from cleanup.stages.stage import Promise

class Stage:
    name, family, promise = {name!r}, {family!r}, Promise.REMOVES

    def __init__(self, context):
        {init}

    def propose(self, document):
        {propose}
"""
RULE = '[[rule]]\ncode = "{code}"\nname = "{name}"\nkind = "stage"\nwhy = "For the test."\n'


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """Put a folder on the import path."""

    def put_there(folder: Path) -> None:
        monkeypatch.syspath_prepend(folder)

    return put_there


def plugin(
    folder: Path,
    name: str,
    family: str = "QQ",
    *,
    stage: str = "",
    init: str = "pass",
    propose: str = "return []",
    rules: str | None = None,
) -> Path:
    """A distribution in a folder of its own, with a stage and, for its family, a rule."""
    module = f"{name}_of_a_test"
    (folder / name / module).mkdir(parents=True)
    code = STAGE.format(name=stage or name, family=family, init=init, propose=propose)
    (folder / name / module / "__init__.py").write_text(code, "utf-8")
    rules = RULE.format(code=f"{family}101", name=f"{name}-rule") if rules is None else rules
    (folder / name / module / "rules.toml").write_text(rules, "utf-8")
    return put(folder / name, f"cleanup-{name}", stages=f"{name} = {module}:Stage", rules=f"{name} = {module}")


def test_a_stage_and_rules_of_a_plugin_act_and_are_accounted_for(tmp_path: Path, place: Place) -> None:
    before = Cleaner()
    place(gazette(tmp_path / "site"))
    cleaner = Cleaner()
    result = cleaner.explain(DIRTY)
    assert result.text == CLEAN
    assert result.undo() == DIRTY
    assert result.rules() == {"BP992": 1, "GZ101": 1}
    assert [step.stage for step in result.trail] == ["boilerplate", "wiremarks"]
    assert pickle.loads(pickle.dumps(cleaner)).clean(DIRTY) == CLEAN
    assert Cleaner(select="GZ").clean(DIRTY) == CLEAN.rstrip() + "\n\nCall the Gazette tip line!\n"
    assert Cleaner(plugins="none").clean(DIRTY) == before.clean(DIRTY) == DIRTY
    assert Cleaner(plugins=["gazette"]).clean(DIRTY) == CLEAN


def test_a_stage_of_a_plugin_is_called_by_its_name_in_every_view(
    tmp_path: Path, place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place(gazette(tmp_path / "site"))
    Path("a.txt").write_text(DIRTY, "utf-8")
    assert cleanup("check", "a.txt", "-q", "--output-format", "sarif") == 1
    (log,) = json.loads(capsys.readouterr().out)["runs"]
    tags = {rule["id"]: rule["properties"]["tags"] for rule in log["tool"]["driver"]["rules"]}
    assert tags == {"GZ101": ["wiremarks"], "BP992": ["boilerplate"]}
    assert cleanup("fix", "a.txt", "-o", "out") == 0
    assert "  wiremarks " in capsys.readouterr().err
    assert json.loads(Path("out.report/summary.json").read_text("utf-8"))["stages"] == {"boilerplate": 1, "wiremarks": 1}
    assert '"stage":"wiremarks"' in Path("out.report/index.html").read_text("utf-8")
    assert cleanup("rules", "GZ101") == 0
    assert "  stage      wiremarks\n" in capsys.readouterr().out


def test_what_a_result_depends_on_is_in_the_digest(tmp_path: Path, place: Place) -> None:
    without = digest(load(), installed().versions)
    place(gazette(tmp_path / "one"))
    first = digest(load(), installed().versions)
    place(
        put(
            tmp_path / "two",
            "cleanup-gazette",
            "1.1",
            stages="gazette = cleanup_gazette.stage:WireMarks",
            rules="gazette = cleanup_gazette",
        )
    )
    assert installed().versions == ("gazette (cleanup-gazette 1.1)",)
    assert len({without, first, digest(load(), installed().versions)}) == 3


def test_stages_stand_where_they_say_in_the_order_of_their_names(tmp_path: Path, place: Place) -> None:
    for name, family in (("zebra", "ZE"), ("aardvark", "AA")):
        place(plugin(tmp_path, name, family))
    place(gazette(tmp_path / "site"))
    names = [stage.name for stage in Cleaner()._engine.stages]
    assert names[names.index("boilerplate") + 1] == "wiremarks"
    at = names.index("repetition")
    assert names[at : at + 4] == ["repetition", "aardvark", "zebra", "spacing"]


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ({"stages": "broken = nowhere_at_all:Stage"}, "No module named 'nowhere_at_all'"),
        ({"stages": "broken = json:dumps"}, "json:dumps is no stage: it has no name, family"),
        ({"rules": "broken = xml"}, "xml holds no .toml file"),
        ({"rules": "broken = cleanup:clean"}, "cleanup:clean"),
    ],
)
def test_a_broken_plugin_is_named_and_left_out(tmp_path: Path, place: Place, points: dict[str, str], fault: str) -> None:
    place(gazette(tmp_path / "site"))
    place(put(tmp_path / "broken", "cleanup-broken", **points))
    with pytest.warns(PluginWarning, match=r"plugin broken \(cleanup-broken 1\.0\) is left out") as said:
        assert Cleaner().clean(DIRTY) == CLEAN
    assert fault in str(said[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Cleaner(plugins=["gazette"]).clean(DIRTY) == CLEAN


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"init": "raise OSError('no lexicon')"}, "OSError: no lexicon"),
        ({"init": "self.promise = 'all'"}, "'all' is not a valid Promise"),
        ({"init": "pass\n    after = 'nothing'"}, "it comes after 'nothing'"),
        ({"family": "Q"}, "two capital letters"),
        ({"rules": "[rule]"}, "two brackets"),
        ({"rules": RULE.format(code="XX101", name="stranger")}, "a code is one of"),
        ({"rules": '[phrases]\nno-such-rule = "words"'}, "no rule has this name"),
    ],
)
def test_one_that_breaks_later_is_left_out_too(tmp_path: Path, place: Place, values: dict[str, str], fault: str) -> None:
    name = f"late{zlib.crc32(fault.encode())}"
    place(gazette(tmp_path / "site"))
    place(plugin(tmp_path, name, values.pop("family", "QQ"), **values))  # type: ignore[arg-type]
    with pytest.warns(PluginWarning) as said:
        assert Cleaner().clean(DIRTY) == CLEAN
    assert any(f"plugin {name}" in str(one.message) and fault in str(one.message) for one in said)


@pytest.mark.parametrize(
    "propose", ["return 1 / 0", "return [Edit(0, 'Storm', '', (Reason('BP101', 'x', 'y', 1.0),))]", "return ['edit']"]
)
def test_a_stage_that_fails_on_a_text_costs_neither_the_text_nor_the_others(tmp_path: Path, place: Place, propose: str) -> None:
    name = f"failing{zlib.crc32(propose.encode())}"
    place(gazette(tmp_path / "site"))
    place(plugin(tmp_path, name, propose=propose))
    result = Cleaner().explain(DIRTY)
    assert result.text == CLEAN
    assert [(remark.code, f"plugin {name} (cleanup-{name} 1.0): " in remark.because) for remark in result.remarks] == [
        ("GU104", True)
    ]
    assert result.undo() == DIRTY


def test_an_edit_that_breaks_the_promise_is_declined(tmp_path: Path, place: Place) -> None:
    propose = "return [Edit(0, 'Storm', 'Calm', (Reason('QQ101', 'x', 'y', 1.0),))] if document.text.startswith('Storm') else []"
    place(plugin(tmp_path, "rewriting", propose=propose))
    result = Cleaner().explain(DIRTY)
    assert result.text == DIRTY
    assert "promise" in result.declined[0].why


def test_a_clash_is_an_error_that_names_both(tmp_path: Path, place: Place) -> None:
    place(plugin(tmp_path, "taking", "BP"))
    with pytest.raises(
        RuleError, match=r"plugin taking \(cleanup-taking 1\.0\): its family of codes 'BP' is taken by a stage of cleanup"
    ):
        Cleaner()
    place(gazette(tmp_path / "site"))
    place(plugin(tmp_path, "second", "GZ", rules=RULE.format(code="GZ102", name="another")))
    with pytest.raises(RuleError, match=r"plugin second .* 'GZ' is taken by plugin gazette"):
        Cleaner(plugins=["gazette", "second"])
    place(plugin(tmp_path, "third", "TH", rules=RULE.format(code="BP992", name="another")))
    with pytest.raises(RuleError, match=r"plugin third .*BP992: the code is taken by 'gazette-tip-line' in plugin gazette"):
        Cleaner(plugins=["gazette", "third"])
    assert Cleaner(plugins=["gazette"]).clean(DIRTY) == CLEAN


def test_a_plugin_that_is_not_there_is_an_error(tmp_path: Path, place: Place) -> None:
    place(gazette(tmp_path / "site"))
    with pytest.raises(RuleError, match="no plugin 'gazete'; did you mean 'gazette'"):
        Cleaner(plugins=["gazete"])
    with pytest.raises(ConfigError, match=r"families are .*GZ"):
        Cleaner(select=["XY"])


def test_help_looks_for_no_plugins() -> None:
    code = (
        "import sys; from cleanup.cli.app import run; run(['check', '--help']); "
        "from cleanup.rules.plugins import _found; sys.exit(_found.cache_info().misses)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_a_plugin_that_is_installed(tmp_path: Path) -> None:
    program = environment(str(PACKAGE)).with_name("cleanup")
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number}.txt").write_text(DIRTY, "utf-8")

    def run(*arguments: str) -> str:
        done = subprocess.run([program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "GZ101  wire-mark" in run("rules")
    assert run("rules", "GZ101", "BP992", "--test") == "2 rules, 0 failures\n"
    assert "plugin gazette (cleanup-gazette 1.0): gazette.toml" in run("rules", "GZ101")
    run("fix", "in", "-o", "out", "--jobs", "2")
    assert {path.read_text("utf-8") for path in (tmp_path / "out").iterdir()} == {CLEAN}
    assert json.loads((tmp_path / "out.report" / "run.json").read_text("utf-8"))["plugins"] == ["gazette (cleanup-gazette 1.0)"]
    run("undo", "out.report", "--to", "back")
    assert {path.read_text("utf-8") for path in (tmp_path / "back").iterdir()} == {DIRTY}
