"""Whatever bytes arrive, reading ends soon, with text that every store accepts."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.inbound.email_message import InboundMail, attachment_bytes, parse
from tests.pace import within

MAILS = Path(__file__).parent.parent / "mails"
SMALL = [raw for path in sorted(MAILS.rglob("*.eml")) if len(raw := path.read_bytes()) < 6_000]
BUDGET = 2.0
"""Seconds for one mail made to hurt."""
HEAD = b"From: a@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
FUZZ = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def sound(mail: InboundMail) -> None:
    encoded = msgspec.json.encode(mail)
    assert b"\\u0000" not in encoded
    assert "\0" not in mail.text + mail.new_text + mail.subject
    assert not [code for code in mail.trouble if code.startswith("reader:")], mail.trouble
    for attachment in mail.attachments:
        assert attachment.name
        assert not set(attachment.name) & set("/\\\0\r\n\u202e")
    if mail.text.strip():
        assert mail.new_text.strip()


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A mail with pieces cut out, doubled, overwritten, or replaced by a piece of another."""
    raw = bytearray(draw(st.sampled_from(SMALL)))
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 60))
        kind = draw(st.sampled_from(["cut", "double", "bytes", "splice", "flip"]))
        if kind == "cut":
            del raw[at : at + length]
        elif kind == "double":
            raw[at:at] = raw[at : at + length * 3]
        elif kind == "bytes":
            raw[at : at + 4] = draw(st.binary(max_size=12))
        elif kind == "splice":
            other = draw(st.sampled_from(SMALL))
            raw[at:at] = other[at : at + length * 5]
        elif raw:
            raw[at % len(raw)] = draw(st.sampled_from(b"\0\r\n=?<>(\"',;:-\x80\xff\x1b"))
    return bytes(raw)


@FUZZ
@given(mutated())
def test_a_damaged_mail_is_still_read(raw: bytes):
    mail = parse(raw)
    sound(mail)
    for attachment in mail.attachments:
        content = attachment_bytes(raw, attachment.part)
        assert content is not None
        assert len(content) == attachment.size


@FUZZ
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(raw: bytes):
    sound(parse(raw))


@FUZZ
@given(
    st.binary(max_size=300),
    st.sampled_from(
        ["From", "To", "Subject", "Date", "Message-ID", "Content-Type", "References", "Content-Disposition"]
    ),
)
def test_any_header_value_is_read(value: bytes, name: str):
    sound(parse(name.encode() + b": " + value + b"\r\n\r\nlate"))


@FUZZ
@given(st.text(max_size=400), st.sampled_from(["gb18030", "utf-8", "big5hkscs", "utf-16", "utf-7"]))
def test_any_text_is_read(text: str, charset: str):
    encoded = text.encode(charset, "ignore")
    sound(parse(HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + encoded))


@pytest.mark.parametrize(
    "header",
    ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"],
)
def test_a_mail_without_one_of_its_headers_is_still_read(header: str):
    raw = (MAILS / "clients" / "qq-zh-top.eml").read_bytes()
    head, blank, rest = raw.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(header.lower().encode() + b":")]
    mail = parse(b"\r\n".join(lines) + blank + rest)
    sound(mail)
    assert mail.text
    assert mail.parked == (header == "From")


def nested(depth: int) -> bytes:
    return (
        HEAD
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(depth))
        + b"\r\nhello"
    )


def text(body: bytes, content_type: bytes = b"text/plain", encoding: bytes = b"8bit") -> bytes:
    return HEAD + b"Content-Type: " + content_type + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + body


