"""Letters declared in one charset and written in another, as old web forms, scripts and gateways send them."""

import pytest

from chalicelib.inbound.charsets import decode
from chalicelib.inbound.email_message import parse

MAINLAND = [
    "同意",
    "收到",
    "好的",
    "谢谢",
    "不满意！",
    "罚款",
    "票价35元，3月1日退的，至今没到账。",
    "Hello，我的订单 A123 还没有退款，please help.",
    "张三 13800138000",
    "12路公交车甩站，司机骂人。",
]
TAIWAN = [
    "同意",
    "收到",
    "好的",
    "謝謝",
    "不滿意！",
    "票價35元，3月1日退的，至今沒有入帳。",
    "12路公車過站不停，司機罵人。",
]


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "iso-8859-15", "us-ascii", ""])
@pytest.mark.parametrize(("charset", "words"), [("gb18030", MAINLAND), ("big5", TAIWAN)])
def test_chinese_declared_as_western_letters_is_read_as_chinese(label: str, charset: str, words: list[str]):
    assert [decode(said.encode(charset), label)[0] for said in words] == words


@pytest.mark.parametrize("label", ["gb2312", "gbk", "GB18030", "big5"])
def test_unicode_declared_as_a_national_charset_is_read_from_the_second_letter_on(label: str):
    assert [decode(said.encode(), label)[0] for said in MAINLAND + TAIWAN] == MAINLAND + TAIWAN


@pytest.mark.parametrize(
    ("label", "charset", "said"),
    [
        ("gb2312", "big5", "12路公車過站不停，司機罵人。"),
        ("big5", "gb18030", "12路公交车甩站，司机骂人。"),
        ("utf-8", "gb18030", "退款还没到"),
        ("ks_c_5601-1987", "utf-8", "退款还没到"),
    ],
)
def test_one_national_charset_declared_as_another_is_read_too(label: str, charset: str, said: str):
    assert decode(said.encode(charset), label) == (said, "" if charset == "utf-8" else f"charset:{label}")


@pytest.mark.parametrize("said", ["司机很凶，要求道歉。", "押金没有退"])
@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1", "gb18030"])
def test_letters_that_a_gateway_encoded_twice_are_read_and_noted(said: str, taken_for: str):
    twice = said.encode().decode(taken_for, "replace").encode()
    text, trouble = decode(twice, "utf-8")
    assert text == said or "\ufffd" in twice.decode()
    assert trouble == "charset:utf-8"


@pytest.mark.parametrize(
    "said",
    [
        "Größe, Müller, Fußgängerübergänge – ÄÖÜ",
        "L'été dernier, déjà payé : où est la créée ?",
        "¿Qué pasó? ¡Señor! «merci»",
        "São Paulo, não",
        "20°C, 30°C and 40°C",
        "“Refund” – 35 €… ½ ©2026 ®",
        "»»»» weiter ««««",
        "ÄRGER ÄRGER",
        "· a\n· b",
    ],
)
@pytest.mark.parametrize(
    ("label", "charset"), [("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "utf-8")]
)
def test_what_is_western_stays_western_without_any_trouble(said: str, label: str, charset: str):
    assert decode(said.encode(charset), label) == (said, "")


@pytest.mark.parametrize("said", ["朱镕基、䶮女士和喆先生", "請七日內書面答覆", "繁體字在大陸的信箱裡"])
def test_rare_and_traditional_letters_of_gbk_are_no_nonsense(said: str):
    assert decode(said.encode("gb18030"), "gb2312") == (said, "")


@pytest.mark.parametrize("label", ["iso-2022-jp", "iso-2022-jp-ms", ""])
def test_japanese_of_nec_and_ibm_is_read(label: str):
    raw = b'\x1b$B-!-"%P%9$,CY$l$^$7$?!#|b-j\x1b(B No.5\n\x1b(I1\x1b(B \x1b$B>&IJ\x1b(B'
    assert decode(raw, label)[0] == "①②バスが遅れました。髙㈱ No.5\nｱ 商品"


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("Привет, автобус опоздал".encode("koi8-r"), "iso-8859-1"),
        ("我要锟斤拷投诉".encode(), "utf-8"),
        ("投诉\ufffd".encode(), "utf-8"),
        ("司机态度恶劣".encode("gbk")[:-1], "gbk"),
        ("버스가 늦었습니다".encode("cp949")[:-1], "euc-kr"),
    ],
)
def test_whatever_looks_wrong_is_noted_so_that_somebody_opens_the_original(raw: bytes, label: str):
    assert decode(raw, label)[1] == f"charset:{label}"


@pytest.mark.parametrize(
    ("said", "charset"),
    [
        ("Привет, автобус опоздал", "koi8-r"),
        ("Привет, автобус опоздал", "cp1251"),
        ("버스가 늦었습니다", "euc-kr"),
        ("バスが遅れました", "euc-jp"),
    ],
)
def test_other_scripts_without_a_label_are_recognised(said: str, charset: str):
    assert decode(said.encode(charset))[0] == said


def test_a_raw_subject_beside_a_wrong_label_is_read_as_the_body_is():
    raw = b"From: a@b.cn\r\nSubject: %s\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n%s" % (
        "退票投诉".encode("gbk"),
        "车票至今没有退。".encode("gbk"),
    )
    mail = parse(raw)
    assert (mail.subject, mail.text) == ("退票投诉", "车票至今没有退。")
    assert mail.trouble == ("charset:ISO-8859-1",)
