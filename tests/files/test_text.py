from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.files.text import BOMS, DecodeError, UnknownEncoding, codec_name, decode, is_binary, why_binary
from cleanup.stages.reading.markup import is_html
from tests.cost import costs_at_most

SENTENCES = [
    ("cp1252", "He said “we’ll be back” – and left the room before the others did."),
    ("cp1252", "Le café du quartier a fermé ses portes après quarante années, déplorent les habitués."),
    ("cp1252", "Die Straße war für Stunden gesperrt, während die Feuerwehr über Leitern löschte."),
    ("cp1252", "El niño soñó con un año más en la montaña, dijo la señora Pérez."),
    ("cp1252", "It cost £5."),
    ("cp1251", "В городе открыли новый мост через реку. Строили его три года."),
    ("koi8_r", "В городе открыли новый мост через реку. Строили его три года."),
    ("cp1250", "W środę mieszkańcy Łodzi wyszli na ulice, żeby świętować zwycięstwo swojej drużyny."),
    ("cp1253", "Η πόλη γιόρτασε χθες το βράδυ με μουσική και χορό."),
    ("cp1254", "İstanbul’da yağmur yağdı, çocuklar dışarı çıkamadı ve günü evde geçirdi."),
    ("cp932", "昨日、新しい橋が川にかかりました。工事は三年かかりました。"),
    ("euc_jp", "昨日、新しい橋が川にかかりました。工事は三年かかりました。"),
    ("iso2022_jp", "昨日、新しい橋が川にかかりました。工事は三年かかりました。"),
    ("gb18030", "昨天,新的桥梁在河上开通了。工程进行了三年,市民们很高兴。"),
    ("big5", "昨天,新的橋樑在河上開通了。工程進行了三年,市民們很高興。"),
    ("cp949", "어제 새로운 다리가 강 위에 개통되었다. 공사는 삼 년이 걸렸다."),
]


@pytest.mark.parametrize(("encoding", "sentence"), SENTENCES, ids=[encoding for encoding, _ in SENTENCES])
@pytest.mark.parametrize("times", [1, 30])
def test_old_encodings_are_detected(encoding: str, sentence: str, times: int) -> None:
    data = ((sentence + "\r\n") * times).encode(encoding)
    decoded = decode(data)
    assert decoded.text == data.decode(encoding)
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(("bom", "encoding"), BOMS)
def test_a_byte_order_mark_gives_the_encoding_and_is_not_part_of_the_text(bom: bytes, encoding: str) -> None:
    data = bom + "Ein Fluß.\r\n".encode(encoding)
    decoded = decode(data, "cp1252")
    assert (decoded.text, decoded.encoding, decoded.bom) == ("Ein Fluß.\r\n", encoding, bom)
    assert decoded.encode("Kein Fluß.") == bom + "Kein Fluß.".encode(encoding)


def test_utf16_that_begins_with_a_nul_is_not_utf32() -> None:
    data = codecs.BOM_UTF16_LE + "\0a".encode("utf-16-le")
    assert decode(data).text == "\0a"


def test_a_broken_file_with_a_mark() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"a\xffb")
    assert (decoded.text, decoded.errors) == ("a\udcffb", "surrogateescape")
    with pytest.raises(DecodeError, match=r"UTF-16-LE, though its byte order mark says so \(byte 0x61 at 4\)"):
        decode(codecs.BOM_UTF16_LE + b"a\0a")


@pytest.mark.parametrize("name", ["utf-16", "utf_16_le", "UTF-16LE"])
def test_utf16_without_a_byte_order_mark_when_asked_for(name: str) -> None:
    data = "Ein Fluß.".encode("utf-16-le")
    assert decode(data, name).text == "Ein Fluß."
    assert not is_binary(data, name)


def test_the_given_encoding_is_obeyed() -> None:
    assert decode("naïve".encode(), "latin-1").text == "naÃ¯ve"
    with pytest.raises(DecodeError, match=r"not ascii \(byte 0xc3 at 2\)"):
        decode("naïve".encode(), "ascii")
    with pytest.raises(DecodeError, match="not utf-8"):
        decode(b"caf\xe9", "utf-8")
    with pytest.raises(DecodeError, match="would not reproduce these bytes"):
        decode(b"+AOk-+AOk-", "utf-7")


