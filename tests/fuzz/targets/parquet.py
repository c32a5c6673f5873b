"""Parquet, whole and broken: a file is read and written with its values, or refused in words."""

from __future__ import annotations

from tests.fuzz.targets.records import holds


def check(data: bytes) -> None:
    holds("parquet", data, " more")
