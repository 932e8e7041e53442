"""What careless programs send: line ends that are doubled, and UTF-16 that no mark introduces."""

import base64

import pytest

from chalicelib.inbound.email_message import parse

WORDS = "售票员少找了三元。\n车号12。"
LETTER = f"""From: wu@qq.com
To: tousu@lc.example
Subject: 12
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{base64.encodebytes(WORDS.encode()).decode()}
--b1
Content-Type: image/jpeg; name="p.jpg"
Content-Transfer-Encoding: base64

/9j/4AAQ
--b1--
"""
HEAD, _, BODY = LETTER.partition("\n\n")


def ends(text: str, end: str) -> str:
    return text.replace("\n", end)


@pytest.mark.parametrize(
    "raw",
    [
        ends(LETTER, "\r\r\n"),
        ends(HEAD + "\n\n", "\r\r\n") + ends(BODY, "\r\n"),
        ends(HEAD, "\r\n") + ends("\n\n" + BODY, "\r\r\n"),
        ends(HEAD + "\n\n", "\r\n") + ends(BODY, "\r\r\n"),
        ends(HEAD, "\r\n").replace("1.0\r\n", "1.0\r\r\n") + ends("\n\n" + BODY, "\n"),
    ],
)
def test_doubled_line_ends_break_no_mail(raw: str):
    read = parse(raw.encode())
    assert (read.text, [(file.name, file.size) for file in read.attachments]) == (WORDS, [("p.jpg", 6)])


@pytest.mark.parametrize("label", ["", "; charset=utf-8", "; charset=gb2312", "; charset=us-ascii", "; charset=utf-16"])
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words", [WORDS, "The conductor kept 3 yuan.", "Déjà payé: 3 euros", "少找钱\n三元", "退款！\n\n吴"]
)
def test_utf_16_without_a_mark_is_read_whatever_is_declared(label: str, order: str, words: str):
    head = f"From: wu@qq.com\nSubject: 12\nContent-Type: text/plain{label}\nContent-Transfer-Encoding: base64\n\n"
    assert parse(head.encode() + base64.encodebytes(words.encode(order))).text == words
