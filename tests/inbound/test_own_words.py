"""Whatever customers write, in whatever order and with whatever lines between, stays; what they quote of us goes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.inbound.email_message import InboundMail, parse
from chalicelib.inbound.quoted_text import newly_written

WRITTEN = [
    "票款35元没退。", "司机骂人", "甩站", "车牌：鲁P12345", "工号：8812", "The bus was late", "1. 退款", "- refund of 35",
    "订单号 20260302123", "联系电话 13900000000", "From: Liaocheng", "To: Jinan", "Date: 2 March 2026 10:30", "寄件人：张三",
    "收件人：李四", "寄件日期：2026年3月1日", "单号：SF123456", "主题：投诉晚点", "| 3月1日 | 35元 |", "姓名：张三", "押金也没退",
    "3月1日早上8:10上车", "他写道：不退", "On Monday the driver said:", "I want my 35 back", "另外还有一件事", "要求如下：",
    "网址 https://shop.example/order/1 打不开", "邮箱收不到验证码", "K51次列车", "Still waiting since 1 March", "It says: error 500",
]  # fmt: skip
BETWEEN = [
    "",
    "",
    "--",
    "----",
    "——",
    "--------------------",
    "________",
    "==========",
    "\n发自我的iPhone\n",
    "\nSent from my iPhone\n",
]
SHOWN = ["> 客服：退不了", "> 我：为什么", "-----原文-----", "On 1 March 2026 at 9:00, Shop <shop@shop.example> wrote:"]
INTRODUCED = [
    "On Mon, Mar 2, 2026 at 9:00 AM Office <office@bus.example> wrote:",
    "在 2026年3月2日 09:00，客服 <office@bus.example> 写道：",
    '------------------ 原始邮件 ------------------\n发件人: "客服" <office@bus.example>;\n发送时间: 2026年3月2日(星期一) 上午9:00\n主题: 受理\n',
    "发件人: 客服 <office@bus.example>\n发送时间: 2026年3月2日 9:00\n收件人: 李 <li@customer.example>\n主题: 受理\n",
    "Le lun. 2 mars 2026 à 16:37, Bureau <\noffice@bus.example> a écrit :",
    'Message du : 02/03/2026 13:20\nDe : "Bureau" <office@bus.example>\nA : li@customer.example\nSujet : Bus\n',
]  # fmt: skip
MIXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def letters(lines: list[str]) -> st.SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(st.sampled_from(lines), st.sampled_from(BETWEEN)), min_size=1, max_size=8)


def read(subject: str, text: str) -> InboundMail:
    head = f"From: Li <li@customer.example>\r\nTo: office@bus.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return parse((head + text).encode())


def lost(letter: list[tuple[str, str]], mail: InboundMail) -> list[str]:
    return [said for said, _ in letter if said.strip() not in mail.new_text]


@MIXED
@given(letters(WRITTEN + SHOWN))
def test_a_mail_that_answers_nothing_is_new_throughout(letter: list[tuple[str, str]]):
    mail = read("Fare", "\n".join(line for pair in letter for line in pair if line))
    assert lost(letter, mail) == []


@MIXED
@given(letters(WRITTEN), st.sampled_from(INTRODUCED), st.booleans())
def test_all_that_stands_above_a_quote_is_new_and_nothing_of_the_quote(
    letter: list[tuple[str, str]], introduced: str, marked: bool
):
    mark = "> " if marked else ""
    text = "\n".join(line for pair in letter for line in pair if line)
    mail = read("Re: Fare", f"您好。\n{text}\n您看如何？\n\n{introduced}\n{mark}QUOTED\n{mark}#结案")
    assert lost(letter, mail) == []
    assert "QUOTED" not in mail.new_text
    assert "#结案" not in mail.command_text


@MIXED
@given(letters(WRITTEN), st.sampled_from(INTRODUCED))
def test_all_that_stands_below_marked_lines_is_new(letter: list[tuple[str, str]], introduced: str):
    text = "\n".join(line for pair in letter for line in pair if line)
    mail = read("Re: Fare", f"{introduced}\n> QUOTED\n> QUOTED\n\n您好。\n{text}\n您看如何？")
    assert lost(letter, mail) == []
    assert mail.command_text == ""


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("Re: x", ""), ("RE：x", ""), ("回复：x", ""), ("答复: x", ""), ("回覆: x", ""), ("AW: x", ""), ("[外部邮件] 回复: x", ""), ("***SPAM*** Re[2]: x", ""),
        ("x", "In-Reply-To: <a@bus.example>\r\n"), ("x", "References: <a@bus.example>\r\n"), ("x", "Thread-Index: AdbGvLwVQm3wK0p2R6uQ4v0Hn1y8xwAAAAkA\r\n"),
    ],
)  # fmt: skip
def test_an_answer_is_known_by_its_subject_or_its_thread(subject: str, headers: str):
    raw = f"From: li@customer.example\r\nSubject: {subject}\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n\r\nNew.\r\n\r\n{INTRODUCED[0]}\r\n> old"
    assert parse(raw.encode()).new_text == "New."


@pytest.mark.parametrize(
    "subject", ["x", "Refund: x", "Return of parcel", "回复太慢", "关于答复：不满意", "Re-booking", "投诉 Re: 二字"]
)
def test_a_subject_that_only_looks_like_an_answers_is_none(subject: str):
    raw = f"From: li@customer.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNew.\r\n\r\n{INTRODUCED[0]}\r\n> shown"
    assert "shown" in parse(raw.encode()).new_text


OURS = f"{INTRODUCED[1]}\n> {REPLY_MARKER}\n> 请提供他们的邮件"
THEIRS = "发件人: 店 <shop@shop.example>\n发送时间: 2026年3月1日 10:00\n收件人: 李\n主题: 退款\n\n退不了"


def test_a_mail_of_others_shown_above_ours_is_no_quote():
    parties = frozenset({"li@customer.example", "office@bus.example"})
    text = f"他们是这样写的：\n\n{THEIRS}\n\n请处理。"
    assert newly_written(f"{text}\n\n{OURS}", parties=parties).new == text


def test_orders_are_read_above_every_line_that_may_begin_a_quote():
    parties = frozenset({"li@customer.example", "office@bus.example"})
    assert newly_written(f"已阅\n\n{THEIRS}\n#结案\n\n{OURS}", parties=parties).above == "已阅"
    assert newly_written("已阅\n\n-----原文-----\n#结案").above == "已阅"
    assert (
        newly_written("已阅\n\n寄件人：张三\n收件人：李四\n寄件日期：3月1日 10:00\n\n#结案", answering=False).above
        == "已阅"
    )