PARKED = {
    "depth 50,000": nested(50_000),
    "attached mails 3,000 deep": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"\r\nhi",
    "3,000 brackets in From": b"From: " + b"(" * 3_000 + b"a@b.cn\r\n\r\nx",
    "200,000 empty parts": text(b"--b\r\n" * 200_000, b"multipart/mixed; boundary=b"),
    "500,000 headers": HEAD + b"X-A: b\r\n" * 500_000 + b"\r\nx",
    "a header of 5 MB": HEAD + b"Subject: " + b"=?utf-8?Q?" * 500_000 + b"\r\n\r\nx",
    "a folded header": HEAD + b"To: a@b.cn\r\n" + b" ,x@y.cn\r\n" * 300_000 + b"\r\nx",
    "400,000 nested blocks": text(b"<div>" * 400_000, b"text/html"),
    "200,000 open elements": text(b"<i></p>" * 200_000, b"text/html"),
    "60 MB": b"a" * 60_000_000,
}
SLOW_ELSEWHERE = {
    "a boundary that fills the body": text(b"--a\r\n\r\n" + b"--a" * 3_000_000, b"multipart/mixed; boundary=a"),
    "10 MB of line ends": text(b"\n" * 10_000_000),
    "10 MB of blanks": text(b" " * 10_000_000 + b"x"),
    "one long line": text(b"x" * 20_000_000),
    "dashes": text((b"-" * 390 + b"\n") * 10_000),
    "attributions": text((b"On 2024-01-01 10:00 " + b"wrote " * 60 + b"\n") * 8_000),
    "attributions with colons": text((b"On 2024-01-01 10:00 " + b"wrote: " * 50 + b"\n") * 8_000),
    "Chinese attributions": text(("在2024年1月1日 10:00" + "写道" * 100 + "：\n").encode() * 8_000),
    "header blocks": text(b"From: x\nDate: \n" * 200_000),
    "quotes": text(b"> \n" * 1_000_000),
    "many small base64 texts": text(b"QQ==" * 3_000_000, encoding=b"base64"),
    "random bytes": text(bytes(range(256)) * 20_000),
    "undeclared double bytes": text("你好世界".encode("gbk") * 1_000_000),
    "parameters": text(b"x", b"text/plain" + b'; a="' * 6_000),
    "29,000 paragraphs": text(b"<p>x" * 29_000, b"text/html"),
    "wide and deep": text(b"<div>" * 490 + b"<i>x</i>" * 14_000, b"text/html"),
    "brackets": text(b"<" * 2_000_000, b"text/html"),
    "short uuencoded lines": text(b"begin 644 a\n" + b"M\n" * 500_000, encoding=b"x-uuencode"),
    "a bounce full of ids": b"From: mailer-daemon@x.cn\r\n\r\n" + b"message-id: <" * 30_000 + b">> > " * 100_000,
    "a bounce full of addresses": b"From: mailer-daemon@x.cn\r\n\r\n" + b"a@b.cn " * 300_000,
}


@pytest.mark.parametrize("name", PARKED)
def test_a_bomb_is_parked_within_the_budget(name: str):
    mail = within(BUDGET, lambda: parse(PARKED[name]))
    sound(mail)
    assert mail.parked
    assert [code for code in mail.trouble if code.startswith("bomb:")]


@pytest.mark.parametrize("name", SLOW_ELSEWHERE)
def test_a_mail_that_is_hard_to_read_stays_within_the_budget(name: str):
    sound(within(BUDGET, lambda: parse(SLOW_ELSEWHERE[name])))


@FUZZ
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<blockquote type=cite>", "</blockquote>", "<table><tr><td>", "</table>", "<br>", "<li>", "<ol>",
                                 "<a href='http://x'>", "</a>", "晚点", " late ", "<img src=http://t/p.gif>", "<script>x()</script>", "<!--", "-->", "<", ">", "&nbsp;",
                                 "<div class=gmail_quote>", "<div id=divRplyFwdMsg>"]), max_size=60))  # fmt: skip
def test_any_html_is_read(pieces: list[str]):
    sound(parse(text("".join(pieces).encode(), b"text/html; charset=utf-8")))


@pytest.mark.parametrize(
    "said",
    [
        "You received this message because you are subscribed to x." + " to unsubscribe a@b" * 23,
        "You received this message because you are subscribed to x." + " for more options https://a" * 23,
        "您收到此邮件是因为您订阅了乘车群组。" + "要取消订阅请回信。" * 23,
    ],
)
def test_a_groups_footer_that_goes_on_and_on_is_read_quickly(said: str):
    body = f"hello\r\n\r\n{said} !。".encode()
    sound(within(BUDGET, lambda: parse(text(body, b"text/plain; charset=utf-8"))))


def test_a_notice_of_nothing_but_quote_marks_is_searched_quickly():
    raw = b"From: mailer-daemon@x.cn\r\nSubject: x\r\n\r\n" + b"\n> " * 4_000
    sound(within(BUDGET / 10, lambda: parse(raw)))


@pytest.mark.parametrize(
    "unit", ["\xa0", "\u3000", "&nbsp;", " ", "\xa0\n", "<br>\xa0", "=?u?q?", "a@", "<a@", "a", "-", "> "]
)
@pytest.mark.parametrize("place", ["html", "text", "subject", "from"])
def test_no_repetition_takes_the_square_of_its_length(unit: str, place: str):
    many = unit * (100_000 // len(unit))
    line = (unit.replace("\n", "") * (31_000 // len(unit.encode()))).encode()
    subject, sender = (line if place == "subject" else b"x"), (line if place == "from" else b"a@b.cn")
    body = many.encode() if place in ("html", "text") else b"x"
    kind = b"text/html" if place == "html" else b"text/plain"
    raw = b"From: %s\r\nSubject: x%s!\r\nContent-Type: %s; charset=utf-8\r\n\r\nx%s!" % (sender, subject, kind, body)
    within(BUDGET, lambda: parse(raw))
