"""The package away from its sources: from its archives, in a zip file, with the oldest libraries it names, without extras, and as
type checkers see it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.adapters.environments import environment, wheel
from tests.run.runs import contents

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]


@pytest.fixture
def articles(tmp_path: Path, fixtures: Path) -> Path:
    shutil.copytree(fixtures / "articles", tmp_path / "a")
    return tmp_path


def run(python: Path, *line: str, cwd: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m cleanup` without this checkout; with `path`, the package is what this archive holds."""
    given = {**os.environ, "PYTHONPATH": str(path or "")}
    command = [python, "-P", "-m", "cleanup", *line]
    return subprocess.run(command, cwd=cwd, env=given, capture_output=True, text=True, encoding="utf-8", check=False)


def every_command(python: Path, cwd: Path, path: Path | None = None) -> dict[str, bytes]:
    """What the commands write in `cwd`, beside the articles in `a`; each ends as it should."""
    for line, status in (
        ("--help", 0),
        ("fix --help", 0),
        ("undo --help", 0),
        ("check a", 1),
        ("fix a -o out -j 2", 0),
        ("undo out.report --to back", 0),
        ("report out.report --single-file", 0),
        ("rules --test", 0),
        ("explain a/comment-form.txt:1", 0),
        ("learn a -o profile.json", 0),
        ("dedup a -o unique", 0),
        ("compare out.report out.report", 0),
        ("init", 0),
    ):
        done = run(python, *line.split(), cwd=cwd, path=path)
        assert done.returncode == status, (line, done.stderr)
        assert "Traceback" not in done.stderr, line
    assert contents(cwd / "back") == contents(cwd / "a")
    written = contents(cwd)
    return {name: data for name, data in written.items() if not name.endswith(("run.json", "cache.jsonl"))}


def test_every_command_works_from_the_wheel_from_a_zip_file_and_with_the_oldest_libraries(articles: Path) -> None:
    """And writes the same each time."""
    oldest = [line.replace(">=", "==") for line in PROJECT["dependencies"]]
    found = []
    for name, python, path in (
        ("wheel", environment(), None),
        ("zip", environment(), wheel()),
        ("oldest", environment(*oldest), None),
    ):
        shutil.copytree(articles / "a", articles / name / "a")
        found.append(every_command(python, articles / name, path))
    assert len(found[0]) > 50
    for others in found[1:]:
        assert found[0].keys() == others.keys()
        assert [name for name, data in found[0].items() if data != others[name]] == []


def test_a_zip_file_of_the_sources_is_enough(articles: Path) -> None:
    """As people make one for the workers of a cluster; there are no compiled rules in it."""
    sources = articles / "sources.zip"
    with zipfile.ZipFile(sources, "w") as archive:
        for file in (ROOT / "cleanup").rglob("*"):
            if file.suffix != ".pyc":
                archive.write(file, file.relative_to(ROOT))
    assert run(environment(), "fix", "a", "-o", "out", cwd=articles, path=sources).returncode == 0
    assert run(environment(), "fix", "a", "-o", "known", cwd=articles).returncode == 0
    assert contents(articles / "out") == contents(articles / "known")
    assert (articles / "out.report" / "index.html").stat().st_size > 50_000


def test_the_oldest_libraries_pass_the_tests_of_the_rooms_that_use_them() -> None:
    oldest = [line.replace(">=", "==") for line in (*PROJECT["dependencies"], *EXTRAS)]
    python = environment(*oldest, "pytest", "hypothesis")
    rooms = "files text/test_align.py stages/test_mojibake.py stages/test_lexicon.py run/test_walk.py run/test_parquet.py"
    tests = [f"tests/{room}" for room in (*rooms.split(), "cli/test_declared.py")]
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_source_archive_makes_the_same_wheel(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    subprocess.run([*command, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    unpacked = archive.with_name(archive.name.removesuffix(".tar.gz"))
    subprocess.run([*command, "-t", "wheel"], cwd=unpacked, check=True, capture_output=True)
    (again,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(again) as made, zipfile.ZipFile(wheel()) as known:
        assert made.namelist() == known.namelist()
        assert [name for name in made.namelist() if made.read(name) != known.read(name)] == []


@pytest.mark.parametrize(
    ("line", "extra"),
    [
        ("check x.parquet", "parquet"),
        ("check x.jsonl.zst", "zstd"),
        ("fix a.jsonl -o out.jsonl.zst", "zstd"),
        ("check s3://bucket/x.jsonl", "remote"),
        ("fix a.jsonl -o s3://bucket/x.jsonl", "remote"),
        ("fix a.jsonl -o out.jsonl --engine daft", "cluster"),
    ],
)
def test_what_is_missing_is_said_with_what_to_install(tmp_path: Path, line: str, extra: str) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1PAR1")
    (tmp_path / "x.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (tmp_path / "a.jsonl").write_text('{"text": "The ferry sails at nine ."}\n')
    done = run(environment(), *line.split(), cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert f"pip install 'cleanup-articles[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("module", "install"), [("scrapy", "'cleanup-articles[scrapy]'"), ("datatrove", "cleanup-articles datatrove")]
)
def test_what_an_adapter_misses_is_said_with_what_to_install(tmp_path: Path, module: str, install: str) -> None:
    command = [environment(), "-c", f"import cleanup.adapters.{module}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1].endswith(f": pip install {install}")


SCRIPT = """\
from collections.abc import Mapping
from pathlib import Path

from cleanup import Cleaner, Config, Result, SiteProfile, clean, clean_batch, explain


def cleaned(text: str, title: str | None = None) -> str:
    result: Result = explain(text, title=title)
    places: list[tuple[int, str]] = [(finding.line, finding.code) for finding in result.findings]
    assert result.undo() == text
    return result.text if places else clean(text, title=title)


def all_cleaned(columns: dict[str, list[str | None]], config: Path) -> Mapping[str, object]:
    cleaner = Cleaner(Config(keep="body"))
    print(cleaner.clean("A text .", url="https://example.org/a"), SiteProfile.load(config))
    return clean_batch(columns)
"""


def test_a_strictly_typed_program_knows_the_types_of_the_wheel(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(SCRIPT)
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", environment(), "program.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("Success"), done.stdout
    (tmp_path / "program.py").write_text(SCRIPT.replace("places: list[tuple[int, str]]", "places: list[str]"))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).returncode == 1  # the types do come from there
