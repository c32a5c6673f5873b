from __future__ import annotations

import io
import json
import random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.files.jsonl import JsonLines
from cleanup.files.records import Record, RecordError

FIELDS = ("text", "title", "url")


def read(data: bytes, *fields: str) -> list[Record]:
    found = list(JsonLines().read(io.BytesIO(data), fields or FIELDS))
    assert b"".join(record.raw for record in found) == data
    return found


def replaced(line: str | bytes, **new: str) -> str:
    raw = line if isinstance(line, bytes) else line.encode()
    record = read(raw)[0]
    assert not record.error
    return JsonLines().replaced(record, new).decode()


def test_records_blank_lines_and_errors_are_all_of_the_file() -> None:
    data = (
        b'\xef\xbb\xbf{"text": "One.", "n": 1.10}\r\n\n  \r\n[1]\n{"text": null}\n"x"\n'
        b'{"text": "a" "b"}\n{"text": "\xff"}\n{}\n{"text": "cut'
    )
    found = read(data)
    assert [record.number for record in found] == [record.line for record in found] == list(range(1, 11))
    assert [dict(record.values) for record in found if record.values] == [{"text": "One."}]
    assert [record.filler for record in found] == [False, True, True, *[False] * 7]
    assert {record.line: record.error for record in found if record.error} == {
        4: "not a JSON object but an array (jq -c '.[]' makes records of its elements)",
        6: "not a JSON object but a string",
        7: "not JSON: Expecting ',' delimiter at column 14",
        8: "not UTF-8: byte 0xff at 11; JSON lines are read as UTF-8",
        10: "not JSON: Unterminated string starting at column 10 (the file ends in this line: cut short?)",
    }


def test_an_array_on_the_last_line_is_not_cut_short() -> None:
    assert read(b'[{"text": "x"}]')[0].error == "not a JSON object but an array (jq -c '.[]' makes records of its elements)"


def test_a_carriage_return_in_the_first_record_stops_no_other() -> None:
    found = read(b'{"text": "a\rb"}\n{"text": "x"}\n')
    assert found[0].error == "not JSON: Invalid control character at column 12"
    assert found[1].values == {"text": "x"}


HOSTILE = [
    '{"a": 1.10, "text": "x", "b": 1E400, "c": NaN, "d": -Infinity, "e": ' + "9" * 5000 + "}\n",
    '{"text": "first", "n": {"text": "inner"}, "text": "x"}\r\n',
    '  { "text"\t:  "x" , "l" : [ 1 , {"text":"y"} ] }  \n',
    '{"te\\u0078t": "x", "\\/": "\\/"}',
    '{"text": "x", "lone": "\\ud800", "pair": "\\ud83d\\ude00", "u": "é\u2028"}\n',
    '\ufeff{"text":"x"}',
    '{"deep": ' + "[" * 200 + "]" * 200 + ', "text": "x"}\n',
]


@pytest.mark.parametrize("line", HOSTILE)
def test_only_the_token_of_the_field_changes(line: str) -> None:
    head, _, tail = line.rpartition('"x"')
    assert replaced(line, text="new") == head + '"new"' + tail
    assert replaced(line, text="x") == line


@pytest.mark.parametrize(
    ("old", "new", "token"),
    [
        ('"x\\u00e9"', "é’", '"\\u00e9\\u2019"'),  # Python
        ('"xé"', "é’", '"é’"'),
        ('"x\\/y\\u00e9"', "a/b é", '"a\\/b \\u00e9"'),  # PHP
        ('"x\\u003cb\\u003e & y"', "<b> & é", '"\\u003cb\\u003e & é"'),  # Go; here & was left as it is
        ('"x\\u00E9"', "é\u200a", '"\\u00E9\\u200A"'),  # Java
        ('"x\\u000ay"', "1\n2", '"1\\u000a2"'),
        ('"a \\\\u00e9 b"', "\\u00e9 é", '"\\\\u00e9 é"'),  # a backslash before a "u" is no escape
        ('"x\\ud800"', "x\ud800", '"x\\ud800"'),
        ('"é\\ud800"', "é\ud800!", '"é\\ud800!"'),
        ('"x"', 'x\x00\x1f\x7f"\\', '"x\\u0000\\u001f\x7f\\"\\\\"'),
        ('"x/ \\/"', "/", '"/"'),
    ],
)
def test_a_text_is_written_in_the_manner_of_the_old_one(old: str, new: str, token: str) -> None:
    line = f'{{"n": 1, "text": {old}}}\n'
    assert replaced(line, text=new) == f'{{"n": 1, "text": {token}}}\n'


def test_without_a_manner_of_its_own_it_takes_that_of_the_line() -> None:
    assert replaced('{"title": "caf\\u00e9", "text": "x"}', text="é") == '{"title": "caf\\u00e9", "text": "\\u00e9"}'
    assert replaced('{"title": "café", "text": "x"}', text="é") == '{"title": "café", "text": "é"}'
    assert replaced('{"url": "https:\\/\\/a.com", "text": "x"}', text="/") == '{"url": "https:\\/\\/a.com", "text": "\\/"}'


def test_a_field_that_is_not_there_is_added() -> None:
    assert replaced('{"text": "x", "n": 1}\n', gone="Share\n") == '{"text": "x", "n": 1, "gone": "Share\\n"}\n'
    assert replaced('{"text":"x"}\r\n', text="y", gone="z") == '{"text":"y","gone":"z"}\r\n'
    assert replaced("{ }", gone="z", more="é") == '{"gone":"z","more":"é" }'