@pytest.mark.parametrize("name", ["utf-9", "", "rot13", "base64", "a\0b", "é"])
def test_names_that_are_no_encodings(name: str) -> None:
    with pytest.raises(UnknownEncoding, match="unknown encoding"):
        codec_name(name)
    with pytest.raises(UnknownEncoding):
        decode(b"a", name)


def test_a_few_bad_bytes_survive_in_utf8() -> None:
    data = "“Yes”, she said – “naïve”.\n".encode() + b"a \x93 b\r\n"
    decoded = decode(data)
    assert (decoded.encoding, decoded.errors) == ("utf-8", "surrogateescape")
    assert decoded.encode(decoded.text.replace("naïve", "clever")) == data.replace("naïve".encode(), b"clever")


def test_utf8_cut_off_at_the_end_stays_utf8() -> None:
    data = "Prices rose by 5 € or 6 €".encode()[:-1]
    assert decode(data).text == "Prices rose by 5 € or 6 \udce2\udc82"


def test_what_no_one_can_read_is_refused_with_advice() -> None:
    with pytest.raises(DecodeError, match=r"not UTF-8 \(byte 0x93 at 2\) and no encoding detected; give one with --encoding"):
        decode(b"a \x93\x81\x01\x02\x05\xff\xfe\x9d\x90\x03" * 3)


def test_nothing_is_translated() -> None:
    data = b"a\r\nb\rc\n\x0c\xc2\x85\xe2\x80\xa8\x00"
    assert decode(data).text == "a\r\nb\rc\n\x0c\x85\u2028\0"


def test_characters_without_a_place_raise() -> None:
    with pytest.raises(UnicodeEncodeError):
        decode("Straße".encode("cp1252")).encode("東京")


@given(
    st.one_of(
        st.binary(),
        st.lists(st.sampled_from(["é".encode(), b"\xe9", b"\xff", b"\x93", b"a", b"\n", "東".encode(), b"\xed\xb2\x80"])).map(
            b"".join
        ),
    )
)
@example(b"\xff\xfe\x00\x00")
@example(b"\xed\xb2\x80" + "東京".encode() * 3)
@example(b"\x1b$B\x1b(B")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_what_was_decoded_comes_back(data: bytes) -> None:
    for encoding in (None, "cp1251", "utf-16", "shift_jis", "utf-7", "iso2022_jp", "utf-8-sig"):
        try:
            decoded = decode(data, encoding)
        except DecodeError:
            continue
        assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n\0", ""),
        (b"text", ""),
        (b"The ferry left.\0\n", "left alone as binary: byte 16 is a NUL"),
        (b"\0" * 40, "left alone as binary: byte 1 is a NUL"),
        *(
            (text.encode(name), f"left alone as binary; if it is UTF-16 without a byte order mark, give --encoding {name}")
            for name in ("utf-16-le", "utf-16-be")
            for text in ("The ferry left.\n", "Überfähre", "„Nein“, sagte er.")
        ),
    ],
)
def test_a_text_that_is_taken_for_binary_says_why(data: bytes, why: str) -> None:
    assert why_binary(data) == why


def test_binary_files_are_recognised_by_nul_and_magic() -> None:
    for data in (
        b"%PDF-1.7\n",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"a\0b",
        b"BZh91AY&SYx",
        b"{\\rtf1 Hello}",
        "text".encode("utf-16-le"),
    ):
        assert is_binary(data)
    for data in (
        b"",
        b"BZh is a prefix",
        b"PK won",
        "Fluß".encode("utf-16"),
        "Fluß".encode("utf-32"),
        b"GIF is a format",
        b"caf\xe9",
    ):
        assert not is_binary(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        b"word " * 10_000_000,
        "wörd ".encode() * 8_000_000,
        "wörd ".encode("cp1252") * 10_000_000,
        b"<" * 50_000_000,
        b"x" * 50_000_000 + b"\xe9",
    ],
    ids=["ascii", "utf-8", "cp1252", "angles", "no space"],
)
def test_fifty_megabytes(data: bytes) -> None:
    with costs_at_most(250):
        assert not is_binary(data)
        decoded = decode(data)
        assert not is_html(decoded.text)
        assert not is_html("<!--" * 10_000 + decoded.text[:1000])


def test_detection_is_imported_only_when_needed() -> None:
    code = (
        "import sys; from cleanup.files.text import decode; decode('naïve'.encode());"
        "assert 'charset_normalizer' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
