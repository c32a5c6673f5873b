"""The package as users get it: metadata, the files in the wheel, and who may import what."""

from __future__ import annotations

import ast
import gc
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from functools import cache
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import cleanup
from cleanup.rules.index import packed
from cleanup.rules.load import built_in
from cleanup.rules.ready import INDEX, RULES, STRINGS, TEXTS, content_name, module_name, module_source, packed_rules
from cleanup.stages.boilerplate import Boilerplate
from cleanup.stages.mojibake.library import PATTERNS
from cleanup.text.lazy import PRECOMPILED, Lazy
from cleanup.text.precompile import Precompiled

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "cleanup"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]

HOMES = {
    "typer": ("cli/",),
    "rich": ("cli/",),
    "ftfy": ("stages/mojibake",),
    "wordfreq": ("stages/spacing",),
    "pyarrow": ("files/parquet",),
    "zstandard": ("files/compressed",),
    "fsspec": ("files/remote",),
    "click": (),
}
"""Where below cleanup/ a library may be imported; ruff bans them too, but can only excuse a folder from all bans at once."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (path,) = out.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    on_disk = {
        path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".pyo"}
    }
    made = {f"cleanup/rules/{module_name(name)}.py" for name in (RULES, TEXTS)}
    made |= {f"cleanup/rules/{content_name(name)}" for name in (STRINGS, INDEX)} | {f"cleanup/text/{PRECOMPILED}"}
    made |= {f"cleanup/stages/mojibake/{PATTERNS}"}
    assert held - made == on_disk
    assert made < held
    assert "cleanup/py.typed" in held


def test_the_rules_of_the_wheel_are_those_of_the_files(wheel: zipfile.ZipFile) -> None:
    rules, texts, strings = packed_rules(built_in())
    for name, value in {RULES: rules, TEXTS: texts}.items():
        assert wheel.read(f"cleanup/rules/{module_name(name)}.py").decode("utf-8") == module_source(value)
    for name, content in {STRINGS: strings, INDEX: packed(built_in())}.items():
        assert wheel.read(f"cleanup/rules/{content_name(name)}") == content


def test_the_patterns_of_the_wheel_are_compiled_for_this_python_and_equal_to_what_it_compiles(
    wheel: zipfile.ZipFile, tmp_path: Path
) -> None:
    precompiled = Precompiled(wheel.extract(f"cleanup/text/{PRECOMPILED}", tmp_path))
    ours = [module for name, module in sys.modules.items() if name.startswith("cleanup.")]
    (stage,) = (stage for stage in cleanup.Cleaner()._engine.stages if isinstance(stage, Boilerplate))
    values = [value for each in (*ours, stage._seams) for value in vars(each).values()]
    named = {(each.key, int(each.flags), each.source) for each in values if isinstance(each, Lazy)}
    of_rules = {(pattern, 0, pattern) for rule in built_in() for pattern in rule.patterns}
    assert len(precompiled) >= len(named | of_rules) > 100
    for key, flags, source in named | of_rules:
        assert precompiled.get(key, flags) == re.compile(source, flags)


def test_with_the_patterns_of_the_wheel_ftfy_compiles_none(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    file = wheel.extract(f"cleanup/stages/mojibake/{PATTERNS}", tmp_path)
    code = f"""
