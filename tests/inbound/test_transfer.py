"""Letters whose encoding is declared wrongly, with a remark or not at all, and letters that stand beside the parts."""

from base64 import encodebytes
from quopri import encodestring

import pytest

from chalicelib.inbound.email_message import parse

SAID = "四月的水费多收了三十元，请退还。"
PLAIN = "Please refund the fare of trip 46 to my card."


def read(body: bytes, *headers: str) -> str:
    """The text of a letter with that encoded body."""
    head = "\r\n".join(["From: Wu <wu@customer.example>", "Content-Type: text/plain; charset=utf-8", *headers])
    return parse(head.encode() + b"\r\n\r\n" + body).text.strip()


def coded(name: str) -> str:
    return f"Content-Transfer-Encoding: {name}"


@pytest.mark.parametrize("name", ["base64 (by gate)", "(x) BASE64", "base64;"])
def test_a_remark_beside_the_encoding_changes_nothing(name: str):
    assert read(encodebytes(SAID.encode()), coded(name)) == SAID


@pytest.mark.parametrize(
    "footer", ["-- \nChecked by Gate at 9:00, no virus", "Checked for viruses by Gate", "已经过杀毒"]
)
def test_words_that_a_gateway_adds_below_base64_cost_none_of_it(footer: str):
    whole = SAID + "。" * (-len(SAID.encode()) % 9 // 3)
    assert read(encodebytes(whole.encode()) + b"\n" + footer.encode(), coded("base64")).startswith(whole)


@pytest.mark.parametrize("said", [SAID, SAID * 40, PLAIN])
def test_plain_words_declared_as_base64_are_read(said: str):
    assert read(said.encode(), coded("base64")) == said


@pytest.mark.parametrize("said", [SAID, PLAIN])
@pytest.mark.parametrize("headers", [(), (coded("7bit"),)])
def test_an_encoding_that_nobody_declares_is_seen(said: str, headers: tuple[str, ...]):
    assert read(encodebytes(said.encode()), *headers) == said
    assert read(encodestring(SAID.encode()), *headers) == SAID


@pytest.mark.parametrize(
    "said",
    [
        "refund",
        "K7d9Qw3LmZx8Vb2NcR5tYh1JpG4sFa6EuT0oWiBy",
        "a=b, c=E4, x=1",
        "https://x.cn/?q=%E4&a=E7=AD=89=E4=BA=86=ZZ=E7=AD=89",
        "a" * 64,
        "0" * 64,
    ],
)
def test_words_that_only_look_encoded_are_left_as_they_are(said: str):
    assert read(said.encode()) == said


@pytest.mark.parametrize(("above", "text"), [(SAID, SAID), ("This is a multi-part message in MIME format.", "")])
def test_words_above_the_parts_are_the_letter_where_no_part_holds_one(above: str, text: str):
    lines = ["From: Wu <wu@customer.example>", "Content-Type: multipart/mixed; boundary=p", "", above, "--p"]
    raw = "\r\n".join([*lines, 'Content-Type: image/png; name="a.png"', "", "x", "--p--"])
    assert parse(raw.encode()).text == text
