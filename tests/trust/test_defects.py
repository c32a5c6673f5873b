"""The suites of faults find faults: with a defect put into the program, what they look at is not what it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.run.runs import DIRTY, put
from tests.trust.commands import files, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="links and signals that Windows has not")]

HALF = """
import os
def replace(source, target):
    data = open(source, "rb").read()
    with open(target, "wb") as file:
        file.write(data[: len(data) // 2])
        if str(target).endswith("a.txt"):
            file.flush()
            os.kill(os.getpid(), 9)
        file.write(data[len(data) // 2 :])
    os.unlink(source)
os.replace = replace
"""
FOLLOWED = """
import pathlib
pathlib.Path.is_symlink = lambda self: False
import os
os.replace = lambda source, target: (open(target, "wb").write(open(source, "rb").read()), os.unlink(source))
"""
UNESCAPED = """
import json
real = json.dumps
import cleanup.report.html as html
html.encode = lambda data: real(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
"""


def with_defect(tmp_path: Path, code: str) -> dict[str, str]:
    """An environment in which Python begins with `code`."""
    put(tmp_path, {"defect/sitecustomize.py": code})
    return {"PYTHONPATH": str(tmp_path / "defect")}


def test_a_write_without_rename_leaves_half_a_file_behind(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "whole/a.txt": DIRTY})
    assert run("fix", "whole", "--in-place", "-q", cwd=tmp_path).returncode == 0
    new = files(tmp_path / "whole")
    assert run("fix", "in", "--in-place", "-q", cwd=tmp_path, env=with_defect(tmp_path, HALF)).returncode == -9
    assert files(tmp_path / "in") not in ({"a.txt": DIRTY.encode()}, new)


def test_a_followed_link_writes_elsewhere(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY, "mine/kept": "mine", "out.report/.cleanup-account": "", "out/b.txt": ""})
    (tmp_path / "out" / "a.txt").symlink_to(tmp_path / "mine" / "kept")
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path)
    assert files(tmp_path / "mine") == {"kept": b"mine"}
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, FOLLOWED))
    assert files(tmp_path / "mine") != {"kept": b"mine"}


def test_an_unescaped_text_acts_in_the_page(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": DIRTY + "\n</script><script>alert(1)</script> walked  home , he said.\n"})
    run("fix", "in", "-o", "out", "-q", cwd=tmp_path, env=with_defect(tmp_path, UNESCAPED))
    assert "<script>alert(1)" in (tmp_path / "out.report" / "index.html").read_text("utf-8")
