"""Puts a report on one complaint into the message that a decision asks for."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.labels import label

NAME = "special_report"


def filled(message: Message, complaint: Complaint | None, policy: Policy, now: datetime) -> Message:
    """The message with its report; any other message as it is."""
    if message.name != NAME or complaint is None:
        return message
    return msgspec.structs.replace(message, extra={"report": _on(complaint, message, policy, now)})


def _on(complaint: Complaint, message: Message, policy: Policy, now: datetime) -> str:
    # Reports are few, cold starts are many.
    from chalicelib.core.report import as_mail  # noqa: PLC0415
    from chalicelib.core.report.schedule import Period  # noqa: PLC0415
    from chalicelib.core.report.shape import Frame  # noqa: PLC0415
    from chalicelib.core.report.special import special  # noqa: PLC0415

    named, language = str(message.extra.get("text", "")), message.to.language
    title = label(named, policy, language) if named else ""
    frame = Frame(policy=policy, period=Period(now, now, ""), now=now, language=language, title=title)
    return as_mail(special(complaint, frame, message.to.mail), attached=False)
