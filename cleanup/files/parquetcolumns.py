"""Columns of Parquet as pyarrow has them: their texts in and out, and how a file was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_text(kind: Any) -> bool:
    """Whether columns of this type hold texts: strings of any width, and dictionaries of them."""
    from pyarrow import types

    kind = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def texts_of(column: Any) -> list[Any]:
    """Texts, None for nulls, and bytes for what is no UTF-8, which writers may have put there."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        import pyarrow

        return [_decoded(value) for value in column.cast(pyarrow.large_binary()).to_pylist()]


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return value if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def column_of(values: list[bytes | None], kind: Any) -> Any:
    """A column of a kind of strings from their bytes; several chunks where one cannot hold them."""
    import pyarrow

    wide = pyarrow.types.is_large_string(kind)
    made = pyarrow.chunked_array(pyarrow.array(values, pyarrow.large_binary() if wide else pyarrow.binary()))
    made = made.cast(pyarrow.large_string() if wide else pyarrow.string(), safe=False)
    return made if made.type == kind else made.cast(kind)


def properties_of(file: Any) -> dict[str, Any]:
    """How the file was written, by its first row group, for `written_like`, in terms of JSON."""
    groups, made = file.metadata, {}
    if groups.num_row_groups:
        columns = [groups.row_group(0).column(place) for place in range(groups.num_columns)]
        made = {
            "compression": {column.path_in_schema: _codec(column.compression) for column in columns},
            "use_dictionary": [column.path_in_schema for column in columns if column.has_dictionary_page],
            "write_statistics": [column.path_in_schema for column in columns if column.is_stats_set],
            "use_deprecated_int96_timestamps": any(column.physical_type == "INT96" for column in columns),
            "use_compliant_nested_type": not any(".list.item" in column.path_in_schema for column in columns),
            "write_page_index": any(column.has_offset_index for column in columns),
            "sorting_columns": [column.to_dict() for column in groups.row_group(0).sorting_columns] or None,
        }
    return {"version": groups.format_version, "store_schema": b"ARROW:schema" in (groups.metadata or {}), **made}


def written_like(properties: Mapping[str, Any]) -> dict[str, Any]:
    """What `properties_of` found, as ParquetWriter takes it."""
    from pyarrow.parquet import SortingColumn

    sorting = properties.get("sorting_columns")
    return {**properties, "sorting_columns": [SortingColumn(**column) for column in sorting] if sorting else None}


def _codec(name: str) -> str:
    return "NONE" if name == "UNCOMPRESSED" else name
