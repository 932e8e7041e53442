"""What a mail asks for beside its own matter, as it is shown: each piece of work with its time, its command and its form."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint import asked_along
from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.complaint.saying import Said
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.case_view import view
from chalicelib.core.words.labels import label
from chalicelib.core.words.plain_text import displayable, one_line
from chalicelib.core.words.worded import worded
from chalicelib.render import forms, times


class WorkView(msgspec.Struct, frozen=True):
    """A further piece of work: what it is called, until when, what was promised of it, now and before, the command on offer, its form."""

    task: str
    due: str
    promise: str
    promised_before: list[str]
    command: forms.CommandView
    form: forms.FormView


def works(
    message: Message, complaint: Complaint | None, policy: Policy, language: str, address: str, now: datetime
) -> tuple[WorkView, ...]:
    """All that came along. Each button's reply says in its subject which work it is about."""
    asked = asked_along.came_along(message)
    return tuple(_work(each, complaint, policy, language, address, now) for each in asked if complaint)


def _work(asked: Message, complaint: Complaint, policy: Policy, language: str, address: str, now: datetime) -> WorkView:
    case = view(complaint, policy, language, now, asked.to.mail)
    called = one_line(label(str(asked.extra.get("task", "")), policy, language))
    subject = f"[{complaint.number}] {called}"
    return WorkView(
        task=called,
        due=str(times.named(asked, complaint, case, policy, language, now)["due"]),
        promise=displayable(str(asked.extra.get("promise", "")), language=language),
        promised_before=_promised_before(asked, policy, language),
        command=forms.commands(asked, policy, language, address, subject)[0],
        form=forms.form(asked, policy, language, case),
    )


def _promised_before(asked: Message, policy: Policy, language: str) -> list[str]:
    earlier = asked.extra.get("promised_before", [])
    told = (
        [worded(each, policy, language) for each in earlier if isinstance(each, Said)]
        if isinstance(earlier, list)
        else []
    )
    return [displayable(each, language=language) for each in told]
