"""A complaint that came by phone or in person, as a member of staff registers it by mail (`#登记`)."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.commands import COMMON_LABELS
from chalicelib.core.complaint import Channel, Complainant
from chalicelib.core.facts import Command, CustomerWrote, StaffWrote, Writing
from chalicelib.core.phones import e164
from chalicelib.core.phrases import say
from chalicelib.core.policy import Policy
from chalicelib.core.times import moment_in

CHANNELS: dict[str, Channel] = {
    "电话": "phone", "来电": "phone", "热线": "phone", "phone": "phone",
    "来访": "visit", "当面": "visit", "上门": "visit", "visit": "visit",
    "网站": "web", "web": "web", "传真": "fax", "fax": "fax", "来信": "letter", "信件": "letter", "letter": "letter",
    "短信": "sms", "sms": "sms", "邮件": "mail", "mail": "mail",
}  # fmt: skip
SUBJECT = 40
CLOCK_SKEW = timedelta(minutes=2)  # between the registrar's watch and ours
_CLOCK = re.compile(r"(\d{1,2})[:：点时](\d{2})?")


def registered(order: Command, mail: StaffWrote, index: int, policy: Policy, language: str) -> CustomerWrote | str:
    """The registration as a fact, or the sentence that says what is missing. Clocks run from the stated time of receipt."""
    form = order.form
    text = form.get("content") or order.words
    if not text.strip():
        return say("missing_fields", language, fields="内容" if not language.startswith("en") else "content")
    at = received_at(form.get("received", ""), mail.at, policy.timezone)
    if at is None:
        return say("bad_time", language, text=form["received"])
    if at > mail.at + CLOCK_SKEW:
        return say("time_in_future", language)
    known = {f.name for f in policy.fields} - set(COMMON_LABELS.values())
    return CustomerWrote(
        id=f"{mail.id}.{index}",
        at=min(at, mail.at),
        complainant=Complainant(
            name=form.get("name", ""),
            mail=form.get("mail", "").strip().lower(),
            phone=e164(form.get("phone", "")),
            relation=form.get("relation", ""),
        ),
        channel=CHANNELS.get(form.get("channel", "").strip().lower(), "phone"),
        writing=Writing(
            text=text,
            full_text=text,
            subject=text.strip().splitlines()[0][:SUBJECT],
            raw=mail.writing.raw,
            evidence=mail.writing.evidence,
        ),
        introduced_by=mail.by,
        fields={k: v for k, v in form.items() if k in known} | ({"acted_by": order.acted_by} if order.acted_by else {}),
    )


def received_at(text: str, at: datetime, timezone: str) -> datetime | None:
    """The stated time of receipt; a bare time of day is that of the mail's day; nothing stated is the mail's own time."""
    if not text.strip():
        return at
    stated = moment_in(text, timezone)
    if stated is not None:
        return stated
    found = _CLOCK.search(text)
    if found is None or int(found.group(1)) > 23 or int(found.group(2) or 0) > 59:  # noqa: PLR2004  hours and minutes
        return None
    local = at.astimezone(ZoneInfo(timezone))
    return local.replace(hour=int(found.group(1)), minute=int(found.group(2) or 0), second=0, microsecond=0)
