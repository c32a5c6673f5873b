"""ftfy is imported without what nobody here asks it for, and is the same for everybody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.text.precompile import bundled

QUICKLY = "from cleanup.stages.mojibake.library import import_ftfy; import_ftfy(); import sys, ftfy"
COLUMNS = "ftfy.formatting.display_rjust('東京', 6) + ftfy.display_ljust('東京', 6, fillchar='.')"


def python(*lines: str) -> str:
    """What a new process prints."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", "\n".join(lines)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_repair_asks_for_no_columns() -> None:
    repair = "print(cleanup.clean('It was the cafÃ© by the harbour.'), 'ftfy' in sys.modules, 'wcwidth' in sys.modules)"
    assert python("import sys, cleanup", repair) == "It was the café by the harbour. True False"


@pytest.mark.parametrize(
    "asked",
    [
        f"print({COLUMNS}, 'wcwidth' in sys.modules)",
        "import ftfy.formatting; print(ftfy.formatting.__file__, ftfy.formatting is sys.modules['ftfy.formatting'])",
        "from ftfy.formatting import display_center as centred; print(centred('ちゃぶ台', 12, '.'))",
        "print(ftfy.display_ljust('table', 7, '▒'), ftfy.formatting.__name__)",
        "ftfy.explain_unicode('café 東京')",
        "print(hasattr(ftfy.formatting, 'nothing'), hasattr(ftfy, 'nothing'))",
        "print(ftfy.fix_text('schÃ¶n &amp; gut'), ftfy.badness.is_bad('Ã¶'))",
    ],
)
def test_it_gives_what_it_gives_otherwise(asked: str) -> None:
    assert python(QUICKLY, asked) == python("import sys, ftfy", asked) != ""


def test_it_stays_as_it_is_where_somebody_imported_it() -> None:
    assert python(f"import ftfy; before = dict(vars(ftfy)); {QUICKLY}; print(before == vars(ftfy))") == "True"


def test_an_import_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "ftfy.py").write_text("import ftfy.formatting\nraise ImportError('a broken one')\n", "utf-8")
    fails = [
        "try:",
        "    import_ftfy()",
        "except ImportError as error:",
        "    print(error, [*filter(None, map(sys.modules.get, NAMES))])",
    ]
    prepared = "import sys; NAMES = ('ftfy', 'ftfy.formatting'); from cleanup.stages.mojibake.library import import_ftfy"
    assert python(prepared, f"sys.path.insert(0, {str(tmp_path)!r})", *fails) == "a broken one []"


def test_another_version_may_ask_for_something_else(tmp_path: Path) -> None:
    (tmp_path / "ftfy").mkdir()
    (tmp_path / "ftfy/__init__.py").write_text("from ftfy.formatting import other\n", "utf-8")
    (tmp_path / "ftfy/formatting.py").write_text("other = 'another one'\n", "utf-8")
    asked = "print(ftfy.other, ftfy.formatting.__file__ is not None, sys.modules['ftfy.formatting'] is ftfy.formatting)"
    assert python(f"import sys; sys.path.insert(0, {str(tmp_path)!r})", QUICKLY, asked) == "another one True True"


def test_patterns_of_the_wheel_are_found_by_whoever_compiles_them(tmp_path: Path) -> None:
    """Of this Python; those of another one are left alone, and so are patterns that this one does not know."""
    file = tmp_path / "patterns"
    file.write_bytes(bundled([("(?P<a>[^\\W\\d]+)|é", 0), (b"\xc3 (?! )", 0), ("(?i: x )", 64), ("(no pattern", 0)]))
    prepared = f"import re, sys; from cleanup.text.precompile import into_cache; content = open({str(file)!r}, 'rb').read()"
    counted = [
        "import re._compiler as compiler",
        "compile, asked = compiler.compile, []",
        "compiler.compile = lambda source, flags=0: asked.append(source) or compile(source, flags)",
        "made = [re.compile('(?P<a>[^\\\\W\\\\d]+)|é'), re.compile(b'\\xc3 (?! )'), re.compile('(?i: x )', re.VERBOSE)]",
        "print(len(asked), made == [compile(each.pattern, each.flags & re.VERBOSE) for each in made], made[0].match('ab')['a'])",
    ]
    assert python(prepared, "into_cache(content)", *counted) == "0 True ab"
    assert python(prepared, "into_cache(content.replace(b'cpython-3', b'cpython-4', 1))", *counted) == "3 True ab"
    assert python(prepared, "into_cache(b'')", "del re._cache", "into_cache(content)", "print('nothing')") == "nothing"
