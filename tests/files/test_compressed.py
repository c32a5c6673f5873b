"""Compressed files: read completely, written the same each time, and refused with a clear message if they are broken."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.files import compressed
from cleanup.files.compressed import CompressionError, compression, compressor, decompressed

CONTENT = b'{"text": "The ferry left at seven."}\n' * 5000


def pack(content: bytes, name: str) -> bytes:
    out = io.BytesIO()
    stream = compressor(out, name)
    for start in range(0, len(content), 1000):
        stream.write(content[start : start + 1000])
    if stream is not out:
        stream.close()
    return out.getvalue()


def unpack(data: bytes, name: str, **options: float) -> bytes:
    return decompressed(io.BytesIO(data), name, **options).read()


@pytest.fixture(params=["a.jsonl.gz", "a.csv.ZST"])
def name(request: pytest.FixtureRequest) -> str:
    if request.param.endswith("ZST"):
        pytest.importorskip("zstandard")
    return str(request.param)


def test_the_last_ending_says_how_a_file_is_compressed() -> None:
    assert [compression(name) for name in ("a.jsonl", "a.jsonl.GZ", "b/c.csv.zst", ".gz", "a.gz.txt")] == [
        "",
        ".gz",
        ".zst",
        "",
        "",
    ]


@given(st.binary(max_size=3000))
def test_what_is_written_is_read(content: bytes) -> None:
    assert unpack(pack(content, "a.gz"), "a.gz") == content
    assert unpack(pack(content, "a.txt"), "a.txt") == content


def test_other_programs_read_it_and_it_is_the_same_each_time(name: str) -> None:
    data = pack(CONTENT, name)
    assert data == pack(CONTENT, name)
    assert unpack(data, name) == CONTENT
    if name.endswith("gz"):
        assert gzip.decompress(data) == CONTENT
        assert data[3:8] == bytes(5)  # no name, no time
    else:
        import zstandard

        assert zstandard.ZstdDecompressor().stream_reader(data).read() == CONTENT


def test_members_after_each_other_are_one_file(name: str) -> None:
    parts = [b"one\n", b"", CONTENT, b"two\n"]
    data = b"".join(pack(part, name) for part in parts)
    assert unpack(data, name) == b"".join(parts)
    assert unpack(data + bytes(1000), name) == b"".join(parts)


def test_bytes_may_come_in_small_pieces(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "_CHUNK", 3)
    monkeypatch.setattr(compressed, "_GZIP_OUTPUT_SIZE", 5)
    assert unpack(pack(CONTENT[:500], name) * 2 + bytes(9), name) == CONTENT[:500] * 2


def test_a_file_cut_short_says_so_at_every_length(name: str) -> None:
    data = pack(CONTENT[:300], name)
    assert unpack(b"", name) == b""
    for length in range(1, len(data)):
        with pytest.raises(
            CompressionError, match=r"cut short: .* in the middle, after \d+ bytes of content, before byte \d+ of the"
        ):
            unpack(data[:length], name)


@pytest.mark.parametrize(
    "spoil", [lambda data: b"no" + data, lambda data: data + b"garbage", lambda data: data[:40] + b"\0\xff" + data[42:]]
)
def test_a_broken_file_says_where(name: str, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(CompressionError, match="broken"):
        unpack(spoil(pack(CONTENT, name)), name)


def test_a_bomb_is_stopped_early_and_the_limit_can_be_lifted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "HARMLESS_SIZE", 10_000)
    data = pack(bytes(20_000_000), name)
    source = io.BytesIO(data * 10)
    with pytest.raises(CompressionError, match="over 200 times its size"):
        decompressed(source, name).read()
    assert source.tell() < 5 * len(data) + 100_000
    assert len(unpack(data, name, max_expansion=0)) == 20_000_000
    assert len(unpack(data, name, max_expansion=50_000)) == 20_000_000


def test_without_the_library_the_extra_is_named() -> None:
    code = (
        "import sys, io; sys.modules['zstandard'] = None\n"
        "from cleanup.files.compressed import compressor, decompressed\n"
        "for do in (lambda: decompressed(io.BytesIO(), 'a.zst'), lambda: compressor(io.BytesIO(), 'a.zst')):\n"
        "    try: do()\n"
        "    except OSError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.count("pip install 'cleanup-articles[zstd]'") == 2
