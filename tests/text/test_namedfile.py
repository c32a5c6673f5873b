"""Files that say which one they are when there is no room for them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from cleanup.text.namedfile import buffered, new_file, temporary_file


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("mode", ["wb", "r+b"])
def test_a_file_without_room_is_named_when_its_buffer_is_full_and_when_it_is_closed(mode: str) -> None:
    file = buffered(os.open("/dev/full", os.O_RDWR), mode, "some/name")
    with pytest.raises(OSError, match="No space left on device: 'some/name'"):
        file.write(b"x" * 1_000_000)
    file.write(b"x")
    with pytest.raises(OSError, match="No space left on device: 'some/name'"):
        file.close()


def test_what_is_written_is_there(tmp_path: Path) -> None:
    with new_file(tmp_path / "a") as file:
        file.write(b"old")
    with new_file(tmp_path / "a", "b") as file:
        file.write(b"new")
        file.seek(0)
        assert (file.read(), file.name) == (b"new", "b")
    assert (tmp_path / "a").read_bytes() == b"new"
    with pytest.raises(OSError, match="missing"):
        new_file(tmp_path / "missing" / "a")


@pytest.mark.parametrize("given", [True, False])
def test_a_temporary_file_is_called_as_its_folder_where_nobody_finds_it(tmp_path: Path, given: bool) -> None:
    with temporary_file(str(tmp_path) if given else "") as file:
        file.write(b"kept")
        file.seek(0)
        assert (file.read(), file.name) == (b"kept", str(tmp_path) if given else tempfile.gettempdir())
        assert not list(tmp_path.iterdir()) or os.name == "nt"
