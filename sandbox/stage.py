"""Playing a story in a sandbox: raw mails from files go in, everything that goes out is printed with its time."""

import os
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.inbound import email_message
from sandbox.sent import SentMail, SentText
from sandbox.world import Sandbox

MAILS = Path(__file__).parent / "mails"
LINK = re.compile(r"https?://\S+/s/\w+")
PLACEHOLDER = re.compile(rb"\{(\w+)\}")
WEEKDAYS = "一二三四五六日"
LINES_SHOWN, LINES_AGAIN = 16, 6
STATUS = {"open": "办理中", "answered": "已答复", "closed": "已结案"}
STYLES = {"title": "1", "in": "36", "out": "32", "note": "2", "good": "32"}


class StoryBrokenError(Exception):
    """Something did not happen that the story tells."""


class Stage:
    """One story: a box, and what of it has been printed. `known`: kinds of message that were shown in full before."""

    def __init__(self, box: Sandbox, title: str, known: set[str]) -> None:
        self.box = box
        self.known = known
        self.shown = (0, 0)
        self.colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print("\n" + self._styled("title", f"══ {title} " + "═" * 20) + "\n")

    def mail_in(self, name: str) -> None:
        """A customer's mail, as it stands in the file."""
        self._mail_in((MAILS / name).read_bytes())

    def text_in(self, number: str, text: str) -> None:
        """A customer's text."""
        self._head("in", self.box.now, f"短信 {number} → {self.box.sms_number}", "")
        self._body(text)
        self.box.sms(number, text)
        self.show()

    def staff_reply(self, name: str, answered: SentMail, handler: str = "") -> None:
        """A staff member's answer to a mail of ours: the file with address, ids, subject and quotation filled in."""
        self._mail_in(filled((MAILS / name).read_bytes(), answered, self.box.now, handler))

    def survey(self, outcome: SentMail, score: str, words: str) -> None:
        """The customer opens the satisfaction link of a mail and sends the form."""
        found = LINK.search(outcome.text)
        self.expect("the answer carries a satisfaction link", found)
        link = found.group() if found else ""
        self.expect("the page opens", self.box.get(link).status == 200)  # noqa: PLR2004
        self._head("in", self.box.now, f"满意度页面 {outcome.to}", "")
        self._body(f"{score} 分：{words}")
        answer = self.box.post(link, {"score": score, "words": words})
        self.expect("the page takes the answer", answer.status == 200)  # noqa: PLR2004
        self.show()

    def wind(self, **target: Any) -> None:
        """Let time pass."""
        before = self.box.now
        self.box.wind(**target)
        if (passed := (self.box.now - before).total_seconds()) > 60:  # noqa: PLR2004
            print(self._styled("note", f"   ⋯ 拨快时钟 {_span(passed)} / the clock is wound ⋯\n"))
        self.show()

    def last_to(self, address: str, words: str) -> SentMail:
        """The last mail to an address that contains the words; the story breaks if there is none."""
        found = [m for m in self.box.mails if address in m.to and (words in m.subject or words in m.text)]
        if not found:
            raise StoryBrokenError(f"no mail to {address} about {words}")
        return found[-1]

    def expect(self, what: str, happened: object) -> None:
        """Break the story off if it did not happen."""
        if not happened:
            raise StoryBrokenError(f"this is not so: {what}")
        if self.box.dead_letters:
            raise StoryBrokenError(self.box.dead_letters[0].trace)

    def end(self) -> None:
        """The register's line at the end."""
        self.show()
        for row in self.box.complaints():
            self.expect("nothing is parked", not row["parked"])
            words = f"{row['number']}　{STATUS.get(row['status'], row['status'])}　满意度 {row['satisfaction']}　上报级别 {row['escalation_level']}"
            print(self._styled("good", f"✓ {words}　第 {row['round']} 次办理"))

    def show(self) -> None:
        """Print what went out since the last look, in order of time."""
        mails, texts = self.box.mails, self.box.texts
        fresh: list[SentMail | SentText] = [*mails[self.shown[0] :], *texts[self.shown[1] :]]
        self.shown = (len(mails), len(texts))
        for each in sorted(fresh, key=lambda sent: sent.at):
            kind = "邮件" if isinstance(each, SentMail) else "短信"
            self._head("out", each.at, f"{kind} → {each.to}", each.subject)
            message = each.tags.get("message", [""])[0] if isinstance(each, SentMail) else each.id
            self._body(each.text, LINES_AGAIN if message in self.known else LINES_SHOWN)
            self.known.add(message)

    def _mail_in(self, raw: bytes) -> None:
        read = email_message.parse(raw)
        sender = read.sender.address if read.sender else ""
        self._head("in", self.box.now, f"邮件 {sender} → {self.box.address}", read.subject)
        self._body(read.new_text)
        self.box.email(raw)
        self.show()

    def _head(self, direction: str, at: datetime, who: str, subject: str) -> None:
        arrow = "▶ 收" if direction == "in" else "◀ 发"
        when = f"{at:%m-%d} 周{WEEKDAYS[at.weekday()]} {at:%H:%M}"
        print(self._styled(direction, f"{when}  {arrow}  {who}") + (f"  《{subject}》" if subject else ""))

    def _body(self, text: str, shown: int = LINES_SHOWN) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip() and not REPLY_WORDS.search(line)]
        for line in lines[:shown]:
            print(f"        {line}")
        if len(lines) > shown:
            print(self._styled("note", f"        …… 另有 {len(lines) - shown} 行 / more lines"))
        print()

    def _styled(self, style: str, text: str) -> str:
        return f"\033[{STYLES[style]}m{text}\033[0m" if self.colours else text


def filled(raw: bytes, answered: SentMail, now: datetime, handler: str = "") -> bytes:
    """A staff mail's file with what only the answered mail can tell. Placeholders are words in braces."""
    subject = f"Re: {answered.subject}"
    values: Mapping[str, str] = {
        "date": format_datetime(now),
        "sent": f"{answered.at:%Y-%m-%d %H:%M}",
        "reply_to": answered.reply_to,
        "sender": answered.sender,
        "to": str(answered.to),
        "handler": handler,
        "subject": Header(subject, "utf-8").encode(linesep="\r\n"),
        "plain_subject": answered.subject,
        "message_id": answered.message_id,
        "id": f"{now:%Y%m%d%H%M%S}.{parseaddr(handler or str(answered.to))[1].partition('@')[0]}",
        "quoted": answered.text.rstrip(),
    }
    written = PLACEHOLDER.sub(lambda found: values[found.group(1).decode()].encode(), raw)
    return b"\r\n".join(written.splitlines()) + b"\r\n"


def _span(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    days, hours = divmod(hours, 24)
    return "".join(f"{n} {unit}" for n, unit in ((days, "天"), (hours, "小时"), (minutes, "分钟")) if n)