def test_halves_of_a_character_that_would_meet_are_refused() -> None:
    with pytest.raises(RecordError, match="halves of a character"):
        replaced('{"text": "\\ud83d and \\ude00"}', text="\ud83d\ude00")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xff\xfe{\0", "UTF-16"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"[\n {}\n]", "jq"),
        (b"{}\r{}\r", "tr "),
    ],
)
def test_other_kinds_of_files_are_reported(data: bytes, what: str) -> None:
    with pytest.raises(RecordError, match=what):
        read(data)


@pytest.mark.parametrize("start", [b'{"a": ', b"", b'{"a" '])
def test_nesting_without_end_is_an_error_of_its_record(start: bytes) -> None:
    found = read(start + b"[" * 200_000 + b'\n{"text": "x"}\n')
    assert found[0].error.startswith(("nested too deeply", "not JSON"))
    assert found[1].values == {"text": "x"}


def test_a_line_of_ten_megabytes() -> None:
    text = 'A "line" of é. ' * 700_000
    line = json.dumps({"text": text, "n": 1})
    assert read(line.encode())[0].values == {"text": text}
    assert json.loads(replaced(line, text=text[:-1])) == {"text": text[:-1], "n": 1}


def test_names_are_those_of_the_object() -> None:
    assert JsonLines().names(read(b'{"a": {"b": 1}, "c": "", "a": 2}')[0]) == ("a", "c")


TEXTS = st.text(st.characters(), max_size=20).filter(lambda text: json.loads(json.dumps(text)) == text)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=6,
)


def odd_json(value: Any, chance: random.Random) -> str:
    """JSON with white space and escapes strewn in."""
    space = chance.choice(["", "", " ", "\t", "\r"])
    if isinstance(value, str):
        escape = chance.choice(["\\u{:04x}", "\\u{:04X}"]).format
        pieces = (
            escape(ord(char)) if ord(char) < 0x10000 and chance.random() < 0.3 else json.dumps(char)[1:-1] for char in value
        )
        plain = json.dumps(value, ensure_ascii=chance.random() < 0.5 or any("\ud800" <= char <= "\udfff" for char in value))
        return f'"{"".join(pieces)}"'.replace("/", "\\/") if chance.random() < 0.5 else plain
    if isinstance(value, list):
        return f"[{space}" + f"{space},".join(odd_json(item, chance) for item in value) + "]"
    if isinstance(value, dict):
        members = (f"{odd_json(name, chance)}{space}:{space}{odd_json(item, chance)}" for name, item in value.items())
        return f"{{{space}" + f"{space},{space}".join(members) + f"{space}}}"
    return json.dumps(value)


@given(st.dictionaries(TEXTS, VALUES, max_size=4), TEXTS, TEXTS, st.randoms(use_true_random=False))
@example({}, "\ud83d", "é/", random.Random(1))
def test_whatever_the_line_a_reader_finds_the_new_text_and_all_else_as_it_was(
    others: dict[str, Any], text: str, new: str, chance: random.Random
) -> None:
    members = [f"{odd_json(name, chance)} : {odd_json(value, chance)}" for name, value in others.items()]
    place = chance.randint(0, len(members))
    head = "{" + "".join(f"{member} ," for member in members[:place]) + '"text": '
    tail = "".join(f", {member}" for member in members[place:]) + "}\n"
    line = head + odd_json(text, chance) + tail
    record = read(line.encode(), "text")[0]
    assert not record.error
    last_wins = record.values.get("text") != text  # another member of that name came later
    cleaned = JsonLines().replaced(record, {"text": new}).decode()
    assert repr(json.loads(cleaned)) == repr({**json.loads(line), "text": new})
    if not last_wins:
        assert cleaned.startswith(head)
        assert cleaned.endswith(tail)


PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(PLAIN, VALUES, max_size=3), PLAIN, PLAIN, st.booleans(), st.sampled_from([(", ", ": "), (",", ":")]))
def test_in_a_line_of_pythons_a_new_text_is_written_as_python_would_and_the_old_one_comes_back(
    others: dict[str, Any], old: str, new: str, ascii_only: bool, separators: tuple[str, str]
) -> None:
    def line(text: str) -> bytes:
        # "manner" shows whether the writer escapes what is not ASCII; without such a character nobody can tell.
        members = {"manner": "é", **others, "text": text}
        return (
            json.dumps(members, ensure_ascii=ascii_only or "\\ud" in json.dumps(others), separators=separators).encode() + b"\n"
        )

    cleaned = replaced(line(old), text=new).encode()
    assert cleaned == line(new)
    assert replaced(cleaned, text=old).encode() == line(old)


LINES = st.lists(
    st.sampled_from(
        [b'{"text": "a"}', b"{}", b"[]", b"", b" ", b'{"text"', b'{"text": "\xff"}', b'{"title": "\\ud83d", "text": "b"} \r']
    )
    | st.binary(max_size=8).filter(lambda data: b"\n" not in data),
    max_size=8,
)


@given(LINES, st.booleans())
def test_a_line_is_read_as_if_it_were_alone(lines: list[bytes], ended: bool) -> None:
    data = b"\n".join([b"{}", *lines]) + b"\n" * ended
    together = read(data)
    for record in together[1:]:
        alone = read(b"{}\n" + record.raw)[1]
        assert (record.values, record.filler, record.error) == (alone.values, alone.filler, alone.error)
    assert len(together) == data.count(b"\n") + (not data.endswith(b"\n"))
