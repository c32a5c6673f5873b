"""The digest by which files are known. `hashlib` is imported late: a hook needs no digest, and OpenSSL takes 3 ms to load."""

from __future__ import annotations


def digest(data: bytes) -> str:
    """SHA-256 of `data`, hexadecimal."""
    from hashlib import sha256

    return sha256(data).hexdigest()
