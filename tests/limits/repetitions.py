"""What somebody may send to make a reader slow, and everything that reads: small generators of large texts."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from chalicelib.core.orders import command_reader
from chalicelib.core.people import accused
from chalicelib.core.written import (
    accusations,
    answers,
    by_machine,
    consent,
    customers_part,
    dates,
    day_spans,
    happening,
    namelessness,
    own_contacts,
    own_names,
    promised_things,
    ratings,
    taken_up,
    values_in_words,
    words,
    words_about_each,
)
from chalicelib.inbound import email_message, quoted_text
from tests.core.handling.playing import BUS, Case
from tests.limits.readers import LABELS, NOW, POLICY, ZONE, Reader, discovered

KNOWN = (
    ("mentions", "1"), ("affirms", "1"), ("affirms", "一"), ("affirms", "退"), ("moments", "march 1 "), ("moments", "下周一"), ("moments", "3月2日"), ("moments", "monday "), ("moments", "a"), ("moments", "1"),
    ("time asked for", "3月2日\n"), ("another time", "下周一"), ("days", "march "), ("stated", "a"), ("new text", "a:\n"), ("new text", "a: b\n"), ("mail", "a: b\n"), ("mail", "张三 10:05\n"), ("mail", "> a\n\n"), ("mail", "“a"),
    ("mail", "#无效 a\n"), ("mail, html, set in", "<blockquote>"), ("header Subject", "=?utf-8?b?x?= "), ("header Subject", "=?utf-8?b?"), ("header From", '"a'), ("header From", "a@b.cn "), ("header From", "("), ("header From", "=?utf-8?q?a?= "),
    ("mail, raw", "From: a\n"), ("mail, raw", "a:\n"), ("orders", "#无效 1 "), ("people found", "郭平"), ("people found", "Guo Ping "), ("nameless", "郭平"), ("nameless", "1234567 "), ("taken up, long", "投诉"), ("own name", "我叫郭平，"),
    ("core.written.phones.e164(text)", "2026-03-02 "), ("core.written.subjects.without_answers(subject)", "Re: "), ("core.written.spoken_orders.spoken_order(text)", "不结案"), ("core.orders.command_reader.plain_label(label)", "("), ("core.written.dates.names_a_clock(text)", "1"),
    ("core.register.forgetting.without_contacts(text)", "a"), ("core.register.forgetting.without_contacts(text)", "a@"), ("another time", "</div>"), ("core.written.approvers_questions.asks(text)", "\n"), ("core.written.sent_back.reason_behind(text)", ">"),
)  # fmt: skip
"""What was slow once, or would be the first to be: a reader, and what is repeated."""
HEAD = b"From: guo.ping@lc-transport.example\r\nSubject: %s\r\nIn-Reply-To: <a@b.example>\r\nContent-Type: %s; charset=utf-8\r\n\r\n"
TITLES = ("经理", "manager")


def _mail(kind: bytes = b"text/plain", before: str = "", after: str = "") -> Reader:
    return lambda text: email_message.parse(HEAD % (b"a", kind) + f"{before}{text}{after}".encode())


def _header(name: bytes) -> Reader:
    return lambda text: email_message.parse(name + b": " + text.replace("\n", "\n ").encode() + b"\n\nx")


def _judged(text: str) -> None:
    Case().customer(text)


def _ordered(text: str) -> None:
    case = Case()
    case.customer("投诉：K12 路公交晚点")
    case.staff(BUS, text)


READERS: Mapping[str, Reader] = {
    **dict(discovered()),
    "first words": _judged,
    "handler's words": _ordered,
    "mail": _mail(),
    "mail, html": _mail(b"text/html"),
    "mail, html, set in": _mail(b"text/html", "<blockquote>#", "</blockquote>"),
    "mail, answered": _mail(before="好的\n", after="\n在 2026年3月2日 09:00，a <a@b.cn> 写道：\n> a"),
    "mail, raw": lambda text: email_message.parse(text.encode()),
    "header From": _header(b"From"),
    "header Subject": _header(b"Subject"),
    "header Content-Type": _header(b"Content-Type"),
    "header References": _header(b"References"),
    "header To": _header(b"To"),
    "new text": quoted_text.newly_written,
    "orders": lambda text: command_reader.read_commands(text, LABELS),
    "orders, a form": lambda text: command_reader.read_commands(f"#结果 {text}", LABELS),
    "form": lambda text: command_reader.parted(text, LABELS),
    "signature": lambda text: command_reader.without_signature(text, ("郭平", "客运总站")),
    "people found": lambda text: accused.found_in(text, POLICY),
    "people accused": lambda text: accused.accused_in(text, tuple(p.mail for p in POLICY.directory.people), POLICY),
    "unit meant": lambda text: accusations.unit_is_meant(text, "客运总站"),
    "moment": lambda text: dates.moment_in(text, ZONE, NOW),
    "moments": lambda text: dates.moments_in(text, ZONE, NOW),
    "time asked for": lambda text: dates.time_asked_for(text, ZONE, NOW),
    "another time": lambda text: dates.names_another_time(text, NOW, ZONE, NOW),
    "stated": lambda text: dates.stated(text, NOW, ZONE),
    "days": lambda text: day_spans.days_in(text, date(2026, 3, 2)),
    "answer": lambda text: consent.answer_in(text, ("郭平",), "2 天"),
    "machine, words": lambda text: by_machine.own_words(text, ("郭平",)),
    "customer's part": lambda text: customers_part.customers_part(text, ("郭平",)),
    "private number": lambda text: customers_part.private_number(text, ("13900000000",)),
    "going on": lambda text: happening.is_going_on(text, len(text) // 2, len(text) // 2 + 2),
    "nameless": lambda text: namelessness.nameless(text, ("郭平",)),
    "own phone": lambda text: own_contacts.own_phone(text, TITLES),
    "own mail": lambda text: own_contacts.own_mail(text, TITLES),
    "own name": lambda text: own_names.without_own_name(text, "[…]"),
    "something promised": lambda text: promised_things.asks_for(text, ("退款", "refund")),
    "something plainly": lambda text: promised_things.asks_plainly_for(text, ("退款", "refund")),
    "rating": lambda text: ratings.rating_in(text, ("措施",)),
    "verdict before": lambda text: ratings.verdict_before_another(text, ("措施",)),
    "agrees": lambda text: ratings.agrees(1, text),
    "taken up": lambda text: taken_up.takes_up_the_end(text, "我要投诉K12路晚点。退款呢"),
    "taken up, long": lambda text: taken_up.takes_up_the_end("退款呢", text),
    "value in words": lambda text: values_in_words.value_in(text, ("35 元", "退款"), "text"),
    "mentions": lambda text: words.mentions(text, ("食物中毒", "food poisoning", "赔偿#元", "#元", "# yuan", "a…b")),
    "affirms": lambda text: any(words.affirms(text, each) for each in ("退款", "赔#元", "#元", "退…款")),
    "each": lambda text: words_about_each.parts(text, r"\bLC\d{8}-\d{4,}\b", ("LC20260302-0001", "LC20260302-0002")),
}

SIGNS = (
    *"aA1#＃@.,:;-_=*/\\|<>()[]{}\"'`~!?%&$+^ \t\n\r\x00", *"　，。：；、！？“”「」（）【】《》…—·①０Ａ＠", *"中张元年月日点时一十百", "é", "й", "ｱ", "\u200b", "\u00a0", "\u0301", "😀", "\ud7ff",
)  # fmt: skip
PHRASES = (
    "a:", "a: b\n", "1.", "1:", "1-", "1/2", "10:05 ", "2026-03-02 ", "2026年", "3月2日", "上午", "下周一", "a@", "@b.cn", "a@b.cn ", "<a@b.cn> ", "=?utf-8?b?", "=?utf-8?q?=", "=?x?b?Y?= ", "?=", "<a", "<a ", "<div>", "<blockquote>", "<table><tr><td>",
    "</div>", "<!--", "&#", "&lt;", "> ", ">>", "\n>", "> a\n\n", "--\n", "-- ", "---- a", "On a wrote:\n", "张写道：\n", "张三 10:05\n", "From: a\n", "发件人：", "To:\n", "a\n", "\n\n", " \n", "#结果", "#结果\n", "＃转办 a\n", "#LC20260302-0001 ", "LC20260302-0001 ", "LC2026", "事实：", "事实：a；",
    "http://", "https://a.b/c ", "www.", "139", "+86 ", "13900000000 ", "郭平", "客运总站的郭平", "张三先生", "您好，", "谢谢", "不", "没有", "不满意", "不退款", "退款", "我要投诉", "另外", "还有一件事", "如果", "是否", "同意", "不同意", "第一件", "第1件同意，", "the ", "I am ", "not ", "don't ",
    "the driver ", "wrote ", "A B ", "Mr. A ", "Guo Ping ", "monday ", "march 1 ", "1 march ", "am ", "from a to b ", "至", "3天", "三天内", "(a", "[a", "（a", '"a', "a\\", "\\", "“a", "\x1b$B", "+AAA-", "=E4", "=\n", "\r\n", "\r", "begin 644 a\n", "M" * 60 + "\n", "-----BEGIN PGP MESSAGE-----\n",
    "Content-Type: text/plain\n\n", "--b\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n", "; a=b", ";a*0=b", '; a="', "a=b; ", "Re: ", "Fwd: ", "回复：", "[a] ", "_" * 10 + "\n", "=" * 10, "* ", "- a\n", "1. a\n", "| a | b |\n", "a\tb\n", "Sent from my ", "发自我的", "祝好\n", "电话：", "Tel: ", "地址：a\n",
)  # fmt: skip
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ENGLISH = re.compile(r"(?<=[|(\" ])[a-z]{3,10}(?=[|)\" ])")


@cache
def listed() -> tuple[str, ...]:
    """Words out of the lists by which readers read, from their own files."""
    sources = [Path(answers.__file__).parent, Path(quoted_text.__file__).parent]
    text = "\n".join(file.read_text() for source in sources for file in sorted(source.glob("*.py")))
    return tuple(dict.fromkeys([*_CHINESE.findall(text), *(f"{word} " for word in _ENGLISH.findall(text))]))


def texts(length: int, seeds: Iterator[str]) -> Iterator[tuple[str, str]]:
    """What is repeated, and the text of so many characters; once with an end that matches nothing."""
    for seed in seeds:
        yield seed, (seed * (length // len(seed) + 1))[:length] + "\u3400\x01"


def nested(length: int) -> Iterator[tuple[str, str]]:
    """Each opening mark so often, then as many closing ones; and growing lines."""
    for opening, closing in ("()", "[]", "<>", "（）", "“”", '""', "{}", "「」"):
        yield f"{opening}…{closing}", opening * (length // 2) + closing * (length // 2)
    lines = int((2 * length) ** 0.5)
    yield "growing lines", "\n".join("a" * n for n in range(lines))
    yield "growing quotes", "\n".join(">" * n for n in range(lines))
    yield "growing indents", "\n".join(" " * n + "#结果" for n in range(lines))


def pairs() -> Iterator[str]:
    """Each two signs together."""
    return ("".join(pair) for pair in product(SIGNS, SIGNS))
