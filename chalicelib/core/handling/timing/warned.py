"""Who has been told that they, or those below them, are late: a daily list need not go out only to tell them so again."""

from datetime import timedelta

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Warned
from chalicelib.core.handling.draft import Draft

KEPT_FOR = timedelta(days=14)  # longer than from one daily list to the next


def note(draft: Draft) -> None:
    """Writes down whom a mail of this moment tells that it is late; what leaves later is not noted."""
    told = {m.to.mail for m in draft.outgoing.messages if "rung" in m.extra and _says_it_is_late(m)}
    if told:
        kept = (h for h in draft.complaint.warned if h.mail not in told and draft.now - h.at < KEPT_FOR)
        draft.change(warned=(*kept, *(Warned(mail=mail, at=draft.now) for mail in sorted(told))))


def _says_it_is_late(message: Message) -> bool:
    return message.name in ("chase", "escalation") and message.channel == "mail" and message.not_before is None
