"""Addresses instead of paths, on the file systems of fsspec that need no other package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.files.remote import RemoteError, exists, fetch, is_remote, name_of, send

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(params=["memory", "file"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty folder."""
    return f"memory://{tmp_path.name}" if request.param == "memory" else f"file://{(tmp_path / 'there').as_posix()}"


def test_addresses_are_no_paths() -> None:
    assert all(map(is_remote, ["s3://b/a.jsonl", "memory://a", "file:///a/b", "zip::s3://b/a.zip", "GS://b/a", "abfs+x://a"]))
    assert not any(map(is_remote, ["a.txt", "/a//b", "C:\\a", "c:/a", "C://a", "-", "s3:/b", "./s3://b", "a b://c"]))
    assert [name_of(address) for address in ("s3://b/a.jsonl", "s3://b/c/", "memory://x")] == ["a.jsonl", "c", "x"]
    with pytest.raises(RemoteError, match="name a file"):
        name_of("s3://")


def test_a_file_that_was_sent_is_fetched_as_it_was(there: str, tmp_path: Path) -> None:
    local = tmp_path / "a.jsonl"
    local.write_bytes(b"\x00one\r\n")
    address = f"{there}/deep/b.jsonl"
    assert not exists(address)
    send(local, address)
    assert exists(address)
    assert fetch(address, tmp_path / "here") == tmp_path / "here" / "b.jsonl"
    assert (tmp_path / "here" / "b.jsonl").read_bytes() == b"\x00one\r\n"


def test_a_folder_goes_and_comes(there: str, tmp_path: Path) -> None:
    local = tmp_path / "in"
    (local / "b").mkdir(parents=True)
    (local / "a.txt").write_bytes(b"one")
    (local / "b" / "ü.txt").write_bytes(b"two")
    send(local, f"{there}/out")
    got = fetch(f"{there}/out/", tmp_path / "here")
    assert {path.relative_to(got).as_posix(): path.read_bytes() for path in got.rglob("*.txt")} == {
        "a.txt": b"one",
        "b/ü.txt": b"two",
    }


def test_a_transfer_that_breaks_leaves_the_old_file(there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = tmp_path / "a.jsonl"
    local.write_bytes(b"old")
    send(local, f"{there}/a.jsonl")
    local.write_bytes(b"new")

    def broken(source: object, target: object, size: int) -> None:
        target.write(b"ne")  # type: ignore[attr-defined]
        raise OSError("the line is dead")

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfileobj", broken)
        with pytest.raises(RemoteError, match=r"a\.jsonl: the line is dead"):
            send(local, f"{there}/a.jsonl")
    assert fetch(f"{there}/a.jsonl", tmp_path / "here").read_bytes() == b"old"
    send(local, f"{there}/a.jsonl")
    assert fetch(f"{there}/a.jsonl", tmp_path / "here").read_bytes() == b"new"


def test_what_is_wrong_is_reported(there: str, tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match=r"nothing\.jsonl: no such file"):
        fetch(f"{there}/nothing.jsonl", tmp_path)
    with pytest.raises(RemoteError, match="nowhere://a: Protocol not known"):
        fetch("nowhere://a", tmp_path)


def test_without_the_library_the_extra_is_named() -> None:
    code = (
        "import sys, pathlib; sys.modules['fsspec'] = None\n"
        "from cleanup.files.remote import fetch\n"
        "try: fetch('s3://b/a.jsonl', pathlib.Path())\n"
        "except OSError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "s3://b/a.jsonl: to read and write there: pip install 'cleanup-articles[remote]'\n"
