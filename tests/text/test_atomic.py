from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cleanup.text.atomic import write_atomic

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_an_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomic(target, b"one\r\n")
    write_atomic(target, b"two\n")
    assert target.read_bytes() == b"two\n"
    assert list(tmp_path.iterdir()) == [target]


@posix
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o777, 0o000])
def test_permissions_are_those_of_the_file_replaced_or_named(umask: int, tmp_path: Path) -> None:
    script, target, fresh = tmp_path / "s.txt", tmp_path / "t.txt", tmp_path / "new.txt"
    script.write_bytes(b"")
    target.write_bytes(b"")
    script.chmod(0o751)
    target.chmod(0o604)
    before = os.umask(umask)
    try:
        write_atomic(target, b"x")
        kept = mode(target)
        write_atomic(target, b"y", mode_from=script)
        write_atomic(fresh, b"z")
    finally:
        os.umask(before)
    assert (kept, mode(target), mode(fresh)) == (0o604, 0o751, 0o666 & ~umask)


@posix
def test_a_link_is_refused_and_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    link = tmp_path / "link.txt"
    for goal in (outside, tmp_path / "nowhere"):
        link.symlink_to(goal)
        with pytest.raises(OSError, match=r"link\.txt"):
            write_atomic(link, b"x")
        assert link.is_symlink()
        link.unlink()
    assert outside.read_bytes() == b"precious"


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_atomic(tmp_path / "folder", b"x")
    with pytest.raises(TypeError):
        write_atomic(tmp_path / "a.txt", "text")  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        write_atomic(tmp_path / "gone" / "a.txt", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_names_as_long_as_can_be(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 251 + ".txt")
    write_atomic(target, b"x")
    assert target.read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_root_leaves_files_to_their_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    os.chown(path, 12345, 12345)
    write_atomic(path, b"after")
    assert (path.stat().st_uid, path.stat().st_gid, path.read_text()) == (12345, 12345, "after")
