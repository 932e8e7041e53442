"""What people do in stories: customers write, staff answer, time goes by. Thin words over the sandbox."""

import re
from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import reply
from tests.stories.letters import letter

CUSTOMER = "zhang.wei@qq.com"
RUDE = "今天上午9点半我在客运总站坐大巴去济南，检票员态度恶劣，当众骂人，我要投诉。"
HANDLER, HEAD, DIRECTOR = (
    "guo.ping@lc-transport.example",
    "dong.chengwei@lc-transport.example",
    "li.guoqiang@lc-transport.example",
)
ANSWER = "#结果\n事实：检票员高声呵斥旅客属实\n责任：检票员服务态度差，责任在我方\n措施：停岗培训三天，站长致歉"


def complain(box: Sandbox, text: str = RUDE, sender: str = CUSTOMER, subject: str = "投诉") -> dict[str, Any]:
    """A customer writes; the newest complaint."""
    box.email(letter(sender, box.address, subject, text))
    return newest(box)


def at_once(box: Sandbox, mails: Iterable[bytes]) -> None:
    """Mails that reach the queue before anybody has looked at one of them."""
    with patch.object(box, "_settle", lambda: None):
        for mail in mails:
            box.email(mail)
    box._settle()


def newest(box: Sandbox) -> dict[str, Any]:
    """The newest complaint as it is now."""
    return [c for c in box.complaints() if c["number"]][-1]


def to(box: Sandbox, address: str, word: str = "") -> list[SentMail]:
    """Mails to that address with that word in the subject, in order."""
    return [m for m in box.mails if address in m.to and word in m.subject]


def last(box: Sandbox, address: str, word: str = "") -> SentMail:
    """The newest of them."""
    return to(box, address, word)[-1]


def says(box: Sandbox, who: str, order: str, about: str = "", **more: Any) -> SentMail:
    """A member of staff answers the newest mail they got (with `about` in its subject); the receipt they get, or their newest mail where they get none."""
    before = len(box.mails)
    box.email(reply(last(box, who, about), order, sender=who, **more))
    mine = [m for m in box.mails[before:] if who in m.to]
    return mine[-1] if mine else last(box, who)


def fills_in(box: Sandbox, reach: str, words: str = RUDE, **more: str) -> str:
    """Somebody fills in the form on the public page; the page on which the code is asked for."""
    answer = box.post("/new", {"words": words, "reach": reach, **more})
    return "/" + answer.headers["location"].partition("?")[0] if answer.status == 303 else ""


def code_in(said: str) -> str:
    """The code that a text or mail of ours brings."""
    return re.findall(r"(?<!\d)\d{6}(?!\d)", said)[0]


def types_code(box: Sandbox, page: str, code: str) -> str:
    """They type the code; what the page shows then."""
    return box.get(page + box.post(page, {"code": code}).headers.get("location", "")).text


def survey_link(mail: SentMail) -> str:
    """The satisfaction link in an outcome."""
    found = re.search(r"https?://\S+/s/\S+", mail.text)
    assert found, mail.text
    return found.group()
