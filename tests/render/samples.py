"""What the tests of wording share: moments, messages with all that they may bring, and what makes a mail sound."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.written.languages import LANGUAGES

NOW = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)  # Monday 10:30 in Shanghai
DUE = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
CASE_ID = "00c0ffee00c0ffee00c0"


def recipient(name: str, language: str = "zh-CN") -> Recipient:
    if MESSAGES[name].audience == "customer":
        return Recipient(
            role="customer", name="张伟", mail="zhang@qq.example", phone="+8613800138000", language=language
        )
    return Recipient(role="handler", name="李明", mail="li@lcjt.example", phone="+8613900139000", language=language)


EXTRA: dict[str, Any] = {
    "clock": "answer", "due": "2026-03-04T09:30:00Z", "promised": "2026-03-04T09:30:00Z", "new_due": "2026-03-06T09:30:00Z",
    "rung": 2, "step": 1, "attempts": 2, "gate": "complete", "task": "return_visit", "who": "stranger@example.com",
    "reason": "车辆正在检修，需要等检测结果", "text": "已安排专人核实，今天下午给您回电话。", "reasons": ["还缺：事实、措施", "不得填写经济补偿"],
    "changes": ["责任人：李明 → 王芳", "级别：一般 → 重大"], "problems": ["#结过 → #结果？", "没有填写理由"],
    "commands": ["resolve", "contact", "transfer", "extend", "return"], "numbers": ["LC20260228-0007"],
    "lines": ["LC20260302-0001 答复投诉人 3月4日（周三）17:30 K12路公交晚点", "LC20260301-0003 回访 3月3日（周二）12:00 货运延误"],
}  # fmt: skip


def message(name: str, language: str = "zh-CN", by: str = "mail", **extra: Any) -> Message:
    return Message(name=name, to=recipient(name, language), channel="sms" if by == "sms" else "mail", extra=extra)


EVERY = [(name, language) for name in MESSAGES for language in LANGUAGES]
every_message = pytest.mark.parametrize(("name", "language"), EVERY)
VOID = {"meta", "br"}
BY_MAIL_OR_NOT = ("mail", "sms")


class Tags(HTMLParser):
    """Tags that are open, and whatever a mail must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append(tag)
        names = {name for name, _ in attrs}
        if tag in {"script", "img", "iframe", "link", "form", "object"} or any(n.startswith("on") for n in names):
            self.wrong.append(tag)
        if tag == "style" and "head" not in self.stack:
            self.wrong.append("style in the body")
        if tag == "p" and "p" in self.stack[:-1]:
            self.wrong.append("p within p")

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(f"/{tag}")


def assert_sound(html: str) -> None:
    tags = Tags()
    tags.feed(html)
    assert (tags.wrong, tags.stack) == ([], [])
