"""A complaint that came by phone or in person, as a member of staff registers it by mail (`#登记`)."""

from datetime import UTC, timedelta

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.saying import Said
from chalicelib.core.handling.order.correcting import OLDEST, channel_named
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.plain_text import first_words
from chalicelib.core.written.dates import stated
from chalicelib.core.written.mailboxes import canonical
from chalicelib.core.written.phones import e164

CLOCK_SKEW = timedelta(minutes=2)  # between the registrar's watch and ours


def content_of(order: Command) -> str:
    """What the customer said, by a registration's line or the words behind it; "" if nothing."""
    text = order.form.get("content") or order.words
    return text if text.strip() else ""


def registered(order: Command, mail: StaffWrote, index: int, policy: Policy) -> CustomerWrote | Said:
    """The registration as a fact, or the sentence that says what is missing. Clocks run from the stated time of receipt."""
    form = order.form
    text = content_of(order)
    if not text:
        return saying.say("missing_fields", fields=saying.labels("content"))
    at = stated(form.get("received", ""), mail.at, policy.timezone)
    if at is None:
        return saying.say("bad_time_of", line=saying.labels("received"), text=form["received"])
    if at > mail.at + CLOCK_SKEW:
        return saying.say("time_in_future")
    if at < mail.at - timedelta(days=OLDEST):
        return saying.say("time_too_old", days=OLDEST)
    known = {f.name for f in policy.fields} - FORM_LINES.keys()
    channel = channel_named(form.get("channel", ""))
    unread = {} if channel or not form.get("channel") else {"channel": form["channel"]}
    return CustomerWrote(
        id=f"{mail.id}.{index}",
        at=min(at, mail.at).astimezone(UTC),
        complainant=Complainant(
            name=form.get("name", ""),
            mail=canonical(form.get("mail", "")),
            phone=e164(form.get("phone", ""), works_in(policy)),
            relation=form.get("relation", ""),
        ),
        channel=channel or "phone",
        writing=Writing(
            text=text,
            full_text=text,
            subject=first_words(text),
            raw=mail.writing.raw,
            evidence=mail.writing.evidence,
        ),
        introduced_by=mail.by,
        settled=form.get("settled", ""),
        confirmed=form.get("confirmed", ""),
        fields=unread
        | {k: v for k, v in form.items() if k in known}
        | ({"acted_by": order.acted_by} if order.acted_by else {}),
    )
