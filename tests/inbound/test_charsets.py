"""Letters declared in one charset and written in another, as old web forms, scripts and gateways send them."""

import re

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


@pytest.mark.parametrize("label", ["big5", "utf-8", "iso-8859-1", "gbk", ""])
@pytest.mark.parametrize("said", ["謝謝你們的處理", "12路公車過站不停，司機罵人。", "請賠償我的損失，並書面道歉"])
def test_traditional_signs_in_the_charset_of_the_mainland_are_read(said: str, label: str):
    assert decode(said.encode("gb18030"), label)[0] == said


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


EUROPEAN = [
    ("cp1252", "Der Automat hat 20 € geschluckt, ich möchte die Gebühr zurück."),
    ("cp1252", "Schöne Grüße"),
    ("cp1252", "Für nichts"),
    ("cp1252", "Vier Euro zurück"),
    ("cp1252", "Le contrôleur a été très désagréable à Brest."),
    ("cp1252", "Mañana no habrá autobús, ¿y la indemnización?"),
    ("cp1252", "A devolução não chegou."),
    ("iso8859-2", "Bilet był drogi, a kierowca nie odpowiadał na pytania, proszę o zwrot."),
    ("cp1250", "Autobus nie przyjechał, ktoś mi powiedział, że jest święto."),
    ("cp1251", "Автобус номер 46 не пришёл, прошу вернуть деньги."),
    ("koi8-r", "Кондуктор был груб со мной, жду ответа."),
]


@pytest.mark.parametrize("label", ["utf-8", "us-ascii", "gb2312", "big5", ""])
@pytest.mark.parametrize(("charset", "said"), EUROPEAN)
def test_letters_of_europe_are_read_whatever_they_are_called(charset: str, said: str, label: str):
    assert decode(said.encode(charset), label)[0] == said


@pytest.mark.parametrize(("charset", "said"), EUROPEAN[7:])
def test_the_east_of_europe_declared_as_its_west_is_read_and_noted(charset: str, said: str):
    assert decode(said.encode(charset), "iso-8859-1") == (said, "charset:iso-8859-1")


@pytest.mark.parametrize("said", ["déjà là", "Gebühr", "el señor"])
def test_letters_of_europe_in_unicode_declared_as_chinese_are_read(said: str):
    assert decode(said.encode(), "gbk")[0] == said


@pytest.mark.parametrize("label", ["gb2312", ""])
@pytest.mark.parametrize(
    "said", ["A區 3 号", "T恤退货", "很差 bad", "谢谢 退款 谢谢", "Line 46 晚点", "婷婷 澔沄", "喆", "车厢里 20°C"]
)
def test_chinese_beside_letters_is_no_european_language(said: str, label: str):
    assert label == "" or decode(said.encode("gb18030"), label)[0] == said
    assert not re.search("[à-ÿа-я]", decode(said.encode("gb18030"), label)[0])


@pytest.mark.parametrize("label", ["utf-8", "gbk"])
def test_lines_of_two_charsets_are_read_each_for_itself(label: str):
    raw = "电梯坏了三天，没有人来修。\n".encode() + "谢谢\n本邮件已经过杀毒软件检查".encode("gb18030")
    assert decode(raw, label)[0].startswith("电梯坏了三天，没有人来修。\n")
    assert decode(raw, label)[0].endswith("\n本邮件已经过杀毒软件检查")


@pytest.mark.parametrize("label", ["utf-8", "iso-2022-jp", ""])
@pytest.mark.parametrize("charset", ["cp932", "iso-2022-jp"])
def test_japanese_under_another_name_is_read(label: str, charset: str):
    assert decode("運転手がひどかったです".encode(charset), label)[0] == "運転手がひどかったです"


def test_halves_of_a_picture_letter_cost_no_other_letter():
    halves = "车门夹人".encode() + "\ud83d\ude21".encode("utf-8", "surrogatepass") + "道歉".encode()
    assert decode(halves, "utf-8") == ("车门夹人😡道歉", "")


def test_a_raw_subject_beside_a_wrong_label_is_read_as_the_body_is():
    raw = b"From: a@b.cn\r\nSubject: %s\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\n%s" % (
        "退票投诉".encode("gbk"),
        "车票至今没有退。".encode("gbk"),
    )
    mail = parse(raw)
    assert (mail.subject, mail.text) == ("退票投诉", "车票至今没有退。")
    assert mail.trouble == ("charset:ISO-8859-1",)
