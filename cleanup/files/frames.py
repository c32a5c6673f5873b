"""Messages between two processes: one byte for the kind, eight for the size, and as many bytes of content."""

from __future__ import annotations

import struct
from typing import IO

from cleanup.text.dataclass import dataclass

_HEADER = struct.Struct(">cQ")


@dataclass(frozen=True, slots=True)
class Channel:
    """A pair of pipes. Both sides take turns in sending, so that neither waits forever for the other to read."""

    incoming: IO[bytes]
    outgoing: IO[bytes]

    def send(self, kind: bytes, content: bytes = b"") -> None:
        """Raises OSError once nobody reads any more."""
        self.outgoing.write(_HEADER.pack(kind, len(content)))
        self.outgoing.write(content)
        self.outgoing.flush()

    def receive(self) -> tuple[bytes, bytes]:
        """The next message's kind and content. Raises EOFError once the other side is gone."""
        kind, size = _HEADER.unpack(self._exactly(_HEADER.size))
        return kind, self._exactly(size)

    def _exactly(self, size: int) -> bytes:
        data = self.incoming.read(size)
        if len(data) < size:
            raise EOFError("the other process is gone")
        return data
