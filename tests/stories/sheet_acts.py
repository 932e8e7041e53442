"""What people do with a workbook that they asked for by mail: change it, send it back, confirm what it changes."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import openpyxl

from chalicelib import policies
from chalicelib.aws import clients
from chalicelib.clockwork.state_of_things import XLSX
from redress.publishing import publish
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose, reply
from tests.stories.acts import last

DESK_HEAD, TOP = "chen.lihua@lc-transport.example", "wang.jianguo@lc-transport.example"
Change = Callable[[openpyxl.Workbook], object]


@contextmanager
def published_sandbox(policy: str = "liaocheng-transport") -> Iterator[Sandbox]:
    """A stack that follows what is published, and a policy that is."""
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:"}) as opened:
        publish(policies.packaged(policy), clients.client("s3"), opened._cloud.names["MailBucket"])
        yield opened


def asked_for(box: Sandbox, who: str, order: str) -> SentMail:
    """What comes back to an order without a complaint."""
    box.email(compose(who, box.address, order.lstrip("#"), order))
    return last(box, who)


def changed(mail: SentMail, change: Change) -> tuple[str, str, bytes]:
    """The attached workbook after somebody's work on it, as a file."""
    book = openpyxl.load_workbook(io.BytesIO(mail.attachments[0].content))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return mail.attachments[0].name, XLSX, target.getvalue()


def returned(box: Sandbox, mail: SentMail, change: Change, who: str, text: str = "", **more: str) -> SentMail:
    """The workbook of that mail, changed and sent back; what its sender hears."""
    box.email(reply(mail, text, sender=who, attachments=[changed(mail, change)]), verdicts=more or None)
    return last(box, who)


def link_in(mail: SentMail) -> str:
    """The link that confirms."""
    return re.findall(r"https://\S+/k/\w+", mail.text)[0]


def confirmed(box: Sandbox, mail: SentMail) -> None:
    """Its button is pressed."""
    assert box.post(link_in(mail), {"confirm": "yes"}).status == 200