import re._compiler as compiler
from cleanup.stages.mojibake.library import import_ftfy
from cleanup.text.precompile import into_cache
compile, compiled = compiler.compile, []
compiler.compile = lambda source, flags=0: compiled.append(source) or compile(source, flags)
into_cache(open({file!r}, "rb").read() if {{}} else b"")
import_ftfy()
print(len(compiled))
"""
    with_it, without = (
        subprocess.run([sys.executable, "-c", code.format(each)], capture_output=True, text=True).stdout for each in (True, False)
    )
    assert int(with_it) == 0 < int(without)


def test_metadata(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(wheel.read(name).decode("utf-8"))
    assert metadata["Name"] == "cleanup-articles"
    assert metadata["Version"] == cleanup.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0"
    assert name.replace("METADATA", "licenses/LICENSE") in wheel.namelist()
    entry_points = wheel.read(name.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "cleanup = cleanup.cli.app:main" in entry_points


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    assert PYPROJECT["tool"]["hatch"]["version"]["path"] == "cleanup/__init__.py"


def test_a_readme_is_also_the_description_on_the_package_index() -> None:
    assert PROJECT.get("readme") == ("README.md" if (ROOT / "README.md").exists() else None)


def test_every_dependency_has_a_lower_bound_and_no_upper_one() -> None:
    for line in PROJECT["dependencies"]:
        operators = {specifier.operator for specifier in Requirement(line).specifier}
        assert operators == {">="}, line


def test_everything_imported_is_declared() -> None:
    lines = [*PROJECT["dependencies"], *(line for extra in PROJECT.get("optional-dependencies", {}).values() for line in extra)]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    providers = packages_distributions()
    missing = {
        f"{file}: {module}"
        for file, module in third_party_imports()
        if not file.startswith("adapters/")
        and not declared & {canonicalize_name(name) for name in providers.get(module, [module])}
    }
    assert not missing


@pytest.mark.parametrize("module", HOMES)
def test_a_library_stays_where_it_belongs(module: str) -> None:
    strays = [file for file, imported in third_party_imports() if imported == module and not file.startswith(HOMES[module])]
    assert not strays


def test_the_import_contract_names_every_room() -> None:
    contracts: list[dict[str, Any]] = PYPROJECT["tool"]["importlinter"]["contracts"]
    (floors,) = (contract for contract in contracts if contract["id"] == "floors")
    named = {room.strip("() ") for floor in floors["layers"] for room in floor.split("|")}
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} | {path.stem for path in PACKAGE.glob("*.py")}
    assert rooms - {"__init__", *floors["exhaustive_ignores"]} <= named


def test_rooms_are_packages() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert not [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()]


def test_clean_text_costs_no_heavy_import() -> None:
    text = "The ferry sails at nine.\\n\\nIt is back by noon, and nobody is late for lunch.\\n"
    heavy = PYPROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"]
    code = f"import sys, cleanup; cleanup.clean('{text}'); print(*sorted(set(sys.modules) & set({heavy!r} + ['typer'])))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@cache
def third_party_imports() -> tuple[tuple[str, str], ...]:
    """(file below cleanup/, top-level module) of each import that is neither ours nor Python's."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), module)
        for path in sorted(PACKAGE.rglob("*.py"))
        for module in imported(path)
        if module != "cleanup" and module not in sys.stdlib_module_names
    )


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_groups_that_are_repeated_possessively_are_atomic() -> None:
    """Python 3.11.0 to 3.11.4, Debian 12's among them, go on behind what such a group has tried in vain, unless it is atomic
    (CPython's gh-106052): cleaned texts would be others there."""
    from hatch_build import patterns

    gc.unfreeze()  # a run in this process hides what it leaves, and with it the patterns
    parse = import_module("re._parser").parse
    simple = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "ATOMIC_GROUP"}
    repeated = [(source, body) for _, flags, source in patterns() for body in repeated_possessively(parse(source, flags))]
    assert len(repeated) > 100
    assert {source for source, body in repeated if len(body) != 1 or str(body[0][0]) not in simple} == set()


def repeated_possessively(parts: Any) -> Iterator[Any]:
    """What a parsed pattern repeats without going back, at any depth."""
    for kind, value in parts:
        match str(kind):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" as name:
                if name == "POSSESSIVE_REPEAT":
                    yield value[2]
                yield from repeated_possessively(value[2])
            case "SUBPATTERN" | "ASSERT" | "ASSERT_NOT":
                yield from repeated_possessively(value[-1])
            case "ATOMIC_GROUP":
                yield from repeated_possessively(value)
            case "BRANCH":
                for branch in value[1]:
                    yield from repeated_possessively(branch)
