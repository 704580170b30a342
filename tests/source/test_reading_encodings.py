from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.source.decoding import decode, forbidden_characters, recognise

CHINESE = (
    "颈椎病是一种常见病，多见于长期伏案工作的人。患者应当注意休息，不要长时间低头看手机，"
    "每工作一小时就起来活动一下。如果手臂发麻、无力，要及时到医院就诊，在医生的指导下治疗。"
)
ENGLISH = "Don’t wait – see a doctor if the pain lasts for more than 3 days…"
MIXED = "The patient’s back — the 腰部 — hurts after sitting, and lying down doesn’t help at all."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(CHINESE.encode(), "utf-8", id="utf-8"),
        pytest.param(CHINESE.encode("utf-8-sig"), "utf-8-sig", id="utf-8-mark"),
        pytest.param(CHINESE.encode("utf-16"), "utf-16", id="utf-16-mark"),
        pytest.param(b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16", id="utf-16-be-mark"),
        pytest.param(CHINESE.encode("utf-32"), "utf-32", id="utf-32-mark"),
        pytest.param(CHINESE.encode("utf-16-le"), "utf-16-le", id="utf-16-le-chinese"),
        pytest.param(CHINESE.encode("utf-16-be"), "utf-16-be", id="utf-16-be-chinese"),
        pytest.param(ENGLISH.encode("utf-16-le"), "utf-16-le", id="utf-16-le-english"),
        pytest.param(ENGLISH.encode("utf-16-be"), "utf-16-be", id="utf-16-be-english"),
        pytest.param("Lie down".encode("utf-16-be"), "utf-16-be", id="utf-16-be-ascii"),
        pytest.param(CHINESE.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(MIXED.encode("gb18030"), "gb18030", id="gb18030-in-english"),
        pytest.param("它’s — good".encode("gb18030"), "gb18030", id="gb18030-short"),
    ],
)
def test_recognises(data: bytes, encoding: str) -> None:
    assert recognise(data) == encoding


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ENGLISH.encode("cp1252"), id="windows-1252-english"),
        pytest.param("Évitez l’été : très gênée, créée à l’hôpital".encode("cp1252"), id="french"),
        pytest.param(
            "허리가 아프면 병원에 가서 진료를 받으십시오. 오래 앉지 마십시오.".encode("euc-kr"),
            id="euc-kr",
        ),
        pytest.param(
            "腰の痛みが続くときは、医師に相談してください。".encode("shift_jis"), id="shift-jis"
        ),
        pytest.param(
            "腰の痛みが続くときは、医師に相談してください。".encode("euc-jp"), id="euc-jp"
        ),
        pytest.param(
            "腰部疼痛持續時，請儘快就醫，並遵照醫師的指示接受治療。".encode("big5"), id="big5"
        ),
        pytest.param("Боль в спине проходит не сразу.".encode("koi8-r"), id="koi8-r"),
        pytest.param("Боль в спине проходит не сразу.".encode("cp1251"), id="windows-1251"),
        pytest.param(b"Knee\n\nIt hurts \x00 often.\n", id="a zero byte in english"),
        pytest.param(b"Knee\n\nIt hurts often \x00 and long.", id="a zero byte elsewhere"),
        pytest.param(b"\xef\xbb\xbfbroken \xff", id="mark-and-broken"),
        pytest.param(b"PK\x03\x04\x00\x00\xff\xd8", id="binary"),
    ],
)
def test_never_guesses_what_is_not_plausible(data: bytes) -> None:
    assert recognise(data) is None
    with pytest.raises(SourceError, match="is not UTF-8"):
        decode(data, "article.txt")


def test_an_undecodable_file_says_where() -> None:
    with pytest.raises(SourceError) as caught:
        decode("Rest.\nDrink café daily".encode("cp1252"), "diet.txt")
    assert (caught.value.path, caught.value.line) == ("diet.txt", 2)
    assert caught.value.message.startswith("byte 0xE9 in column 10 is not UTF-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text.removeprefix("\ufeff")


def test_names_every_forbidden_character() -> None:
    text = "a\tb\n\x0bc\u200fd\u202ee\u2066f\ue000g\U0010fffdh\u2029"
    assert [f"U+{ord(c):04X}" for _, c in forbidden_characters(text)] == [
        "U+000B",
        "U+202E",
        "U+E000",
        "U+10FFFD",
        "U+2029",
    ]


def test_what_is_no_utf_16_is_not_said_to_look_like_it() -> None:
    with pytest.raises(SourceError) as caught:
        decode(b"broken \xff", "a.txt")
    assert "byte 0xFF in column 8 is not UTF-8" in caught.value.message
    assert "utf-16" not in caught.value.message
